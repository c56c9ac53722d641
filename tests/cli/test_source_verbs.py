"""follow, refresh, sources, unfollow, and an ingest of addresses: what they do and say."""

import json
from pathlib import Path

import pytest

from lib.cli.verbs import follow, refresh, sources, unfollow
from lib.fetch import Source, followed_sources
from lib.ingest import following
from lib.ingest import refresh as refreshing
from lib.ingest import run as taking
from lib.ingest.run import parse_only
from lib.store.paths import files
from tests.cli.conftest import Run
from tests.fetch.conftest import server as server
from tests.fetch.server import Server
from tests.ingest.conftest import page
from tests.ingest.web import asks_at

pytestmark = pytest.mark.process


@pytest.fixture(autouse=True)
def asks(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The verbs ask the test server."""
    here = asks_at(server.port)
    for function in (following.follow, refreshing.refresh, taking.ingest, parse_only):
        monkeypatch.setitem(function.__kwdefaults__ or {}, "opener", here)


def test_a_feed_is_followed_refreshed_listed_and_left(home: Path, run: Run, server: Server) -> None:
    url = server.url("desk/3")
    assert run("follow", url)[:2] == (0, f"The Post of news.test ({url}) is followed now.\n")
    assert "was followed already" in run("follow", url)[1]
    status, out, _ = run("refresh", "--due")
    assert status == 0
    first, last = out.splitlines()
    assert first == "The Post of news.test: 3 new of 3 items; 3 stored."
    assert last.startswith("1 source asked: 3 stories stored")
    assert run("refresh")[1] == "0 sources asked: nothing new.\n"
    assert "The Post of news.test; 3 stories; due 20" in run("sources")[1]
    assert run("unfollow", url) == (0, f"{url} is no longer followed.\n", "")
    assert run("unfollow", url)[0] == 1
    assert "You follow no source yet" in run("sources")[1]
    assert all(verb.HELP for verb in (follow, refresh, sources, unfollow))


def test_a_page_is_followed_by_the_first_feed_that_it_names(home: Path, run: Run, server: Server) -> None:
    status, out, _ = run("follow", server.url("front"), "--full-text")
    assert status == 0
    assert out.startswith("All & sundry") and out.count("The page names another feed") == 2


def test_no_failure_keeps_the_others_from_being_followed(
    home: Path, run: Run, server: Server, tmp_path: Path
) -> None:
    torn = tmp_path / "torn.opml"
    torn.write_text("<opml><body><outline")
    wrong = (
        "no-such-file.opml",
        str(tmp_path / "away"),
        str(torn),
        "unknown.test/feed",
        "file:///etc/passwd",
        server.url("not-there"),
    )
    status, out, _ = run("follow", *wrong, server.url("desk/1"))
    lines = out.splitlines()
    assert (status, len(lines)) == (1, 7)
    assert lines[0].startswith(
        "no-such-file.opml is no address, and no list of feeds that can be read (No such"
    )
    assert lines[3] == "There is no host unknown.test; check the address."
    assert "is not there" in lines[5]
    assert all(line.endswith(".") for line in lines) and "is followed now" in lines[6]


def test_a_home_without_rights_is_no_fault_of_the_list(
    home: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(home / "sources.sqlite"))

    monkeypatch.setattr(following, "follow_list", closed)
    (tmp_path / "feeds.opml").write_text("<opml/>")
    status, out, note = run("follow", str(tmp_path / "feeds.opml"))
    assert (status, out) == (1, "") and f"{home / 'sources.sqlite'} cannot be used (Permission" in note


def test_an_address_is_followed_without_its_scheme(home: Path, run: Run, server: Server) -> None:
    status, out, _ = run("follow", f"feed:{server.url('desk/1')}", "other.test/feed")
    assert status == 1
    first, second = out.splitlines()
    assert first.endswith("is followed now.") and second.startswith("other.test leads to this machine")


def test_a_source_that_moved_is_listed_and_handed_on_at_its_new_place(
    home: Path, run: Run, server: Server, tmp_path: Path
) -> None:
    old, new = server.url("moved-feed"), server.url("untagged-feed")
    followed_sources.follow(files(home / "archive.duckdb").sources, Source(url=old))
    run("refresh")
    out = run("sources")[1]
    assert old in out and f"asked at its new address {new}" in out
    assert "was followed already" in run("follow", new)[1]
    run("sources", "--opml", str(tmp_path / "feeds.opml"))
    assert new in (tmp_path / "feeds.opml").read_text()
    assert "0 were not followed" in run("follow", str(tmp_path / "feeds.opml"))[1]
    assert run("unfollow", new)[:2] == (0, f"{new} is no longer followed.\n")
    assert "You follow no source yet" in run("sources")[1]


def test_pages_behind_the_summaries_of_a_known_source_are_asked_for_elsewhere(
    home: Path, run: Run, server: Server
) -> None:
    run("follow", server.url("desk/1"))
    assert "`refresh --full-text` fetches the pages" in run("follow", "--full-text", server.url("desk/1"))[1]


def test_a_source_that_fails_shows_in_the_status(home: Path, run: Run, server: Server) -> None:
    run("follow", server.url("fleeting-feed"))
    status, out, _ = run("refresh")
    assert (status, "gone for good (410). It is not requested again." in out) == (3, True)
    assert "not asked again unless `refresh` names it" in run("sources")[1]


def test_a_list_of_feeds_is_followed_and_asked(home: Path, run: Run, server: Server, tmp_path: Path) -> None:
    run("follow", server.url("desk/2"))
    assert run("sources", "--opml", str(tmp_path / "feeds.opml"))[0] == 0
    run("unfollow", server.url("desk/2"))
    status, out, _ = run("ingest", str(tmp_path / "feeds.opml"))
    assert status == 0
    assert "lists 1 feed; 1 was not followed yet and is now." in out
    assert "2 new of 2 items; 2 stored." in out
    assert "0 were not followed" in run("follow", str(tmp_path / "feeds.opml"))[1]


def test_a_list_that_cannot_be_read_is_rejected_and_holds_up_no_page(
    home: Path, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "feeds.opml").write_text("<html>")
    (tmp_path / "ferry.html").write_text(page("ferry", 1))
    status, out, _ = run("ingest", "--jobs", "1", str(tmp_path / "feeds.opml"), str(tmp_path / "ferry.html"))
    assert status == 3 and f"{tmp_path / 'feeds.opml'} is no list of feeds" in out
    assert "1 story stored, 1 rejected" in out


def test_a_page_of_the_web_is_taken_in_once(home: Path, run: Run, server: Server) -> None:
    status, out, _ = run("ingest", "--jobs", "1", server.url("report/4"), server.url("not-there"))
    assert status == 3
    assert f"Rejected (NotFetched): {server.url('not-there')} is not there" in out
    assert "1 story stored" in out
    assert not list((home / "inbox" / "fetched").iterdir())


def test_a_feed_of_the_web_is_taken_in_without_being_followed(home: Path, run: Run, server: Server) -> None:
    assert "3 stories stored" in run("ingest", "--jobs", "1", server.url("desk/3"))[1]
    assert "You follow no source yet" in run("sources")[1]


@pytest.mark.parametrize("verb", ["clean", "actors"])
def test_an_address_is_shown_by_its_address(home: Path, run: Run, server: Server, verb: str) -> None:
    status, out, _ = run(verb, server.url("report/4"), server.url("not-there"))
    good, bad = (json.loads(line) for line in out.splitlines())
    assert status == 3
    assert (good["origin"], good["error"]) == (server.url("report/4"), None)
    assert good["text" if verb == "clean" else "mentions"] != []
    assert (bad["origin"], bad["error"]["kind"]) == (server.url("not-there"), "NotFetched")
    assert list(home.iterdir()) == []


def test_what_comes_through_a_pipe_is_taken_in(home: Path, run: Run) -> None:
    text = (
        "New ferry opens\n\nBy Ann Lee\n\n" + "The ferry left the harbour on Tuesday with many guests. " * 5
    )
    status, out, _ = run("ingest", "--jobs", "1", "-", answer=text)
    assert (status, "1 story stored" in out) == (0, True)


def test_nothing_refused_is_said(home: Path, run: Run) -> None:
    assert run("refresh", "--refused")[:2] == (0, "Nothing of what was fetched is refused.\n")
