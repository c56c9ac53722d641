"""What a verb tells another program: JSON events in place of a progress bar, the last one its outcome.

An event is a line {"code": ..., "parameters": {...}}, written where the environment sets WIREROOM_EVENTS.
"""

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from lib.model.errors import Remedy
from lib.store.files.home import EVENTS

if TYPE_CHECKING:
    from lib.ingest.summary import Summary


def listening() -> bool:
    """Return whether a program reads the events."""
    return bool(os.environ.get(EVENTS))


def report(code: str, **parameters: Any) -> None:
    """Write one event where a program reads it."""
    if listening():
        sys.stdout.write(json.dumps({"code": code, "parameters": parameters}, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def failure(message: str, subject: str = "", remedies: Iterable[Remedy] = ()) -> None:
    """Write that the verb failed, about what, and what helps."""
    report("failed", message=message, subject=subject, remedies=written(remedies))


def refuse(message: str, status: int = 1) -> int:
    """Say why nothing was done, on the error stream and as an event; return the exit status."""
    print(message, file=sys.stderr)
    failure(message)
    return status


def summary_of(summary: "Summary") -> dict[str, Any]:
    """Return the outcome of an ingest as parameters."""
    refused = [{"kind": r.kind, "origin": r.origin, "message": r.message} for r in summary.rejected]
    return {"counts": asdict(summary.counts), "rejected": refused}


def written(remedies: Iterable[Remedy]) -> list[dict[str, str]]:
    """Return remedies as parameters."""
    return [asdict(remedy) for remedy in remedies]
