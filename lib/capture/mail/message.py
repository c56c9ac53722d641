"""Parses an e-mail (RFC 5322, MIME): its text, subject, sender and date, all decoded."""

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import errors, message_from_bytes
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr

from lib.capture.item_page import words_of
from lib.capture.moments import parse_time
from lib.capture.text.decode import decoded
from lib.capture.text.labels import CODEC_OF
from lib.capture.text.one_encoding import Decoded
from lib.capture.unpack import unreadable
from lib.model.controls import without_controls
from lib.model.errors import CaptureError

MOST_PARTS = 500  # of a message; a newsletter has a dozen
HEADER = 4_000  # characters of a header; the library takes the square of their number
_HALF_LETTER = errors.InvalidBase64LengthDefect
_BROKEN = (errors.CloseBoundaryNotFoundDefect, errors.StartBoundaryNotFoundDefect, _HALF_LETTER)
_PAGE_BEGINS = re.compile(r"<body\b[^>]{0,2000}>", re.IGNORECASE)
_PAGE_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_CUT_WORD = re.compile(r"\?=\s+=\?")


class _Short(Compat32):
    """An e-mail policy that cuts overlong headers."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return the header's name and its value up to the limit."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:HEADER]


SHORT = _Short()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The decoded text and main headers of an e-mail, with a doubt, and whether its end is missing."""

    subject: str
    sender: str  # the name; "" where only an address stands
    mailbox: str  # what stands before the @ of the sender's address, in lower case
    host: str  # what stands behind it
    dated: str  # in ISO form, with the offset where there is one
    sent_at: datetime | None  # UTC
    text: str
    plain: bool
    doubt: str | None = None
    broken: bool = False  # its end is missing


def letter_of(data: bytes, origin: str) -> Letter:
    """Return the e-mail in the bytes or, if an e-mail attached to it has more text, the attached one.

    Raises CaptureError if it cannot be read or has no text.
    """
    try:
        outer = message_from_bytes(data, policy=SHORT)
        letters = [_letter(message, origin) for message in (outer, *_attached(outer))]
    except (RecursionError, LookupError, ValueError, AssertionError, AttributeError, TypeError) as error:
        # The standard library's parser of mail trips over some headers that are badly damaged.
        raise unreadable(origin, f"is a letter that cannot be read ({error}); save it once more.") from error
    best = max(letters, key=lambda each: len(each.text.strip() if each.plain else words_of(each.text)))
    if not best.text.strip():
        raise unreadable(origin, "is a letter without text; save the page it points to.")
    return best


def header(message: Message, name: str) -> str:
    """Return a decoded header on one line; "" if it is missing."""
    raw = _raw(message, name)
    try:
        chunks = decode_header(_CUT_WORD.sub("?==?", raw))
    except (errors.HeaderParseError, ValueError):
        return " ".join(raw.split())
    return " ".join("".join(_chunk(*chunk) for chunk in chunks).split())


def body_of(part: Message) -> bytes:
    """Return the content of a part of an e-mail, decoded from its transfer encoding; b"" if it has none."""
    content = part.get_payload(decode=True)
    if isinstance(content, bytes) and any(isinstance(defect, _HALF_LETTER) for defect in part.defects):
        # Base64 that breaks off within a letter, which the library does not read at all.
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
        return base64.b64decode(letters[: len(letters) // 4 * 4])
    return content if isinstance(content, bytes) else b""


def _raw(message: Message, name: str) -> str:
    """Return a header with encoded words ("=?utf-8?...") left as they are; "" if it is missing.

    Its bytes are decoded as seems likely.
    """
    found = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    data = str(found)[:HEADER].encode("utf-8", "surrogateescape")
    try:
        return decoded(data, origin=name).content
    except CaptureError:  # empty, or nothing but control characters
        return ""


def _chunk(words: bytes | str, charset: str | None) -> str:
    """Return a piece of a header as text without control characters, which encoded words may contain."""
    return without_controls(words if isinstance(words, str) else _decoded_header(words, charset))


def _decoded_header(words: bytes, charset: str | None) -> str:
    """Return the bytes decoded by their charset, else as UTF-8, else as Windows-1252."""
    for codec in (CODEC_OF.get((charset or "").lower(), "utf-8"), "utf-8"):
        try:
            return words.decode(codec)
        except UnicodeDecodeError:  # the next reading is tried
            continue
    return words.decode("cp1252", errors="replace")


def _attached(outer: Message) -> Iterator[Message]:
    """Yield the e-mails attached to this one, among its first 500 parts."""
    for number, part in enumerate(outer.walk()):
        if number > MOST_PARTS:
            return
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            inner = part.get_payload(0)
            if isinstance(inner, Message):
                yield inner


def _letter(message: Message, origin: str) -> Letter:
    """Return a message as a letter: its text parts joined, its headers decoded, its first doubt."""
    name, address = parseaddr(_raw(message, "From"))
    mailbox, _, host = address.lower().rpartition("@")
    parts = _shown(message)
    texts = list(_texts(parts, origin))
    moment = parse_time(header(message, "Date")[:100])
    return Letter(
        subject=header(message, "Subject"),
        sender="".join(_chunk(*chunk) for chunk in decode_header(name)).strip() if name else "",
        mailbox=mailbox, host=host if "@" in address else "",
        dated=moment.isoformat() if moment else "",
        sent_at=moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC) if moment else None,
        text=_joined([text.content for text in texts]),
        plain=all(part.get_content_type() != "text/html" for part in parts),
        doubt=next((text.doubt for text in texts if text.doubt), None),
        broken=any(isinstance(defect, _BROKEN) for own in _own_parts(message) for defect in own.defects),
    )  # fmt: skip


def _texts(parts: Sequence[Message], origin: str) -> Iterator[Decoded]:
    """Yield each part decoded, without binary parts; raises CaptureError if the only part is binary."""
    for part in parts:
        body = body_of(part)
        try:
            if body.strip(b"\0 \t\r\n"):
                yield decoded(body, origin=origin, label=part.get_content_charset())
        except CaptureError:
            if len(parts) == 1:
                raise


def _joined(texts: Sequence[str]) -> str:
    """Return the texts as one, in order, without the <body> and end tags of several pages between them."""
    if len(texts) < 2:
        return "".join(texts)
    return "\n\n".join(
        _PAGE_ENDS.sub("", text[found.end() if (found := _PAGE_BEGINS.search(text)) else 0 :])
        for text in texts
    )


def _shown(message: Message) -> list[Message]:
    """Return the parts that hold the e-mail's text, in order: all HTML, or all plain text.

    HTML is preferred if the e-mail has alternatives, else the kind with more text. Of alternatives of that
    kind only the longest is returned; several parts remain if pictures stand between the paragraphs.
    """
    own = _own_parts(message)
    readable = [
        part
        for part in own
        if part.get_content_type() in ("text/html", "text/plain") and not part.is_multipart()
    ]
    unattached = [part for part in readable if part.get_content_disposition() != "attachment"] or readable
    rich = [part for part in unattached if part.get_content_type() == "text/html"]
    plain = [part for part in unattached if part not in rich]
    groups = [group for group in own if group.get_content_type() == "multipart/alternative"]
    # Without alternatives, the shorter kind is what a mailing list or a program adds below. HTML without a
    # word, as some programs send beside the text, is none.
    least = min(1, _letters(plain)) if groups else _letters(plain)
    of_one_kind = rich if rich and _letters(rich) >= least else plain
    spare: list[Message] = []
    for group in groups:
        children = group.get_payload() if group.is_multipart() else []
        rivals = sorted((part for part in of_one_kind if part in children), key=lambda p: len(body_of(p)))
        spare += rivals[:-1]
    return [part for part in of_one_kind if part not in spare]


def _letters(parts: Sequence[Message]) -> int:
    """Return the number of characters of text in the parts, without tags."""
    return sum(len(words_of(body_of(part).decode("latin-1"))) for part in parts)


def _own_parts(message: Message) -> list[Message]:
    """Return the message and the parts in it, in order, at most 500; attached e-mails are not entered."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) < MOST_PARTS:
        part = waiting.pop(0)
        found.append(part)
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [child for child in part.get_payload() if isinstance(child, Message)]
    return found
