"""Parses a page once, with limits that keep text from getting lost silently.

lxml without huge_tree drops everything nested 256 deep and every text node of 10 MB, without an error; with
it the same happens a little past 2,000 levels. So the page is measured before it is parsed.
"""

import re

from lxml import etree, html
from lxml.html import HtmlElement

from lib.model.capture import Capture
from lib.model.errors import NotAnArticle, TooLarge

DEPTH = 1_500  # open elements at once
ATTRIBUTES = 400  # on one element; the parser's time grows with the square
TEXT_NODE = 9_500_000  # characters between two tags
ELEMENTS = 400_000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)([^<>]{0,4000})>?")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "keygen",
        "basefont",
        "bgsound",
    ]
)
# Elements whose end tag may be left out: a new one closes the former, so they do not nest by themselves.
_SELF_CLOSING = frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "rp",
        "rt",
        "html",
        "head",
        "body",
    ]
)


def parsed(capture: Capture) -> HtmlElement:
    """The tree of a page; refuses what the parser would lose or never finish."""
    content = _DECLARATION.sub("", capture.content, count=1)
    _measure(content, capture.origin)
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(content.encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise NotAnArticle(
            capture.origin, f"{capture.origin} holds no page content; save the page once more and ingest it."
        ) from error
    _rejoin(tree)
    return tree


def _rejoin(tree: HtmlElement) -> None:
    """Moves what stands after a closing html tag back into the page, as browsers do."""
    body = tree.find("body")
    home = tree if body is None else body
    for stray in list(tree.itersiblings()):
        if not isinstance(stray.tag, str):
            continue
        if stray.text and len(home):
            home[-1].tail = (home[-1].tail or "") + stray.text
        elif stray.text:
            home.text = (home.text or "") + stray.text
        home.extend(list(stray))


def _measure(content: str, origin: str) -> None:
    bare = _COMMENT.sub("", content)
    if len(bare) > TEXT_NODE and max(map(len, bare.split("<"))) > TEXT_NODE:
        raise _beyond(origin, "has a run of text longer", f"{TEXT_NODE:,} characters")
    if bare.count("<") > ELEMENTS:
        raise _beyond(origin, "has more elements", f"{ELEMENTS:,} elements")
    if _crowded(bare):
        raise _beyond(origin, "has an element with more attributes", f"{ATTRIBUTES} attributes")
    if _deepest(bare) > DEPTH:
        raise _beyond(origin, "is nested deeper", f"{DEPTH:,} levels")


def _beyond(origin: str, what: str, limit: str) -> TooLarge:
    return TooLarge(
        origin, f"{origin} {what} than the limit of {limit}; save the page from the browser's reading view."
    )


def _crowded(content: str) -> bool:
    """Whether one tag holds more attributes than any real page has."""
    return any(
        len(tag) > 2 * ATTRIBUTES and tag.partition(">")[0].count("=") > ATTRIBUTES
        for tag in content.split("<")
    )


def _deepest(content: str) -> int:
    """A bound on how many elements are open at once: end tags close the nearest of their kind."""
    depth = deepest = 0
    open_of: dict[str, int] = {}
    for found in _TAG.finditer(content):
        name = found[2].lower()
        if name in _VOID or name in _SELF_CLOSING:
            continue
        if found[1]:
            if open_of.get(name, 0):
                open_of[name] -= 1
                depth -= 1
        elif not found[3].endswith("/"):
            open_of[name] = open_of.get(name, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
    return deepest
