"""The log of the reader's marks: one JSON line a change, readable by anything, from which marks are rebuilt.

{"article": "…", "at": "…", "read": true} or "starred": false, "note": "…", "label": "…", "unlabel": "…",
"moved_to": "…"; and what is kept by name, "keep": "view", "name": "…", "body": "…" or "drop": "view",
"name": "…". The "sum" of each line is the CRC-32 of its other fields, so that a changed letter is found.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from lib.model import sums
from lib.store.files import lines

Change = Mapping[str, str | bool]


def append(log: Path, changes: Sequence[Change]) -> None:
    """Add a line for each change; when it returns they are on disk."""
    lines.append(log, changes)


def rewrite(log: Path, changes: Iterable[Change]) -> None:
    """Write the log anew."""
    lines.rewrite(log, b"".join(map(lines.signed, changes)))


def read(log: Path) -> tuple[list[Change | None], int]:
    """Return the changes, one a line, and how many of the lines are damaged.

    None stands for those, {} for a change that was forgotten with its story.
    """
    found: list[Change | None] = []
    damaged = 0
    for _, line in lines.lines(log):
        try:
            fields = json.loads(line)
            if not {"sum", "forgotten"} & fields.keys():
                raise ValueError("no sum")
            found.append({} if "forgotten" in fields else change(sums.unsigned(fields)))
        except (ValueError, KeyError, AttributeError):  # counted, and told by whoever asked
            found.append(None)
            damaged += 1
    return found, damaged


def change(fields: dict[str, str | bool]) -> Change:
    """Return the change of a line; raises KeyError where it holds none."""
    return {"article": fields["article"], "at": fields["at"], **fields}


def forget(log: Path, articles: Collection[str]) -> None:
    """Overwrite every line on the stories, also under ids that they had before."""
    gone = set(articles)
    for change in reversed(read(log)[0]):
        if change and change.get("moved_to") in gone:
            gone.add(str(change["article"]))
    lines.overwrite(log, lambda line: any(name in gone for name in _names(line)))


def _names(line: bytes) -> Iterator[str]:
    try:
        fields = json.loads(line)
        yield from (str(fields[name]) for name in ("article", "moved_to") if name in fields)
    except (ValueError, TypeError):  # damaged: nobody can tell whose it is
        return
