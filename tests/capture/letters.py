"""Letters of our own making."""

import base64
import quopri

TEXT = "The harbour master of Marlow opened the old quay on Tuesday.\n\nTwo ferries will call there, he said."
MARKUP = (
    "<html><body><p>The harbour master of Marlow opened the old quay on Tuesday.</p>"
    "<p>Two ferries will call there, he said.</p></body></html>"
)


def part(
    text: str = TEXT, kind: str = "plain", charset: str = "utf-8", packing: str = "8bit", extra: str = ""
) -> bytes:
    """Return a part of a letter with its own headers."""
    data = text.encode(charset, "xmlcharrefreplace")
    packed = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(packing, bytes)(data)
    head = f"Content-Type: text/{kind}; charset={charset}\nContent-Transfer-Encoding: {packing}\n{extra}\n"
    return head.encode() + packed


def letter(
    body: bytes | None = None,
    *,
    subject: str | bytes = "Old quay reopens",
    sender: str = "Ann Lee <ann@harbourpost.example>",
    date: str = "Tue, 12 Mar 2024 10:30:00 +0200",
) -> bytes:
    """Return a letter; the body brings its own headers."""
    subject = subject if isinstance(subject, bytes) else subject.encode()
    head = f"From: {sender}\nTo: desk@reader.example\nDate: {date}\nMessage-ID: <1@x>\nMIME-Version: 1.0\n"
    return head.encode() + b"Subject: " + subject + b"\n" + (part() if body is None else body)


def many(*parts: bytes, kind: str = "alternative", boundary: str = "b1", end: bool = True) -> bytes:
    """Return a body of many parts."""
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n'.encode()
    inner = b"".join(b"--" + boundary.encode() + b"\n" + each + b"\n" for each in parts)
    return head + inner + (f"--{boundary}--\n".encode() if end else b"")
