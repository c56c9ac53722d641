"""What a verb reports to another program: JSON events in place of a progress bar, the last one its outcome.

An event is a line {"code": ..., "parameters": {...}}, written where the environment sets WIREROOM_EVENTS.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

from lib.model.capture import Rejected
from lib.model.controls import printable
from lib.model.errors import Remedy
from lib.store.paths import EVENTS

if TYPE_CHECKING:
    from lib.ingest.summary import Summary

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # of a file's name: a terminal would do what they say


def listening() -> bool:
    """Return whether another program reads events: whether WIREROOM_EVENTS is set."""
    return bool(os.environ.get(EVENTS))


def report(code: str, **parameters: Any) -> None:
    """Write one event, if another program reads events."""
    if listening():
        line = json.dumps({"code": code, "parameters": parameters}, ensure_ascii=False)
        sys.stdout.write(printable(line) + "\n")
        sys.stdout.flush()


def failure(message: str, subject: str = "", remedies: Iterable[Remedy] = (), *, busy: bool = False) -> None:
    """Write the event of a failed verb: message, subject, remedies, and whether the archive was busy."""
    report("failed", message=message, subject=subject, remedies=list(map(asdict, remedies)), busy=busy)


def say(*sentences: str, paths: Iterable[object] = (), **parameters: Any) -> None:
    """Print sentences on what was done, one a line, and write them as an event with the paths they name."""
    print(*sentences, sep="\n")
    report("done", sentences=sentences, paths=list(map(str, paths)), **parameters)


def refuse(message: str, status: int = 1) -> int:
    """Print an error message, write it as an event, and return `status`, the exit status."""
    print(message, file=sys.stderr)
    failure(message)
    return status


def summary_of(summary: "Summary") -> dict[str, Any]:
    """Return the counts and rejected captures of an ingest as a dict for an event."""
    refused = [{"kind": r.kind, "origin": r.origin, "message": r.message} for r in summary.rejected]
    return {"counts": asdict(summary.counts), "rejected": refused}


def outcome(summary: "Summary", of: str = "") -> int:
    """Print the counts of an ingest behind `of`, write them as an event; return 3 for rejections, else 0."""
    status = print_rejected(summary.rejected)
    print(f"{of}{summary.sentence}")
    report("ingested", **summary_of(summary))
    return status


def print_rejected(rejected: Sequence[Rejected], what: str = "Rejected", stream: TextIO | None = None) -> int:
    """Print why captures were rejected; return 3 if there were any, else 0."""
    for refused in rejected:
        words = _CONTROL.sub(lambda sign: f"\\x{ord(sign[0]):02x}", refused.message)
        print(f"{what} ({refused.kind}): {words}", file=stream)
    return 3 if rejected else 0
