"""What a body holds is looked at where its type does not say it."""

import gzip
import io
import tarfile

import pytest

from lib.fetch.content import checked
from lib.fetch.outcome import Limits, Refusal
from tests.cases import every_case

ADDRESS, PAGE = "https://harbour.example/it", b"<p>The quay is open.</p>"
SAID_NOTHING, PACKED = "The server did not say", "The file was packed once more"


def tar(text: bytes) -> bytes:
    """Return a tar archive of one file."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        member = tarfile.TarInfo("quay.txt")
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
    return made.getvalue()


@every_case(
    ("body", "kind", "notes"),
    [
        (PAGE, "text/html", []),
        (PAGE, "application/octet-stream", [SAID_NOTHING]),
        (b"Plain words", "", [SAID_NOTHING]),
        (b"", "application/octet-stream", [SAID_NOTHING]),
        (PAGE.decode().encode("utf-16"), "binary/octet-stream", [SAID_NOTHING]),
        (gzip.compress(PAGE), "application/gzip", [PACKED]),
        (gzip.compress(b"https://harbour.example/a"), "application/x-gzip", [PACKED]),
        (gzip.compress(PAGE), "application/octet-stream", [PACKED, SAID_NOTHING]),
    ],
)
def test_what_may_be_a_page_is_read(body: bytes, kind: str, notes: list[str]) -> None:
    _, found = checked(body, kind, ADDRESS, Limits())
    assert [each[: len(note)] for each, note in zip(found, notes, strict=True)] == notes


@every_case(
    ("body", "kind"),
    [
        (gzip.compress(tar(b"The quay is open.")), "application/gzip"),
        (gzip.compress(tar(b"The quay is open.")), "application/x-gzip"),
        (tar(b"The quay is open."), ""),
        (b"Plain words", "application/octet-stream"),
    ],
)
def test_what_cannot_be_one_is_refused(body: bytes, kind: str) -> None:
    with pytest.raises(Refusal, match="it is no page, feed or text"):
        checked(body, kind, ADDRESS, Limits())
