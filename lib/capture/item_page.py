"""Builds the HTML page of a story that came as text and metadata, as from a feed or an export."""

import html
import json
import re
from html import escape

from lib.model.feed import Item

LONGEST = 500  # letters of a title; a longer one is the first paragraph too
HEADLINE = 90  # letters of the text that stand for the headline of an item without one
_HEAD_ONLY = re.compile(  # and a comment without an end, which would hide the rest of the story
    r"<(?=!--|/?(?:html|head|body|base|link|meta|title|script|style|plaintext|xmp|listing|noembed|frameset)\b)",
    re.IGNORECASE,
)
# Elements in which markup is no markup.
_CODE = ("script", "style")  # goes, as comments do
_LETTERS = ("title", "textarea", "xmp")  # holds text, which is kept as its letters
_RAW = re.compile(rf"<!(?=--)|<({'|'.join((*_CODE, *_LETTERS))})\b[^>]*>", re.IGNORECASE)
_RAW_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in (*_CODE, *_LETTERS)}
_RAW_END["comment"] = re.compile("--!?>")  # of "<!-->" too, whose dashes begin and end it
_EMPTY = re.compile(r"<(?:base|link|meta|/?html|/?head|/?body)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!?][^>]*>")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # a title is printed on terminals too


def page_of(item: Item) -> str:
    """Return an HTML page with an item's text and metadata; the same item always gives the same page."""
    title = escape(_headline(item))
    fields = json.dumps(_metadata(item), ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    link = f'<link rel="canonical" href="{escape(item.link)}">\n' if item.link else ""
    language = f' lang="{escape(item.language)}"' if item.language else ""
    deck = f'<p class="standfirst">{escape(item.deck)}</p>\n' if item.deck else ""
    first = f"<p>{escape(item.title)}</p>\n" if len(item.title) > LONGEST else ""
    return (
        f'<!doctype html>\n<html{language}><head><meta charset="utf-8"><title>{title}</title>\n{link}'
        f'<script type="application/ld+json">{fields}</script></head>\n'
        f"<body><article><h1>{title}</h1>\n{deck}{first}{_body(item)}\n</article></body></html>\n"
    )


def words_of(markup: str) -> str:
    """Return the text of markup on one line: no tags, code or control characters, references resolved."""
    words = _replaced(_TAG, " ", _without_code(markup))
    return " ".join(_CONTROL.sub(" ", html.unescape(words)).split())


def _metadata(item: Item) -> dict[str, object]:
    """Return an item's metadata as fields of JSON-LD (schema.org), without empty ones."""
    fields = {
        "headline": _headline(item),
        "datePublished": item.dated,
        "dateModified": item.updated,
        "author": [{"@type": "Person", "name": name} for name in item.authors],
        "keywords": list(item.tags),
    }
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        **{k: v for k, v in fields.items() if v},
    }


def _headline(item: Item) -> str:
    """Return the item's title; of a title over 500 letters the first words, without a title the text's."""
    if item.title and len(item.title) <= LONGEST:
        return item.title
    text = item.title or (item.text if item.plain else words_of(item.text))
    words = " ".join(text.lstrip()[: HEADLINE * 4].split())
    if len(words) <= HEADLINE:
        return words
    space = words.rfind(" ", HEADLINE // 2, HEADLINE)
    return words[: space if space > 0 else HEADLINE] + " …"  # Chinese has no spaces


def _body(item: Item) -> str:
    """Return the text of a feed's item as HTML, its paragraphs in <p>.

    Plain text is escaped; text that is HTML loses scripts, and its tags of a <head>, as <title>, become text.
    """
    if item.plain:
        paragraphs = (paragraph.strip() for paragraph in re.split(r"\n\s*\n", item.text))
        return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs if paragraph)
    markup = _HEAD_ONLY.sub("&lt;", _replaced(_EMPTY, "", _without_code(item.text)))
    return markup if "<p" in markup.lower() else f"<p>{markup}</p>"


def _without_code(markup: str) -> str:
    """Return the markup without scripts, styles and comments; text in <title>, <textarea>, <xmp> is escaped.

    What has no end stays; its end is searched for only once.
    """
    kept: list[str] = []
    at = searched = 0
    endless: set[str] = set()
    last = markup.rfind(">") + 1
    while opened := _RAW.search(markup, searched, last):
        name, searched = (opened[1] or "comment").lower(), opened.end()
        closed = None if name in endless else _RAW_END[name].search(markup, searched)
        if closed is None:
            endless.add(name)
            continue
        kept.append(markup[at : opened.start()])
        if name in _LETTERS:
            kept.append(escape(markup[opened.end() : closed.start()]))
        at = searched = closed.end()
    return "".join([*kept, markup[at:]])


def _replaced(tags: re.Pattern[str], by: str, markup: str) -> str:
    """Return the markup with the tags that a pattern finds replaced by a text.

    No tag begins after the last ">": to search for its end at each "<" there would take quadratic time.
    """
    end = markup.rfind(">") + 1
    return tags.sub(by, markup[:end]) + markup[end:]
