"""An ingest goes on past bad captures, can be repeated and stopped, and tells what it did."""

import json
import signal
import threading
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from lib.ingest import storing
from lib.ingest.addresses import Opener
from lib.ingest.decide import move_to_merged
from lib.ingest.imported_marks import apply_imported
from lib.ingest.run import ingest, parse_only
from lib.ingest.summary import Counts, Progress, Summary
from lib.model.capture import Rejected
from lib.model.errors import ArchiveBusy, ArchiveError, ArchiveMissing
from lib.model.imported import Highlight, Imported
from lib.model.parsed import Parsed
from lib.store import originals, receipts
from lib.store.archive import create, open_for_writing
from lib.store.journal import ledger, marks
from lib.store.lock import writer_lock
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.upkeep.backup import backup
from lib.store.upkeep.doctor import examine
from tests import builders
from tests.builders import parsed
from tests.fetch.conftest import server as server
from tests.fetch.server import Server
from tests.ingest.conftest import five_stories, page
from tests.ingest.web import asks_at
from tests.lots import few
from tests.store.asked import rows
from tests.store.deciding import made

FULL = r"MB are free .* make room and run the same command again"
WHOLE = "select headline, article_id, revision, text from stories order by all"
MENTIONS = "from mentions order by all"


def test_good_captures_are_stored_and_bad_ones_told(pages: Path, tmp_path: Path) -> None:
    archive, text = tmp_path / "archive.duckdb", list[Progress]()
    summary = ingest([pages], archive=archive, jobs=1, progress=text.append)
    counts = summary.counts
    assert (counts.stored, len(summary.rejected), dict(counts.skipped)) == (5, 1, {"hidden file": 1})
    assert [(each.done, each.total) for each in text] == [(done, 6) for done in range(1, 7)]
    assert (text[-1].stored, text[-1].rejected) == (5, 1)
    assert "empty.txt is empty" in summary.rejected[0].message
    assert [finding for finding in examine(archive) if finding.trouble] == []
    assert len(list(originals.hashes_in(tmp_path / "originals"))) == 5


def test_a_second_run_stores_nothing(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "BATCH_SECONDS", 600.0)  # one batch, however busy the machine
    archive = tmp_path / "archive.duckdb"
    ingest([pages], archive=archive, jobs=1)
    before, noted = rows(archive, WHOLE), files(archive).noted.stat().st_mtime_ns
    summary = ingest([pages], archive=archive, jobs=1)
    assert (summary.counts.stored, summary.counts.known, len(summary.rejected)) == (0, 5, 1)
    assert rows(archive, WHOLE) == before
    assert len(list(receipts.read(tmp_path / "receipts.jsonl"))) == 1
    assert files(archive).noted.stat().st_mtime_ns == noted  # what is known was not noted anew


@pytest.mark.parametrize("left", [0, 40, 64])
def test_what_a_stopped_machine_left_of_the_noted_hashes_costs_no_story(
    pages: Path, ingested: Path, left: int
) -> None:
    whole = files(ingested).noted.read_bytes()
    files(ingested).noted.write_bytes(whole[:left])
    summary = ingest([pages], archive=ingested, jobs=1)
    assert (summary.counts.stored, summary.counts.known) == (0, 5)
    assert rows(ingested, "select count(*) from stories") == [(5,)]


def test_a_removed_story_stays_away(pages: Path, ingested: Path) -> None:
    remove(ingested, str(rows(ingested, "select article_id from stories where host is null limit 1")[0][0]))
    summary = ingest([pages], archive=ingested, jobs=1)
    assert (summary.counts.stored, summary.counts.known, summary.counts.removed) == (0, 4, 1)


def test_missing_files_and_private_addresses_are_rejected(tmp_path: Path) -> None:
    summary = ingest([tmp_path / "nothing.txt", "https://10.0.0.7/"], archive=tmp_path / "a.duckdb", jobs=1)
    text = [each.message for each in summary.rejected]
    assert "a private network" in text[0]
    assert "could not be opened" in text[1]


@pytest.mark.process
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_ingest_that_is_stopped_and_goes_on_later_makes_the_archive_of_one_that_is_not(
    pages: Path, tmp_path: Path, jobs: int
) -> None:
    archive, before = tmp_path / "archive.duckdb", signal.getsignal(signal.SIGINT)

    def stop(progress: Progress) -> None:
        if progress.done == 3:
            signal.raise_signal(signal.SIGINT)

    first = ingest([pages], archive=archive, jobs=jobs, progress=stop, archive_zone="Asia/Tokyo")
    assert first.counts.stopped and first.counts.stored  # by its workers, where there are two
    assert "the same command goes on from here" in first.sentence
    assert (
        laid(archive) == []
        and len(list(originals.hashes_in(files(archive).originals))) == first.counts.stored
    )
    second = ingest([pages], archive=archive, jobs=1)
    assert not second.counts.stopped
    assert first.counts.stored + second.counts.stored == 5
    assert second.counts.known == first.counts.stored
    assert signal.getsignal(signal.SIGINT) is before
    one = five_stories(tmp_path / "one")
    assert rows(archive, WHOLE) == rows(one, WHOLE)
    assert rows(archive, MENTIONS) == rows(one, MENTIONS)


def test_an_ingest_was_stopped_only_if_something_is_left_for_it(pages: Path, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.done == progress.total:
            signal.raise_signal(signal.SIGINT)

    whole = ingest([pages], archive=tmp_path / "archive.duckdb", jobs=1, progress=stop)
    assert (whole.counts.stored, whole.counts.stopped) == (5, False)
    listed = tmp_path / "pocket.csv"
    listed.write_text(
        "title,url,time_added,tags,status\nQuay,https://quay.example/,0,,unread\n", encoding="utf-8"
    )
    asks = Mock(side_effect=AssertionError("a page was asked for after the stop"))
    assert ingest(
        [listed], archive=tmp_path / "archive.duckdb", jobs=1, progress=stop, opener=asks
    ).counts.stopped


def test_a_full_disk_is_told_before_the_batch_and_the_next_ingest_clears_what_was_laid(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "archive.duckdb"
    with monkeypatch.context() as patched, pytest.raises(ArchiveError, match=FULL):
        patched.setattr(storing, "ROOM", 1 << 60)
        patched.setattr(storing, "BATCH_SECONDS", 600.0)  # one batch, however busy the machine
        ingest([pages], archive=archive, jobs=1)
    assert len(laid(archive)) == 5
    ingest([next(pages.glob("*-ferry.html"))], archive=archive, jobs=1)
    assert laid(archive) == []


def laid(archive: Path) -> list[Path]:
    """Return what lies beside the places of originals."""
    return list(files(archive).originals.glob("??/??/.*"))


def test_a_second_ingest_at_the_same_time_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    with writer_lock(archive), pytest.raises(ArchiveBusy, match="Another ingest or restore"):
        ingest([tmp_path], archive=archive, jobs=1)


def test_an_archive_that_has_gone_is_not_silently_begun_anew(pages: Path, ingested: Path) -> None:
    ingested.unlink()
    with pytest.raises(ArchiveMissing, match=r"is gone, though receipts.jsonl .*doctor --mend"):
        ingest([pages], archive=ingested, jobs=1)


def test_where_backups_are_no_archive_is_begun_anew(pages: Path, ingested: Path, tmp_path: Path) -> None:
    backup(ingested)
    ingested.unlink()
    (tmp_path / "receipts.jsonl").unlink()
    with pytest.raises(ArchiveMissing, match=r"Backups of it are there: 1.*restore"):
        ingest([pages], archive=ingested, jobs=1)


@pytest.mark.parametrize(
    ("gone", "text"),
    [
        ((), "2 removed earlier and left out;"),
        (("a", "b"), "left out; 1.2 seconds. `python -m lib bring-back a b` lets them in again."),
        (tuple("abcd"), " lets them in again; 1 more is listed on the Intake page"),
        (tuple("abcde"), " `python -m lib bring-back a b c` lets them in again; 2 more are listed on"),
    ],
)
def test_what_was_removed_is_named_with_the_way_back(gone: tuple[str, ...], text: str) -> None:
    counts = Counts(
        stored=0, revised=0, known=0, removed=2, briefs=0, rejected=0, stopped=False, skipped={}, seconds=1.25
    )
    assert text in Summary(counts=counts, archive=Path("a"), rejected=(), gone=gone).sentence


def test_the_summary_is_a_sentence() -> None:
    counts = Counts(
        stored=1, revised=2, known=3, removed=1, briefs=1, rejected=0, stopped=False,
        skipped={"hidden file": 2, "link loop": 1}, seconds=1.25,
    )  # fmt: skip
    assert Summary(counts=counts, archive=Path("a"), rejected=()).sentence == (
        "1 story stored, 1 brief from their pages, 2 revisions of known stories, 3 known already, "
        "1 removed earlier and left out, 3 skipped (hidden file: 2, link loop: 1); 1.2 seconds."
    )


def test_the_words_of_a_removed_story_leave_the_file_with_the_next_ingest(
    pages: Path, ingested: Path
) -> None:
    remove(
        ingested, str(rows(ingested, "select article_id from stories where headline ilike '%ferry%'")[0][0])
    )
    assert any("may still hold" in finding.sentence for finding in examine(ingested))
    ingest([pages], archive=ingested, jobs=1)
    assert not any("may still hold" in finding.sentence for finding in examine(ingested))
    assert b"ferry" not in ingested.read_bytes()


def test_a_reader_sees_one_short_batch_after_another_while_an_ingest_writes(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "archive.duckdb"
    monkeypatch.setattr(storing, "BATCH", 2)
    create(archive)
    done, seen = threading.Event(), list[Any]()

    def look_on() -> None:
        while not done.is_set():
            seen.append(rows(archive, "select count(*) from stories")[0][0])

    reader = threading.Thread(target=look_on)
    reader.start()
    summary = ingest([pages], archive=archive, jobs=1)
    done.set()
    reader.join()
    assert summary.counts.stored == 5
    assert seen == sorted(seen)
    assert [len(line.captures) for line in receipts.read(files(archive).receipts)] == [2, 2, 2]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.duckdb"


@pytest.fixture
def asks(server: Server) -> Opener:
    return asks_at(server.port)


def ids(archive: Path) -> dict[str, str]:
    return dict(rows(archive, "select headline, article_id from stories"))


@builders.once
def one_page(folder: Path) -> Path:
    """Take one page in."""
    (folder / "ferry.html").write_text(page("ferry", 1), encoding="utf-8")
    ingest([folder / "ferry.html"], archive=folder / "archive.duckdb", jobs=1)
    return folder / "archive.duckdb"


@pytest.fixture
def story(archive: Path) -> str:
    """The one story of the archive."""
    one_page(archive.parent)
    (story,) = ids(archive).values()
    return story


def test_marks_are_laid_on_the_story_at_the_address(archive: Path, story: str) -> None:
    entry = Imported(
        url="http://www.harbourpost.example/ferry?utm_source=x", origin="list#1", tags=("Sea",), read=True,
        starred=True, highlights=(Highlight(quote="the ice has gone", note="in March"),), note="Keep.",
    )  # fmt: skip
    other = Imported(url="https://other.example/", origin="list#2")
    assert apply_imported(archive, [entry, other]) == [other]
    text = marks.marks_on(archive, story)
    assert (text.read, text.starred, text.labels) == (True, True, ("Sea",))
    assert text.note == "Keep.\n\n“the ice has gone” in March"


def test_what_the_list_does_not_say_stays_as_it_is(archive: Path, story: str) -> None:
    apply_imported(archive, [Imported(url="https://harbourpost.example/ferry", origin="l#1")])
    assert not files(archive).journal.exists()
    marks.set_starred(archive, story, True)
    marks.set_note(archive, story, "My own.")
    apply_imported(archive, [Imported(url="https://harbourpost.example/ferry", origin="l#1", note="Theirs.")])
    assert (marks.marks_on(archive, story).starred, marks.marks_on(archive, story).note) == (True, "My own.")


def test_a_note_that_is_written_while_a_list_is_taken_in_stays(
    archive: Path, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks_by_story = marks.marks_by_story

    def meanwhile(*given: Any) -> dict[str, marks.Marked]:
        """Return the marks as they are, while the reader writes a note in another window."""
        monkeypatch.setattr(marks, "marks_by_story", marks_by_story)
        found = marks_by_story(*given)
        other.start()
        other.join(0.3)
        return found

    other = threading.Thread(target=marks.set_note, args=(archive, story, "Mine."), kwargs={"instead_of": ""})
    monkeypatch.setattr(marks, "marks_by_story", meanwhile)
    apply_imported(archive, [Imported(url="https://harbourpost.example/ferry", origin="l#1", note="Theirs.")])
    other.join()
    assert marks.marks_on(archive, story).note == "Theirs.\n\nMine."


def test_a_list_takes_no_mark_away_and_loses_none_of_its_own(archive: Path, story: str) -> None:
    marks.set_read(archive, story, True)
    marks.set_starred(archive, story, True)
    first, second, third = (
        Imported(
            url="https://harbourpost.example/ferry", origin="list", note=note, read=False, archived=False,
            starred=False, tags=(note,), highlights=(Highlight(quote="the ice"),),
        )
        for note in ("One.", "Two.", "Three.")
    )  # fmt: skip
    for entries in ([first, second], [first, second], [second, third]):
        assert apply_imported(archive, entries) == []
    held = marks.marks_on(archive, story)
    assert (held.read, held.starred, held.labels) == (True, True, ("One.", "Three.", "Two."))
    assert held.note == "One.\n\n“the ice”\n\nTwo.\n\nThree."


def test_bookmarks_bring_their_pages_and_folders(
    archive: Path, tmp_path: Path, server: Server, asks: Opener
) -> None:
    links = "".join(
        f'<DT><A HREF="{server.url(path)}">x</A>\n' for path in ("report/1", "report/2", "not-there")
    )
    (tmp_path / "bookmarks.html").write_text(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n"
        f"<DT><H3>Harbour</H3>\n<DL><p>\n{links}</DL><p>\n</DL><p>\n",
        encoding="utf-8",
    )
    done = ingest([tmp_path / "bookmarks.html"], archive=archive, jobs=1, opener=asks)
    assert (done.counts.stored, [each.kind for each in done.rejected]) == (2, ["NotFetched"])
    assert [marks.marks_on(archive, story).labels for story in ids(archive).values()] == [("Harbour",)] * 2


def test_an_export_that_holds_its_pages_asks_nobody(
    archive: Path, tmp_path: Path, server: Server, asks: Opener
) -> None:
    body = "<p>The ferry left the harbour on Tuesday with more than a hundred guests on board.</p>" * 4
    entry = {
        "id": 1, "title": "Ferry leaves", "url": server.url("report/9"), "given_url": server.url("report/9"),
        "is_archived": 1, "is_starred": 1, "tags": ["sea"], "content": body,
        "created_at": "2024-03-12T10:30:00+00:00", "annotations": [], "hashed_url": "x",
    }  # fmt: skip
    (tmp_path / "wallabag.json").write_text(json.dumps([entry]), encoding="utf-8")
    done = ingest([tmp_path / "wallabag.json"], archive=archive, jobs=1, opener=asks)
    assert (done.counts.stored, server.asked.total()) == (1, 0)
    text = marks.marks_on(archive, ids(archive)["Ferry leaves"])
    assert (text.read, text.starred, text.labels) == (True, True, ("sea",))


@pytest.mark.process
def test_looking_stores_nothing(pages: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    found = list(parse_only([pages], jobs=1, named=False))
    assert [type(each) for each in found].count(Parsed) == 5
    assert [type(each) for each in found].count(Rejected) == 1
    assert all(not each.mentions for each in found if isinstance(each, Parsed))
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.process
def test_addresses_are_told_in_their_place_among_files(
    all_pages: list[Path], tmp_path: Path, server: Server, asks: Opener
) -> None:
    before = sorted(tmp_path.rglob("*"))
    first, gone, last = server.url("report/7"), server.url("not-there"), server.url("report/2")
    asked: list[str | Path] = [first, all_pages[0], gone, last]
    found = list(parse_only(asked, jobs=2, named=False, opener=asks))
    origins = [each.capture.origin if isinstance(each, Parsed) else each.origin for each in found]
    assert origins == [first, str(all_pages[0]), gone, last]
    refused = [each for each in found if isinstance(each, Rejected)]
    assert [(each.kind, "is not there" in each.message) for each in refused] == [("NotFetched", True)]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.process
def test_the_items_of_a_feed_are_told_each(server: Server, asks: Opener) -> None:
    found = list(parse_only([server.url("desk/3")], jobs=1, named=False, opener=asks))
    origins = [each.capture.origin for each in found if isinstance(each, Parsed)]
    assert origins == [f"{server.url('desk/3')}#{number}" for number in (1, 2, 3)]


@pytest.mark.process
def test_a_site_is_asked_for_its_robots_once(server: Server, asks: Opener) -> None:
    list(parse_only([server.url("report/1"), server.url("report/2")], jobs=1, named=False, opener=asks))
    paths = [each["path"] for each in server.requests]
    assert sorted(paths) == ["/report/1", "/report/2", "/robots.txt"]


ITEM = """<rss version="2.0"><channel><title>The Harbour Post</title><item>
<title>New ferry opens in the harbour town</title><link>https://harbourpost.example/ferry</link>
<pubDate>Mon, 01 Apr 2024 08:00:00 GMT</pubDate>
<description>The ferry of the harbour town opened on Tuesday morning after two years of work, and the first
visitors came before eight o'clock.</description></item></channel></rss>"""
SAMPLES = Path(__file__).parents[1] / "data" / "captures"


def test_what_hangs_on_a_former_id_follows(tmp_path: Path) -> None:
    path = builders.archive(tmp_path, parsed())
    marks.set_read(path, "former", True)
    ledger.append(path, made("ignore", actor="country/norway", article="former"))
    move_to_merged(path)
    assert marks.marks_on(path, "former").read
    with open_for_writing(path) as connection:
        connection.execute("insert into alias values ('former', 'story')")
    move_to_merged(path)
    assert (marks.marks_on(path, "former").read, marks.marks_on(path, "story").read) == (False, True)
    assert [each.article for each in ledger.read(path)] == ["story"]


@pytest.mark.parametrize(
    "order", few(["feed page copy", "copy page feed", "page feed copy", "feed copy page"], 2)
)
def test_originals_and_stored_captures_agree(
    order: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "BATCH", 1)
    written = {"feed": tmp_path / "a.rss", "page": tmp_path / "b.html", "copy": tmp_path / "c.rss"}
    for name, path in written.items():
        path.write_text(page("ferry", 1) if name == "page" else ITEM, encoding="utf-8")
    archive = tmp_path / "home" / "archive.duckdb"
    ingest([written[name] for name in order.split()], archive=archive, jobs=1)
    assert _told(archive) == []


def test_items_whose_stories_are_stored_leave_no_originals(tmp_path: Path) -> None:
    archive = tmp_path / "home" / "archive.duckdb"
    for name in ("sample.html", "sample.rss", "sample.rdf", "sample.rss"):
        ingest([SAMPLES / name], archive=archive, jobs=1)
    assert _told(archive) == []


def test_an_original_of_an_ingest_that_was_cut_short_goes_where_its_story_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, feed, whole = tmp_path / "home" / "archive.duckdb", tmp_path / "a.rss", tmp_path / "b.html"
    feed.write_text(ITEM, encoding="utf-8")
    whole.write_text(page("ferry", 1), encoding="utf-8")
    with monkeypatch.context() as cut:
        cut.setattr(storing, "save", _fails)
        with pytest.raises(InterruptedError):
            ingest([feed], archive=archive, jobs=1)
    ingest([whole], archive=archive, jobs=1)
    assert len(_told(archive)) == 1
    ingest([feed], archive=archive, jobs=1)
    assert _told(archive) == []


def _fails(*_: object, **__: object) -> None:
    raise InterruptedError


def _told(archive: Path) -> list[str]:
    text = [each.sentence for each in examine(archive)]
    return [each for each in text if "kept original" in each or "is missing" in each]
