"""The events of several copies of a journal: those still intact in each one's bytes, and the union of all.

A file may be cut off, or have foreign bytes between its lines, so lines are found by how they start and end.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from lib.store.journal.event import Event, event_of, unsigned

_START = re.compile(rb'\{"(?:seq|journal)": ')
_END = re.compile(rb', "sum": "[0-9a-f]{8}"\}')


def found_in(data: bytes) -> tuple[list[Event], str]:
    """Return the intact events found anywhere in a file's bytes, in order, and the id of their journal.

    The id is "" if the line that names the journal is lost.
    """
    events, journal = [], ""
    for start in _START.finditer(data):
        end = _END.search(data, start.start())
        fields = unsigned(data[start.start() : end.end()]) if end else None
        if fields and "journal" in fields:
            journal = str(fields["journal"])
        elif fields and {"seq", "id", "kind"} <= fields.keys() <= Event.__dataclass_fields__.keys():
            events.append(event_of(fields))
    return events, journal


def union(*copies: Iterable[Event]) -> list[Event]:
    """Return the events of several copies in the order of their numbers, each once.

    What one copy has erased is erased. If copies give an event different numbers, the first copy's counts;
    from the first number that two events share, all are numbered again in the order they were made.
    """
    found: dict[str, Event] = {}
    # Never earlier than that of the event before: a clock may be set back, and what is erased has no time.
    time_of: dict[str, str] = {}  # by id
    for copy in copies:
        latest = ""
        for event in sorted(copy, key=lambda each: each.seq):
            latest = max(latest, event.at)
            time_of.setdefault(event.id, latest)
            known = found.setdefault(event.id, event)
            if event.kind == "erased" and known.kind != "erased":
                found[event.id] = replace(event, seq=known.seq)
    ordered = sorted(found.values(), key=lambda each: each.seq)
    clash = next((one.seq for one, two in pairwise(ordered) if one.seq == two.seq), None)
    if clash is None:
        return ordered
    kept = [each for each in ordered if each.seq < clash]
    others = sorted(ordered[len(kept) :], key=lambda each: time_of[each.id])
    return [*kept, *(replace(each, seq=number) for number, each in enumerate(others, clash))]
