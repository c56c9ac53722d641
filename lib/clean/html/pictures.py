"""The pictures of a page and what is printed beside them, and those of its story; nothing is loaded.

A small box around a line also says what the line is.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from lib.clean.fields.captions import bare_credit, is_credit, split_credit
from lib.clean.html.page import Page
from lib.clean.html.segments import Piece, pieces_around
from lib.clean.html.structured import first_text, texts
from lib.model.article import Block, Image

CAPTION = 300  # characters of the longest caption without a mark
ASKING = 600  # characters of the largest box around a form
ASKED = 6  # and its pieces
BARE = 150  # and of one that shares its paragraph with the picture
MOST = 60  # pictures of a story
TOGETHER = 2  # pieces of a picture's element: caption and credit

_PICTURES = frozenset({"img", "picture", "amp-img"})
_WHOLE = frozenset(
    {"article", "section", "main", "li", "td", "th", "blockquote", "body", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_SLANTED = frozenset({"em", "i", "small"})
_SILENT = frozenset({"hidden", "button", "submit", "image", "checkbox"})
_SENTENCE_ENDS = ".!?…。！？:"
_NAMED = ("og:image", "og:image:url", "twitter:image", "twitter:image:src", "parsely-image-url")
# The place of a picture in its gallery, printed before the caption.
_COUNTER = re.compile(r"^(?:\[\d+/\d+\]|\d+(?:of|von|sur|de)\d+)\s*")
_CREDITS = ("creditText", "copyrightHolder", "creator", "author", "copyrightNotice")


def is_pictured(pieces: Sequence[Piece], number: int, holders: Collection[HtmlElement]) -> bool:
    """Return whether a piece stands under a picture, with at most a credit beside it.

    `holders` hold the story.
    """
    piece = pieces[number]
    if len(piece.text) > CAPTION or piece.linked > 0.5:
        return False
    if _is_set_apart(piece):
        return True
    node: HtmlElement | None = piece.element
    while node is not None and node not in holders and node.tag not in _WHOLE:
        if len(pieces_around(pieces, number, node, TOGETHER)) > TOGETHER:
            return False
        if node is piece.element:
            if _opens_with_picture(node):
                return len(piece.text) <= BARE and piece.text[-1] not in _SENTENCE_ENDS
        elif _picture_before(node, piece.element):
            return True
        node = node.getparent()
    return False


def _is_set_apart(piece: Piece) -> bool:
    """Return whether words in italics or small letters, no sentence, stand right under a picture alone."""
    line = piece.inner
    while (
        line is not piece.element and line.getprevious() is None and not _opens_with_words(line.getparent())
    ):
        line = line.getparent()
    above = line.getprevious()
    if piece.inner.tag not in _SLANTED or piece.text[-1] in _SENTENCE_ENDS:
        return False
    if above is None or not isinstance(above.tag, str) or (above.tail or "").strip():
        return False
    return not "".join(above.itertext()).strip() and _picture_before(above, piece.inner)


def _opens_with_words(element: HtmlElement) -> bool:
    return bool((element.text or "").strip())


def is_of_form(pieces: Sequence[Piece], number: int, holders: Collection[HtmlElement]) -> bool:
    """Return whether a piece stands in a small box with fields to fill in: a poll, a sign-up, a search."""
    node = pieces[number].element.getparent()
    while node is not None and node not in holders:
        inside = pieces_around(pieces, number, node, ASKED)
        if len(inside) > ASKED or sum(len(pieces[each].text) for each in inside) > ASKING:
            return False
        if any(field.get("type") not in _SILENT for field in node.iter("form", "input", "textarea")):
            return True
        node = node.getparent()
    return False


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
    return not any(size.isdecimal() and len(size) < 3 and int(size) < 40 for size in sizes)


LEVELS = 5  # elements around a picture that may hold its caption
PIECES = 2  # lines of one caption: what it shows and who took it
LONGEST = 500  # characters of both

_SOURCES = (
    "src", "data-src", "data-original", "data-lazy-src", "data-lazy", "data-srcset",
    "data-lazy-srcset", "srcset",
)  # fmt: skip
_SIZE = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|scaled|w\d+|\d{3,4}w?)(?=\.\w+$)")
_NO_CAPTION = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title", "button", "nav", "li", "time"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureText:
    """What a page says of a picture."""

    caption: str | None = None
    credit: str | None = None

    def __bool__(self) -> bool:
        return bool(self.caption or self.credit)


def text_beside(page: Page, url: str | None, base: str | None) -> PictureText:
    """Return caption and credit that stand alone with a picture in a small element of their own."""
    for picture in page.tree.iter("img", "amp-img"):
        if url and any(same_picture(each, url) for each in addresses_of(picture, base)):
            pieces = _alone_with(page, picture)
            if pieces and (said := caption_and_credit([piece.text for piece in pieces])):
                return said
    return PictureText()


def caption_and_credit(lines: Iterable[str]) -> PictureText:
    """Return the lines beside a picture as caption and credit."""
    captions: list[str] = []
    credits: list[str] = []
    for line in lines:
        cut = None if is_credit(line) else split_credit(line)
        if is_credit(line):
            credits.append(bare_credit(line))
        elif cut is None:
            captions.append(line)
        else:
            captions.append(line[:cut].strip(" /|–—-"))
            credits.append(bare_credit(line[cut:]))
    return PictureText(caption=" ".join(captions) or None, credit=" ".join(credits) or None)


def _alone_with(page: Page, picture: HtmlElement) -> list[Piece]:
    """Return the pieces in the smallest element around a picture that holds any, when they are few and
    short.
    """
    for node, _ in zip(picture.iterancestors(), range(LEVELS), strict=False):
        inner = set(node.iter())
        pieces = [piece for piece in page.pieces if piece.element in inner]
        if len(pieces) > PIECES or node.tag in ("article", "main", "body"):
            return []
        if pieces:
            short = sum(len(piece.text) for piece in pieces) <= LONGEST
            plain = all(piece.element.tag not in _NO_CAPTION and piece.linked < 0.5 for piece in pieces)
            return pieces if short and plain else []
    return []


def addresses_of(picture: HtmlElement, base: str | None) -> Iterator[str]:
    """Yield every address under which a picture can be loaded."""
    for name in _SOURCES:
        for part in (picture.get(name) or "").split(", "):
            words = part.split()
            if words and (url := joined(base, words[0])):
                yield url


def address_of(picture: HtmlElement, base: str | None) -> str | None:
    """Return the first address of a picture."""
    return next(addresses_of(picture, base), None)


def joined(base: str | None, address: str) -> str | None:
    """Return the whole address of a picture on the web."""
    try:
        url = urljoin(base or "", address)
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:  # no address
        return None


def same_picture(one: str | None, other: str | None) -> bool:
    """Return whether two addresses lead to one picture: by their whole path, or by its name, sizes aside."""
    if not one or not other:
        return False
    try:
        parts = [urlsplit(each) for each in (one, other)]
    except ValueError:  # no address
        return False
    if len(parts[0].path) > 12 and parts[0].netloc == parts[1].netloc and parts[0].path == parts[1].path:
        return True
    names = [_SIZE.sub("", each.path.rsplit("/", 1)[-1]) for each in parts]
    return len(names[0]) > 6 and names[0] == names[1]


def images(page: Page, captioned: Sequence[tuple[HtmlElement, Block]], base: str | None) -> tuple[Image, ...]:
    """Return the lead image, then the others that carry a caption."""
    found = [_image(figure, blocks, base, lead=False) for figure, blocks in _figures(captioned)]
    lead_url, lead_alt = _lead(page, base)
    declared = _declared(page, lead_url)
    lead = next((n for n, image in enumerate(found) if same_picture(image.url, lead_url)), None)
    beside = PictureText() if lead is not None else text_beside(page, lead_url, base)
    if lead is None and found and not (declared.caption or beside):
        lead = 0
    first = found.pop(lead) if lead is not None else None
    if first is None and not lead_url:
        return tuple(found[:MOST])
    whole = Image(
        url=lead_url or (first.url if first else None),
        alt=(first.alt if first else None) or lead_alt,
        caption=(first.caption if first else None) or beside.caption or declared.caption,
        credit=(first.credit if first else None) or beside.credit or declared.credit,
        lead=True,
    )
    return (whole, *found[: MOST - 1])


def _figures(captioned: Sequence[tuple[HtmlElement, Block]]) -> Iterator[tuple[HtmlElement, list[Block]]]:
    """Yield captions and credits gathered by the picture they stand with."""
    held = ((_holder(element), block) for element, block in captioned)
    for holder, group in groupby(held, key=itemgetter(0)):
        yield holder, [block for _, block in group]


def _holder(element: HtmlElement) -> HtmlElement:
    """Return the nearest element around a caption that holds a picture too."""
    for node in islice((element, *element.iterancestors()), 6):
        if node.tag == "figure" or next(node.iter("img", "picture", "amp-img"), None) is not None:
            return node
    return element


def _image(figure: HtmlElement, blocks: list[Block], base: str | None, *, lead: bool) -> Image:
    picture = next(figure.iter("img", "amp-img"), None)
    url = address_of(picture, base) if picture is not None else None
    alt = " ".join((picture.get("alt") or "").split()) if picture is not None else ""
    captions = (_COUNTER.sub("", block.text) for block in blocks if block.zone == "caption")
    caption = " ".join(text for text in captions if any(map(str.isalnum, text)))
    credit = " ".join(bare_credit(block.text) for block in blocks if block.zone == "credit")
    return Image(
        url=url, alt=alt or None, caption=caption.rstrip("、＝ ") or None, credit=credit or None, lead=lead
    )


def lead_source(page: Page) -> str | None:
    """Return what declares the address of the lead picture; None where only a caption shows which it is."""
    if named := next((name for name in _NAMED if page.data.named(name)), None):
        return f"meta {named}"
    return "json-ld" if _lead(page, None)[0] else None


def _lead(page: Page, base: str | None) -> tuple[str | None, str | None]:
    data = page.data
    node = next(data.listed(data.article.get("image")), None)
    address = (node.get("url") or node.get("contentUrl")) if isinstance(node, dict) else node
    url = data.named(*_NAMED) or first_text(address)
    return joined(base, url) if url else None, data.named("og:image:alt", "twitter:image:alt")


def _declared(page: Page, lead: str | None) -> PictureText:
    """Return caption and credit in JSON-LD: those of the lead image, else of the first."""
    nodes = [node for node in page.data.listed(page.data.article.get("image")) if isinstance(node, dict)]
    nodes.sort(key=lambda node: not any(same_picture(lead, url) for url in texts(node.get("url"))))
    for node in nodes:
        caption = first_text(node.get("caption") or node.get("description"))
        credit = next((text for key in _CREDITS if (text := first_text(node.get(key)))), None)
        if caption or credit:
            said = caption_and_credit([caption]) if caption else PictureText()
            return PictureText(caption=said.caption, credit=credit or said.credit)
    return PictureText()
