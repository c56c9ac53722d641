"""What sources answer is read as it was when it came, and what the reader changes meanwhile holds."""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from lib.capture.feeds.parse import parse
from lib.fetch import Refreshed, Source, followed_sources
from lib.fetch.news import news_of
from lib.ingest import inbox
from lib.ingest.fetched_file import records_of
from lib.ingest.refresh import as_work_items, refresh, take_in
from lib.ingest.rejections import refused
from lib.store.journal import marks
from lib.store.paths import files
from tests.builders import archive as stored
from tests.builders import article, parsed
from tests.ingest.answers import NOON, answer
from tests.ingest.conftest import page
from tests.store.asked import rows

URL, OTHER = "https://harbourpost.example/feed", "https://other.example/feed"
ITEMS = [
    {"id": f"https://harbourpost.example/{each}", "url": f"https://harbourpost.example/{each}",
     "title": f"The {each}", "date_published": "2024-04-09T08:00:00Z", "content_html": page(each, number)}
    for number, each in enumerate(("ferry", "bridge"), 1)
]  # fmt: skip
RSS = "".join(
    f"<item><guid>{each['id']}</guid><title>{each['title']}</title><link>{each['url']}</link>"
    f"<description><![CDATA[{each['content_html']}]]></description></item>"
    for each in ITEMS
)
VERSION = "https://jsonfeed.org/version/1.1"
FEEDS = {
    "warning of a script": f"Notice: no lang\n<rss version='2.0'><channel>{RSS}</channel></rss>",
    "large icon": json.dumps({"icon": "x" * 9000, "items": ITEMS, "version": VERSION}),
}


@contextmanager
def nobody(archive: Path) -> Iterator[None]:
    yield None


def answering(body: str, kind: str, meanwhile: Callable[[], None] = lambda: None) -> object:
    """Return what asks every source and gets the same answer, with what happens before it is read."""

    def asked(chosen: list[Source], *_: object, **__: object) -> Iterator[Refreshed]:
        meanwhile()
        for source in chosen:
            came = answer(source.url, body=body.encode(), media_type=kind)
            yield Refreshed(news=news_of(source, came, NOON, parse))

    return asked


@pytest.mark.parametrize("kind", ["application/feed+json", "text/html", "application/json", ""])
@pytest.mark.parametrize("form", FEEDS)
def test_what_was_followed_as_a_feed_is_taken_in_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, kind: str
) -> None:
    archive = tmp_path / "archive.duckdb"
    followed_sources.follow(files(archive).sources, Source(url=URL))
    monkeypatch.setattr("lib.fetch.refresh", answering(FEEDS[form], kind))
    (text,) = refresh(archive, every=True, jobs=1, pooled=False, opener=nobody).results  # type: ignore[arg-type]
    assert text.sentence.startswith("2 new of 2 items; 2 stored.")
    assert rows(archive, "select count(*) from stories") == [(2,)]
    assert inbox.waiting(archive) == inbox.refused(archive) == []


@pytest.mark.parametrize("body", [FEEDS["large icon"], ""], ids=["with news", "failed"])
def test_what_the_reader_changes_during_a_refresh_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    archive = tmp_path / "archive.duckdb"
    path = files(archive).sources
    for each in (URL, OTHER):
        followed_sources.follow(path, Source(url=each))

    def meanwhile() -> None:
        followed_sources.unfollow(path, OTHER)
        followed_sources.change(path, [URL], lambda held: replace(held, full_text=True))

    monkeypatch.setattr("lib.fetch.refresh", answering(body, "application/feed+json", meanwhile))
    assert len(refresh(archive, every=True, jobs=1, pooled=False, opener=nobody).results) == 2  # type: ignore[arg-type]
    (kept,) = followed_sources.sources(path).values()
    assert (kept.url, kept.full_text, bool(kept.last_asked)) == (URL, True, True)


def test_full_pages_that_a_refresh_is_told_to_fetch_are_fetched_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "archive.duckdb"
    followed_sources.follow(files(archive).sources, Source(url=URL))
    monkeypatch.setattr("lib.fetch.refresh", answering("", ""))
    refresh(archive, every=True, full_text=True, jobs=1, pooled=False, opener=nobody)  # type: ignore[arg-type]
    assert followed_sources.sources(files(archive).sources)[URL].full_text


def test_a_source_that_is_unfollowed_while_a_refresh_begins_stays_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, listed = tmp_path / "archive.duckdb", followed_sources.sources
    path = files(archive).sources
    for each in (URL, OTHER):
        followed_sources.follow(path, Source(url=each))

    def unfollowed_then(file: Path) -> dict[str, Source]:
        """Return the sources of before another window unfollows one."""
        before = listed(file)
        followed_sources.unfollow(file, OTHER)
        return before

    monkeypatch.setattr(followed_sources, "sources", unfollowed_then)
    monkeypatch.setattr("lib.fetch.refresh", answering("", ""))
    refresh(archive, every=True, full_text=True, jobs=1, pooled=False, opener=nobody)  # type: ignore[arg-type]
    assert [(each.url, each.full_text) for each in listed(path).values()] == [(URL, True)]


def test_a_list_that_a_killed_reader_of_a_pipe_left_marks_its_stories(tmp_path: Path) -> None:
    path = stored(tmp_path, parsed(article("One", canonical_url="https://harbourpost.example/one")))
    left = inbox.put_piped(
        path,
        b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n"
        b'<DT><A HREF="https://harbourpost.example/one" TAGS="ferry">One</A>\n</DL><p>\n',
    )
    then = time.time() - 2 * inbox.HOUR
    os.utime(left, (then, then))
    assert refresh(path, jobs=1, pooled=False, opener=nobody).summary  # type: ignore[arg-type]
    assert marks.all_labels(path) == ["ferry"] and not left.exists()


def test_a_file_of_which_something_unknown_was_refused_is_set_aside_whole(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    path = inbox.put(archive, [answer(), answer("https://harbourpost.example/b")])
    content = path.read_bytes()
    names = ["https://harbourpost.example/b", f"{path}#7"]
    inbox.keep_back(archive, path, [refused(name, None, "is damaged") for name in names])
    assert [each.read_bytes() for each in inbox.refused(archive)] == [content]


def test_what_is_set_aside_holds_only_what_was_refused(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    names = ("ferry-2", "b")  # the first begins like the address of the page that is stored
    bad = [answer(f"https://harbourpost.example/{each}", body=b"<html></html>") for each in names]
    path = inbox.put(archive, [bad[0], answer(), bad[1]])
    for again in (False, True):
        found = as_work_items(inbox.refused(archive) if again else [path])
        assert take_in(archive, found, jobs=1, pooled=False).rejected
        (left,) = inbox.refused(archive)
        assert [each.address for each in records_of(left)] == [each.address for each in bad]
        assert b"ferry of the harbour" not in left.read_bytes() and not path.exists()


def test_a_damaged_file_of_the_inbox_is_told_and_set_aside_and_costs_no_other(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    damaged = inbox.put(archive, [answer(), answer("https://harbourpost.example/b")])
    content = bytearray(damaged.read_bytes())
    content[content.index(b"WARC/1.1", 5)] ^= 1
    damaged.write_bytes(content)
    other = inbox.put(archive, [answer("https://harbourpost.example/c", body=page("bridge", 2).encode())])
    summary = take_in(archive, as_work_items([damaged, other]), jobs=1, pooled=False)
    assert (summary.counts.stored, [each.kind for each in summary.rejected]) == (2, ["UnreadableCapture"])
    assert inbox.waiting(archive) == [] and [each.name for each in inbox.refused(archive)] == [damaged.name]
