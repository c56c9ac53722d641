"""The inbox: files handed in by the reader or a program, each arrival in a folder until it is stored.

A folder gets its name when it is complete, so a half-written one is never stored. What is found here after a
crash is ingested again: the archive recognises a capture by its hash.
"""

import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

from lib.ingest.inbox import HOUR
from lib.store.paths import inbox_path
from lib.ui.jobs.child import Ended
from lib.ui.jobs.events import HELD, Event
from lib.ui.jobs.work import read_end, write_end

ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{16}")
HALF = re.compile(rf"\.{ID.pattern}-[0-9a-f]{{8}}")  # the name of an arrival that is not complete
# Anything but letters, the marks on them, digits, dots, dashes and blanks.
_SIGN = re.compile(r"[^\w\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u17ff.\- ]")
MARK = 16  # hexadecimal digits that an arrival's id ends in: of its capture's hash, or drawn by lot
DEEPEST = 8  # folders within a dropped folder
NAMED = 200  # files of an arrival that are handed over by name
LONGEST = 120  # characters of a file's name, and twice as many bytes
REFUSALS = 200  # rejections that a result names; more are in the receipts
KEPT = 1000  # results of arrivals that are remembered


def put(files: Iterable[tuple[str, bytes]], mark: str = "", *, held: bool = False) -> str:
    """Write files into a new folder of the inbox; return the arrival's id, which ends in `mark`.

    `mark` is the beginning of a single capture's hash: twice in a second it is kept once. An arrival that is
    `held` waits for other work than an ingest, as a list of feeds does.
    """
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{mark[:MARK] or secrets.token_hex(MARK // 2)}"
    fresh = inbox_path() / f".{name}-{secrets.token_hex(4)}"
    fresh.mkdir(parents=True)
    try:
        for given, content in files:
            with _place(fresh, given).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        if held:  # before the folder has its name: after a kill between the two it must not be ingested
            write_end(_result_path(name), Ended(name=name, code=1, ended_at="", event=Event(code=HELD)))
    except BaseException:  # half of it would stay on a disk that may be full
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    try:
        fresh.rename(folder_of(name))
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        if not folder_of(name).exists():  # otherwise the same capture came twice at once
            if held:
                again(name)
            raise
    return name


def _place(folder: Path, name: str) -> Path:
    """Return an unused path in the folder for a file; make the subfolders in its name, up to eight deep."""
    *above, last = name.replace("\\", "/").split("/")
    for part in above[-DEEPEST:]:
        clean = _cut(_SIGN.sub("_", part).strip(". "))
        folder = folder / clean if clean else folder
    folder.mkdir(parents=True, exist_ok=True)
    return unused(folder, last)


def mark_of(arrival: str) -> str:
    """Return the last part of an arrival's id: the beginning of its capture's hash, or a random number."""
    return arrival.rsplit("-", 1)[-1]


def unused(folder: Path, name: str) -> Path:
    """Return an unused path in the folder for a dropped file, as near as possible to `name`."""
    clean = _cut(_SIGN.sub("_", Path(name).name).lstrip(".")) or "capture.txt"
    path, number = folder / clean, 1
    while path.exists():
        number += 1
        path = folder / f"{number}-{clean}"
    return path


def _cut(name: str) -> str:
    """Return a file name cut at its beginning, so that it is short enough for any disk."""
    return name[-LONGEST:].encode()[-2 * LONGEST :].decode(errors="ignore").lstrip(".")


def folder_of(arrival: str) -> Path:
    """Return the path of an arrival's folder in the inbox, by its id."""
    return inbox_path() / arrival


def arrival_of(file: str) -> str:
    """Return the id of the arrival in whose folder a file lies, at any depth; "" if it lies elsewhere."""
    own = (each.name for each in Path(file).parents if each == folder_of(each.name) and is_known(each.name))
    return next(own, "")


def is_known(arrival: str) -> bool:
    """Return whether there was an arrival with this id, as far as is remembered."""
    return bool(ID.fullmatch(arrival)) and (folder_of(arrival).exists() or result(arrival) is not None)


def sources(arrival: str) -> list[str]:
    """Return the paths of an arrival to ingest: all entries of its folder, or the folder if over 200.

    In a folder, files of unknown endings are skipped; a file given by name is rejected with a message.
    """
    folder = folder_of(arrival)
    inside = sorted(str(path) for path in folder.iterdir()) if folder.is_dir() else []
    return inside if 0 < len(inside) <= NAMED else [str(folder)]


def waiting() -> list[str]:
    """Return the ids of arrivals not ingested yet, oldest first."""
    return [name for name in _ids_of_arrivals() if not _result_path(name).exists()]


def to_follow() -> list[str]:
    """Return the ids of the waiting feed lists (OPML), oldest first: to be subscribed to, not ingested."""
    ends = ((name, result(name)) for name in _ids_of_arrivals())
    return [name for name, end in ends if end and end.event.code == HELD]


def _ids_of_arrivals() -> list[str]:
    there = inbox_path().iterdir() if inbox_path().exists() else ()
    return sorted(entry.name for entry in there if ID.fullmatch(entry.name))


def finish(arrivals: Iterable[str], ended: Ended) -> None:
    """Record how the ingest of arrivals ended, and delete the files of which everything was stored."""
    rejected = ended.event.parameters.get("rejected", ())
    report = dict(ended.event.parameters) | ({"rejected": rejected[:REFUSALS]} if rejected else {})
    for arrival in arrivals:
        write_end(
            _result_path(arrival), replace(ended, name=arrival, event=replace(ended.event, parameters=report))
        )
        if ended.code == 0:
            shutil.rmtree(folder_of(arrival), ignore_errors=True)
        elif ended.good and rejected:
            _delete_stored(folder_of(arrival), [each["origin"] for each in rejected])
    for old in sorted(inbox_path().glob("*.json"))[:-KEPT]:
        if ID.fullmatch(old.stem) and not folder_of(old.stem).exists():
            old.unlink(missing_ok=True)


def _delete_stored(folder: Path, rejected: Iterable[str]) -> None:
    """Delete an arrival's files except files with rejected captures.

    If a rejected capture may come from any of the files, none is deleted.
    """
    files, kept = {str(path) for path in folder.rglob("*") if path.is_file()}, set[str]()
    for origin in rejected:
        if Path(origin).is_relative_to(folder):
            named = files.intersection(accumulate(origin.split("#"), "{}#{}".format))
            if not named:
                return
            kept |= named
    if not kept:
        shutil.rmtree(folder, ignore_errors=True)
    for name in files - kept:
        with suppress(OSError):
            Path(name).unlink()


def clear_up() -> None:
    """Delete what an interrupted app left: arrivals stored in full, half-written ones over an hour old."""
    for arrival in _ids_of_arrivals():
        if (ended := result(arrival)) and ended.code == 0:
            shutil.rmtree(folder_of(arrival), ignore_errors=True)
    for torn in inbox_path().glob(".*"):
        with suppress(OSError):
            if HALF.fullmatch(torn.name) and abs(time.time() - torn.stat().st_mtime) > HOUR:
                shutil.rmtree(torn, ignore_errors=True)


def stuck() -> list[Ended]:
    """Return the results of arrivals whose ingest failed and whose files are still here."""
    found = [result(note.stem) for note in sorted(inbox_path().glob("*.json")) if ID.fullmatch(note.stem)]
    ended = [end for end in found if end and end.ended_at and not end.good]
    return [end for end in ended if folder_of(end.name).exists()]


def forget(arrival: str) -> None:
    """Delete an arrival: its files and its result."""
    shutil.rmtree(folder_of(arrival), ignore_errors=True)
    again(arrival)


def again(arrival: str) -> None:
    """Make an arrival wait for an ingest again, by deleting its result."""
    _result_path(arrival).unlink(missing_ok=True)


def result(arrival: str) -> Ended | None:
    """Return how an arrival's ingest ended; None while it waits, or for an unknown id."""
    return read_end(_result_path(arrival))


def _result_path(arrival: str) -> Path:
    return inbox_path() / f"{arrival}.json"
