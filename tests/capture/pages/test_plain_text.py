"""Copied text is a capture; an address on its first line is its own."""

from datetime import UTC, datetime

from lib.capture import read_bytes
from lib.capture.pages.plain_text import accepts
from lib.model.capture import Capture
from tests.capture.captured import the_capture
from tests.cases import every_case


def read(text: str) -> Capture:
    return the_capture(text.encode(), "pasted.txt")


def test_text_is_kept_as_it_is() -> None:
    capture = read("Old quay reopens\n\nBy Maren Holt")
    assert capture.content == "Old quay reopens\n\nBy Maren Holt"
    assert (capture.media_type, capture.url) == ("text/plain", None)


ADDRESS = "https://harbourpost.example/a"


@every_case(
    ("line", "address"),
    [
        (ADDRESS, ADDRESS), (f"URL: {ADDRESS}", ADDRESS), (f"url: {ADDRESS},", ADDRESS),
        (f"\n\nSource {ADDRESS}.  ", ADDRESS), (f"Source:\n\n\n{ADDRESS}", None),
        ("Fromage https://a.example", None),
    ],
)  # fmt: skip
def test_an_address_on_the_first_line_is_the_pages(line: str, address: str | None) -> None:
    assert read(f"{line}\nOld quay").url == address


TEXTS = (b"Old quay", b"[1] a note", b"{sic} he said")


@every_case("data", [*TEXTS, b" <html>", b"a\0b", b'{ "name": 1}'])
def test_markup_and_binary_are_no_copied_text(data: bytes) -> None:
    assert accepts(data) is (data in TEXTS)


def test_an_endless_blank_beginning_is_looked_through_once() -> None:
    (found,) = read_bytes(b" " * 100_000 + b"x", name="a.txt", captured_at=datetime.now(UTC))
    assert isinstance(found, Capture) and found.url is None
