"""A refresh takes in what the followed sources bring, tells of each, and keeps their state only then."""

import os
import sqlite3
import time
from pathlib import Path

import pytest

from lib.fetch import Source, state
from lib.fetch.outcome import Validators
from lib.ingest import inbox
from lib.ingest.asking import Asks
from lib.ingest.refresh import NotFollowed, Round, again, refresh
from lib.model.errors import ArchiveBusy
from lib.store.archive import open_for_reading
from lib.store.files.home import files
from lib.store.files.lock import refresh_lock, writer_lock
from tests.fetch.conftest import server as server
from tests.fetch.server import Server
from tests.ingest.web import asks_at


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.duckdb"


@pytest.fixture
def asks(server: Server) -> Asks:
    return asks_at(server.port)


def follow(archive: Path, *sources: Source) -> None:
    state.keep(files(archive).sources, sources)


def go(archive: Path, asks: Asks, **how: object) -> Round:
    return refresh(archive, jobs=1, apart=False, asks=asks, **how)  # type: ignore[arg-type]


def stories(archive: Path, columns: str = "headline") -> list[tuple[object, ...]]:
    with open_for_reading(archive) as reading:
        return reading.execute(f"select {columns} from stories order by all").fetchall()


def sources(archive: Path) -> dict[str, Source]:
    return state.sources(files(archive).sources)


def test_new_items_are_stories_and_the_source_remembers_them(
    archive: Path, server: Server, asks: Asks
) -> None:
    url = server.url("desk/4")
    follow(archive, Source(url=url))
    done = go(archive, asks)
    (told,) = done.told
    assert told.sentence == "4 new of 4 items; 4 stored."
    assert len(stories(archive)) == 4
    kept = sources(archive)[url]
    assert (kept.title, kept.brought, kept.last_result) == ("The Post of news.test", 4, told.sentence)
    assert kept.validators == Validators(etag='"desk-4-0"')
    assert inbox.waiting(archive) == []
    assert "1 source asked: 4 stories stored" in done.sentence
    assert "Refresh: 1 source asked" in files(archive).log.read_text(encoding="utf-8")


def test_an_unchanged_source_costs_one_request(archive: Path, server: Server, asks: Asks) -> None:
    follow(archive, Source(url=server.url("desk/2")))
    go(archive, asks)
    asked = server.asked.total()
    done = go(archive, asks, every=True)
    assert server.asked.total() == asked + 1
    assert [told.result for told in done.told] == ["unchanged"]
    assert done.summary is None and done.sentence == "1 source asked: nothing new."


def test_only_what_is_due_is_asked(archive: Path, server: Server, asks: Asks) -> None:
    follow(archive, Source(url=server.url("desk/1")))
    go(archive, asks)
    assert go(archive, asks).told == ()
    assert len(go(archive, asks, urls=[server.url("desk/1")]).told) == 1


def test_a_source_that_is_not_followed_is_named(archive: Path, asks: Asks) -> None:
    with pytest.raises(NotFollowed, match=r"https://other\.test/feed is not followed; follow it with"):
        go(archive, asks, urls=["https://other.test/feed"])


def test_no_failure_stops_the_rest(archive: Path, server: Server, asks: Asks) -> None:
    bad = [server.url(path, f"{path}.test") for path in ("page", "not-there", "hangs-up", "gone", "empty")]
    follow(archive, *(Source(url=url) for url in (*bad, server.url("desk/3"))))
    done = go(archive, asks)
    assert len(stories(archive)) == 3
    assert sum(told.failed for told in done.told) == len(bad)
    assert all(told.sentence.endswith(".") for told in done.told)
    assert sources(archive)[bad[3]].gone
    assert "5 in vain" in done.sentence
    assert bad[1] in files(archive).log.read_text(encoding="utf-8")


def test_a_source_that_is_gone_is_asked_again_only_by_name(archive: Path, server: Server, asks: Asks) -> None:
    url = server.url("desk/1")
    follow(archive, Source(url=url, gone=True))
    assert go(archive, asks, every=True).told == ()
    assert go(archive, asks, urls=[url]).told[0].result == "new items"


def test_what_lay_in_the_inbox_is_taken_in_by_the_next_run(
    archive: Path, server: Server, asks: Asks, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.url("desk/3")
    follow(archive, Source(url=url))

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("lib.ingest.refresh.take_in", killed)
        go(archive, asks)
    assert len(inbox.waiting(archive)) == 1
    assert sources(archive)[url].seen == ()
    done = go(archive, asks)
    assert len(stories(archive)) == 3
    assert inbox.waiting(archive) == []
    assert done.summary and done.summary.stored == 3


def test_what_a_killed_reader_of_a_pipe_left_is_taken_in_an_hour_later(archive: Path, asks: Asks) -> None:
    paper = "<html><body><article><h1>The quay of Larkhaven reopens</h1><p>{}</p></article></body></html>"
    left = inbox.put_piped(
        archive, paper.format("The quay stays open on Monday, Ida Lee said. " * 20).encode()
    )
    assert go(archive, asks).summary is None and left.exists()  # its reader may be at work
    then = time.time() - 2 * inbox.HOUR
    os.utime(left, (then, then))
    assert go(archive, asks).summary is not None
    assert stories(archive) == [("The quay of Larkhaven reopens",)] and not left.exists()


def test_a_file_that_is_taken_in_twice_doubles_nothing(archive: Path, server: Server, asks: Asks) -> None:
    follow(archive, Source(url=server.url("desk/3")))
    go(archive, asks)
    follow(archive, Source(url=server.url("desk/3")))  # as though its state had not been kept
    done = go(archive, asks)
    assert done.told[0].sentence == "3 new of 3 items; 3 known."
    assert len(stories(archive)) == 3


def test_two_refreshes_at_once_cannot_be(archive: Path, asks: Asks) -> None:
    with refresh_lock(archive), pytest.raises(ArchiveBusy, match=r"Another refresh .* wait until"):
        go(archive, asks)


def test_an_ingest_at_work_is_waited_for(
    archive: Path, server: Server, asks: Asks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.ingest.mailroom.PATIENCE", 0.0)
    follow(archive, Source(url=server.url("desk/1")))
    with writer_lock(archive), pytest.raises(ArchiveBusy):
        go(archive, asks)
    assert len(inbox.waiting(archive)) == 1
    go(archive, asks)
    assert len(stories(archive)) == 1


def test_pages_behind_summaries_are_the_stories(archive: Path, server: Server, asks: Asks) -> None:
    url = server.url("desk/3")
    follow(archive, Source(url=url, full_text=True))
    (told,) = go(archive, asks).told
    assert "3 stored" in told.sentence and "3 pages behind summaries fetched." in told.sentence
    assert len(stories(archive)) == 3
    assert all("Work on the second half" in str(text) for (text,) in stories(archive, "text"))
    with open_for_reading(archive) as reading:
        assert reading.execute("select count(*) from article").fetchall() == [(3,)]


def test_a_page_that_cannot_be_had_leaves_its_summary(archive: Path, server: Server, asks: Asks) -> None:
    follow(archive, Source(url=server.url("summary-feed"), full_text=True))
    (told,) = go(archive, asks).told
    assert len(stories(archive)) == 5  # the pages behind them hold less than a story
    assert all("Only the first line." in str(text) for (text,) in stories(archive, "text"))
    assert len(inbox.refused(archive)) == 1
    assert "5 refused" in told.sentence


def test_a_page_fetched_later_is_a_revision_of_the_summary_and_is_shown(
    archive: Path, server: Server, asks: Asks
) -> None:
    url = server.url("desk/2")
    follow(archive, Source(url=url))
    go(archive, asks)
    follow(archive, Source(url=url, full_text=True))  # its state is forgotten: all items are new once more
    go(archive, asks)
    assert len(stories(archive)) == 2
    assert all("Work on the second half" in str(text) for (text,) in stories(archive, "text"))
    follow(archive, Source(url=url))
    done = go(archive, asks)
    assert done.told[0].sentence == "2 new of 2 items; 2 known."
    assert all("Work on the second half" in str(text) for (text,) in stories(archive, "text"))


def test_what_was_refused_is_tried_again(archive: Path, server: Server, asks: Asks) -> None:
    assert again(archive, jobs=1, apart=False) is None
    follow(archive, Source(url=server.url("summary-feed"), full_text=True))
    go(archive, asks)
    done = again(archive, jobs=1, apart=False)
    assert done and len(done.rejected) == 5 and done.stored == 0
    assert len(inbox.refused(archive)) == 1


def test_receipts_name_the_addresses_and_not_the_inbox(archive: Path, server: Server, asks: Asks) -> None:
    follow(archive, Source(url=server.url("desk/1")), Source(url=server.url("torn-feed")))
    go(archive, asks)
    with open_for_reading(archive) as reading:
        told = reading.execute("select origin, coalesce(reason, '') from capture order by 1").fetchall()
    assert told[0][0] == server.url("desk/1") + "#1"
    assert all("inbox" not in origin + reason for origin, reason in told)


def test_the_state_of_a_source_is_one_row(archive: Path, server: Server, asks: Asks) -> None:
    follow(archive, Source(url=server.url("desk/1")))
    go(archive, asks)
    with sqlite3.connect(files(archive).sources) as kept:
        assert kept.execute("select count(*) from source").fetchall() == [(1,)]
    kept.close()
