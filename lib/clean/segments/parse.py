"""Prepares a page for the parser and parses it once, so that no text is lost unnoticed.

The parser is slow on some constructs and swallows the text after others: they are taken out before. lxml
without huge_tree silently drops everything nested over 256 levels and every text node over 10 MB; with it, it
stops at DEPTH levels and notes so in its log. What would take minutes is refused before.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree, html
from lxml.html import HtmlElement

from lib.model.capture import Capture
from lib.model.controls import without_references
from lib.model.errors import NotAnArticle, TooLarge

DEPTH = 2_048  # open elements at once, at which the parser stops
TEXT_NODE = 9_500_000  # characters between two tags
ELEMENTS = 400_000
ATTRIBUTES = 400  # on one element; the parser's time grows with the square
# A start tag of more than 2 * ATTRIBUTES characters, and an attribute of it.
_LONG_TAG = re.compile(rb"""(<[a-zA-Z][^\s<>/"']*+)((?=[^>]{800})(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(rb"""[^\s"'>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']++))?+""")
_APART = re.compile(rb"<(?:!--|(script|style)\b)")  # what is no markup of the page
_COMMENT_END = re.compile(rb"-->")
_END = {b"script": re.compile(rb"</script\s*>"), b"style": re.compile(rb"</style\s*>")}
_TEMPLATE = re.compile(rb"<(?:!--|(script|style)\b|(/?)template\b[^>]*>)")
# The parser passes over the end of a template in which one of these is open.
_STRONGER = re.compile(rb"<(/?)(?:div|table|t[dhr]|thead|tbody|tfoot)\b")
_RUBY = rb"<(?i:r%s\b[^<>]{0,400}>[^<>]*+(?:</r%s\s*>|(?=<(?:/ruby|r[tpb])\b)))"
_READING = re.compile(
    rb"(?P<bracketed>%s\s*%s\s*%s)|%s" % tuple(_RUBY % (each, each) for each in (b"p", b"t", b"p", b"[tp]"))
)
_QUOTED = re.compile(rb"<(/?)[qQ](?:\s[^<>]{0,400})?>")
_MARK = rb"(?:[\"'&;]|\xc2[\xab\xbb]|\xe2\x80[\x98-\x9f\xb9\xba])"  # of quotation, or the code of one
_OWN_MARKS = re.compile(rb"%s\s*<q[\s>]|<q(?:\s[^<>]{0,400})?>\s*%s" % (_MARK, _MARK), re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")

# Every element is a plain HtmlElement: lxml's own choice asks a Python function for each of them.
_CLASSES = etree.ElementDefaultClassLookup(
    element=html.HtmlElement,
    comment=html.HtmlComment,
    pi=html.HtmlProcessingInstruction,
    entity=html.HtmlEntity,
)


def markup_of(capture: Capture) -> bytes:
    """Return a page in UTF-8, without constructs that slow parsers or swallow text, and <q> in quotes."""
    markup = without_references(_DECLARATION.sub("", capture.content, count=1)).encode("utf-8")
    return _with_short_tags(_without_open_templates(_with_quotation_marks(_without_readings(markup))))


def _without_readings(content: bytes) -> bytes:
    """Return the page without the small print over letters (<rt>) that says how to read them.

    It would divide words and names. Print for which the page has brackets of its own (<rp>) is kept as text.
    """
    return _READING.sub(lambda found: found["bracketed"] or b"", content)


def _with_short_tags(content: bytes) -> bytes:
    """Return the page with no more than 400 attributes on one element."""
    if max(map(len, content.split(b">"))) <= 2 * ATTRIBUTES:
        return content
    parts = []
    for shown, apart in stretches(content):
        opening = _LONG_TAG.match(apart)  # of a script; the code in it holds no tag, whatever it compares
        parts += [
            _LONG_TAG.sub(_with_few_attributes, shown),
            _with_few_attributes(opening) if opening else b"",
            apart[opening.end() :] if opening else apart,
        ]
    return b"".join(parts)


def _with_few_attributes(tag: re.Match[bytes]) -> bytes:
    """Return a start tag cut off after its first 400 attributes; this loses no text."""
    found = list(islice(_ATTRIBUTE.finditer(tag[2]), ATTRIBUTES + 1))
    if len(found) <= ATTRIBUTES:
        return tag[0]
    return tag[1] + tag[2][: found[ATTRIBUTES].start()] + b">"


def stretches(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield stretches of markup, each with the comment, script or style behind it, at the end with b""."""
    small, at = content.lower(), 0
    while found := _APART.search(small, at):
        closed = (_END[found[1]] if found[1] else _COMMENT_END).search(small, found.end())
        end = closed.end() if closed else len(content)
        yield content[at : found.start()], content[found.start() : end]
        at = end
    yield content[at:], b""


def _with_quotation_marks(content: bytes) -> bytes:
    """Return the page with quotation marks around <q>, as browsers print them, unless it has its own."""
    if not _QUOTED.search(content) or _OWN_MARKS.search(content):
        return content
    return _QUOTED.sub(
        lambda found: "”".encode() + found[0] if found[1] else found[0] + "“".encode(), content
    )


def _without_open_templates(content: bytes) -> bytes:
    """Return the page without the <template> elements that the parser would leave open."""
    small = content.lower()
    if b"<template" not in small:
        return content
    kept, at, depth, begun, place = list[bytes](), 0, 0, 0, 0
    while found := _TEMPLATE.search(small, place):
        place = found.end()
        if found[1] or found[0] == b"<!--":
            end = (_END[found[1]] if found[1] else _COMMENT_END).search(small, place)
            place = end.end() if end else len(small)
        elif not found[2]:
            begun, depth = begun if depth else found.start(), depth + 1
        elif depth:
            depth -= 1
            if not depth and sum(-1 if tag[1] else 1 for tag in _STRONGER.finditer(small[begun:place])) > 0:
                kept.append(content[at:begun])
                at = place
    return b"".join((*kept, content[at:]))


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
    for stray in list(tree.itersiblings("*")):  # elements behind the closing html tag
        tree.append(stray)
    for root in tree.xpath("//template[@shadowrootmode or @shadowroot]"):  # which browsers show
        root.tag = "div"
    return tree


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
