"""A saved page says where and when it was saved."""

import io
import zipfile
from datetime import UTC, datetime

from lib.capture.pages.saved_html import accepts, saved_when, saved_where
from lib.model.capture import Rejected
from tests.capture.captured import outcomes, the_capture
from tests.cases import every_case

SINGLEFILE = """<!DOCTYPE html> <html><!--
 Page saved with SingleFile
 url: https://harbourpost.example/a?b=1
 saved date: Tue Mar 12 2024 10:30:00 GMT+0100 (Central European Standard Time)
--><p>x</p>"""
MONOLITH = (
    "<!-- Saved from https://harbourpost.example/a?b=1 at 2024-03-12T10:30:00Z using monolith v2.8.1 --><p>x"
)
SAVE_PAGE = """<meta name="savepage-url" content="https://harbourpost.example/a?b=1&amp;c=2">
<meta name="savepage-date" content="Tue Mar 12 2024 10:30:00 GMT+0100 (Central European Standard Time)">"""
SCRAPBOOK = """<html lang="en" data-scrapbook-source="https://harbourpost.example/a"
data-scrapbook-create="20240312103000123">"""
READER_VIEW = """<div class="header reader-header"><a class="domain reader-domain"
href="https://harbourpost.example/a">harbourpost.example</a><h1 class="reader-title">Quay</h1></div>"""
WAYBACK = (
    "<link rel='canonical' href='https://web.archive.org/web/20240312103000/https://harbourpost.example/a'>"
)
A, ONEILL = "https://harbourpost.example/a", "https://harbourpost.example/o'neill-wins"
A_B = f"{A}?b=1"
WHERE = [
    (MONOLITH, A_B),
    (SAVE_PAGE, "https://harbourpost.example/a?b=1&c=2"),
    (SCRAPBOOK, A),
    (WAYBACK, A),
    (READER_VIEW, A),
    ("<link rel=canonical href=https://archive.ph/2024.03.12-103000/https://harbourpost.example/a>", A),
    ("<link rel='canonical' href='https://web.archive.org/about/'>", "https://web.archive.org/about/"),
    ("<!-- saved from url=(0034)https://harbourpost.example/a?b=1 --><p>x", A_B),
    (SINGLEFILE, A_B),
    (f"<link rel='canonical' href='{A}?b=1&amp;c=2'>", f"{A}?b=1&c=2"),
    ("<link href=https://harbourpost.example/a rel=canonical>", A),
    ("<meta property='og:url' content='https://harbourpost.example/a'>", A),
    ("<meta content='https://harbourpost.example/a' property='og:url'>", A),
    ('<link rel="canonical" href="https://harbourpost.example/o\'neill-wins">', ONEILL),
    ('<link href="https://harbourpost.example/o\'neill-wins" rel="canonical">', ONEILL),
    ("<meta property=og:url content=https://harbourpost.example/o'neill-wins data-n=1>", ONEILL),
    ('<link rel=canonical href=" https://harbourpost.example/a\n">', A),
    (f"<link rel=canonical href=https://[harbourpost/a><meta property=og:url content={A}>", A),
    ("<!-- saved from url=(0014)about:internet -->", None),
    ("<p>x</p>", None),
]
NO_TIME = "<!-- FILE ARCHIVED ON 99:99:99 Mar 12, 2024 -->"
AT_10_44_11 = datetime(2024, 3, 12, 10, 44, 11, tzinfo=UTC)
WHEN = [
    (MONOLITH, datetime(2024, 3, 12, 10, 30, tzinfo=UTC)),
    (SAVE_PAGE, datetime(2024, 3, 12, 9, 30, tzinfo=UTC)),
    (SCRAPBOOK, datetime(2024, 3, 12, 10, 30, tzinfo=UTC)),
    (SINGLEFILE, datetime(2024, 3, 12, 9, 30, tzinfo=UTC)),
    ("<p>x</p><!-- FILE ARCHIVED ON 10:44:11 Mar 12, 2024 AND RETRIEVED -->", AT_10_44_11),
    (
        "<!-- Mirrored from x.example by HTTrack Website Copier/3, Tue, 12 Mar 2024 10:44:11 GMT -->",
        AT_10_44_11,
    ),
    (NO_TIME, None),
    (NO_TIME + MONOLITH, datetime(2024, 3, 12, 10, 30, tzinfo=UTC)),
    (f"{NO_TIME}<!-- FILE ARCHIVED ON 10:44:11 Mar 12, 2024 -->", AT_10_44_11),
    (f"<p>{'x' * 200_000}<!-- FILE ARCHIVED ON 10:44:11 Mar 12, 2024 -->", AT_10_44_11),
    ("<p>x</p>", None),
]


@every_case(("content", "address"), WHERE)
def test_the_address_is_read_from_the_page(content: str, address: str | None) -> None:
    assert saved_where(content) == address


@every_case(("content", "moment"), WHEN)
def test_the_time_of_saving_is_read_from_the_page(content: str, moment: datetime | None) -> None:
    assert saved_when(content) == moment


def test_markup_is_known_by_its_beginning() -> None:
    assert accepts(b"  <!DOCTYPE html>")
    assert accepts(b"\xef\xbb\xbf\n<!-- saved from url=(0029)https://harbourpost.example/a --><b>x</b>")
    assert not accepts(b"Old quay reopens")
    assert not accepts(b"Old quay reopens\n\n<!-- from the desk --> at noon")


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


@every_case("end", [b"", b"--></body></html>"])
def test_the_page_is_taken_out_with_its_address_and_time(end: bytes) -> None:
    data = carried(("images/1.png", "\x89PNG"), ("index.html", SAVED), end=end)
    found = the_capture(data, "quay.html")
    assert found.url == "https://harbourpost.example/quay"
    assert found.captured_at == datetime(2024, 3, 12, 6, 30, tzinfo=UTC)
    assert found.original == SAVED.encode()


@every_case("data", [
    carried(("frames/index.html", SAVED)),
    carried(("index.html", SAVED * 50)).replace(b"PK\x03\x04", b"PK\x03\x05", 1),
    carried(("index.html", " " * 21_000_000)),
])  # fmt: skip
def test_what_cannot_be_taken_out_is_told(data: bytes) -> None:
    (found,) = outcomes(data, "quay.html")
    assert isinstance(found, Rejected) and found.message.startswith("quay.html ")


def test_a_page_about_archives_is_itself() -> None:
    page = "<html><title>Files</title><p>An archive ends with PK\x05\x06 and holds an index.html."
    found = the_capture(page.encode(), "a.html")
    assert "An archive" in found.content
