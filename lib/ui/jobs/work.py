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

LOADING = "Starting; the language model takes a few seconds to load."
WAITING = "It begins when the work before it has ended."


class WorkWords(NamedTuple):
    """The words for one kind of work: on the page, in the log, and before its first event."""

    label: str
    logged: str = ""  # what a line of the log begins with; "" where the work writes its own lines
    first: str = LOADING


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
    "mail": WorkWords("Sending mail", "Mail", "The letter is written, then handed to your mail server."),
}
# By kind and exit code: the log says of a check only this, not all that was found.
VERDICTS = {("check", 0): "sound.", ("check", 1): "damaged; the Intake page says what was found."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A command to run in a child process: its kind of work and its arguments."""

    name: str  # of its kind: "ingest", "refresh", "check" ...
    arguments: tuple[str, ...]


OnEnd = Callable[[Ended], None]


class _Key(NamedTuple):
    """A kind of work, by its name, and the folder of its log and last result: one for each data folder."""

    folder: Path
    name: str

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    @property
    def result(self) -> Path:
        return self.folder / f"{self.name}.json"


_lock = threading.Lock()  # of _submitted
_turn = threading.Lock()  # held by the work that runs
_submitted: dict[_Key, datetime] = {}  # work that waits or runs, and since when


def submit(task: Task, on_end: OnEnd = lambda _: None) -> bool:
    """Start a thread that runs the task in its turn; return False if one of its kind waits or runs already.

    It waits until no task runs; `on_end` is called in it. Raises KeyError for a kind that is not in KINDS.
    """
    words, key = KINDS[task.name], _key(task.name)
    with _lock:
        if key in _submitted:
            return False
        key.log.unlink(missing_ok=True)  # of the work of this kind before
        _submitted[key] = datetime.now(UTC)
    threading.Thread(target=_run, args=(task, words, key, on_end), daemon=True, name=task.name).start()
    return True


def _key(name: str) -> _Key:
    return _Key(work_path(), name)


def submitted_at(name: str) -> datetime | None:
    """Return when work of the kind was submitted, if it waits or runs; else None."""
    return _submitted.get(_key(name))


def last_event(name: str) -> Event:
    """Return the last event in the output of the kind's newest work."""
    return events.last_of(_key(name).log)


def is_waiting(name: str) -> bool:
    """Return whether work of the kind waits for its turn: its log is made when it begins."""
    return submitted_at(name) is not None and not _key(name).log.exists()


def last_result(name: str) -> Ended | None:
    """Return how the last work of the kind ended; None if none has ended."""
    return read_end(_key(name).result)


def read_end(note: Path) -> Ended | None:
    """Return the result stored in a file; None if there is none that this version has words for."""
    try:
        stored = json.loads(note.read_text(encoding="utf-8"))
        event = Event(**stored["event"])
        ended = Ended(name=note.stem, code=stored["code"], ended_at=stored["ended_at"], event=event)
        if ended.ended_at:
            datetime.fromisoformat(ended.ended_at)
        return ended if event.code in events.KNOWN and isinstance(ended.sentence, str) else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):  # none yet, damage, another version
        return None


def write_end(note: Path, ended: Ended) -> None:
    """Store in a file how some work ended."""
    rewrite(note, json.dumps(asdict(ended), ensure_ascii=False).encode())


def _run(task: Task, words: WorkWords, key: _Key, on_end: OnEnd) -> None:
    """Run the task when its turn comes; store its result, note it in the log, and call `on_end`."""
    try:
        with _turn:
            try:
                code = child.start(task.arguments, key.log).wait()
                event = events.last_of(key.log)
            except OSError as error:
                code, event = 1, events.not_begun(error)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            ended = Ended(name=key.name, code=code, ended_at=now, event=event)
            with suppress(OSError):  # of a full disk; `on_end` is called all the same
                write_end(key.result, ended)
            if words.logged:
                verdict = VERDICTS.get((key.name, code), ended.sentence)
                log.note(archive_path(), f"{words.logged}: {verdict}")
            on_end(ended)
    finally:
        with _lock:
            _submitted.pop(key, None)
