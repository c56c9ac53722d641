"""Either copy of the journal, damaged in each way, is noticed, told and mended; nothing erased is back."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from lib.model.errors import ArchiveBusy, ArchiveError
from lib.store.backup_files import backups, copies, parts, write_sums
from lib.store.journal import joined_names, recipes
from lib.store.journal.event import Event, signed, unsigned
from lib.store.journal.journal import Journal
from lib.store.journal.state import NAMES
from lib.store.journal.storage import JournalNewer
from lib.store.lookups import stories_of
from lib.store.paths import files
from lib.store.prepared import is_committed
from lib.store.removal import remove
from lib.store.upkeep.backup import backup
from lib.store.upkeep.restore import restore
from tests.builders import archive, article, parsed
from tests.lots import few
from tests.store.journal.test_recipes import recipe
from tests.store.noted import noted

pytestmark = pytest.mark.slow  # makes a journal of 300 changes a test

NOTE, SECRET = "Compare “both” letters.", "Zanzibarquux"
NAMED = ("journal.sqlite", "journal.jsonl")
AT = "2024-04-09T06:31:00+00:00"


def made(kind: str, story: str = "", **fields: object) -> Event:
    return Event(kind=kind, story=story, at=AT, fields=fields)


def work(folder: Path, *, erased: bool = False, kept: bool = False) -> Path:
    """Return the archive of a home with work in its journal; a part of it may be erased since a backup."""
    path = folder / "archive.duckdb"
    journal = Journal(path)
    journal.append([made("star", "a", value=True), made("note", "a", text=NOTE)])
    journal.append([made("note", "gone", text=f"{SECRET} one"), made("label", "gone", name=SECRET)])
    journal.append([made("label", "a", name=f"label {number}") for number in range(300)])
    journal.append(
        [made("join", id="j1", field="tag", name="Fog", to="Mist", made_at=AT), made("undo", undo="j1")]
    )
    journal.append([made("save", what="view", name="Ferries", body="x" * 9_000)])  # more than a page holds
    if kept:
        keep(path)
    if erased:
        journal.erase(["gone"])
    journal.append([made("read", "b", value=True)])
    return path


def keep(path: Path) -> None:
    """Lay a copy of the journal among the backups."""
    here, backup = files(path), files(path).backups / "archive-n000001-20240409T063100.000000Z.duckdb"
    backup.parent.mkdir()
    backup.write_bytes(b"")
    made = copies(path, backup)
    for own in (here.journal, here.journal_log):
        shutil.copy(own, made[own])
    write_sums(
        backup,
        {each.name: each for each in (backup, *map(made.get, (here.journal, here.journal_log))) if each},
    )
    assert backups(path) == [backup]


def held(path: Path) -> list[object]:
    """Return all that holds, and every event without its words."""
    journal = Journal(path)
    return [
        *(journal.select(f"select * from {table} order by 1, 2") for table in NAMES),
        [(each.seq, each.id, each.kind) for each in journal.events()],
    ]


def changed(data: bytes, word: bytes) -> bytes:
    """Return the data with one bit changed in the middle of a word, where it stands first."""
    at = data.index(word) + len(word) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "something").write_text("else")


def others(file: Path) -> None:
    """Put the copy of another home in its place."""
    away = file.with_name("away")
    away.mkdir()
    Journal(away / "archive.duckdb").append(
        [made("note", "a", text="Foreign words."), made("star", "z", value=True)]
    )
    shutil.copy(away / file.name, file)
    shutil.rmtree(away)


def flip(word: str) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(changed(file.read_bytes(), word.encode()))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "emptied": lambda file: file.write_bytes(b""),
    "halved": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
    "cut by a byte": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "flipped in a key": flip('"kind"'),
    "flipped in a note": flip("“both”"),
    "flipped in a sum": lambda file: file.write_bytes(
        changed(file.read_bytes(), file.read_bytes().partition(b'"sum": "')[2][:8])
    ),
    "garbage": lambda file: file.write_bytes(b"\x00herring\xff" * 900),
    "a folder": folder,
    "another home's": others,
}


# Whether something was erased, whether there is a backup.
HOMES = [(True, False), (False, True), (True, True), (False, False)]
# Each damage of each copy in one of the first two homes, in turns; the others are of the soak.
ONE_COPY = [
    (name, damage, HOMES[((at + number) % 2 + further) % 4])
    for further in range(4) for at, name in enumerate(NAMED) for number, damage in enumerate(DAMAGE)
]  # fmt: skip


@pytest.mark.parametrize("case", few(ONE_COPY, len(NAMED) * len(DAMAGE)))
def test_damage_of_one_copy_is_told_and_mended(
    tmp_path: Path, case: tuple[str, str, tuple[bool, bool]]
) -> None:
    name, damage, (erased, kept) = case
    path = work(tmp_path, erased=erased, kept=kept)
    before = held(path)
    assert Journal(path).check() is None
    DAMAGE[damage](tmp_path / name)
    note = Journal(path).check()
    assert note and name in note and "your work" in note and "brought back from" in note
    assert held(path) == before
    assert Journal(path).check() is None
    left = [*tmp_path.glob("journal.*"), *files(path).aside.glob("*")]
    assert not erased or not any(SECRET.encode() in each.read_bytes() for each in left if each.is_file())
    assert not any(b"Foreign" in each.read_bytes() for each in tmp_path.glob("journal.*"))


@pytest.mark.parametrize("damage", few(sorted(DAMAGE.keys() - {"another home's"}), 4))
def test_damage_of_both_copies_is_mended_from_a_backup(tmp_path: Path, damage: str) -> None:
    path = work(tmp_path, erased=True, kept=True)
    before = held(path)
    for name in NAMED:
        DAMAGE[damage](tmp_path / name)
    note = Journal(path).check()
    assert note and all(name in note for name in NAMED)
    now = held(path)
    assert now[0][:1] == before[0][:1] and now[1:3] == before[1:3]  # type: ignore[index]
    assert Journal(path).check() is None
    assert not any(SECRET.encode() in each.read_bytes() for each in tmp_path.glob("journal.*"))


def sql(*statements: str) -> Callable[[Path], object]:
    """Return what changes the tables of the first copy."""

    def change(home: Path) -> None:
        with closing(sqlite3.connect(home / "journal.sqlite")) as copy, copy:
            for each in statements:
                copy.execute(each)

    return change


def flip_the_index(home: Path) -> None:
    file = home / "journal.sqlite"
    with closing(sqlite3.connect(file)) as copy:
        ((page, size),) = copy.execute(
            "select rootpage, (select * from pragma_page_size) from sqlite_schema where name = 'event_record'"
        )
    data = bytearray(file.read_bytes())
    data[data.rindex(b"join", 0, page * size)] ^= 4
    file.write_bytes(data)


def flip_both(home: Path) -> None:
    flip("label 7")(home / "journal.sqlite")
    flip("label 250")(home / "journal.jsonl")


def cut_between_lines(home: Path) -> None:
    file = home / "journal.jsonl"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:5]))


SUBTLE: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {  # and the copies that are damaged
    "both copies, each elsewhere": (flip_both, NAMED),
    "what the events add up to": (
        sql("update mark set note = 'Other words.'", "delete from label where name = 'label 3'"), NAMED[:1],
    ),
    "the type of a line": (
        sql("update event set line = cast(line as text) where seq = 3",
            "update event set line = 7 where seq = 4"), NAMED[:1],
    ),
    "a byte of an index": (flip_the_index, NAMED[:1]),
    "all lines but the first": (cut_between_lines, NAMED[1:]),
}  # fmt: skip


@pytest.mark.parametrize("case", SUBTLE)
def test_damage_that_leaves_the_copies_readable_is_told_and_mended(tmp_path: Path, case: str) -> None:
    path, (damage, names) = work(tmp_path), SUBTLE[case]
    before = held(path)
    damage(tmp_path)
    assert Journal(path).events("join", "undo")
    note = str(Journal(path).check())
    assert all(f"{name} was damaged" in note for name in names)
    assert held(path) == before and Journal(path).check() is None
    assert [each.kind for each in Journal(path).events("join")] == ["join"]


@pytest.mark.parametrize("damage", ["garbage", "deleted"])
def test_of_nothing_that_can_be_read_the_reader_hears(tmp_path: Path, damage: str) -> None:
    path = work(tmp_path)
    for name in NAMED:
        DAMAGE[damage](tmp_path / name)
    note = str(Journal(path).check())
    assert all(f"{name} was" in note for name in NAMED) and "begin anew" in note
    assert held(path) == [[], [], [], []] and Journal(path).check() is None
    assert len(list(files(path).aside.glob("*"))) == (2 if damage == "garbage" else 0)


@pytest.mark.parametrize(
    "damage", few(sorted(DAMAGE.keys() - {"another home's", "flipped in a note", "cut by a byte"}), 3)
)
@pytest.mark.parametrize("name", NAMED)
def test_damage_that_comes_meanwhile_is_mended_by_the_next_change(
    tmp_path: Path, name: str, damage: str
) -> None:
    path = work(tmp_path)
    DAMAGE[damage](tmp_path / name)
    Journal(path).append([made("star", "late", value=True)])
    assert ("late",) in Journal(path).select("select story from mark where starred_at is not null")
    assert ("a",) in Journal(path).select("select story from mark where starred_at is not null")
    Journal(path).check()
    assert len(Journal(path).events()) == 309
    assert Journal(path).check() is None


@pytest.mark.parametrize("older", [NAMED[1:], NAMED], ids=["one copy, by a kill", "both copies"])
def test_what_was_erased_does_not_come_back_from_older_copies(tmp_path: Path, older: tuple[str, ...]) -> None:
    path = work(tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in older}
    Journal(path).erase(["gone"])
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    assert Journal(path).check() is None or older == NAMED
    assert SECRET not in noted(path)
    assert all(unsigned(line) for line in (tmp_path / "journal.jsonl").read_bytes().splitlines())
    assert Journal(path).check() is None


def test_a_lock_of_another_home_s_costs_nothing(tmp_path: Path) -> None:
    path = work(tmp_path)
    before = held(path)
    others(tmp_path / "journal.lock")
    assert "journal.lock was another home's" in str(Journal(path).check())
    assert held(path) == before and Journal(path).check() is None


def test_both_copies_of_another_home_s_are_recognised_by_lock_and_backup(tmp_path: Path) -> None:
    path = work(tmp_path, kept=True)
    before = held(path)
    for name in NAMED:
        others(tmp_path / name)
    note = str(Journal(path).check())
    assert all(f"{name} was another home's" in note for name in NAMED)
    assert held(path)[1:3] == before[1:3]
    assert not any(b"Foreign" in each.read_bytes() for each in tmp_path.glob("journal.*"))


def test_what_keeps_the_journal_from_being_opened_is_told_and_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.store.journal.database.PATIENCE", 0)
    path = work(tmp_path)
    with closing(sqlite3.connect(tmp_path / "journal.sqlite", isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(ArchiveBusy, match="close the other program that has it open"):
            Journal(path).append([made("star", "late", value=True)])
    assert Journal(path).check() is None
    files(path).journal_lock.unlink()
    files(path).journal_lock.mkdir()
    with pytest.raises(ArchiveError, match=r"journal\.lock cannot be opened \(.*\), so nothing was changed"):
        Journal(path).append([made("star", "late", value=True)])
    assert Journal(path).select("select note from mark where story = 'a'") == [(NOTE,)]


@pytest.mark.parametrize("name", NAMED)
def test_erased_words_stay_in_no_file_that_a_link_leads_to(tmp_path: Path, name: str) -> None:
    path, disk = work(tmp_path / "home"), tmp_path / "disk"
    (tmp_path / "home" / name).rename(disk)
    (tmp_path / "home" / name).symlink_to(disk)
    Journal(path).erase(["gone"])
    assert SECRET.encode() not in disk.read_bytes() and (tmp_path / "home" / name).is_symlink()
    assert Journal(path).check() is None


def newer_form(path: Path) -> None:
    """Let a newer version have written the journal: another form, and a field that this one does not know."""
    head, *lines = files(path).journal_log.read_bytes().splitlines(keepends=True)
    newer = signed({**(unsigned(head) or {}), "form": 2})
    event = signed({**(unsigned(lines[0]) or {}), "device": "phone"}) + b"\n"
    files(path).journal_log.write_bytes(newer + b"\n" + event + b"".join(lines[1:]))
    files(path).journal_lock.write_bytes(newer + b"\n")
    with closing(sqlite3.connect(files(path).journal)) as copy, copy:
        copy.execute("update journal set line = ?", [newer])
        copy.execute("update event set line = ? where seq = 1", [event[:-1]])


@pytest.mark.parametrize("left", [[], ["journal.lock"], ["journal.lock", "journal.jsonl"]])
def test_a_form_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path, left: list[str]) -> None:
    path = work(tmp_path)
    newer_form(path)
    for each in left:
        (tmp_path / each).unlink()
    before = {each: each.read_bytes() for each in tmp_path.iterdir()}
    journal = Journal(path)
    for use in (
        lambda: journal.append([made("star", "late", value=True)]), lambda: journal.erase(["gone"]),
        lambda: journal.unite([]), journal.check,
    ):  # fmt: skip
        with pytest.raises(JournalNewer, match=r"newer Wireroom, in form 2.*Nothing was changed: update"):
            use()
    assert {each: each.read_bytes() for each in tmp_path.iterdir() if each.stat().st_size} == before


def test_a_backup_of_a_newer_form_is_refused_while_nothing_is_replaced(tmp_path: Path) -> None:
    path, newer = archive(tmp_path / "home", parsed()), work(tmp_path / "newer")
    Journal(path).append([made("star", "mine", value=True)])
    kept = backup(path)
    newer_form(newer)
    for own, part in copies(path, kept).items():
        if own in (files(path).journal, files(path).journal_log):
            shutil.copy(newer.with_name(own.name), part)
    write_sums(kept, {each.name: each for each in parts(kept) if each.suffix != ".sha256"})
    with pytest.raises(JournalNewer):
        restore(path)
    assert [each.story for each in Journal(path).events()] == ["mine"]
    assert not is_committed(path)  # nothing waits to be put in place


def test_with_the_lock_gone_too_a_backup_brings_no_removed_name_back(tmp_path: Path) -> None:
    page = parsed(article("Quay opens", tags=(SECRET,)))
    path = archive(tmp_path, page, parsed(article("Fog lifts", tags=("Fog",))))
    for name in (SECRET, "Fog"):
        joined_names.join(path, "tag", name, "Mist")
    ((_, story),) = stories_of(path, [page.capture.sha256]).items()
    recipes.keep(path, recipe("tags=Fog", {story: "1"}), "tags=Fog")
    backup(path)
    remove(path, story)
    for name in (*NAMED, "journal.lock"):
        (tmp_path / name).unlink()
    assert "brought back from" in str(Journal(path).check())
    assert [each.name for each in joined_names.read(path)] == ["Fog"]
    assert [each.removed for each in recipes.read(path)] == [(story,)]
    assert SECRET not in noted(path)
