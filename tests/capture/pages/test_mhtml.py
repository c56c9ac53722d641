"""A page that was saved as one file is that page, with its address and time."""

import quopri
from datetime import UTC, datetime

from lib.model.capture import Capture, Rejected
from tests.capture.captured import outcomes, the_capture
from tests.capture.letters import many

PAGE = "<html><body><p>Начальник порта открыл причал, ёлки убраны.</p></body></html>"
HEAD = b"From: <Saved by Blink>\nSnapshot-Content-Location: https://post.example/quay\n"
HEAD += b"Date: Tue, 12 Mar 2024 08:30:00 -0000\n"


def part(page: str = PAGE, charset: str | None = None, extra: str = "") -> bytes:
    data = quopri.encodestring(page.encode(charset or "utf-8"))
    named = f"; charset={charset}" if charset else ""
    return (
        f"Content-Type: text/html{named}\nContent-Transfer-Encoding: quoted-printable\n{extra}\n".encode()
        + data
    )


def taken(data: bytes) -> list[object]:
    return outcomes(data, "page.mhtml")


def test_the_page_itself_is_the_capture() -> None:
    frame = part("<p>Buy a boat</p>", extra="Content-Location: https://ads.example/\n")
    (found,) = taken(HEAD + many(part(), frame, kind="related"))
    assert isinstance(found, Capture)
    assert (found.origin, found.url) == ("page.mhtml", "https://post.example/quay")
    assert found.content.strip() == PAGE
    assert (found.captured_at, found.captured_assumed) == (datetime(2024, 3, 12, 8, 30, tzinfo=UTC), None)


def test_the_place_of_the_part_is_the_address_where_the_file_has_none() -> None:
    data = many(part(extra="Content-Location:\n https://post.example/long\n /quay\n"), kind="related")
    (found,) = taken(b"MIME-Version: 1.0\n" + data)
    assert isinstance(found, Capture)
    assert found.url == "https://post.example/long/quay"
    assert found.captured_assumed == "the time it was handed in"


def test_the_start_is_the_part_that_the_file_names() -> None:
    body = many(part("<p>Frame</p>"), part(extra="Content-ID: <main@x>\n"), kind='related; start="<main@x>"')
    (found,) = taken(HEAD + body)
    assert isinstance(found, Capture) and "Начальник" in found.content


def test_the_encoding_of_the_part_counts() -> None:
    (found,) = taken(HEAD + many(part(charset="koi8-r"), kind="related"))
    assert isinstance(found, Capture) and found.content.strip() == PAGE
    again = the_capture(found.original, "original.html")
    assert again.content == found.content


def test_a_file_that_breaks_off_is_a_part_and_one_without_a_page_refused() -> None:
    (found,) = taken(HEAD + many(part(), kind="related", end=False))
    assert isinstance(found, Capture) and found.partial == "the file breaks off before its end"
    (found,) = taken(HEAD + many(b"Content-Type: image/png\n\nx", kind="related"))
    assert isinstance(found, Rejected) and "holds no page" in found.message
