"""What a small box around a line says of it: a picture makes it a caption, a field a part of a form."""

from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from lib.clean.html.pieces import Piece

CAPTION = 300  # characters of the longest caption without a mark
ASKING = 600  # characters of the largest box around a form
ASKED = 6  # and its pieces
BARE = 150  # and of one that shares its paragraph with the picture
TOGETHER = 2  # pieces of a picture's element: caption and credit

_PICTURES = frozenset({"img", "picture", "amp-img"})
_WHOLE = frozenset(
    {"article", "section", "main", "li", "td", "th", "blockquote", "body", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_SILENT = frozenset({"hidden", "button", "submit", "image"})
_SENTENCE_ENDS = ".!?…。！？:"


def is_pictured(pieces: Sequence[Piece], number: int, holders: Collection[HtmlElement]) -> bool:
    """Return whether a piece stands under a picture, with at most a credit beside it.

    `holders` hold the story.
    """
    piece = pieces[number]
    if len(piece.text) > CAPTION or piece.linked > 0.5:
        return False
    node: HtmlElement | None = piece.element
    while node is not None and node not in holders and node.tag not in _WHOLE:
        if len(_inside(pieces, number, node, TOGETHER)) > TOGETHER:
            return False
        if node is piece.element:
            if _opens_with_picture(node):
                return len(piece.text) <= BARE and piece.text[-1] not in _SENTENCE_ENDS
        elif _picture_before(node, piece.element):
            return True
        node = node.getparent()
    return False


def is_of_form(pieces: Sequence[Piece], number: int, holders: Collection[HtmlElement]) -> bool:
    """Return whether a piece stands in a small box with fields to fill in: a poll, a sign-up, a search."""
    node = pieces[number].element.getparent()
    while node is not None and node not in holders:
        inside = _inside(pieces, number, node, ASKED)
        if len(inside) > ASKED or sum(len(pieces[each].text) for each in inside) > ASKING:
            return False
        if any(field.get("type") not in _SILENT for field in node.iter("form", "input", "textarea")):
            return True
        node = node.getparent()
    return False


def _inside(pieces: Sequence[Piece], number: int, node: HtmlElement, most: int) -> range:
    """Return the pieces around one that an element holds, counted to no more than one beyond `most`."""
    first = last = number
    while first > 0 and last - first < most and _holds(node, pieces[first - 1].element):
        first -= 1
    while last + 1 < len(pieces) and last - first < most and _holds(node, pieces[last + 1].element):
        last += 1
    return range(first, last + 1)


def _holds(node: HtmlElement, inner: HtmlElement) -> bool:
    return inner is node or node in inner.iterancestors()


def _picture_before(node: HtmlElement, text: HtmlElement) -> bool:
    """Return whether a picture stands in an element before the text in it does."""
    for inner in node.iter():
        if inner is text:
            return False
        if inner.tag in _PICTURES:
            return _is_seen(inner)
    return False


def _opens_with_picture(node: HtmlElement) -> bool:
    for inner in node.iter():
        if inner.tag in _PICTURES:
            return _is_seen(inner)
        if (inner.text or "").strip():
            return False
    return False


def _is_seen(picture: HtmlElement) -> bool:
    """Return whether a picture is more than a pixel that counts readers or a sign within the line."""
    sizes = (picture.get("width", ""), picture.get("height", ""))
    return not any(size.isdigit() and int(size) < 40 for size in sizes)
