"""Copied text is a capture; an address on its first line is its own."""

from datetime import UTC, datetime

from lib.capture import read_bytes
from lib.capture.pages.plain_text import accepts
from lib.model.capture import Capture
from tests.capture.captured import the_capture


def read(text: str) -> Capture:
    return the_capture(text.encode(), "pasted.txt")


def test_text_is_kept_as_it_is() -> None:
    capture = read("Old quay reopens\n\nBy Maren Holt")
    assert (capture.content, capture.media_type, capture.url) == (
        "Old quay reopens\n\nBy Maren Holt",
        "text/plain",
        None,
    )


def test_an_address_on_the_first_line_is_the_pages() -> None:
    assert read("https://harbourpost.example/a\nOld quay").url == "https://harbourpost.example/a"
    for line in ("URL: {}", "url: {},", "\n\nSource {}.  "):
        text = line.format("https://harbourpost.example/a") + "\nOld quay"
        assert read(text).url == "https://harbourpost.example/a", line
    for text in (
        "Source:\n\n\nhttps://harbourpost.example/a\nOld quay",
        "Fromage https://a.example\nOld quay",
    ):
        assert read(text).url is None, text


def test_markup_and_binary_are_no_copied_text() -> None:
    assert accepts(b"Old quay")
    assert not accepts(b" <html>")
    assert not accepts(b"a\0b")
    assert not accepts(b'{ "name": 1}')
    assert accepts(b"[1] a note") and accepts(b"{sic} he said")


def test_an_endless_blank_beginning_is_looked_through_once() -> None:
    (found,) = read_bytes(b" " * 100_000 + b"x", name="a.txt", captured_at=datetime.now(UTC))
    assert isinstance(found, Capture) and found.url is None
