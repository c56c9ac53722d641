"""Health: the room that all takes on the disk, whether the archive is sound, backups, what was removed."""

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from lib.model.errors import WireroomError
from lib.model.wording import count
from lib.query import captures
from lib.store.files.home import archive_path, files, inbox_path
from lib.store.upkeep.backup import KEEP, backups
from lib.ui.answers import ask, session
from lib.ui.jobs import events, work
from lib.ui.jobs.work import Ended, Task
from lib.ui.lists import rows
from lib.ui.markup import el, esc, table
from lib.ui.pieces import when
from lib.ui.sheet import sheet

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
    head = el("h2", "Health", "section-title", id="health")
    archive = archive_path()
    if not archive.exists() and not backups(archive):
        words = "There is no archive of your own yet; its health will stand here."
        sheet(el("section", head + el("p", words, "note"), "desk-section"), "health")
        return
    columns = (_check() + _backups(archive), _room(archive) + _removed(archive))
    body = el("div", "".join(el("div", each) for each in columns), "two")
    sheet(el("section", head + body, "desk-section health"), "health", _do)


def _do(word: str) -> None:
    archive = ("--archive", str(archive_path()))
    if word == "check":
        work.submit(Task(name="check", arguments=("doctor", *archive)))
    elif word == "backup":
        work.submit(Task(name="backup", arguments=("backup", *archive)))
    elif word == "mend":
        work.submit(Task(name="mend", arguments=("doctor", "--mend", *archive)))
    elif word.startswith("restore "):
        st.session_state["restore"] = word.removeprefix("restore ")
    elif word.startswith("return "):
        work.submit(Task(name="bring-back", arguments=("bring-back", word.removeprefix("return "), *archive)))


def question() -> None:
    """Ask before a backup takes the archive's place, where one was chosen."""
    chosen = st.session_state.pop("restore", "")
    known = {each.name: each for each in _kept(archive_path())}
    if chosen in known:
        _restore(known[chosen])


@st.dialog("Restore this backup?")
def _restore(chosen: Path) -> None:
    words = (
        f"The archive becomes what it was {when(made_at(chosen))}.",
        "The present archive is set aside beside it, not deleted. Your marks, corrections and decisions stay "
        "as they are now, and stories that you removed since stay removed.",
        "Captures that came in since are missing then, until “Bring back what is missing” takes them in "
        "again from their kept originals.",
    )
    sheet("".join(el("p", esc(each)) for each in words), "restore-question")
    if st.button("Restore", type="primary", key="restore-now"):
        work.submit(
            Task(name="restore", arguments=("restore", str(chosen), "--archive", str(archive_path())))
        )
        st.rerun()


def made_at(backup: Path) -> datetime:
    """Return when a backup was made, as its name tells."""
    try:
        return datetime.strptime(backup.stem.rpartition("-")[2], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(backup.stat().st_mtime, UTC)


def _check() -> str:
    ended = [each for each in (work.last("check"), work.last("mend")) if each]  # who mends checks at the end
    last, busy = max(ended, key=lambda each: each.ended_at, default=None), work.since("check")
    if busy:
        words = el("p", "The archive is being read from end to end; this page tells the result.", "note")
    elif last is None:
        words = el("p", "The archive has not been checked yet.", "note")
    else:
        verdict = "Sound" if last.code == 0 else "Not sound"
        words = el(
            "p", f"{el('b', verdict)}, checked {esc(when(last.ended_at))}.", "" if last.code == 0 else "bad"
        )
        words += _findings(last)
    button = "" if busy else _button("Check now", "check")
    return el("div", el("h3", "Archive check") + words + button + _mending(), "panel")


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
    busy = work.since("mend") or work.since("restore")
    return words + (_button("Bring back what is missing", "mend") if late and not busy else "")


def _said(name: str, last: Ended | None) -> str:
    if work.since(name):
        doing = {"restore": "The backup is being put in place.", "mend": "What is missing is being taken in."}
        return el("p", doing[name], "note")
    if last is None:
        return ""
    what = (
        {"restore": "Restored", "mend": "Mended"}
        if last.good
        else {"restore": "Not restored", "mend": "Not mended"}
    )
    words = f"{el('b', what[name])} {esc(when(last.ended_at))}.<br>{esc(_came_of(name, last))}"
    return el("p", words, "lines note")


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
    return [each for each in backups(archive) if each.is_file()]


def _backups(archive: Path) -> str:
    found = _kept(archive)[::-1]
    busy, last = work.since("backup"), work.last("backup")
    body = "".join(
        el("tr", el("td", esc(when(made_at(each)))) + el("td", size(each.stat().st_size), "number")
           + el("td", _button("Restore…", f"restore {each.name}"), "number"))
        for each in found
    )  # fmt: skip
    words = f"Each was read back from end to end when it was made. The newest {KEEP} are kept."
    shown = table("ledger", esc(words), (("Made", ""), ("Size", "number"), ("", "")), body) if found else ""
    none = "" if found else el("p", "There is no backup yet.", "note")
    failed = el("p", esc(last.sentence), "bad") if last and not last.good and not busy else ""
    busily = (
        el("p", "A backup is being made and read back.", "note") if busy else _button("Back up now", "backup")
    )
    return el("div", el("h3", "Backups") + none + shown + failed + busily, "panel")


def _room(archive: Path) -> str:
    listed = [each for each in _taken(archive, len(backups(archive))) if each.files]
    body = "".join(
        el("tr", el("td", esc(each.name)) + el("td", f"{each.files:,}", "number")
           + el("td", ("" if each.whole else "more than ") + size(each.bytes), "number"))
        for each in listed
    )  # fmt: skip
    caption = esc(f"{size(free(archive))} are free on this disk.")
    heads = (("", ""), ("Files", "number"), ("Size", "number"))
    return el("div", el("h3", "Room on the disk") + table("ledger", caption, heads, body), "panel")


@st.cache_data(ttl=20, show_spinner=False)
def _taken(archive: Path, copies: int) -> list[Room]:
    """Counted anew after a while, and when the number of backups has changed."""
    return taken(archive)


def _removed(archive: Path) -> str:
    title = el("h3", "Removed stories", id="removed-stories")
    try:
        with session(archive):
            listed = rows(ask(captures.removed))
    except WireroomError as error:
        return el("div", title + el("p", esc(events.error_words(error)), "note"), "panel")
    last = work.last("bring-back")
    outcome = (
        el("p", esc("\n".join(events.lines(last.event))), "lines note" if last.good else "lines bad")
        if last
        else ""
    )
    if not listed:
        return el("div", title + el("p", "No story is removed.", "note") + outcome, "panel")
    body = "".join(
        el("tr", el("td", esc(row["article_id"])) + el("td", esc(when(row["removed_at"])))
           + el("td", f"{int(row['captures']):,}", "number")
           + el("td", _button("Bring back", f"return {row['article_id']}"), "number"))
        for row in listed
    )  # fmt: skip
    words = "Of a removed story only its number is left. Brought back, it may come in again with its page."
    heads = (("Story", ""), ("Removed", ""), ("Captures", "number"), ("", ""))
    return el("div", title + table("ledger", words, heads, body) + outcome, "panel")


def _button(label: str, word: str) -> str:
    return el("button", esc(label), "quiet", type="button", data_do=word)


def taken(archive: Path) -> list[Room]:
    """Return what the archive and all that belongs to it take, in the order of its importance."""
    own = files(archive)
    log = archive.with_name(f"{archive.name}.wal")
    reader = (own.marks, own.corrections, own.ledger)
    return [
        _room_of("The archive", [archive, log]),
        _room_of("Originals, as they were captured", [own.originals]),
        _room_of("Pictures that you asked for", [own.pictures]),
        _room_of("Your marks, corrections and decisions", reader),
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
    for place in places:
        for each in _sizes(place):
            number, weight = number + 1, weight + each
            if number % 200 == 0 and time.monotonic() > until:
                return Room(name=name, files=number, bytes=weight, whole=False)
    return Room(name=name, files=number, bytes=weight)


def _sizes(place: Path) -> Iterator[int]:
    if place.is_file():
        yield place.stat().st_size
    for folder, _, names in os.walk(place) if place.is_dir() else ():
        for name in names:
            try:
                yield (Path(folder) / name).stat(follow_symlinks=False).st_size
            except FileNotFoundError:
                continue  # gone meanwhile
