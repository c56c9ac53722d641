"""Work that outlives its page: at most one child process of each kind, with its log and last result.

All kinds run one after the other, as a reader of the whole archive keeps every writer out of it.
"""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from lib.store.durable import rewrite
from lib.store.files import log
from lib.store.paths import archive_path, work_path
from lib.ui.jobs import child, events
from lib.ui.jobs.child import Ended
from lib.ui.jobs.events import Event

ALONE = "Starting; the language model takes a few seconds to load."
TURN = "It begins when the work before it has ended."


class WorkWords(NamedTuple):
    """The words for one kind of work: its label, in the log, and until it says something itself."""

    label: str
    logged: str = ""  # in the log; "" where the work writes its own lines
    first: str = ALONE  # until the work says something itself


KINDS = {
    "ingest": WorkWords("Adding your captures", "Added"),
    "watched": WorkWords("Adding what arrived in a watched folder", "From a watched folder"),
    "again": WorkWords("Trying it again", "Tried again"),
    "page": WorkWords("Fetching the page", "Page"),
    "follow": WorkWords("Following the feeds of your list", first="The list is being read."),
    "refresh": WorkWords(
        "Asking your sources",
        first="Each site is asked in its turn; what is new is then cleaned and searched for names.",
    ),
    "backup": WorkWords("Making a backup", "Backup", "It is copied, then read back from end to end."),
    "check": WorkWords("Checking the archive", "Archive check", "It is read from end to end."),
    "restore": WorkWords("Restoring the backup", "Restore", "It is read from end to end, then put in place."),
    "mend": WorkWords("Bringing back what is missing", "Mended"),
    "bring-back": WorkWords("Bringing the story back"),
}
VERDICTS = {("check", 0): "sound.", ("check", 1): "damaged; the Intake page says what was found."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A command to run in a child process: its kind of work and its arguments."""

    name: str  # of its kind: "ingest", "refresh", "check" ...
    arguments: tuple[str, ...]


Hear = Callable[[Ended], None]
_here = threading.Lock()
_turn = threading.Lock()
_at_work: dict[tuple[Path, str], datetime] = {}


def submit(task: Task, hear: Hear = lambda _: None) -> bool:
    """Run the task in a thread, after all others; return False if one of its kind waits or runs already."""
    place = (work_path(), task.name)
    with _here:
        if place in _at_work:
            return False
        (place[0] / f"{task.name}.log").unlink(missing_ok=True)  # what it said when it ran last
        _at_work[place] = datetime.now(UTC)
    threading.Thread(target=_run, args=(task, place, hear), daemon=True, name=task.name).start()
    return True


def since(name: str) -> datetime | None:
    """Return when work of the kind was submitted, if it waits or runs; else None."""
    return _at_work.get((work_path(), name))


def heard(name: str) -> Event:
    """Return the last event in the output of the kind's newest work."""
    return events.last_of(work_path() / f"{name}.log")


def waits(name: str) -> bool:
    """Return whether a job of the kind waits for its turn."""
    return since(name) is not None and not (work_path() / f"{name}.log").exists()


def last(name: str) -> Ended | None:
    """Return how the last work of the kind ended; None for none."""
    return read_end(work_path() / f"{name}.json")


def read_end(note: Path) -> Ended | None:
    """Return the result stored in a file; None if there is none or it is unreadable."""
    try:
        kept = json.loads(note.read_text(encoding="utf-8"))
        event = Event(**kept["event"])
        if event.code in events.FORMER:
            return None
        return Ended(name=note.stem, code=kept["code"], ended_at=kept["ended_at"], event=event)
    except (OSError, ValueError, TypeError, KeyError):  # none yet, or written by another version
        return None


def write_end(note: Path, ended: Ended) -> None:
    """Store in a file how some work ended."""
    rewrite(note, json.dumps(asdict(ended), ensure_ascii=False).encode())


def _run(task: Task, place: tuple[Path, str], hear: Hear) -> None:
    folder, name = place
    try:
        with _turn:
            output = folder / f"{name}.log"
            try:
                code, event = child.start(task.arguments, output).wait(), events.last_of(output)
            except OSError as error:
                code, event = 1, events.not_begun(error)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            ended = Ended(name=name, code=code, ended_at=now, event=event)
            with suppress(OSError):  # of a full disk; whoever waits hears of the end all the same
                write_end(folder / f"{name}.json", ended)
            if logged := KINDS[name].logged if name in KINDS else "":
                words = VERDICTS.get((name, code)) or ended.sentence
                log.note(archive_path(), f"{logged}: {words}")
            hear(ended)
    finally:
        with _here:
            _at_work.pop(place, None)
