"""JSON-LD metadata (schema.org) of the sample's pages, as a graph of nodes that refer to each other."""

import json
from typing import Any

from lib.sample.clock import for_machines
from lib.sample.newsroom import newsroom
from lib.sample.stories import Story, Update

Node = dict[str, Any]


def graph(story: Story, *, address: str, image: str | None) -> str:
    """Return the JSON-LD of a page as text that is safe inside a script element."""
    nodes = [_paper(story), _site(story), _trail(story, address), *_authors(story)]
    if image is not None:
        nodes.append(_image(story, address, image))
    nodes.append(_article(story, address, image))
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c")


def handle(name: str) -> str:
    """Return a name as part of a URL: "jane-q-doe" for "Jane Q. Doe"."""
    return "-".join(name.lower().replace(".", "").split())


def _paper(story: Story) -> Node:
    root, name = story.publisher.root, story.publisher.name
    logo = {"@type": "ImageObject", "url": f"{root}/images/masthead.png", "width": 600, "height": 60}
    node = {"@type": "NewsMediaOrganization", "@id": f"{root}/#paper", "name": name, "url": f"{root}/"}
    return {**node, "logo": logo}


def _site(story: Story) -> Node:
    root, name = story.publisher.root, story.publisher.name
    node = {"@type": "WebSite", "@id": f"{root}/#site", "name": name, "url": f"{root}/"}
    return {**node, "publisher": {"@id": f"{root}/#paper"}}


def _trail(story: Story, address: str) -> Node:
    names = [story.publisher.name, story.section, story.headline]
    steps = [{"@type": "ListItem", "position": place, "name": name} for place, name in enumerate(names, 1)]
    return {"@type": "BreadcrumbList", "@id": f"{address}#trail", "itemListElement": steps}


def _authors(story: Story) -> list[Node]:
    kinds = dict.fromkeys(newsroom().people, "Person")
    return [
        {"@type": kinds.get(name, "Organization"), "@id": _author_id(story, name), "name": name}
        for name in story.authors
    ]


def _author_id(story: Story, name: str) -> str:
    return f"{story.publisher.root}/by/{handle(name)}#author"


def _image(story: Story, address: str, image: str) -> Node:
    size = {"width": 1200, "height": 800}
    words = {"caption": story.caption, "creditText": story.credit}
    return {"@type": "ImageObject", "@id": f"{address}#photograph", "url": image, **words, **size}


def _article(story: Story, address: str, image: str | None) -> Node:
    node: Node = {
        "@type": "LiveBlogPosting" if story.layout == "live" else "NewsArticle",
        "@id": f"{address}#article",
        "headline": story.headline,
        "author": [{"@id": _author_id(story, name)} for name in story.authors],
        "publisher": {"@id": f"{story.publisher.root}/#paper"},
        "isPartOf": {"@id": f"{story.publisher.root}/#site"},
        "mainEntityOfPage": address,
        "articleSection": story.section,
        "keywords": list(story.tags),
        "inLanguage": language(story),
        "isAccessibleForFree": True,
        "wordCount": len(story.text.split()),
    }
    return node | _details(story, address, image)


def language(story: Story) -> str:
    """Return the language code that the page of a story declares: "es" if tagged so, else its paper's."""
    return "es" if "En español" in story.tags else story.publisher.language


def _details(story: Story, address: str, image: str | None) -> Node:
    found: Node = {}
    if story.deck:
        found["description"] = story.deck
    if image is not None:
        found["image"] = {"@id": f"{address}#photograph"}
    if story.published is not None:
        found["datePublished"] = for_machines(story.published, story.clock)
        found["dateModified"] = for_machines(story.updated or story.published, story.clock)
    if story.wire:
        found["sourceOrganization"] = {"@type": "Organization", "name": story.wire}
    if story.updates:
        found["coverageStartTime"] = for_machines(min(update.at for update in story.updates), story.clock)
        found["liveBlogUpdate"] = [_update(story, update, address) for update in story.updates]
    return found


def _update(story: Story, update: Update, address: str) -> Node:
    return {
        "@type": "BlogPosting",
        "@id": f"{address}#entry-{update.at:%H%M}",
        "headline": update.headline,
        "datePublished": for_machines(update.at, story.clock),
        "articleBody": "\n\n".join(part.text for part in update.parts),
        "author": {"@id": _author_id(story, story.authors[0])},
    }
