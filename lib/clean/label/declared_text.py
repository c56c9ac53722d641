"""Reads the story's text from a page's scripts: JSON-LD, or data from which the browser draws it."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as markup
from lxml.html import HtmlElement

from lib.clean.says.instants import Instant, read_instant
from lib.clean.segments.marks import Marks
from lib.clean.segments.metadata import SCRIPT, first_text, types
from lib.clean.segments.page import Page
from lib.model.controls import without_controls


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredUpdate:
    """One update of a live blog in JSON-LD: its headline, paragraphs and time."""

    headline: str | None
    paragraphs: tuple[str, ...]
    instant: Instant | None


def declared_text(page: Page) -> str:
    """Return the story's text in JSON-LD; for a live blog its updates in order; "" without any."""
    parts = [_bare(text)] if (text := _whole(page.data.article.get("articleBody"))) else []
    for update in declared_updates(page):
        parts += [update.headline, *update.paragraphs] if update.headline else update.paragraphs
    return "\n".join(part for part in parts if part)


def declared_updates(page: Page) -> tuple[DeclaredUpdate, ...]:
    """Return a live blog's updates in the order of its JSON-LD; () for other stories."""
    article = page.data.article
    if "LiveBlogPosting" not in types(article):
        return ()
    updates = article.get("liveBlogUpdate")
    nodes = (page.data.resolve(each) for each in (updates if isinstance(updates, list) else [updates]))
    return tuple(_update(node) for node in nodes if isinstance(node, dict))


def _update(node: dict[str, object]) -> DeclaredUpdate:
    headline, body = _whole(node.get("headline")), _whole(node.get("articleBody"))
    dates = (first_text(node.get(name)) for name in ("datePublished", "dateCreated"))
    date = next((each for each in dates if each), None)
    return DeclaredUpdate(
        headline=" ".join(_bare(headline).split()) or None if headline else None,
        paragraphs=tuple(filter(None, (" ".join(line.split()) for line in _bare(body or "").splitlines()))),
        instant=read_instant(date, "json-ld") if date else None,
    )


def _whole(value: object) -> str | None:
    return value if isinstance(value, str) else first_text(value)


def _bare(text: str) -> str:
    """Return text without markup and entities, which some publishers leave in JSON-LD."""
    if "<" not in text or ">" not in text:
        return html.unescape(text)
    try:
        tree = markup.fromstring(f"<div>{text}</div>")
    except (ValueError, etree.LxmlError):  # no markup after all
        return html.unescape(text)
    return lines_of(tree)


def lines_of(tree: HtmlElement) -> str:
    """Return the text of a markup fragment, one block on each line."""
    for node in tree.iter("p", "div", "li", "h2", "h3", "h4", "br", "blockquote", "td"):
        node.tail = f"\n{node.tail or ''}"
    return "\n".join(filter(None, map(str.strip, tree.text_content().splitlines())))


PARAGRAPHS = 3  # of the shortest text
LEAST = 400  # and its characters
NESTED = 3  # strings of JSON may hold JSON again
# A quotation mark behind a backslash begins none: to ask so at each takes the square of their number.
_STRING = re.compile(rf'(?<!\\)"((?:[^"\\]|\\.){{{LEAST},}}+)"', re.DOTALL)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_LINES = ("p", "h2", "h3", "h4", "li", "blockquote")
_ASIDE = frozenset({"caption", "credit", "figure", "related", "newsletter", "ad", "share", "promo"})


def text_in_scripts(tree: HtmlElement) -> str:
    """Return the paragraphs of the longest text in a page's scripts, one per line; "" without any."""
    scripts = (node.text or "" for node in tree.iter("script") if node.get("type") != "application/ld+json")
    texts = (text for script in scripts if len(script) < SCRIPT for text in _markup(script, NESTED))
    return max(map(_paragraphs, texts), key=len, default="")


def _markup(source: str, depth: int) -> Iterator[str]:
    """Yield the strings of a script that are HTML with paragraphs, also from JSON inside strings."""
    for found in _STRING.finditer(source):
        try:
            text = without_controls(json.loads(f'"{found[1]}"', strict=False))
        except ValueError:  # no JSON string
            continue
        if text.lstrip().startswith("<"):
            if len(_PARAGRAPH.findall(text)) >= PARAGRAPHS:
                yield text
        elif depth and '"' in text:
            yield from _markup(text, depth - 1)


def _paragraphs(text: str) -> str:
    try:
        tree = markup.fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError):  # no markup after all
        return ""
    marks = Marks()
    lines = []
    for node in tree.iter(*_LINES):
        if (
            next(node.iterdescendants(*_LINES), None) is None
            and not marks.above(node, below=frozenset()) & _ASIDE
        ):
            lines.append(" ".join(node.text_content().split()))
    joined = "\n".join(filter(None, lines))
    return joined if len(joined) >= LEAST else ""
