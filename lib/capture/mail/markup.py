"""The markup of a newsletter for the cleaning: without mail layout, hidden parts and redirects.

Newsletters use layout tables, tracking redirects, one-pixel images and text that only the preview shows.
Links of their service, such as "Unsubscribe", become footers with the block around them.
"""

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, urlsplit

from lxml import etree, html

from lib.capture.source_file import web_address
from lib.model.controls import without_controls, without_references
from lib.model.site import site_of

FOOT = 600  # letters of a block around "unsubscribe" that are not the letter's own
_ADDRESS = 200  # letters under it: the paper's street and city
_SERVICE_WORDS = 8  # of a service link; a longer one is a sentence of the letter

_LAYOUT = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "center")
_BLOCKS = ("p", "div", "td", "li", "footer")
_HIDDEN = re.compile(  # "display: none", "max-height:0", but not "max-height:0.5em"
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_DOT = re.compile(r"[01](?:px)?")  # the side of an image that counts readers
_ONLINE = re.compile(  # "View this email in your browser", "Read online", not "Read how shops went online"
    r"\b(?:view|read|open|see)(?: (?:this|the|it|our|full|e-?mail|message|newsletter|letter|issue|post))*"
    r" (?:online|(?:in|on) (?:(?:your|a|the) )?(?:web ?)?(?:browser|web))\b"
    r"|web version|im browser|dans (?:le|votre) navigateur",
    re.IGNORECASE,
)
_LEAVE = re.compile(  # "Unsubscribe", "Opt out of these letters", "Manage your email preferences"
    r"(?<!how to )unsubscribe|opt[ -]?out(?:\W*$| here\b| of (?:these|our|all|future|this)\b)"
    r"|(?:^|\bhier|\bsich|newsletter)\W*ab(?:melden|bestellen)|d[ée]sabonner|d[ée]sinscri"
    r"|cancelar (?:(?:la|tu|su|a|sua) )?(?:su[bs]?scri|inscri|assinatura)|darse de baja"
    r"|(?:manage|update|change)\b.{0,20}\b(?:preferences|subscription)"
    r"|(?:manage|update|change)(?: (?:your|my|the|e-?mail|newsletter|account|notification))* settings",
    re.IGNORECASE,
)
# Between paragraphs stands an empty line; the line over a signature (RFC 3676) begins one too.
_PARAGRAPH_END = re.compile(r"\n\s*\n|\n(?=-- \r?\n)")
_SIGNATURE = ("-- \n", "--\n", "-- \r\n")
_TARGETS = (  # parameters in which redirects name their target
    "url", "u", "redirect", "redirect_to", "redirecturl", "target", "dest", "destination", "link", "q",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A newsletter's HTML, and the address of its online version or None."""

    content: str
    url: str | None


def markup_of(text: str, host: str) -> Markup:
    """Return a newsletter's HTML without hidden parts and mail layout, and the address of the web version.

    That address counts only if it is on the sender's site, that of `host`.
    """
    try:
        body = html.document_fromstring(
            without_references(text).encode(), parser=html.HTMLParser(encoding="utf-8")
        ).find("body")
    except (etree.ParserError, etree.XMLSyntaxError):
        body = None
    if body is None:
        return Markup(content=text, url=None)
    for element in [element for element in body.iter(etree.Element) if _is_hidden(element)]:
        element.drop_tree()
    url = _straighten(body, host)
    for element in body.iter(*_LAYOUT):
        element.tag = "div"
    parts = [html.tostring(element, encoding="unicode") for element in body]
    return Markup(content=escape(body.text or "", quote=False) + "".join(parts), url=url)


def markup_of_plain(text: str) -> Markup:
    """Return a plain-text e-mail as HTML paragraphs; its signature and service links become footers."""
    parts, foot = list[str](), False
    for paragraph in _PARAGRAPH_END.split(text):
        foot = foot or paragraph.lstrip("\n").startswith(_SIGNATURE)
        service = len(paragraph) <= FOOT and "://" in paragraph and _LEAVE.search(paragraph)
        tag = "footer" if foot or service else "p"
        parts.append(f"<{tag}>{escape(paragraph.strip())}</{tag}>" if paragraph.strip() else "")
    return Markup(content="\n".join(parts), url=None)


def target(address: str) -> str:
    """Return the address to which a redirecting link leads, by a parameter such as `url`.

    Any other link is returned as it is.
    """
    try:
        named_in = parse_qsl(urlsplit(address).query)
        parameters = {name.lower(): without_controls(value) for name, value in named_in}
    except ValueError:
        return address
    targets = (web_address(parameters.get(name)) for name in _TARGETS)
    return next(filter(None, targets), address)


def _is_hidden(element: html.HtmlElement) -> bool:
    """Return whether a mail program shows nothing of the element, by its style or an image of one pixel."""
    if element.tag == "img":
        return all(_DOT.fullmatch((element.get(side) or "").strip()) for side in ("width", "height"))
    return bool(_HIDDEN.search(element.get("style") or "")) or element.get("hidden") is not None


def _straighten(body: html.HtmlElement, host: str) -> str | None:
    """Replace redirects by targets, make service links footers; return the online version's URL or None."""
    found = None
    for anchor in list(body.iter("a")):
        address = target((anchor.get("href") or "").strip())
        anchor.set("href", address)
        words = " ".join(anchor.text_content().split())
        if len(words.split()) > _SERVICE_WORDS:
            continue
        if _ONLINE.search(words):
            online = web_address(address)
            if online and host and site_of(urlsplit(online).hostname or "") == site_of(host):
                found = found or online
            _as_footer(anchor)
        elif _LEAVE.search(words):
            below = [*_as_footer(anchor).itersiblings(*_BLOCKS)]
            if sum(len(each.text_content()) for each in below) <= _ADDRESS:
                for each in below:
                    each.tag = "footer"
    return found


def _as_footer(anchor: html.HtmlElement) -> html.HtmlElement:
    """Turn the block around a link into a <footer> and return it; only the link if the block is long."""
    block = next(anchor.iterancestors(*_BLOCKS), None)
    if block is None or len(block.text_content()) > FOOT:
        block = anchor
    block.tag = "footer"
    return block
