"""JSON-LD metadata (schema.org) of the sample's pages, as a graph of nodes that refer to each other."""

import json
from typing import Any

from lib.sample.clock import for_machines
from lib.sample.newsroom import newsroom
from lib.sample.stories import Story, Update

Node = dict[str, Any]


def graph(story: Story, *, address: str, image: str | None) -> str:
    """Return the JSON-LD of a page as text that is safe inside a script element."""
    nodes = _shared_nodes(story, address)
    if image is not None:
        words = {"caption": story.caption, "creditText": story.credit, "width": 1200, "height": 800}
        nodes.append({"@type": "ImageObject", "@id": f"{address}#photograph", "url": image, **words})
    nodes.append(_article_node(story, address, image))
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c")


def handle(name: str) -> str:
    """Return a name as part of a URL: "jane-q-doe" for "Jane Q. Doe"."""
    return "-".join(name.lower().replace(".", "").split())


def _shared_nodes(story: Story, address: str) -> list[Node]:
    """Return the nodes of the paper, its site, the breadcrumbs of the page, and the authors."""
    root, name = story.publisher.root, story.publisher.name
    own = {"name": name, "url": f"{root}/"}
    logo = {"@type": "ImageObject", "url": f"{root}/images/masthead.png", "width": 600, "height": 60}
    way = enumerate((name, story.section, story.headline), 1)
    steps = [{"@type": "ListItem", "position": place, "name": each} for place, each in way]
    kinds = dict.fromkeys(newsroom().people, "Person")
    authors = [(kinds.get(each, "Organization"), _author_id(story, each), each) for each in story.authors]
    return [
        {"@type": "NewsMediaOrganization", "@id": f"{root}/#paper", **own, "logo": logo},
        {"@type": "WebSite", "@id": f"{root}/#site", **own, "publisher": {"@id": f"{root}/#paper"}},
        {"@type": "BreadcrumbList", "@id": f"{address}#trail", "itemListElement": steps},
        *({"@type": kind, "@id": key, "name": each} for kind, key, each in authors),
    ]


def _author_id(story: Story, name: str) -> str:
    return f"{story.publisher.root}/by/{handle(name)}#author"


def _article_node(story: Story, address: str, image: str | None) -> Node:
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
    return node | _optional_fields(story, address, image)


def language(story: Story) -> str:
    """Return the language code that the page of a story declares: "es" if tagged so, else its paper's."""
    return "es" if "En español" in story.tags else story.publisher.language


def _optional_fields(story: Story, address: str, image: str | None) -> Node:
    """Return the fields of the article's node that only some stories have, as deck, image and times."""
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
        found["liveBlogUpdate"] = [_update_node(story, update, address) for update in story.updates]
    return found


def _update_node(story: Story, update: Update, address: str) -> Node:
    return {
        "@type": "BlogPosting",
        "@id": f"{address}#entry-{update.at:%H%M}",
        "headline": update.headline,
        "datePublished": for_machines(update.at, story.clock),
        "articleBody": "\n\n".join(part.text for part in update.parts),
        "author": {"@id": _author_id(story, story.authors[0])},
    }
