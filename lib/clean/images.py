"""The pictures of a story with alternative text, caption and credit; nothing is loaded."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from lib.clean.captions import bare_credit
from lib.clean.page import Page
from lib.clean.structured import first_text
from lib.model.article import Block, Image

MOST = 60

_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-srcset", "srcset")
_SIZE = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|scaled|w\d+|\d{3,4}w?)(?=\.\w+$)")


def images(page: Page, captioned: Sequence[tuple[HtmlElement, Block]], base: str | None) -> tuple[Image, ...]:
    """The lead image, then the others that carry a caption."""
    figures = list(_figures(captioned))
    lead_url, lead_alt = _lead(page, base)
    found: list[Image] = []
    for figure, blocks in figures:
        found.append(_image(figure, blocks, base, lead=False))
    lead = next((n for n, image in enumerate(found) if _same(image.url, lead_url)), 0 if found else None)
    told_caption, told_credit = _told(page)
    if lead is None:
        bare = Image(url=lead_url, alt=lead_alt, caption=told_caption, credit=told_credit, lead=True)
        return (bare,) if lead_url else ()
    first = found.pop(lead)
    whole = Image(
        url=lead_url or first.url,
        alt=first.alt or lead_alt,
        caption=first.caption or told_caption,
        credit=first.credit or told_credit,
        lead=True,
    )
    return (whole, *found[: MOST - 1])


def _figures(captioned: Sequence[tuple[HtmlElement, Block]]) -> Iterator[tuple[HtmlElement, list[Block]]]:
    """Captions and credits gathered by the picture they stand with."""
    current: HtmlElement | None = None
    blocks: list[Block] = []
    for element, block in captioned:
        holder = _holder(element)
        if current is not None and holder is not current:
            yield current, blocks
            blocks = []
        current = holder
        blocks.append(block)
    if current is not None:
        yield current, blocks


def _holder(element: HtmlElement) -> HtmlElement:
    """The nearest element around a caption that holds a picture too."""
    node: HtmlElement | None = element
    for _ in range(6):
        if node is None:
            break
        if node.tag == "figure" or next(node.iter("img", "picture", "amp-img"), None) is not None:
            return node
        node = node.getparent()
    return element


def _image(figure: HtmlElement, blocks: list[Block], base: str | None, *, lead: bool) -> Image:
    picture = next(figure.iter("img", "amp-img"), None)
    url = _address(picture, base) if picture is not None else None
    alt = " ".join((picture.get("alt") or "").split()) if picture is not None else ""
    caption = " ".join(block.text for block in blocks if block.zone == "caption")
    credit = " ".join(bare_credit(block.text) for block in blocks if block.zone == "credit")
    return Image(url=url, alt=alt or None, caption=caption or None, credit=credit or None, lead=lead)


def _address(picture: HtmlElement, base: str | None) -> str | None:
    for name in _SOURCES:
        value = (picture.get(name) or "").split(" ")[0].split(",")[0].strip()
        if value and (url := _joined(base, value)):
            return url
    return None


def _joined(base: str | None, address: str) -> str | None:
    try:
        url = urljoin(base or "", address)
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:  # no address
        return None


def _lead(page: Page, base: str | None) -> tuple[str | None, str | None]:
    data = page.data
    told = data.named("og:image", "og:image:url", "twitter:image", "twitter:image:src", "parsely-image-url")
    node = data.resolve(data.article.get("image"))
    node = node[0] if isinstance(node, list) and node else node
    node = data.resolve(node)
    url = told or (
        first_text(node.get("url") or node.get("contentUrl")) if isinstance(node, dict) else first_text(node)
    )
    return _joined(base, url) if url else None, data.named("og:image:alt", "twitter:image:alt")


def _told(page: Page) -> tuple[str | None, str | None]:
    """Caption and credit of the story's image as JSON-LD gives them."""
    value = page.data.resolve(page.data.article.get("image"))
    for each in value if isinstance(value, list) else [value]:
        node = page.data.resolve(each)
        if isinstance(node, dict):
            caption = first_text(node.get("caption") or node.get("description"))
            credit = first_text(node.get("creditText") or node.get("copyrightHolder") or node.get("creator"))
            if caption or credit:
                return caption, credit
    return None, None


def _same(one: str | None, other: str | None) -> bool:
    """Whether two addresses end in one picture's name, sizes aside."""
    if not one or not other:
        return False
    names = [_SIZE.sub("", urlsplit(each).path.rsplit("/", 1)[-1]) for each in (one, other)]
    return len(names[0]) > 6 and names[0] == names[1]
