"""The markup of a newsletter as that of a page: links lead straight, layout tables are no tables.

Newsletters are laid out in tables, lead their readers over counting addresses, and bring pictures of one dot
and lines that are hidden from all but the preview.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from lxml import etree, html

from lib.capture.record import web_address
from lib.model.site import site_of

FOOT = 600  # letters of a block around "unsubscribe" that are not the letter's own

_LAYOUT = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "center")
_BLOCKS = ("p", "div", "td", "li", "footer")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0", re.IGNORECASE
)
_DOT = re.compile(r"[01](?:px)?")
_ONLINE = re.compile(
    r"\b(?:view|read|open|see)\b.{0,30}\b(?:online|browser|web)\b|web version|im browser"
    r"|dans (?:le|votre) navigateur",
    re.IGNORECASE,
)
_LEAVE = re.compile(
    r"unsubscribe|opt[ -]?out|abmelden|abbestellen|d[ée]sabonner|d[ée]sinscri|cancelar|darse de baja"
    r"|(?:manage|update|change)\b.{0,20}\b(?:preferences|subscription|settings)",
    re.IGNORECASE,
)
_TARGETS = (
    "url",
    "u",
    "redirect",
    "redirect_to",
    "redirecturl",
    "target",
    "dest",
    "destination",
    "link",
    "q",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """The content of a newsletter, and the address at which its sender shows it."""

    content: str
    url: str | None


def markup_of(text: str, host: str) -> Markup:
    """Return the newsletter's markup as a page's; `host` is that of its sender."""
    try:
        body = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8")).find("body")
    except (etree.ParserError, etree.XMLSyntaxError):
        body = None
    if body is None:
        return Markup(content=text, url=None)
    for element in [each for each in body.iter(etree.Element) if _is_hidden(each)]:
        element.drop_tree()
    url = _straightened(body, host)
    _unfold(body)
    parts = [html.tostring(each, encoding="unicode") for each in body]
    return Markup(content=(body.text or "") + "".join(parts), url=url)


def target(address: str) -> str:
    """Return where a link leads that only passes its follower on; the address itself for all others."""
    try:
        told = {name.lower(): value for name, value in parse_qsl(urlsplit(address).query)}
    except ValueError:
        return address
    named = (web_address(told.get(name)) for name in _TARGETS)
    return next((each for each in named if each), address)


def _is_hidden(element: html.HtmlElement) -> bool:
    if element.tag == "img":
        return all(_DOT.fullmatch((element.get(side) or "").strip()) for side in ("width", "height"))
    return bool(_HIDDEN.search(element.get("style") or "")) or element.get("hidden") is not None


def _straightened(body: html.HtmlElement, host: str) -> str | None:
    """Lead every link straight; what belongs to the letter's way and not to its text is set apart."""
    found = None
    for anchor in list(body.iter("a")):
        address = target((anchor.get("href") or "").strip())
        anchor.set("href", address)
        words = " ".join(anchor.text_content().split())
        if _ONLINE.search(words):
            found = found or (web_address(address) if _are_one(address, host) else None)
            _foot(anchor)
        elif _LEAVE.search(words):
            _foot(anchor)
    return found


def _foot(anchor: html.HtmlElement) -> None:
    """Return names the block around a link a footer, or the link alone where the block is the letter."""
    block = next((each for each in anchor.iterancestors(*_BLOCKS)), None)
    if block is not None and len(block.text_content()) <= FOOT:
        block.tag = "footer"
    else:
        anchor.tag = "footer"


def _unfold(body: html.HtmlElement) -> None:
    for element in body.iter(*_LAYOUT):
        element.tag = "div"


def _are_one(address: str, host: str) -> bool:
    try:
        there = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return bool(host) and site_of(there) == site_of(host)
