"""Reads the story's text from a page's scripts, which hold it as HTML that the browser draws."""

import json
import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as markup
from lxml.html import HtmlElement

from lib.clean.segments.marks import Marks
from lib.clean.segments.metadata import SCRIPT
from lib.model.controls import without_controls

PARAGRAPHS = 3  # of the shortest text
LEAST = 400  # its characters: a teaser has fewer
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
    """Yield the strings in a script that are HTML with paragraphs, also in JSON inside such strings."""
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
    """Return the paragraphs, headings and items of a markup text, one per line; "" if they are short."""
    try:
        tree = markup.fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError):  # no markup after all
        return ""
    for node in tree.iter("br"):
        node.tail = f" {node.tail or ''}"
    marks = Marks()
    own = (node for node in tree.iter(*_LINES) if next(node.iterdescendants(*_LINES), None) is None)
    kept = (node for node in own if not marks.above(node, below=frozenset()) & _ASIDE)
    joined = "\n".join(filter(None, (" ".join(node.text_content().split()) for node in kept)))
    return joined if len(joined) >= LEAST else ""
