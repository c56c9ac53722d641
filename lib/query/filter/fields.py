"""The fields of the search language: a name and its values become one leaf of the tree."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import get_args

from lib.model.article import ZONES, Zone
from lib.query.filter.english import either
from lib.query.filter.tree import Days, Field, FieldName, InZone, Is, Leaf, State, Words

FIELDS: dict[str, FieldName] = {name: name for name in get_args(FieldName)}
FIELDS |= {"intitle": "title", "feed": "source", "publisher": "source", "language": "lang"}
STATES: dict[str, State] = {name: name for name in get_args(State)}
NAMED_ZONES: dict[str, Zone] = {zone: zone for zone in ZONES}
VALUE = re.compile(r'"([^"]*)"?|([^",]+)')
DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
HOW_TO_DATE = "a date is written 2024, 2024-04 or 2024-04-09, a range 2024-04/2024-05"


def values(text: str) -> tuple[str, ...]:
    """Split what stands after a field's colon at commas outside quotation marks."""
    found = ((quoted or bare).strip() for quoted, bare in VALUE.findall(text))
    return tuple(value for value in found if value)


def field(name: str, given: tuple[str, ...], typed: str) -> tuple[Leaf, list[str]]:
    """Understand one field, or fall back to the words as typed with a note that says why."""
    leaf, why = _understood(name, given)
    if leaf is not None:
        return leaf, [why] if why else []
    return Words(typed), [f"{why} {typed} was searched for as words."]


def _understood(name: str, given: tuple[str, ...]) -> tuple[Leaf | None, str]:
    if name in FIELDS:
        return _names(FIELDS[name], given)
    if name == "zone":
        zone = NAMED_ZONES.get(given[0].lower()) if len(given) == 1 else None
        return (InZone(zone), "") if zone else (None, f"A zone is one of {either(ZONES)}.")
    if name == "is":
        state = STATES.get(given[0].lower()) if len(given) == 1 else None
        return (Is(state), "") if state else (None, "After is: stands unread, read or starred.")
    if name in ("date", "after", "before"):
        days = _days(name, given[0]) if len(given) == 1 else None
        return days, "" if days else f"After {name}: stands a date; {HOW_TO_DATE}."
    return None, f'There is no field "{name}:".'


def _names(name: FieldName, given: tuple[str, ...]) -> tuple[Leaf | None, str]:
    if not given:
        return None, f"After {name}: stands a name."
    if name == "with" and len(given) == 1:
        note = f'with: takes two names, as in with:"{given[0]}","another name"; with one it means actor:.'
        return Field("actor", given), note
    return Field(name, given), ""


def _days(name: str, text: str) -> Days | None:
    first, slash, last = text.partition("/")
    since, until = _range(first), _range(last)
    if name != "date":
        return _one_sided(name, since) if since and not slash else None
    if not slash:
        return since
    if (first and not since) or (last and not until) or not (first or last):
        return None
    return _in_order(since.since if since else None, until.until if until else None)


def _one_sided(name: str, days: Days) -> Days | None:
    if name == "after":
        return Days(days.since, None)
    start = days.since or date.min
    return Days(None, start - timedelta(days=1)) if start > date.min else None


def _in_order(since: date | None, until: date | None) -> Days | None:
    return None if since and until and since > until else Days(since, until)


def _range(text: str) -> Days | None:
    """Return the first and the last day that a date of one to three parts covers."""
    match = DAY.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:  # the 30th of February, the year 0
        return None
    if day:
        return Days(first, first)
    last_month = month or 12
    return Days(first, date(first.year, last_month, monthrange(first.year, last_month)[1]))
