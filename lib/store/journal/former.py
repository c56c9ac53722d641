"""The reader's work in the files of older versions, as events of the journal.

They are marks in `marks.sqlite` with a log of each change, and corrections, decisions about actors, joined
names and recipes of figures as JSON lines. The same lines always give events with the same ids, so that a
backup of them adds nothing to a journal that has them already.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from lib.store.backup_files import backups, copies, newest_good
from lib.store.journal import witness
from lib.store.journal.event import Event, erased, mark_of, numbered
from lib.store.journal.events_of_copies import union
from lib.store.journal.former_files import paths
from lib.store.journal.former_lines import read_lines
from lib.store.journal.former_marks import BEGUN, FoundEvents, marks, with_own_ids
from lib.store.paths import FORMER

_KINDS = {"corrections": "correct", "ledger": "decide", "names": "join", "recipes": "record_figure"}


def events(archive: Path) -> list[Event]:
    """Return the events in an older version's files; what a file has lost comes from its newest backup."""
    own = paths(archive)
    copy = {name: each for name in FORMER if (each := newest_good(archive, name))}
    lost = set[str]()
    for backup in backups(archive):
        kept = copies(archive, backup)
        then = events_in({name: kept[path] for name, path in own.items()})
        lost |= witness.gone_with_stories(archive, backup, then)
    found: list[Event] = []
    for read in _READERS:
        held, forgotten = read(own)
        both = union(numbered(held), numbered(read(copy).events))
        if len(both) - len(held) <= forgotten:
            found += held
        else:
            ids = {each.id for each in held}
            found += [each for each in both if each.id in ids or each.ids.isdisjoint(lost)]
    return numbered(found)


def events_in(files: Mapping[str, Path]) -> list[Event]:
    """Return the events in an older version's files, given by their names in ArchivePaths."""
    return [each for read in _READERS for each in read(files).events]


def _records(name: str, files: Mapping[str, Path]) -> FoundEvents:
    """Return the events in one file of JSON lines, and how many forgotten records left no id there."""
    found, lines = [], read_lines(files.get(name))
    kind, parse = _KINDS[name], _parser_of(name)
    for fields in filter(None, lines):
        gone = fields.get("forgotten")
        if isinstance(gone, str):
            found.append(erased(Event(kind=kind, id=gone)))
        elif not gone:
            with suppress(ValueError, TypeError, KeyError):
                if "undo" not in fields:
                    parse(fields)
                story, capture = fields.get("article", ""), fields.get("sha256", "")
                made = Event(
                    kind="undo" if "undo" in fields else kind, id=mark_of(fields), story=story,
                    at=str(fields.get("made_at", BEGUN)), capture=capture, fields=fields,
                )  # fmt: skip
                found.append(made)
    nameless = sum(each.get("forgotten") is True for each in lines if each)
    return FoundEvents(with_own_ids(found), nameless)


def _parser_of(name: str) -> Callable[[dict[str, Any]], object]:
    """Return the function that reads a record of the file with this name in ArchivePaths from its fields."""
    from lib.store.journal import corrections, joined_names, ledger, recipes

    return {
        "corrections": corrections.parse, "ledger": ledger.parse, "names": joined_names.parse,
        "recipes": recipes.parse,
    }[name]  # fmt: skip


_READERS: tuple[Callable[[Mapping[str, Path]], FoundEvents], ...] = (
    marks, *(partial(_records, name) for name in _KINDS),
)  # fmt: skip
