"""A refresh takes in what the followed sources bring, tells of each, and keeps their state only then."""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from lib.fetch import Refreshed, Refused, Source, followed_sources
from lib.fetch.news import News
from lib.fetch.outcome import Validators
from lib.fetch.refreshing import FetchedPage
from lib.fetch.source import PendingPage
from lib.ingest import inbox, rejections
from lib.ingest import refresh as refreshing
from lib.ingest.addresses import Opener
from lib.ingest.refresh import NotFollowed, Round, as_work_items, refresh, retry_refused, take_in
from lib.ingest.rejections import refused
from lib.ingest.run import clear_away
from lib.ingest.source_result import result_of
from lib.ingest.summary import StoredSource, Summary
from lib.ingest.work_item import WorkItem
from lib.model.errors import ArchiveBusy
from lib.store.files import settings
from lib.store.lock import is_cut_short, refresh_lock, writer_lock
from lib.store.paths import files
from tests.fetch.conftest import server as server
from tests.fetch.server import Server
from tests.ingest.answers import NOON, answer
from tests.ingest.web import asks_at
from tests.store.asked import rows

URL = "https://harbourpost.example/feed"
SOURCE = Source(url=URL, brought=7)
NEWS = News(source=SOURCE, result="new items", message="3 new of 4 items.")
MISSED = Refused(url=f"{URL}/2", kind="timeout", message="It was late.", at=NOON)
REFUSAL = refused("https://harbourpost.example/ferry", None, "is too long")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.duckdb"


@pytest.fixture
def asks(server: Server) -> Opener:
    return asks_at(server.port)


def follow(archive: Path, *sources: Source) -> None:
    for each in sources:
        followed_sources.unfollow(files(archive).sources, each.url)
        followed_sources.follow(files(archive).sources, each)


def go(archive: Path, asks: Opener, **how: object) -> Round:
    return refresh(archive, jobs=1, pooled=False, opener=asks, **how)  # type: ignore[arg-type]


def stories(archive: Path, columns: str = "headline") -> list[tuple[object, ...]]:
    return rows(archive, f"select {columns} from stories order by all")


def sources(archive: Path) -> dict[str, Source]:
    return followed_sources.sources(files(archive).sources)


def test_new_items_are_stories_and_the_source_remembers_them(
    archive: Path, server: Server, asks: Opener
) -> None:
    url = server.url("desk/4")
    follow(archive, Source(url=url))
    done = go(archive, asks)
    (note,) = done.results
    assert note.sentence == "4 new of 4 items; 4 stored."
    assert len(stories(archive)) == 4
    kept = sources(archive)[url]
    assert (kept.title, kept.brought, kept.last_result) == ("The Post of news.test", 4, note.sentence)
    assert kept.validators == Validators(etag='"desk-4-0"')
    assert inbox.waiting(archive) == []
    assert "1 source asked: 4 stories stored" in done.sentence
    assert "Refresh: 1 source asked" in files(archive).log.read_text(encoding="utf-8")
    with closing(sqlite3.connect(files(archive).sources)) as held:
        assert held.execute("select count(*) from source").fetchall() == [(1,)]
    asked = server.asked.total()
    assert go(archive, asks).results == ()  # only what is due is asked
    assert len(go(archive, asks, urls=[url]).results) == 1
    done = go(archive, asks, every=True)
    assert server.asked.total() == asked + 2  # unchanged it costs one request
    assert [result.result for result in done.results] == ["unchanged"]
    assert done.summary is None and done.sentence == "1 source asked: nothing new."


def test_a_source_that_is_not_followed_is_named_and_two_refreshes_at_once_cannot_be(
    archive: Path, asks: Opener
) -> None:
    with pytest.raises(NotFollowed, match=r"https://other\.test/feed is not followed; follow it with"):
        go(archive, asks, urls=["https://other.test/feed"])
    with refresh_lock(archive), pytest.raises(ArchiveBusy, match=r"Another refresh .* wait until"):
        go(archive, asks)


def test_no_failure_stops_the_rest(archive: Path, server: Server, asks: Opener) -> None:
    bad = [server.url(path, f"{path}.test") for path in ("page", "not-there", "hangs-up", "gone", "empty")]
    follow(archive, *(Source(url=url) for url in (*bad, server.url("desk/3"))))
    done = go(archive, asks)
    assert len(stories(archive)) == 3
    assert sum(result.failed for result in done.results) == len(bad)
    assert all(result.sentence.endswith(".") for result in done.results)
    assert sources(archive)[bad[3]].gone
    assert "5 in vain" in done.sentence
    assert bad[1] in files(archive).log.read_text(encoding="utf-8")


def test_a_source_that_is_gone_is_asked_again_only_by_name(
    archive: Path, server: Server, asks: Opener
) -> None:
    url = server.url("desk/1")
    follow(archive, Source(url=url, gone=True))
    assert go(archive, asks, every=True).results == ()
    assert go(archive, asks, urls=[url]).results[0].result == "new items"


def test_what_lay_in_the_inbox_is_taken_in_by_the_next_run(
    archive: Path, server: Server, asks: Opener, monkeypatch: pytest.MonkeyPatch
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
    assert done.summary and done.summary.counts.stored == 3


def test_what_a_killed_reader_of_a_pipe_left_is_taken_in_an_hour_later(archive: Path, asks: Opener) -> None:
    paper = "<html><body><article><h1>The quay of Larkhaven reopens</h1><p>{}</p></article></body></html>"
    left = inbox.put_piped(
        archive, paper.format("The quay stays open on Monday, Ida Lee said. " * 20).encode()
    )
    assert go(archive, asks).summary is None and left.exists()  # its reader may be at work
    then = time.time() - 2 * inbox.HOUR
    os.utime(left, (then, then))
    assert go(archive, asks).summary is not None
    assert stories(archive) == [("The quay of Larkhaven reopens",)] and not left.exists()


def test_a_file_that_is_taken_in_twice_doubles_nothing(archive: Path, server: Server, asks: Opener) -> None:
    follow(archive, Source(url=server.url("desk/3")))
    go(archive, asks)
    follow(archive, Source(url=server.url("desk/3")))  # as though its state had not been kept
    done = go(archive, asks)
    assert done.results[0].sentence == "3 new of 3 items; 3 known."
    assert len(stories(archive)) == 3


def test_an_ingest_at_work_is_waited_for(
    archive: Path, server: Server, asks: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.ingest.refresh.PATIENCE", 0.0)
    follow(archive, Source(url=server.url("desk/1")))
    with writer_lock(archive), pytest.raises(ArchiveBusy, match="wait until it has finished"):
        go(archive, asks)
    assert len(inbox.waiting(archive)) == 1
    go(archive, asks)
    assert len(stories(archive)) == 1


def test_pages_behind_summaries_are_the_stories(archive: Path, server: Server, asks: Opener) -> None:
    url = server.url("desk/3")
    follow(archive, Source(url=url, full_text=True))
    (note,) = go(archive, asks).results
    assert "3 stored" in note.sentence and "3 pages behind summaries fetched." in note.sentence
    assert len(stories(archive)) == 3
    assert all("Work on the second half" in str(text) for (text,) in stories(archive, "text"))
    assert rows(archive, "select count(*) from article") == [(3,)]


def test_a_page_that_cannot_be_had_leaves_its_summary_and_is_tried_again(
    archive: Path, server: Server, asks: Opener
) -> None:
    assert retry_refused(archive, jobs=1, pooled=False) is None
    follow(archive, Source(url=server.url("summary-feed"), full_text=True))
    (note,) = go(archive, asks).results
    assert len(stories(archive)) == 5  # the pages behind them hold less than a story
    assert all("Only the first line." in str(text) for (text,) in stories(archive, "text"))
    assert len(inbox.refused(archive)) == 1
    assert "5 refused" in note.sentence
    done = retry_refused(archive, jobs=1, pooled=False)
    assert done and len(done.rejected) == 5 and done.counts.stored == 0
    assert len(inbox.refused(archive)) == 1


def test_a_page_fetched_later_is_a_revision_of_the_summary_and_is_shown(
    archive: Path, server: Server, asks: Opener
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
    assert done.results[0].sentence == "2 new of 2 items; 2 known."
    assert all("Work on the second half" in str(text) for (text,) in stories(archive, "text"))


def test_receipts_name_the_addresses_and_not_the_inbox(archive: Path, server: Server, asks: Opener) -> None:
    follow(archive, Source(url=server.url("desk/1")), Source(url=server.url("torn-feed")))
    go(archive, asks)
    note = rows(archive, "select origin, coalesce(reason, '') from capture order by 1")
    assert note[0][0] == server.url("desk/1") + "#1"
    assert all("inbox" not in origin + reason for origin, reason in note)


def test_a_source_without_answer_says_so_and_keeps_the_line() -> None:
    note = result_of(
        Refreshed(news=News(source=SOURCE, result="failed", message="It failed.", notes=("Odd.",))), None
    )
    assert (note.sentence, note.failed) == ("It failed. Odd.", True)
    assert (note.source.last_result, note.source.brought) == ("It failed. Odd.", 7)


@pytest.mark.parametrize(
    ("outcomes", "refused", "sentence"),
    [
        ({"stored": 2, "known": 1}, 0, "3 new of 4 items; 2 stored, 1 known."),
        ({"revision": 1, "removed": 2}, 0, "3 new of 4 items; 1 revised, 2 removed earlier and left out."),
        ({"skipped": 3}, 0, "3 new of 4 items; 3 left out."),
        ({}, 2, "3 new of 4 items; 2 refused: a is too long; save the article alone, for example from the "
                "browser's reading view."),
        ({}, 0, "3 new of 4 items; none of them holds a text."),
    ],
)  # fmt: skip
def test_what_was_taken_in_is_counted(outcomes: dict[str, int], refused: int, sentence: str) -> None:
    bad = tuple(rejections.refused(origin, None, "is too long") for origin in "ab"[:refused])
    note = result_of(
        Refreshed(news=NEWS), StoredSource(source=WorkItem(path="f"), outcomes=outcomes, refused=bad)
    )
    assert (note.sentence, note.failed) == (sentence, False)
    assert note.source.brought == 7 + outcomes.get("stored", 0)


def test_pages_behind_summaries_are_told() -> None:
    source = replace(SOURCE, pending=(PendingPage(link=f"{URL}/3"),))
    pages = (FetchedPage(link=f"{URL}/1", outcome=answer()), FetchedPage(link=f"{URL}/2", outcome=MISSED))
    note = result_of(
        Refreshed(news=replace(NEWS, source=source), pages=pages),
        StoredSource(source=WorkItem(path="f"), outcomes={"stored": 1}),
    )
    assert note.sentence == (
        "3 new of 4 items; 1 stored. 1 page behind summaries fetched. "
        "1 could not be: It was late. 1 waits for the next time."
    )


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    path = tmp_path / "mailbox.duckdb"
    inbox.put(path, [answer()])
    return path


def take_waiting(mailbox: Path, **how: object) -> Summary:
    return take_in(mailbox, as_work_items(inbox.waiting(mailbox)), jobs=1, pooled=False, **how)  # type: ignore[arg-type]


def test_what_is_settled_is_stored_and_still_lies_there(mailbox: Path) -> None:
    def on_stored(done: Sequence[StoredSource]) -> None:
        assert rows(mailbox, "select count(*) from stories") == [(1,)]
        note.extend((dict(each.outcomes), Path(each.source.path).exists()) for each in done)

    note: list[tuple[dict[str, int], bool]] = []
    assert take_waiting(mailbox, on_stored=on_stored).counts.stored == 1
    assert note == [({"stored": 1}, True)]
    assert inbox.waiting(mailbox) == []


def test_of_two_sources_that_bring_one_item_the_first_has_brought_it(mailbox: Path) -> None:
    inbox.put(mailbox, [answer()])
    note: list[StoredSource] = []
    assert take_waiting(mailbox, on_stored=note.extend).counts.stored == 1
    assert [(each.outcomes, len(each.stories)) for each in note] == [({"stored": 1}, 1), ({"known": 1}, 0)]


def test_a_failure_between_commit_and_clearing_has_it_taken_in_once_more(mailbox: Path) -> None:
    def fails(_: Sequence[StoredSource]) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        take_waiting(mailbox, on_stored=fails)
    assert len(inbox.waiting(mailbox)) == 1 and is_cut_short(mailbox)
    again = take_waiting(mailbox)
    assert (again.counts.stored, again.counts.known, inbox.waiting(mailbox)) == (0, 1, [])


def test_it_waits_for_another_ingest_to_end(mailbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = writer_lock(mailbox)
    other.__enter__()
    waited: list[float] = []

    def ends(seconds: float) -> None:
        waited.append(seconds)
        other.__exit__(None, None, None)

    monkeypatch.setattr(time, "sleep", ends)
    assert take_waiting(mailbox).counts.stored == 1
    assert len(waited) == 1


def test_a_file_with_a_refused_page_is_laid_aside(mailbox: Path) -> None:
    inbox.put(mailbox, [answer("https://harbourpost.example/empty", body=b"<p></p>")])
    summary = take_waiting(mailbox)
    assert (summary.counts.stored, len(summary.rejected)) == (1, 1)
    assert (inbox.waiting(mailbox), len(inbox.refused(mailbox))) == ([], 1)


def test_what_is_stored_goes_and_what_was_refused_is_laid_aside(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    stored, bad = inbox.put(archive, [answer()]), inbox.put(archive, [answer()])
    clear_away(
        archive,
        [
            StoredSource(source=WorkItem(path=str(stored), fetched=True)),
            StoredSource(source=WorkItem(path=str(bad), fetched=True), refused=(REFUSAL,)),
        ],
    )
    assert (stored.exists(), bad.exists()) == (False, False)
    assert [each.name for each in inbox.refused(archive)] == [bad.name]


def test_a_file_that_was_refused_goes_once_it_is_stored(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    inbox.keep_back(archive, inbox.put(archive, [answer()]))
    (path,) = inbox.refused(archive)
    clear_away(archive, [StoredSource(source=WorkItem(path=str(path), fetched=True), refused=(REFUSAL,))])
    assert inbox.refused(archive) == [path]
    clear_away(archive, [StoredSource(source=WorkItem(path=str(path), fetched=True))])
    assert inbox.refused(archive) == []


def test_the_reader_s_own_files_are_never_touched(tmp_path: Path) -> None:
    own = tmp_path / "own.html"
    own.write_text("mine", encoding="utf-8")
    done = [
        StoredSource(source=WorkItem(path=str(own))),
        StoredSource(source=WorkItem(path=str(own)), refused=(REFUSAL,)),
        StoredSource(
            source=WorkItem(path="https://harbourpost.example/", refusal=REFUSAL), refused=(REFUSAL,)
        ),
    ]
    clear_away(tmp_path / "archive.duckdb", done)
    assert own.read_text(encoding="utf-8") == "mine"


def test_pictures_of_what_sources_bring_are_fetched_where_the_reader_wants_them(
    archive: Path, server: Server, asks: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def keep_leads(path: Path, found: Sequence[str], *, opener: Opener) -> int:
        asked.append(len(found))
        return 3

    monkeypatch.setattr(refreshing, "keep_leads", keep_leads)
    follow(archive, Source(url=server.url("desk/4")))
    assert "pictures" not in go(archive, asks).sentence
    settings.keep(files(archive).settings, settings.Settings(pictures=True))
    assert settings.read(files(archive).settings).pictures
    follow(archive, Source(url=server.url("desk/5")))
    assert go(archive, asks).sentence.endswith("3 pictures fetched.")
    assert len(asked) == 1 and 0 < asked[0] <= 5
    files(archive).settings.write_text("{", encoding="utf-8")
    assert go(archive, asks, every=True).pictures == 0
