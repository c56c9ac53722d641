"""What is known of a source survives; what cannot be read begins anew and says so."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lib.fetch import followed_sources
from lib.fetch.outcome import Validators
from lib.fetch.robots import Robots
from lib.fetch.source import PendingPage, Source, from_json, to_json
from lib.model.errors import ArchiveDamaged, ArchiveError

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
FULL = Source(
    url="https://post.example/feed", address="https://post.example/new", title="Post", full_text=True,
    validators=Validators(etag='"a"', last_modified="Tue, 24 Nov 2026 10:00:00 GMT"), sha256="ab",
    shown=("d1", "d2"), seen=("k1", "k2"), pending=(PendingPage(link="https://post.example/1", tries=2),),
    interval=timedelta(minutes=20), every=timedelta(hours=2), next_due=NOON, last_asked=NOON,
    last_success=NOON, last_error="It failed.", errors_in_row=3, gone=True, last_result="2 new.", brought=7,
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "sources.sqlite"


@pytest.mark.parametrize("source", [FULL, Source(url="https://post.example/feed")])
def test_a_source_comes_back_as_it_was_kept(path: Path, source: Source) -> None:
    assert from_json(to_json(source)) == source
    followed_sources.follow(path, source)
    assert followed_sources.sources(path) == {source.url: source}


def test_a_change_is_of_what_is_held_and_only_where_it_is_still_followed(path: Path) -> None:
    followed_sources.follow(path, FULL)
    urls = [FULL.url, "https://unfollowed.example/feed"]
    followed_sources.change(path, urls, lambda held: replace(held, brought=held.brought + 1))
    assert followed_sources.sources(path) == {FULL.url: replace(FULL, brought=8)}


def test_following_twice_leaves_what_is_known(path: Path) -> None:
    assert followed_sources.follow(path, FULL)
    assert not followed_sources.follow(path, Source(url=FULL.url))
    assert followed_sources.sources(path)[FULL.url] == FULL


def test_what_is_left_is_forgotten(path: Path) -> None:
    followed_sources.unfollow(path, FULL.url)
    followed_sources.follow(path, FULL)
    followed_sources.unfollow(path, FULL.url)
    assert followed_sources.sources(path) == {}


def test_no_file_holds_nothing_and_is_not_made(path: Path) -> None:
    assert followed_sources.sources(path) == {} and followed_sources.robots(path) == {}
    assert not path.exists()


@pytest.mark.parametrize(
    "line", ["", "{", "[]", '{"title": "x"}', '{"url": "u", "owed": [1]}', '{"url": "u", "next_due": "soon"}']
)
def test_a_state_that_cannot_be_read_begins_anew(path: Path, line: str) -> None:
    followed_sources.follow(path, FULL)
    with closing(sqlite3.connect(path)) as kept, kept:
        kept.execute("update source set state = ?", [line])
    kept.close()
    (source,) = followed_sources.sources(path).values()
    assert source.url == FULL.url and source.seen == ()
    assert source.last_error and "begins anew" in source.last_error


def test_a_damaged_file_is_told_with_what_to_do(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(ArchiveDamaged, match="move it aside"):
        followed_sources.sources(path)


def test_robots_come_back_and_unreadable_ones_are_left_out(path: Path) -> None:
    note = Robots(verdict="closed", asked_at=NOON, kind="timeout", reason="x.", closed_since=NOON)
    rules = Robots(verdict="rules", asked_at=NOON, text="User-agent: *\nDisallow: /a")
    followed_sources.save_robots(path, {"https://a.example:443": note, "https://b.example:443": rules})
    with closing(sqlite3.connect(path)) as kept, kept:
        kept.execute("insert into robots values ('c', '{')")
    kept.close()
    assert followed_sources.robots(path) == {"https://a.example:443": note, "https://b.example:443": rules}


def test_hosts_rest_until_their_hour(path: Path) -> None:
    early, late = NOON + timedelta(minutes=5), NOON + timedelta(hours=5)
    followed_sources.save_paused_hosts(path, {"a.example": early, "b.example": late, "c.example": NOON}, NOON)
    assert followed_sources.paused_hosts(path, NOON) == {"a.example": early, "b.example": late}
    assert followed_sources.paused_hosts(path, early) == {"b.example": late}
    followed_sources.save_paused_hosts(path, {"d.example": late, "b.example": early}, early)
    assert followed_sources.paused_hosts(path, NOON) == {"b.example": late, "d.example": late}


def test_the_end_of_a_pause_that_cannot_be_read_is_left_out(path: Path) -> None:
    late = NOON + timedelta(hours=5)
    followed_sources.save_paused_hosts(path, {"a.example": late}, NOON)
    with closing(sqlite3.connect(path)) as kept, kept:
        kept.execute("insert into rest values ('b.example', 'soon'), ('c.example', '9999-01-01T00:00:00')")
    kept.close()
    assert followed_sources.paused_hosts(path, NOON) == {"a.example": late}


def test_a_disk_that_takes_nothing_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "sources.sqlite"
    path.mkdir()  # nothing can be opened there
    note = r"could not be used \(unable to open database file\)\. It is as it was"
    with pytest.raises(ArchiveError, match=note):
        followed_sources.follow(path, Source(url="https://a.example/feed"))
