"""An ingest goes on past bad captures, can be repeated and stopped, and tells what it did."""

import signal
import threading
from pathlib import Path
from typing import Any

import pytest

from lib.ingest import Progress, Summary, ingest, intake
from lib.model.errors import ArchiveBusy, ArchiveError, ArchiveMissing
from lib.store.archive import create, open_for_reading
from lib.store.files import originals, receipts
from lib.store.files.lock import writer_lock
from lib.store.removal import remove
from lib.store.upkeep.doctor import examine

WHOLE = "select headline, article_id, revision, text from stories order by all"


def rows(archive: Path, sql: str) -> list[tuple[object, ...]]:
    with open_for_reading(archive) as reading:
        return reading.execute(sql).fetchall()


def test_good_captures_are_stored_and_bad_ones_told(pages: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    summary = ingest([pages], archive=archive, jobs=1)
    assert (summary.stored, len(summary.rejected), dict(summary.skipped)) == (5, 1, {"hidden file": 1})
    assert "empty.txt is empty" in summary.rejected[0].message
    assert [finding for finding in examine(archive) if finding.trouble] == []
    assert len(list(originals.kept(tmp_path / "originals"))) == 5


def test_a_second_run_stores_nothing(pages: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    ingest([pages], archive=archive, jobs=1)
    before = rows(archive, WHOLE)
    summary = ingest([pages], archive=archive, jobs=1)
    assert (summary.stored, summary.known, len(summary.rejected)) == (0, 5, 1)
    assert rows(archive, WHOLE) == before
    assert len(list(receipts.read(tmp_path / "receipts.jsonl"))) == 1


def test_workers_make_the_same_archive_as_one_process(pages: Path, tmp_path: Path) -> None:
    one, many = tmp_path / "one.duckdb", tmp_path / "many.duckdb"
    ingest([pages], archive=one, jobs=1, desk_zone="UTC")
    summary = ingest([pages], archive=many, jobs=2, desk_zone="UTC")
    assert summary.stored == 5
    assert rows(one, WHOLE) == rows(many, WHOLE)
    assert rows(one, "from mentions order by all") == rows(many, "from mentions order by all")


def test_a_removed_story_stays_away(pages: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    ingest([pages], archive=archive, jobs=1)
    remove(archive, str(rows(archive, "select article_id from stories where host is null limit 1")[0][0]))
    summary = ingest([pages], archive=archive, jobs=1)
    assert (summary.stored, summary.known, summary.removed) == (0, 4, 1)


def test_missing_files_and_private_addresses_are_rejected(tmp_path: Path) -> None:
    summary = ingest([tmp_path / "nothing.txt", "https://10.0.0.7/"], archive=tmp_path / "a.duckdb", jobs=1)
    told = [each.message for each in summary.rejected]
    assert "a private network" in told[0]
    assert "could not be opened" in told[1]


def test_progress_counts_files_and_stories(pages: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    ingest([pages], archive=tmp_path / "archive.duckdb", jobs=1, progress=told.append)
    assert [each.done for each in told] == [1, 2, 3, 4, 5, 6]
    assert {each.total for each in told} == {6}
    assert (told[-1].stored, told[-1].rejected) == (5, 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_stopped_ingest_keeps_what_it_has_and_goes_on_later(pages: Path, tmp_path: Path, jobs: int) -> None:
    archive, before = tmp_path / "archive.duckdb", signal.getsignal(signal.SIGINT)

    def stop(progress: Progress) -> None:
        if progress.done == 3:
            signal.raise_signal(signal.SIGINT)

    first = ingest([pages], archive=archive, jobs=jobs, progress=stop)
    assert first.stopped
    assert "the same command goes on from here" in first.sentence
    second = ingest([pages], archive=archive, jobs=jobs)
    assert not second.stopped
    assert first.stored + second.stored == 5
    assert second.known == first.stored
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_ingest_at_the_same_time_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    with writer_lock(archive), pytest.raises(ArchiveBusy, match="Another ingest or restore"):
        ingest([tmp_path], archive=archive, jobs=1)


def test_a_full_disk_is_told_before_the_batch(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "ROOM", 1 << 60)
    with pytest.raises(ArchiveError, match=r"MB are free .* make room and run the same command again"):
        ingest([pages], archive=tmp_path / "archive.duckdb", jobs=1)


def test_an_archive_that_has_gone_is_not_silently_begun_anew(pages: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    ingest([pages], archive=archive, jobs=1)
    archive.unlink()
    with pytest.raises(ArchiveMissing, match=r"is gone, though receipts.jsonl .*doctor --mend"):
        ingest([pages], archive=archive, jobs=1)


def test_batches_are_short(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "BATCH", 2)
    ingest([pages], archive=tmp_path / "archive.duckdb", jobs=1)
    assert [len(line.captures) for line in receipts.read(tmp_path / "receipts.jsonl")] == [2, 2, 2]


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ((), "2 removed earlier and left out;"),
        (("a", "b"), "2 removed earlier and left out (`python -m lib bring-back a b` lets them in again);"),
        (tuple("abcde"), "(`python -m lib bring-back a b c` lets them in again; 2 more are listed on"),
    ],
)
def test_what_was_removed_is_named_with_the_way_back(gone: tuple[str, ...], told: str) -> None:
    summary = Summary(
        archive=Path("a"), stored=0, revised=0, known=0, removed=2, briefs=0, rejected=(), stopped=False,
        skipped={}, seconds=1.25, gone=gone,
    )  # fmt: skip
    assert told in summary.sentence


def test_the_summary_is_a_sentence() -> None:
    told = Summary(
        archive=Path("a"), stored=1, revised=2, known=3, removed=1, briefs=1, rejected=(), stopped=False,
        skipped={"hidden file": 2, "link loop": 1}, seconds=1.25,
    )  # fmt: skip
    assert told.sentence == (
        "1 story stored, 1 brief from their pages, 2 revisions of known stories, 3 known already, "
        "1 removed earlier and left out, 3 skipped (hidden file: 2, link loop: 1); 1.2 seconds."
    )


def test_the_words_of_a_removed_story_leave_the_file_with_the_next_ingest(
    pages: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "archive.duckdb"
    ingest([pages], archive=archive, jobs=1)
    remove(archive, str(rows(archive, "select article_id from stories where headline ilike '%ferry%'")[0][0]))
    assert any("may still hold" in finding.sentence for finding in examine(archive))
    ingest([pages], archive=archive, jobs=1)
    assert not any("may still hold" in finding.sentence for finding in examine(archive))
    assert b"ferry" not in archive.read_bytes()


def test_an_ingest_and_a_reader_wait_for_each_other(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "archive.duckdb"
    monkeypatch.setattr(intake, "BATCH", 1)
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
    assert summary.stored == 5
    assert seen == sorted(seen)
