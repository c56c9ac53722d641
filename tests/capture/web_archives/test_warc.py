"""Pages of a web archive are captures with their address and time; all else is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lib.capture import read
from lib.model.capture import Capture, Rejected, Skipped
from tests.capture.archives import STORY, answered, packed, record

HTML = "Content-Type: text/html"
NO_PAGES = [
    (record(kind="revisit"), "unchanged since an earlier record"),
    (record(answered(b"<p>x", HTML, status="404 Not Found")), "the server answered 404"),
    (record(answered(b"", "Location: /b", status="301 Moved")), "the server answered 301"),
    (record(answered(b"\x89PNG", "Content-Type: image/png")), "part of a site that is no page"),
    (
        record(answered(b"x", "Content-Type: text/plain"), url="https://a.example/robots.txt"),
        "part of a site",
    ),
    (record(answered(b" ", HTML)), "empty answer"),
]


def taken(tmp_path: Path, data: bytes, name: str = "box.warc") -> list[object]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read(path))


def test_a_page_carries_its_address_and_the_time_of_its_capture(tmp_path: Path) -> None:
    (found,) = taken(tmp_path, record())
    assert isinstance(found, Capture)
    assert (found.url, found.content) == ("https://harbourpost.example/quay", STORY)
    assert (found.captured_at.isoformat(), found.captured_assumed) == ("2024-03-12T10:30:00+00:00", None)
    assert found.origin == f"{tmp_path / 'box.warc'}#1"
    assert (found.original, found.partial) == (STORY.encode(), None)


def test_resources_and_texts_are_captures_too(tmp_path: Path) -> None:
    data = record(STORY.encode(), kind="resource", content_type="text/html") + record(
        b"The harbour master spoke.", kind="conversion", content_type="text/plain"
    )
    found = taken(tmp_path, data)
    assert [each.media_type for each in found if isinstance(each, Capture)] == ["text/html", "text/plain"]


def test_requests_and_notes_of_the_crawler_are_passed_over(tmp_path: Path) -> None:
    data = record(b"software: x", kind="warcinfo", content_type="application/warc-fields")
    (found,) = taken(tmp_path, data + record(b"GET / HTTP/1.1\r\n\r\n", kind="request"))
    assert isinstance(found, Skipped) and found.reason == "file without pages"


@pytest.mark.parametrize("field", [b"warc-type: response", b"WARC-TYPE: Response"])
def test_names_of_fields_may_be_written_in_any_case(tmp_path: Path, field: bytes) -> None:
    (found,) = taken(tmp_path, record().replace(b"WARC-Type: response", field))
    assert isinstance(found, Capture)


@pytest.mark.parametrize("field", [b"content-length", b"Content-length", b"CONTENT-LENGTH"])
@pytest.mark.parametrize("pack", [bytes, packed])
def test_a_length_may_be_written_in_any_case(
    tmp_path: Path, field: bytes, pack: Callable[[bytes], bytes]
) -> None:
    one = record().replace(b"Content-Length", field, 1)
    found = taken(tmp_path, pack(one) + pack(record()) + pack(one) + pack(one))
    assert [each.content for each in found if isinstance(each, Capture)] == [STORY] * 4 and len(found) == 4
    (cut,) = taken(tmp_path, one[:-60])
    assert isinstance(cut, Rejected) and "bytes are there" in cut.message


def test_a_record_of_an_unknown_kind_is_told(tmp_path: Path) -> None:
    (found,) = taken(tmp_path, record(kind="novelty"))
    assert isinstance(found, Skipped) and found.reason == "record of an unknown kind"


def test_a_record_whose_headers_never_end_is_told_in_a_sentence(tmp_path: Path) -> None:
    (found, *_) = taken(tmp_path, record().replace(b"\r\n", b"\n"))
    assert isinstance(found, Rejected) and len(found.message) < 300
    assert "breaks off in its headers" in found.message


@pytest.mark.parametrize(("data", "reason"), NO_PAGES)
def test_what_is_no_page_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    (found,) = taken(tmp_path, data)
    assert isinstance(found, Skipped) and found.reason.startswith(reason)


def test_an_answer_without_a_type_is_known_by_its_beginning(tmp_path: Path) -> None:
    (page, other) = taken(tmp_path, record(answered(STORY.encode())) + record(answered(b"\0\1\2")))
    assert isinstance(page, Capture) and isinstance(other, Skipped)


def test_damaged_records_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    data = record() + b"junk" + record() + record(answered(STORY.encode(), HTML)[:-40], length=900)
    found = taken(tmp_path, data)
    assert [type(each) for each in found] == [Capture, Rejected, Capture, Rejected]
    note = [each.message for each in found if isinstance(each, Rejected)]
    assert "stands something that is no record" in note[0]
    assert "(https://harbourpost.example/quay) is damaged" in note[1]
    assert "of its 900 bytes are there" in note[1]
    assert [each.origin.rpartition("#")[2] for each in found] == ["1", "2", "3", "4"]  # type: ignore[attr-defined]


def test_a_record_that_was_cut_by_its_maker_is_a_part(tmp_path: Path) -> None:
    (cut, short) = taken(
        tmp_path,
        record(extra="WARC-Truncated: length\r\n")
        + record(answered(STORY.encode(), HTML, "Content-Length: 9999")),
    )
    assert isinstance(cut, Capture) and cut.partial and "cut this record short (length)" in cut.partial
    assert isinstance(short, Capture) and short.partial and short.partial.startswith("fewer bytes came")


def test_no_address_leads_outside(tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    data = record(url="file:///etc/passwd") + record(url="https://a.example/../../../etc/cron.d/x")
    found = taken(tmp_path, packed(data), "box.warc.gz")
    assert [each.url for each in found if isinstance(each, Capture)] == [
        None,
        "https://a.example/../../../etc/cron.d/x",
    ]
    assert set(tmp_path.iterdir()) - before == {tmp_path / "box.warc.gz"}


def test_the_beginning_gives_an_archive_away(tmp_path: Path) -> None:
    (found,) = taken(tmp_path, record(), "box")
    assert isinstance(found, Capture)


def test_a_page_about_archives_is_no_damage(tmp_path: Path) -> None:
    page = STORY.replace("</article>", "<pre>\nWARC/1.1\nWARC-Type: response\n</pre></article>")
    data = record(answered(page.encode(), HTML)) + record()
    assert [type(each) for each in taken(tmp_path, data)] == [Capture, Capture]
    assert [type(each) for each in taken(tmp_path, packed(data), "b.warc.gz")] == [Capture, Capture]


def test_a_feed_in_an_archive_gives_its_items_and_a_sitemap_is_passed_over(tmp_path: Path) -> None:
    feed = (
        '<rss version="2.0"><channel><title>Post</title><item><title>Old quay reopens</title>'
        "<link>/quay</link>"
        "<description>The harbour master of Marlow opened the old quay.</description></item></channel></rss>"
    )
    sitemap = "<urlset><url><loc>https://a.example/</loc></url></urlset>"
    data = b"".join(
        record(answered(text.encode(), f"Content-Type: {kind}"), url="https://post.example/feed")
        for text, kind in ((feed, "application/rss+xml"), (feed, "text/html"), (sitemap, "application/xml"))
    )
    found = taken(tmp_path, data)
    assert [type(each) for each in found] == [Capture, Capture, Skipped]
    item = found[0]
    assert isinstance(item, Capture) and item.origin == f"{tmp_path / 'box.warc'}#1#1"
    assert (item.captured_at.isoformat(), item.captured_assumed) == ("2024-03-12T10:30:00+00:00", None)
    assert item.url == "https://post.example/quay"
