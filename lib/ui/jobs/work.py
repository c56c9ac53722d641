"""Work that goes on when its page is left: one child process of a kind at a time, its log, its last result.

All kinds wait for each other: who reads the archive from end to end keeps every writer out of it.
"""

import json
import os
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from lib.store.files import log as log_of_the_house
from lib.store.files.home import archive_path, work_path
from lib.ui.jobs import child
from lib.ui.jobs.at_work import LOGGED, VERDICTS

LONGEST = 200_000  # bytes of a log that are read back, from its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One verb to run."""

    name: str  # of its kind: "ingest", "refresh", "check" ...
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How the last work of a kind ended."""

    name: str
    code: int
    began_at: str  # ISO 8601, UTC
    ended_at: str
    words: str

    @property
    def good(self) -> bool:
        """Whether it was done, with some captures rejected or none."""
        return self.code in child.GOOD

    @property
    def sentence(self) -> str:
        """The last line that it said."""
        lines = self.words.strip().splitlines()
        return lines[-1] if lines else "It ended without a word."


Heard = Callable[[Ended], None]
_here = threading.Lock()
_turns: dict[Path, threading.Lock] = {}
_at_work: dict[tuple[Path, str], datetime] = {}


def submit(task: Task, heard: Heard = lambda _: None) -> bool:
    """Run the task when its turn comes; False when one of its kind is waiting or at work already."""
    place = (work_path(), task.name)
    with _here:
        if place in _at_work:
            return False
        _at_work[place] = datetime.now(UTC)
        (place[0] / f"{task.name}.log").unlink(missing_ok=True)  # what it said when it ran last
        turn = _turns.setdefault(place[0], threading.Lock())
    threading.Thread(target=_run, args=(task, place, turn, heard), daemon=True, name=task.name).start()
    return True


def since(name: str) -> datetime | None:
    """Since when work of the kind goes on or waits for its turn; None when there is none."""
    return _at_work.get((work_path(), name))


def said(name: str) -> str:
    """Return what the work of a kind has said so far, or said when it ran last."""
    return _end_of(work_path() / f"{name}.log")


def waits(name: str) -> bool:
    """Return whether work of the kind waits for its turn."""
    return since(name) is not None and not (work_path() / f"{name}.log").exists()


def last(name: str) -> Ended | None:
    """Return how the last work of a kind ended; None when there was none."""
    try:
        return Ended(**json.loads((work_path() / f"{name}.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):  # none yet, or written by another version
        return None


def _run(task: Task, place: tuple[Path, str], turn: threading.Lock, heard: Heard) -> None:
    folder, name = place
    try:
        with turn:
            began, log = datetime.now(UTC), folder / f"{name}.log"
            code = child.start(task.arguments, log).wait()
            ended = Ended(
                name=name, code=code, began_at=_iso(began), ended_at=_iso(datetime.now(UTC)),
                words=_end_of(log),
            )  # fmt: skip
            _keep(folder / f"{name}.json", ended)
            if name in LOGGED:
                log_of_the_house.note(
                    archive_path(), f"{LOGGED[name]}: {VERDICTS.get((name, code)) or ended.sentence}"
                )
            heard(ended)
    finally:
        with _here:
            _at_work.pop(place, None)


def _keep(file: Path, ended: Ended) -> None:
    fresh = file.with_name(f"{file.name}.new")
    fresh.write_text(json.dumps(asdict(ended), ensure_ascii=False), encoding="utf-8")
    fresh.replace(file)


def _end_of(log: Path) -> str:
    try:
        with log.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - LONGEST))
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
