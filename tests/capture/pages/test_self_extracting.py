"""A page that carries itself in an archive is read out of it."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from lib.capture import read_bytes
from lib.model.capture import Capture, Rejected

NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)
SAVED = (
    "<html><!--\n Page saved with SingleFile \n url: https://harbourpost.example/quay \n saved date: "
    "Tue Mar 12 2024 08:30:00 GMT+0200 (Eastern European Standard Time)\n--><title>Old quay reopens</title>"
)
SHELL = b"<!doctype html><html><meta charset=utf-8><body hidden><script>unpack()</script><!--"


def carried(*members: tuple[str, str], end: bytes = b"--></body></html>") -> bytes:
    box = io.BytesIO()
    box.write(SHELL)
    with zipfile.ZipFile(box, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return box.getvalue() + end


@pytest.mark.parametrize("end", [b"", b"--></body></html>"])
def test_the_page_is_taken_out_with_its_address_and_time(end: bytes) -> None:
    data = carried(("images/1.png", "\x89PNG"), ("index.html", SAVED), end=end)
    (found,) = read_bytes(data, name="quay.html", captured_at=NOON)
    assert isinstance(found, Capture)
    assert (found.url, found.captured_at) == (
        "https://harbourpost.example/quay",
        datetime(2024, 3, 12, 6, 30, tzinfo=UTC),
    )
    assert found.original == SAVED.encode()


@pytest.mark.parametrize("data", [
    carried(("frames/index.html", SAVED)),
    carried(("index.html", SAVED * 50)).replace(b"PK\x03\x04", b"PK\x03\x05", 1),
    carried(("index.html", " " * 21_000_000)),
])  # fmt: skip
def test_what_cannot_be_taken_out_is_told(data: bytes) -> None:
    (found,) = read_bytes(data, name="quay.html", captured_at=NOON)
    assert isinstance(found, Rejected) and found.message.startswith("quay.html ")


def test_a_page_about_archives_is_itself() -> None:
    page = "<html><title>Files</title><p>An archive ends with PK\x05\x06 and holds an index.html."
    (found,) = read_bytes(page.encode(), name="a.html", captured_at=NOON)
    assert isinstance(found, Capture) and "An archive" in found.content
