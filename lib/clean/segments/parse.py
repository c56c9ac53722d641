"""Parses a page once, with limits under which the parser loses no text unnoticed.

lxml without huge_tree silently drops everything nested over 256 levels and every text node over 10 MB; with
it, it stops at DEPTH levels and notes so in its log. What would take minutes is refused before.
"""

from lxml import etree, html
from lxml.html import HtmlElement

from lib.clean.segments.markup import stretches
from lib.model.errors import NotAnArticle, TooLarge

DEPTH = 2_048  # open elements at once, at which the parser stops
TEXT_NODE = 9_500_000  # characters between two tags
ELEMENTS = 400_000

# Every element is a plain HtmlElement: lxml's own choice asks a Python function for each of them.
_CLASSES = etree.ElementDefaultClassLookup(
    element=html.HtmlElement,
    comment=html.HtmlComment,
    pi=html.HtmlProcessingInstruction,
    entity=html.HtmlEntity,
)


def parsed(markup: bytes, origin: str) -> HtmlElement:
    """Return the tree of a page; raises TooLarge if text would be lost, NotAnArticle if there is none."""
    _measure(markup, origin)
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    parser.set_element_class_lookup(_CLASSES)
    try:
        tree = html.document_fromstring(markup, parser=parser)
    except etree.ParserError as error:
        raise NotAnArticle(
            origin, f"{origin} holds no page content; save the page once more and take it in."
        ) from error
    if parser.error_log.filter_types(etree.ErrorTypes.ERR_RESOURCE_LIMIT):
        raise _beyond(origin, "is nested deeper", f"{DEPTH:,} levels")
    _rejoin(tree)
    return tree


def _rejoin(tree: HtmlElement) -> None:
    """Move what stands after the closing html tag to the end of the body, as browsers do."""
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


def _measure(content: bytes, origin: str) -> None:
    """Raise TooLarge for a page of which the parser would lose text or that would take minutes."""
    bare = b"".join(shown for shown, _ in stretches(content))
    if len(bare) > TEXT_NODE and max(map(len, bare.decode("utf-8").split("<"))) > TEXT_NODE:
        raise _beyond(origin, "has a run of text longer", f"{TEXT_NODE:,} characters")
    if bare.count(b"<") > ELEMENTS:
        raise _beyond(origin, "has more elements", f"{ELEMENTS:,} elements")


def _beyond(origin: str, what: str, limit: str) -> TooLarge:
    return TooLarge(
        origin, f"{origin} {what} than the limit of {limit}; save the page from the browser's reading view."
    )
