"""A feed's item as a small page that the cleaning reads like any other: all stands where pages have it.

Other elements of a page's head that lie in an item's own markup are taken out of their force: an item cannot
give itself another address, title or base.
"""

import json
import re
from html import escape

from lib.capture.feeds.items import words_of
from lib.model.feed import Item

LONGEST = 500  # letters of a title; a longer one is the first paragraph too
HEADLINE = 90  # letters of the text that stand for the headline of an item without one
_HEAD_ONLY = re.compile(
    r"<(?=/?(?:html|head|body|base|link|meta|title|script|style|plaintext|xmp|listing|noembed|frameset)\b)",
    re.IGNORECASE,
)
# Elements in which markup is no markup: code, which goes, and text, which is kept as its letters.
_CODE, _LETTERS = ("script", "style"), ("title", "textarea", "xmp")
_RAW = re.compile(rf"<({'|'.join((*_CODE, *_LETTERS))})\b[^>]*>", re.IGNORECASE)
_RAW_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in (*_CODE, *_LETTERS)}
_EMPTY = re.compile(r"<(?:base|link|meta|/?html|/?head|/?body)\b[^>]*>", re.IGNORECASE)


def page_of(item: Item) -> str:
    """Return the page; the same item always gives the same one."""
    title = escape(_headline(item))
    told = json.dumps(_told(item), ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    link = f'<link rel="canonical" href="{escape(item.link)}">\n' if item.link else ""
    language = f' lang="{escape(item.language)}"' if item.language else ""
    deck = f'<p class="standfirst">{escape(item.deck)}</p>\n' if item.deck else ""
    return (
        f'<!doctype html>\n<html{language}><head><meta charset="utf-8"><title>{title}</title>\n{link}'
        f'<script type="application/ld+json">{told}</script></head>\n'
        f"<body><article><h1>{title}</h1>\n{deck}{_long_title(item)}{_body(item)}\n</article></body></html>\n"
    )


def _told(item: Item) -> dict[str, object]:
    told = {
        "headline": _headline(item),
        "datePublished": item.dated,
        "dateModified": item.updated,
        "author": [{"@type": "Person", "name": name} for name in item.authors],
        "keywords": list(item.tags),
    }
    return {"@context": "https://schema.org", "@type": "NewsArticle", **{k: v for k, v in told.items() if v}}


def _headline(item: Item) -> str:
    """Return the title; the first words of an item that has none, or of a title that is none."""
    if item.title and len(item.title) <= LONGEST:
        return item.title
    text = item.title or (item.text if item.plain else words_of(item.text))
    words = " ".join(text[: HEADLINE * 4].split())
    if len(words) <= HEADLINE:
        return words
    return words[:HEADLINE].rpartition(" ")[0] + " …"


def _long_title(item: Item) -> str:
    return f"<p>{escape(item.title)}</p>\n" if len(item.title) > LONGEST else ""


def _body(item: Item) -> str:
    if item.plain:
        paragraphs = (each.strip() for each in re.split(r"\n\s*\n", item.text))
        return "\n".join(f"<p>{escape(each)}</p>" for each in paragraphs if each)
    # No tag begins behind the last sign that ends one: a search would run to the end from each that opens.
    end = item.text.rfind(">") + 1
    words = _EMPTY.sub("", _without_code(item.text[:end])) + item.text[end:]
    markup = _HEAD_ONLY.sub("&lt;", words)
    return markup if "<p" in markup.lower() else f"<p>{markup}</p>"


def _without_code(markup: str) -> str:
    """Return the markup without scripts and styles, and what only looks like markup made letters.

    An element that never ends stays, and its end is looked for once.
    """
    kept: list[str] = []
    at = searched = 0
    endless: set[str] = set()
    while opened := _RAW.search(markup, searched):
        name, searched = opened[1].lower(), opened.end()
        closed = None if name in endless else _RAW_END[name].search(markup, searched)
        if closed is None:
            endless.add(name)
            continue
        kept.append(markup[at : opened.start()])
        if name in _LETTERS:
            kept.append(escape(markup[opened.end() : closed.start()]))
        at = searched = closed.end()
    return "".join([*kept, markup[at:]])
