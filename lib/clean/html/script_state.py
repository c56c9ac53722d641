"""The story's text where a page holds it only in a script, as state for the browser to draw.

Only a text that is plainly one counts: a string of markup with several paragraphs, the longest there is.
"""

import json
import re
from collections.abc import Iterator

from lxml import etree, html
from lxml.html import HtmlElement

from lib.clean.html.marks import Marks

PARAGRAPHS = 3  # of the shortest text
LEAST = 400  # and its characters
SCRIPT = 3_000_000  # characters of one script that are read
NESTED = 3  # strings of JSON may hold JSON again

_STRING = re.compile(rf'"((?:[^"\\]|\\.){{{LEAST},}})"', re.DOTALL)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_LINES = ("p", "h2", "h3", "h4", "li", "blockquote")
_ASIDE = frozenset({"caption", "credit", "figure", "related", "newsletter", "ad", "share", "promo"})


def scripted(tree: HtmlElement) -> str:
    """Return the paragraphs of the longest text in a page's scripts, a line each.

    Empty when there is none.
    """
    scripts = (node.text or "" for node in tree.iter("script") if node.get("type") != "application/ld+json")
    texts = (text for script in scripts if len(script) < SCRIPT for text in _markup(script, NESTED))
    return max(map(_lines, texts), key=len, default="")


def _markup(source: str, depth: int) -> Iterator[str]:
    """Yield the strings of markup in JSON, also in JSON within its strings."""
    for found in _STRING.finditer(source):
        try:
            text = json.loads(f'"{found[1]}"', strict=False)
        except ValueError:  # no JSON string
            continue
        if text.lstrip().startswith("<"):
            if len(_PARAGRAPH.findall(text)) >= PARAGRAPHS:
                yield text
        elif depth and '"' in text:
            yield from _markup(text, depth - 1)


def _lines(text: str) -> str:
    try:
        tree = html.fragment_fromstring(text, create_parent="div")
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
