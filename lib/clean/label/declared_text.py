"""Reads the story's text, or a live blog's updates, from a page's JSON-LD."""

import html
import re
from dataclasses import dataclass

from lxml import etree
from lxml import html as markup
from lxml.html import HtmlElement

from lib.clean.says.instants import Instant, read_instant
from lib.clean.segments.elements import HEADINGS
from lib.clean.segments.metadata import Node, Structured, first_text, types
from lib.clean.segments.page import Page

_MARKUP = re.compile(r"<(?:!--|/?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>)", re.IGNORECASE)
_BLOCKS = (
    *HEADINGS,
    *("p", "div", "section", "blockquote", "pre", "li", "dt", "dd", "th", "td", "figcaption", "br", "hr"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredUpdate:
    """One update of a live blog in JSON-LD: its headline, paragraphs and time."""

    headline: str | None
    paragraphs: tuple[str, ...]
    instant: Instant | None


def declared_text(page: Page) -> str:
    """Return the story's text in JSON-LD; for a live blog its updates in order; "" if it declares no text."""
    parts = [_body(page.data, page.data.article)]
    for update in declared_updates(page):
        parts += [update.headline, *update.paragraphs] if update.headline else update.paragraphs
    return "\n".join(part for part in parts if part)


def declared_updates(page: Page) -> tuple[DeclaredUpdate, ...]:
    """Return a live blog's updates in the order of its JSON-LD; () for other stories."""
    article = page.data.article
    if "LiveBlogPosting" not in types(article):
        return ()
    nodes = page.data.listed(article.get("liveBlogUpdate"))
    return tuple(_update(page.data, node) for node in nodes if isinstance(node, dict))


def _update(data: Structured, node: Node) -> DeclaredUpdate:
    dates = (first_text(node.get(name)) for name in ("datePublished", "dateCreated"))
    date = next((each for each in dates if each), None)
    return DeclaredUpdate(
        headline=first_text(node.get("headline")),
        paragraphs=tuple(filter(None, (" ".join(line.split()) for line in _body(data, node).splitlines()))),
        instant=read_instant(date, "json-ld") if date else None,
    )


def _body(data: Structured, node: Node) -> str:
    """Return the articleBody of a node, one block on each line; some publishers list its paragraphs."""
    parts = (
        each.get("@value") if isinstance(each, dict) else each
        for each in data.listed(node.get("articleBody"))
    )
    return "\n".join(_bare(part) for part in parts if isinstance(part, str))


def _bare(text: str) -> str:
    """Return text, one block on each line, without markup and entities, which publishers leave in JSON-LD."""
    plain = text if _MARKUP.search(text) else html.unescape(text)  # which may be markup, too
    if not _MARKUP.search(plain):
        return plain
    try:
        return lines_of(markup.fromstring(f"<div>{plain}</div>"))
    except (ValueError, etree.LxmlError):  # no markup after all
        return plain


def lines_of(tree: HtmlElement) -> str:
    """Return the text of a markup fragment, one block on each line, and remove its scripts."""
    etree.strip_elements(tree, "script", "style", with_tail=False)
    for node in tree.iter(*_BLOCKS):
        node.text, node.tail = f"\n{node.text or ''}", f"\n{node.tail or ''}"
    return "\n".join(filter(None, map(str.strip, tree.text_content().splitlines())))
