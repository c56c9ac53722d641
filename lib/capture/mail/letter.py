"""Reads newsletters: e-mails as saved by mail programs (`.eml`, RFC 5322), each one story.

The stored original is the e-mail itself; the page for cleaning is built from it. Newsletters use layout
tables, tracking redirects, one-pixel images and text that only the preview shows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from urllib.parse import parse_qsl, urlsplit

from lxml import etree, html

from lib.capture.item_page import page_of
from lib.capture.mail.forwarded import unforwarded
from lib.capture.mail.message import Letter, letter_of
from lib.capture.pages.mhtml import accepts as is_saved_page
from lib.capture.source_file import SourceFile, capture_of, web_address
from lib.capture.unpack import LIMIT, too_large
from lib.model.capture import Capture
from lib.model.controls import without_controls, without_references
from lib.model.feed import Item
from lib.model.site import site_of

SUFFIXES = (".eml",)
ALSO = (".txt",)

AHEAD = timedelta(days=1)  # a letter's clock is not believed beyond
FOOT = 600  # letters of a block around "unsubscribe" that are not the letter's own
_ADDRESS = 200  # letters under it: the paper's street and city

_LAYOUT = ("table", "tbody", "thead", "tfoot", "tr", "td", "th", "center")
_BLOCKS = ("p", "div", "td", "li", "footer")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0", re.IGNORECASE
)
_DOT = re.compile(r"[01](?:px)?")
_ONLINE = re.compile(
    r"\b(?:view|read|open|see)\b.{0,30}\b(?:online|(?:in|on) (?:(?:your|a|the) )?(?:web ?)?(?:browser|web))\b"
    r"|web version|im browser"
    r"|dans (?:le|votre) navigateur",
    re.IGNORECASE,
)
_LEAVE = re.compile(
    r"unsubscribe|opt[ -]?out(?:\W*$| here\b| of (?:these|our|all|future|this)\b)|abmelden|abbestellen"
    r"|d[ée]sabonner|d[ée]sinscri|cancelar (?:(?:la|tu|su|a|sua) )?(?:su[bs]?scri|inscri|assinatura)"
    r"|darse de baja"
    r"|(?:manage|update|change)\b.{0,20}\b(?:preferences|subscription|settings)",
    re.IGNORECASE,
)
_SIGNATURE = ("-- \n", "--\n", "-- \r\n")  # the line over a signature (RFC 3676)
_TARGETS = (
    "url", "u", "redirect", "redirect_to", "redirecturl", "target", "dest", "destination", "link", "q",
)  # fmt: skip
_BEFORE = b"\xef\xbb\xbf \t\r\n"  # what some programs write before the first header
_HEADERS = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_SENDER = re.compile(rb"^From:", re.IGNORECASE | re.MULTILINE)
_MAIL = re.compile(
    rb"^(?:Received|Return-Path|Message-ID|MIME-Version|Delivered-To):", re.IGNORECASE | re.MULTILINE
)
_SURNAME_FIRST = re.compile(r"^\W*([^\W\d_][\w'’-]+), ([^\W\d_][\w'’-]+)\W*$")
_WITH_PAPER = re.compile(r"\s+(?:from|at|of|via)\s+|\s*[,|·–—]\s*|\s+-\s+", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"\b(?:news\w*|post|times|daily|weekly|brief\w*|team|editors?|desk|digest|letters?|herald|journal|gazette|"
    r"alerts?|today|updates?|the|media|press|magazine|review|mail|info|radio|tv)\b|[\d@&]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A newsletter's HTML, and the address of its online version or None."""

    content: str
    url: str | None


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin with e-mail headers."""
    found = _HEADERS.match(head.lstrip(_BEFORE))
    mail = found and _SENDER.search(found[0]) and _MAIL.search(found[0])
    return bool(mail) and not is_saved_page(head)


def read(source: SourceFile) -> Iterator[Capture]:
    """Yield the one capture of an e-mail; raises CaptureError if it cannot be read."""
    yield letter_capture(source, source.text())


def letter_capture(source: SourceFile, data: bytes, label: str = "") -> Capture:
    """Return the e-mail as a capture; raises CaptureError with its origin."""
    origin = f"{source.origin}#{label}" if label else source.origin
    if len(data) > LIMIT:
        raise too_large(origin, "is a letter that goes on")
    outer = letter_of(data.lstrip(_BEFORE), origin)
    sent_at = outer.sent_at if outer.sent_at and outer.sent_at <= source.seen_at + AHEAD else None
    letter = unforwarded(outer)
    if letter.plain:
        shown = Markup(content=_of_plain(letter.text), url=None)
    else:
        shown = markup_of(letter.text, letter.host)
    dated = letter.dated if sent_at or letter is not outer else ""  # a forwarded one has its own date
    item = Item(
        link=shown.url, title=letter.subject, text=shown.content, dated=dated, authors=_authors(letter)
    )
    partial = "the letter breaks off before its end" if outer.broken else None
    return capture_of(
        source, page_of(item), data, sent_at, origin=origin, url=shown.url, doubt=outer.doubt,
        partial=partial, kept_as=".eml",
    )  # fmt: skip


def markup_of(text: str, host: str) -> Markup:
    """Return the newsletter's HTML without hidden parts and mail layout, and its address online or None."""
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
    return Markup(content=(body.text or "") + "".join(parts), url=url)


def target(address: str) -> str:
    """Return the target of a redirecting link, e.g. its `url` parameter; other addresses unchanged."""
    try:
        named_in = parse_qsl(urlsplit(address).query)
        parameters = {name.lower(): without_controls(value) for name, value in named_in}
    except ValueError:
        return address
    named = (web_address(parameters.get(name)) for name in _TARGETS)
    return next((address_of for address_of in named if address_of), address)


def _is_hidden(element: html.HtmlElement) -> bool:
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
        if _ONLINE.search(words):
            online = web_address(address)
            if online and host and site_of(urlsplit(online).hostname or "") == site_of(host):
                found = found or online
            _as_footer(anchor)
        elif _LEAVE.search(words):
            below = [*_as_footer(anchor).itersiblings(*_BLOCKS)]
            for each in below if sum(len(each.text_content()) for each in below) <= _ADDRESS else ():
                each.tag = "footer"
    return found


def _as_footer(anchor: html.HtmlElement) -> html.HtmlElement:
    """Turn the block around a link into a <footer> and return it; only the link if the block is long."""
    block = next(anchor.iterancestors(*_BLOCKS), None)
    if block is None or len(block.text_content()) > FOOT:
        block = anchor
    block.tag = "footer"
    return block


def _of_plain(text: str) -> str:
    """Return a plain-text e-mail as HTML paragraphs; its signature and service links become footers."""
    parts, foot = list[str](), False
    for paragraph in re.split(r"\n\s*\n", text):
        foot = foot or paragraph.lstrip("\n").startswith(_SIGNATURE)
        service = len(paragraph) <= FOOT and "://" in paragraph and _LEAVE.search(paragraph)
        tag = "footer" if foot or service else "p"
        parts.append(f"<{tag}>{escape(paragraph.strip())}</{tag}>" if paragraph.strip() else "")
    return "\n".join(parts)


def _authors(letter: Letter) -> tuple[str, ...]:
    """Return the sender's name if it is a person's: "Ann Lee" of "Ann Lee from Harbour Post"; else ()."""
    sender = _SURNAME_FIRST.sub(r"\2 \1", letter.sender)
    name = _WITH_PAPER.split(sender)[0].strip(" \"'")
    words = name.split()
    paper = "".join(words).casefold() in letter.host.replace("-", "")
    person = 2 <= len(words) <= 4 and not paper and all(word[:1].isupper() for word in words)
    return (name,) if person and not _NO_PERSON.search(name) else ()
