"""A digest as a letter, of plain text and HTML; no word of a story or a view can put a header into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from lib.export import digest as digests
from lib.export.digest import Digest
from lib.export.render import render
from lib.model.controls import in_one_line, without_controls

LONGEST = 150  # letters of a subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The parts of a letter beside its digest: addresses, Message-ID, time, heading, footer."""

    sender: str
    to: str
    message_id: str
    at: datetime
    heading: str
    footer: Sequence[str]  # sentences


def letter(digest: Digest, envelope: Envelope) -> bytes:
    """Return the digest as the bytes of a mail, in plain text and HTML, with the headers of the envelope."""
    first = digest.lead or next((item for section in digest.sections for item in section.items), None)
    subject = f"{envelope.heading} · {first.headline}" if first else envelope.heading
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("Wireroom", addr_spec=envelope.sender)
    message["To"] = Address(addr_spec=envelope.to)
    message["Subject"] = in_header(subject)
    message["Date"] = envelope.at
    message["Message-ID"] = envelope.message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence note answers it
    values: dict[str, object] = {
        "digest": digest, "heading": envelope.heading, "footer": envelope.footer,
        "named": digests.numbered_names(digest), "left": digests.number_not_listed(digest),
    }  # fmt: skip
    message.set_content(render("letter.txt", None, **values), cte="quoted-printable")
    page = render("letter.html", {"style": digests.STYLE}, **values)
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    return message.as_bytes()


def in_header(text: str) -> str:
    """Return text as one line of at most LONGEST letters that no mail program decodes, for a header.

    Older Pythons decode "=?utf-8?q?=0A?=" when a header is set and write the line break that was in it.
    """
    line = in_one_line(without_controls(text)).replace("=?", "= ?")
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
