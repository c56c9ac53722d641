"""The pictures of a story with alternative text, caption and credit; nothing is loaded."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter

from lxml.html import HtmlElement

from lib.clean.fields.captions import bare_credit
from lib.clean.html.page import Page
from lib.clean.html.pictures import (
    PictureText,
    address_of,
    caption_and_credit,
    joined,
    same_picture,
    text_beside,
)
from lib.clean.html.structured import first_text, texts
from lib.model.article import Block, Image

MOST = 60

_NAMED = ("og:image", "og:image:url", "twitter:image", "twitter:image:src", "parsely-image-url")

# The place of a picture in its gallery, printed before the caption.
_COUNTER = re.compile(r"^(?:\[\d+/\d+\]|\d+(?:of|von|sur|de)\d+)\s*")

_CREDITS = ("creditText", "copyrightHolder", "creator", "author", "copyrightNotice")


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
