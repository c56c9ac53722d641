"""The journal keeps every change twice, in the order in which they were made."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from lib.store.journal.event import KINDS, Event, line_of, unsigned
from lib.store.journal.events_of_copies import found_in, union
from lib.store.journal.journal import Journal
from lib.store.lock import writer_lock
from lib.store.paths import files
from tests.store.journal.test_damage import held, made, work


def test_an_event_is_read_as_it_was_written() -> None:
    event = Event(
        kind="note", id="x", at="2024-04-09", seq=7, person="Ann", story="a", fields={"text": "“Ünï”"}
    )
    line = line_of(event)
    note = unsigned(line)
    assert note and Event(**note) == event
    assert found_in(b"\x00\x01" + line + b"\n" + line[:-3]) == ([event], "")
    for place in range(len(line)):
        changed = line[:place] + bytes([line[place] ^ 1]) + line[place + 1 :]
        assert unsigned(changed) is None or unsigned(changed) == note  # a letter of a sum in another case


def test_an_odd_text_and_a_change_of_a_newer_version_are_kept_and_without_work_is_no_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "archive.duckdb"
    assert Journal(path).select("select 1") == [] and Journal(path).check() is None
    Journal(path).erase(["a"])
    assert list(tmp_path.iterdir()) == []
    Journal(path).append([made("note", "a", text="half \ud83d of a sign")])
    assert Journal(path).select("select note from mark") == [("half ? of a sign",)]
    Journal(path).append([made("hue", "a", colour="red"), made("star", "b", value=True)])
    files(path).journal.unlink()
    assert Journal(path).check()
    kinds = [each.kind for each in Journal(path).events()]
    assert kinds == ["note", "hue", "star"] and "hue" not in KINDS


def test_a_line_that_a_kill_left_to_the_log_alone_is_taken_in_first(tmp_path: Path) -> None:
    path = work(tmp_path)
    behind = files(path).journal.read_bytes()
    Journal(path).append([made("note", "late", text="Late.")])
    whole = held(path)
    files(path).journal.write_bytes(behind)
    assert Journal(path).check() is None
    assert held(path) == whole
    files(path).journal.write_bytes(behind)
    Journal(path).append([made("star", "later", value=True)])
    assert [each.story for each in Journal(path).events()][-2:] == ["late", "later"]
    assert Journal(path).check() is None
    behind = files(path).journal.read_bytes()
    Journal(path).append([made("decide", "last", id="d1")])
    last = Journal(path).events()[-1]  # which each copy has before it is told as written
    assert files(path).journal_log.read_bytes().splitlines()[-1] == line_of(last)
    with closing(sqlite3.connect(files(path).journal)) as copy:
        assert copy.execute("select line from event order by seq desc limit 1").fetchone() == (line_of(last),)
    files(path).journal.write_bytes(behind)
    files(path).lock.write_text("7")  # of a writer that was killed
    with writer_lock(path):
        assert [each.story for each in Journal(path).events("decide")] == ["last"]


@pytest.mark.parametrize("cut", [2, 30, 90])
def test_a_line_that_a_kill_cut_short_is_none(tmp_path: Path, cut: int) -> None:
    path = work(tmp_path)
    whole, behind = held(path), files(path).journal.read_bytes()
    Journal(path).append([made("note", "late", text="Never told as written.")])
    files(path).journal.write_bytes(behind)
    files(path).journal_log.write_bytes(files(path).journal_log.read_bytes()[:-cut])
    assert Journal(path).check() is None
    assert held(path) == whole


def test_a_change_that_cannot_be_written_is_not_there_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = work(tmp_path)
    whole = held(path)
    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space left"):
        patched.setattr("os.fsync", refuse)
        Journal(path).append([made("note", "late", text="Late.")])
    assert held(path) == whole and Journal(path).check() is None


@pytest.mark.skipif(sys.platform == "win32", reason="no file has a limit there")
def test_a_line_that_the_disk_takes_in_part_is_taken_back(tmp_path: Path) -> None:
    import resource

    path = work(tmp_path)
    Journal(path).append([made("note", "long", text="x" * 200_000)])
    Journal(path).erase(["long"])  # whose line keeps its length in the log alone
    before, whole = held(path), files(path).journal_log.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) + 100, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            Journal(path).append([made("note", "late", text="x" * 3_000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert files(path).journal_log.read_bytes() == whole and held(path) == before


def test_erasing_leaves_number_and_id(tmp_path: Path) -> None:
    path = work(tmp_path)
    before = Journal(path).events()
    Journal(path).append([made("note", "former", text="Zanzibarquux too"), made("move", "former", to="gone")])
    Journal(path).erase(["gone"], ids=["j1"])
    after = Journal(path).events()
    assert [(each.seq, each.id) for each in after[: len(before)]] == [(each.seq, each.id) for each in before]
    assert [each.seq for each in after if each.kind == "erased"] == [3, 4, 305, 306, 309, 310]
    for file in (files(path).journal, files(path).journal_log):
        assert b"Zanzibarquux" not in file.read_bytes() and b"Mist" not in file.read_bytes()
    assert Journal(path).check() is None


def test_a_union_adds_what_is_new_and_numbers_what_clashes_anew(tmp_path: Path) -> None:
    one, other = work(tmp_path / "one"), work(tmp_path / "other")
    own = Journal(one).events()
    Journal(other).erase(["gone"])
    Journal(one).unite(own)
    assert Journal(one).events() == own
    Journal(one).unite(Journal(other).events())
    both = Journal(one).events()
    assert [each.seq for each in both] == [*range(1, 2 * len(own) + 1)]
    assert {each.id for each in both} == {each.id for each in (*own, *Journal(other).events())}
    assert Journal(one).check() is None


def test_what_one_copy_has_erased_no_other_fills_again() -> None:
    live = Event(kind="note", id="x", seq=1, story="a", fields={"text": "Words."})
    gone = Event(kind="erased", id="x", at="", seq=1)
    assert union([live], [gone]) == union([gone], [live]) == [gone]


def test_an_erased_event_has_no_time_when_it_is_read_again(tmp_path: Path) -> None:
    path = work(tmp_path)
    Journal(path).erase(["gone"])
    read = [*Journal(path).events(), *found_in(files(path).journal_log.read_bytes())[0]]
    gone = [each for each in read if each.kind == "erased"]
    assert gone and {each.at for each in gone} == {""}


def test_a_union_orders_what_follows_an_erased_event_by_its_own_time() -> None:
    own = [
        Event(kind="erased", id="gone", at="", seq=1),
        Event(kind="star", id="early", at="2024-01-03T09:00:00+00:00", seq=2, story="a"),
    ]
    other = [
        Event(kind="star", id="first", at="2024-01-01T09:00:00+00:00", seq=1, story="a"),
        Event(kind="star", id="late", at="2024-03-03T09:00:00+00:00", seq=2, story="a"),
    ]
    again = found_in(b"\n".join(map(line_of, own)))[0]
    assert [each.id for each in union(other, again)] == ["gone", "first", "early", "late"]


def test_a_union_keeps_the_order_of_a_home_whose_clock_was_set_back() -> None:
    def at(hour: int, name: str, seq: int) -> Event:
        return Event(kind="star", id=name, at=f"2024-04-09T{hour:02}:00:00+00:00", seq=seq, story="a")

    own = [at(9, "first", 1), at(12, "starred", 2), at(10, "unstarred", 3)]
    both = union(own, [at(8, "before", 1), at(11, "between", 2), at(13, "after", 3)])
    assert [each.id for each in both] == ["before", "first", "between", "starred", "unstarred", "after"]
    assert [each.seq for each in both] == [1, 2, 3, 4, 5, 6]
