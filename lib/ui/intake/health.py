"""Health: the room that all takes on the disk, whether the archive is sound, backups, what was removed."""

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import streamlit as st

from lib.model.errors import WireroomError
from lib.model.wording import count
from lib.query import captures
from lib.store.files.home import archive_path, backups, files, inbox_path
from lib.store.upkeep.backup import KEEP
from lib.ui.answers import ask, session
from lib.ui.jobs import events, work
from lib.ui.jobs.work import Ended, Task
from lib.ui.lists import rows
from lib.ui.markup import button, el, esc, table
from lib.ui.pieces import section, when
from lib.ui.sheet import sheet
from lib.ui.trouble import is_mendable

UNTOUCHED = "The archive is as it was; choose another backup."
STAMP = "%Y%m%dT%H%M%S.%fZ"
SHOWN = 12  # findings of the archive check


PATIENCE = 0.4  # seconds for one folder; a larger one is shown as "more than"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The room that something takes."""

    name: str
    files: int
    bytes: int
    whole: bool = True  # False: there is more than was counted in time


def health_section() -> None:
    """Show how the reader's own archive stands and what can be done for it."""
    archive = archive_path()
    if not archive.exists() and not backups(archive):
        words = "There is no archive of your own yet; its health will stand here."
        section("health", "Health", el("p", words, "note"))
        return
    columns = (_check() + _backups(archive), _room(archive) + _removed(archive))
    body = el("div", "".join(el("div", column) for column in columns), "two")
    section("health", "Health", body, _do, kind="desk-section health")


VERBS = {"check": ("doctor",), "backup": ("backup",), "mend": ("doctor", "--mend")}  # by the word of a button


def _do(word: str) -> None:
    what, _, of = word.partition(" ")
    if word in VERBS:
        _submit(word, *VERBS[word])
    elif what == "restore" and of:
        st.session_state["restore"] = of
    elif what == "return" and of:
        _submit("bring-back", "bring-back", of)


def _submit(name: str, *arguments: str) -> None:
    work.submit(Task(name=name, arguments=(*arguments, "--archive", str(archive_path()))))


def question() -> None:
    """Ask before a backup takes the archive's place, where one was chosen."""
    chosen = st.session_state.pop("restore", "")
    if backup := next((kept for kept in _kept(archive_path()) if kept.name == chosen), None):
        _restore(backup)


@st.dialog("Restore this backup?")
def _restore(chosen: Path) -> None:
    words = (
        f"The archive becomes what it was {when(made_at(chosen))}.",
        "The present archive is set aside beside it, not deleted. Your marks, corrections and decisions stay "
        "as they are now, and stories that you removed since stay removed.",
        "Captures that came in since are missing then, until “Bring back what is missing” adds them "
        "again from their kept originals.",
    )
    sheet("".join(el("p", esc(paragraph)) for paragraph in words), "restore-question")
    if st.button("Restore", type="primary", key="restore-now"):
        _submit("restore", "restore", str(chosen))
        st.rerun()


def made_at(backup: Path) -> datetime:
    """Return when a backup was made, as its name tells."""
    try:
        return datetime.strptime(backup.stem.rpartition("-")[2], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(backup.stat().st_mtime, UTC)


def _check() -> str:
    ended = filter(None, (work.last("check"), work.last("mend")))  # who mends checks at the end
    last, busy = max(ended, key=lambda end: end.ended_at, default=None), work.since("check")
    if busy:
        words = el("p", "The archive is being read from end to end; this page tells the result.", "note")
    elif last is None:
        words = el("p", "The archive has not been checked yet.", "note")
    else:
        verdict = "Sound" if last.code == 0 else "Damaged"
        checked = f"{el('b', verdict)}, checked {esc(when(last.ended_at))}."
        words = el("p", checked, "bad" if last.code else "") + _findings(last)
    begin = "" if busy else button("Check now", data_do="check")
    return _panel("Archive check", words + begin + _mending())


def _findings(last: Ended) -> str:
    found = last.event.parameters.get("findings", ())
    items = "".join(
        el("li", esc(events.remedied(each)), "bad" if each["trouble"] else "") for each in found[:SHOWN]
    )
    more = el("li", esc(count(len(found) - SHOWN, "more finding"))) if len(found) > SHOWN else ""
    listed = el("ul", items + more, "findings")
    if last.code:
        return listed if found else el("p", esc(last.sentence), "note")
    return el("details", el("summary", "What was read") + listed, "folded")


def _mending() -> str:
    """Return what a restore or a check may leave to do."""
    restored, mended, checked = (work.last(each) for each in ("restore", "mend", "check"))
    over = bool(restored and mended and restored.ended_at <= mended.ended_at)  # what was missing came since
    words = ("" if over else _said("restore", restored)) + _said("mend", mended)
    due = [restored] if restored and restored.event.parameters.get("lost") else []
    due += [checked] if checked and checked.code else []
    late = any(mended is None or mended.ended_at < each.ended_at for each in due)
    late = late or is_mendable(archive_path())
    busy = work.since("mend") or work.since("restore")
    return words + (button("Bring back what is missing", data_do="mend") if late and not busy else "")


def _said(name: str, last: Ended | None) -> str:
    if work.since(name):
        doing = {"restore": "The backup is being put in place.", "mend": "What is missing is being added."}
        return el("p", doing[name], "note")
    if last is None:
        return ""
    done = {"restore": ("Not restored", "Restored"), "mend": ("Not mended", "Mended")}[name][last.good]
    return el(
        "p", f"{el('b', done)} {esc(when(last.ended_at))}.<br>{esc(_came_of(name, last))}", "lines note"
    )


def _came_of(name: str, last: Ended) -> str:
    """Return what a restore or a mend came to, a fact a line."""
    report = last.event.parameters
    if name == "mend" and last.event.code == "examined":
        return "\n".join(events.mended(report["mended"]))
    if name == "restore" and last.event.code == "failed":  # what helps a damaged archive helps no backup
        return f"{events.brief(report['message'], report['subject'])} {UNTOUCHED}"
    return "\n".join(events.lines(last.event))


def _kept(archive: Path) -> list[Path]:
    """Return the backups, without what only has such a name."""
    return [backup for backup in backups(archive) if backup.is_file()]


def _backups(archive: Path) -> str:
    found = [(backup, weight) for backup in _kept(archive)[::-1] for weight in _sizes(backup)]
    busy, last = work.since("backup"), work.last("backup")
    body = "".join(
        el("tr", el("td", esc(when(made_at(backup)))) + el("td", size(weight), "number")
           + el("td", button("Restore…", data_do=f"restore {backup.name}"), "number"))
        for backup, weight in found
    )  # fmt: skip
    words = f"Each was read back from end to end when it was made. The newest {KEEP} are kept."
    shown = table("ledger", esc(words), (("Made", ""), ("Size", "number"), ("", "")), body) if found else ""
    none = "" if found else el("p", "There is no backup yet.", "note")
    failed = el("p", esc(last.sentence), "bad") if last and not last.good and not busy else ""
    making = el("p", "A backup is being made and read back.", "note")
    begin = making if busy else button("Back up now", data_do="backup")
    return _panel("Backups", none + shown + failed + begin)


def _room(archive: Path) -> str:
    body = "".join(
        el("tr", el("td", esc(room.name)) + el("td", f"{room.files:,}", "number")
           + el("td", ("" if room.whole else "more than ") + size(room.bytes), "number"))
        for room in _taken(archive, len(backups(archive))) if room.files
    )  # fmt: skip
    caption = esc(f"{size(free(archive))} are free on this disk.")
    heads = (("", ""), ("Files", "number"), ("Size", "number"))
    return _panel("Room on the disk", table("ledger", caption, heads, body))


@st.cache_data(ttl=20, show_spinner=False)
def _taken(archive: Path, copies: int) -> list[Room]:
    """Return what is taken, counted anew after a while and when the number of backups has changed."""
    return taken(archive)


def _removed(archive: Path) -> str:
    title, name = "Removed stories", "removed-stories"
    try:
        with session(archive):
            frame = ask(captures.removed)
    except WireroomError as error:
        return _panel(title, el("p", esc(events.error_words(error)), "note"), id=name)
    outcome = ""
    if last := work.last("bring-back"):
        kind = "lines note" if last.good else "lines bad"
        outcome = el("p", esc("\n".join(events.lines(last.event))), kind)
    if frame.empty:
        return _panel(title, el("p", "No story is removed.", "note") + outcome, id=name)
    body = "".join(
        el("tr", el("td", esc(row["article_id"])) + el("td", esc(when(row["removed_at"])))
           + el("td", f"{int(row['captures']):,}", "number")
           + el("td", button("Bring back", data_do=f"return {row['article_id']}"), "number"))
        for row in rows(frame)
    )  # fmt: skip
    words = "Of a removed story only its number is left. Brought back, it may come in again with its page."
    if len(frame) < (of := frame.attrs["of"]):
        words = f"The last {len(frame)} of {of:,}. {words}"
    heads = (("Story", ""), ("Removed", ""), ("Captures", "number"), ("", ""))
    return _panel(title, table("ledger", words, heads, body) + outcome, id=name)


def _panel(title: str, body: str, **attributes: str) -> str:
    return el("div", el("h3", title, **attributes) + body, "panel")


def taken(archive: Path) -> list[Room]:
    """Return what the archive and all that belongs to it take, in the order of its importance."""
    own = files(archive)
    log = archive.with_name(f"{archive.name}.wal")
    reader = (own.marks, own.corrections, own.ledger, own.names, own.recipes)
    return [
        _room_of("The archive", [archive, log]),
        _room_of("Originals, as they were captured", [own.originals]),
        _room_of("Pictures that you asked for", [own.pictures]),
        _room_of("Your marks, corrections, decisions and recipes", reader),
        _room_of("Backups", [own.backups]),
        _room_of("The inbox", [inbox_path()]),
        _room_of("Set aside, never deleted by itself", [own.aside]),
    ]


def free(archive: Path) -> int:
    """Return the bytes that are free on the archive's disk."""
    folder = next(each for each in (archive.parent, *archive.parents) if each.exists())
    return shutil.disk_usage(folder).free


def size(number: int) -> str:
    """Return a size as one says it: '4.2 MB'."""
    for unit, step in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if number >= step:
            return f"{number / step:,.1f} {unit}"
    return f"{number} bytes"


def _room_of(name: str, places: Iterable[Path]) -> Room:
    until, number, weight = time.monotonic() + PATIENCE, 0, 0
    for bytes_of_file in chain.from_iterable(map(_sizes, places)):
        number, weight = number + 1, weight + bytes_of_file
        if number % 200 == 0 and time.monotonic() > until:
            return Room(name=name, files=number, bytes=weight, whole=False)
    return Room(name=name, files=number, bytes=weight)


def _sizes(place: Path) -> Iterator[int]:
    inside = (Path(folder) / name for folder, _, names in os.walk(place) for name in names)
    for path in inside if place.is_dir() else (place,):
        with suppress(FileNotFoundError):  # gone meanwhile
            yield path.stat(follow_symlinks=path == place).st_size
