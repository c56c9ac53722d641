"""Finds the pictures of a story with captions and credits, without loading them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from operator import itemgetter
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from lib.clean.links import absolute
from lib.clean.says.captions import bare_credit, is_credit, split_credit
from lib.clean.segment import Segment
from lib.clean.segments.boxes import LINKED
from lib.clean.segments.metadata import first_text, texts
from lib.clean.segments.page import Page
from lib.clean.words import pattern
from lib.model.article import Block, Image
from lib.model.controls import in_one_line

MOST = 60  # pictures of a story
LEVELS = 5  # elements around a picture that may hold its caption
AROUND = 6  # elements from a caption outward that may hold its picture too
PATH, NAME = 12, 6  # characters that a path, or a file's name, must have more of to be one picture's alone
PIECES = 2  # lines of one caption: what it shows and who took it
LONGEST = 500  # characters of both

_NAMED = ("og:image", "og:image:url", "twitter:image", "twitter:image:src", "parsely-image-url")
# The place of a picture in its gallery, printed before the caption.
_COUNTER = pattern("credits", "counter")
_CREDITS = ("creditText", "copyrightHolder", "creator", "author", "copyrightNotice")
_SOURCES = (
    "src", "data-src", "data-original", "data-lazy-src", "data-lazy", "data-srcset",
    "data-lazy-srcset", "srcset",
)  # fmt: skip
_OF_A_SET, _SIZE_IN_A_SET = pattern("addresses", "address in a set"), pattern("addresses", "size in a set")
_SIZE = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|scaled|w\d+|\d{3,4}w?)(?=\.\w+$)")
OF_MANY = 4  # words of a caption without credit that may stand below several pictures
_PLACEHOLDER = re.compile(r"lazy|placeholder|spacer|^(?:blank|transparent|pixel|1x1)\b", re.IGNORECASE)
_NO_CAPTION = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title", "button", "nav", "li", "time"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureText:
    """The caption and credit of a picture."""

    caption: str | None = None
    credit: str | None = None

    def __bool__(self) -> bool:
        return bool(self.caption or self.credit)


def text_beside(page: Page, url: str | None) -> PictureText:
    """Return the caption and credit that share a small element with a URL's picture alone; empty without."""
    stem = _name_in(url).rpartition(".")[0] if url else ""
    for picture in page.tree.iter("img", "amp-img") if url else ():
        if not any(stem in unquote(value) for value in picture.values()):  # most are of other stories
            continue
        if any(same_picture(each, url) for each in addresses_of(picture, page.base)):
            segments = _alone_with(page, picture)
            if segments and (said := caption_and_credit([segment.text for segment in segments])):
                return said
    return PictureText()


def caption_and_credit(lines: Iterable[str]) -> PictureText:
    """Return the lines beside a picture, joined to one caption and one credit."""
    captions: list[str] = []
    credits: list[str] = []
    for line in lines:
        cut = None if is_credit(line) else split_credit(line)
        if is_credit(line):
            credits.append(bare_credit(line))
        elif not cut:
            captions.append(line)
        else:
            captions.append(line[:cut].strip(" /|–—-"))
            credits.append(bare_credit(line[cut:]))
    return PictureText(caption=" ".join(captions) or None, credit=" ".join(filter(None, credits)) or None)


def _alone_with(page: Page, picture: HtmlElement) -> list[Segment]:
    """Return the segments in the smallest element around a picture that holds any text.

    [] if these are many or long.
    """
    for node, _ in zip(picture.iterancestors(), range(LEVELS), strict=False):
        segments = [page.segments[number] for number in page.within(node)]
        if len(segments) > PIECES or node.tag in ("article", "main", "body"):
            return []
        if segments:
            short = sum(len(segment.text) for segment in segments) <= LONGEST
            plain = (each.element.tag not in _NO_CAPTION and each.linked < LINKED for each in segments)
            return segments if short and all(plain) else []
    return []


def addresses_of(picture: HtmlElement, base: str | None) -> Iterator[str]:
    """Yield every web address of a picture, also addresses that a script loads when it is scrolled to."""
    for name in _SOURCES:
        value = " ".join(picture.get(name, "").split())
        is_set = name.endswith("srcset") or _SIZE_IN_A_SET.search(value)
        for written in _OF_A_SET.findall(value) if is_set else [value.replace(" ", "%20")]:
            if written and (url := absolute(written, base)):
                yield url


def same_picture(one: str | None, other: str | None) -> bool:
    """Return whether two addresses show one picture: same host and path, or file name without size."""
    if not one or not other:
        return False
    try:
        parts = [urlsplit(each) for each in (one, other)]
    except ValueError:  # no address
        return False
    if len(parts[0].path) > PATH and parts[0].netloc == parts[1].netloc and parts[0].path == parts[1].path:
        return True
    name = _name_in(one)
    return len(name) > NAME and name == _name_in(other)


def _name_in(address: str) -> str:
    """Return the name of a picture's file in its address, decoded and without its size."""
    return _SIZE.sub("", unquote(urlsplit(address).path.rsplit("/", 1)[-1]))


def images(page: Page, captioned: Sequence[tuple[HtmlElement, Block]]) -> tuple[Image, ...]:
    """Return the story's pictures, at most 60: the lead one first, then the others with captions."""
    url, alt = _lead(page)
    others = _with_text(page, captioned, url)
    first = next((image for image in others if same_picture(image.url, url)), None)
    beside = PictureText() if first else text_beside(page, url)
    declared = _declared(page, url)
    if first is None and others and not (declared.caption or beside):
        first = others[0]
    if first is None and not url:
        return tuple(others[:MOST])
    lead = _lead_image(first, beside, declared, url=url, alt=alt)
    others = [image for image in others if image is not first]
    if lead.caption and (lead.credit or len(lead.caption.split()) > OF_MANY):
        said = lead.caption, lead.credit
        others = [image for image in others if (image.caption, image.credit) != said]
    return (lead, *others[: MOST - 1])


def _with_text(
    page: Page, captioned: Sequence[tuple[HtmlElement, Block]], lead_url: str | None
) -> list[Image]:
    """Return the pictures that have a caption or credit, each once, in page order."""
    held = ((_holder(element), block) for element, block in captioned)
    grouped = ((holder, [block for _, block in pairs]) for holder, pairs in groupby(held, key=itemgetter(0)))
    pictures = (_image(holder, blocks, page.base, lead_url) for holder, blocks in grouped)
    return _once([image for image in pictures if image.caption or image.credit])


def _lead_image(
    first: Image | None, beside: PictureText, declared: PictureText, *, url: str | None, alt: str | None
) -> Image:
    """Return the lead picture: declared address, with text of the `first` captioned picture or of others."""
    # A credit alone may have found another's picture, as the author's portrait.
    lends = first and (first.caption or not url or same_picture(first.url, url))
    texts = [text for text in (first, beside, declared) if text]
    return Image(
        url=url or (first.url if first else None),
        alt=(first.alt if first and lends else None) or alt,
        caption=next((text.caption for text in texts if text.caption), None),
        credit=next((text.credit for text in texts if text.credit), None),
        lead=True,
    )


def _once(found: Sequence[Image]) -> list[Image]:
    """Return the pictures; one whose caption and credit were found separately is joined to one."""
    once: list[Image] = []
    for image in found:
        if not (once and same_picture(once[-1].url, image.url)) or (once[-1].caption and image.caption):
            once.append(image)
        else:
            caption, credit = once[-1].caption or image.caption, once[-1].credit or image.credit
            once[-1] = replace(once[-1], caption=caption, credit=credit)
    return once


def _holder(element: HtmlElement) -> HtmlElement:
    """Return the nearest element around a caption that contains a picture; without one the caption's."""
    for node in islice((element, *element.iterancestors()), AROUND):
        if node.tag == "figure" or next(node.iter("img", "picture", "amp-img"), None) is not None:
            return node
    return element


def _image(
    figure: HtmlElement | None, blocks: Sequence[Block], base: str | None = None, lead: str | None = None
) -> Image:
    """Return the picture in an element, with caption and credit from the blocks.

    If one of its addresses is that of the `lead` picture, that address is taken; `base` makes addresses
    absolute.
    """
    picture = next(figure.iter("img", "amp-img"), None) if figure is not None else None
    urls = list(addresses_of(picture, base)) if picture is not None else []
    real = [each for each in urls if not _PLACEHOLDER.search(_name_in(each))]
    url = next((each for each in real if same_picture(each, lead)), next(iter(real), None))
    alt = in_one_line(picture.get("alt") or "") if picture is not None else ""
    captions = (_COUNTER.sub("", block.text) for block in blocks if block.zone == "caption")
    caption = " ".join(text for text in captions if any(map(str.isalpha, text)))  # no place in a gallery
    credits = (bare_credit(each.text) for each in blocks if each.zone == "credit")
    credit = " ".join(filter(None, credits))
    caption = caption.rstrip("、＝ ")
    return Image(url=url, alt=alt or None, caption=caption or None, credit=credit or None, lead=False)


def lead_source(page: Page) -> str | None:
    """Return where the page declares the lead picture: "meta og:image", "json-ld"; None if it does not."""
    if named := next((name for name in _NAMED if page.data.named(name)), None):
        return f"meta {named}"
    return "json-ld" if _lead(page)[0] else None


def _lead(page: Page) -> tuple[str | None, str | None]:
    data = page.data
    node = next(data.listed(data.article.get("image")), None)
    address = (node.get("url") or node.get("contentUrl")) if isinstance(node, dict) else node
    url = data.named(*_NAMED) or first_text(address)
    return absolute(url, page.base) if url else None, data.named("og:image:alt", "twitter:image:alt")


def _declared(page: Page, lead: str | None) -> PictureText:
    """Return the caption and credit in JSON-LD for the lead image, else for the first."""
    nodes = [node for node in page.data.listed(page.data.article.get("image")) if isinstance(node, dict)]
    urls = ("url", "contentUrl")
    nodes.sort(key=lambda node: not any(same_picture(lead, each) for each in texts([*map(node.get, urls)])))
    for node in nodes:
        caption = first_text(node.get("caption") or node.get("description"))
        credit = next((text for key in _CREDITS if (text := first_text(node.get(key)))), None)
        if caption or credit:
            said = caption_and_credit([caption]) if caption else PictureText()
            return PictureText(caption=said.caption, credit=credit or said.credit)
    return PictureText()


def captioned_images(blocks: Sequence[Block]) -> tuple[Image, ...]:
    """Return a picture without URL for each caption, with the credit beside it, and for each lone credit."""
    images: list[Image] = []
    position = 0
    while position < len(blocks):
        zones = [block.zone for block in blocks[position : position + 3]]
        paired = set(zones[:2]) == {"caption", "credit"} and zones != ["credit", "caption", "credit"]
        stop = position + 1 + paired
        if zones[0] in ("caption", "credit"):
            images.append(replace(_image(None, blocks[position:stop]), lead=not images))
        position = stop
    return tuple(images)
