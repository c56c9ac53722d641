"""The fields of the search language, such as author:Smith or date:2024-04, parsed one by one."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

from lib.model.article import ZONES, Zone
from lib.query.filter.english import either
from lib.query.filter.tree import UNDATED, Days, Field, FieldName, InZone, Is, Leaf, Not, State, Words, ends

FIELDS: dict[str, FieldName] = {name: name for name in get_args(FieldName)}
FIELDS |= {
    "headline": "title",
    "intitle": "title",
    "feed": "source",
    "publisher": "source",
    "language": "lang",
}
STATES: dict[str, State] = {name: name for name in get_args(State)}
NAMED_ZONES: dict[str, Zone] = {zone: zone for zone in ZONES}
VALUE = re.compile(r'"([^"]*)"?|([^",]+)')
DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
HOW_TO_DATE = "a date is written 2024, 2024-04 or 2024-04-09, a range 2024-04/2024-05, no date none"
KNOWN = (*FIELDS, "zone", "is", "date", "after", "before")


def values_of(text: str) -> tuple[str, ...]:
    """Return the values after a field's colon: divided at commas, but not within quotation marks.

    The quotation marks are removed: "Ada Holm",Boro gives Ada Holm and Boro.
    """
    found = ((quoted or bare.rstrip("*")).strip() for quoted, bare in VALUE.findall(text))
    return tuple(value for value in found if value)


def parse_field(name: str, given: tuple[str, ...], typed: str) -> tuple[Leaf | Not, list[str]]:
    """Return a field as a node of the syntax tree, with notes on what was not understood.

    A field that cannot be parsed becomes a search for the words `typed`, and a note says why.
    """
    leaf, why = _understood(name, given)
    if isinstance(leaf, Field) and leaf.name == "title":
        leaf = replace(leaf, quoted=tuple(quoted.strip() for quoted, _ in VALUE.findall(typed) if quoted))
    if leaf is not None:
        return leaf, [why] if why else []
    return Words(typed), [f"{why} {typed} was searched for as words."]


def _understood(name: str, given: tuple[str, ...]) -> tuple[Leaf | Not | None, str]:
    """Return (condition, note or "") for a field with its values; (None, note) if it cannot be read."""
    if named := FIELDS.get(name):
        if not given:
            return None, f"After {named}: comes a name."
        if named == "with" and len(given) == 1:
            note = f'with: takes two names, as in with:"{given[0]}","another name"; with one it means actor:.'
            return Field("actor", given), note
        return Field(named, given), ""
    if name == "zone":
        zone = NAMED_ZONES.get(given[0].lower()) if len(given) == 1 else None
        return (InZone(zone), "") if zone else (None, f"A zone is one of {either(ZONES)}.")
    if name == "is":
        state = STATES.get(given[0].lower()) if len(given) == 1 else None
        return (Is(state), "") if state else (None, "After is: comes unread, read, starred or muted.")
    if name == "date" and len(given) == 1 and given[0].lower() == "none":
        return UNDATED, ""
    if name in ("date", "after", "before"):
        days = _days(name, given[0]) if len(given) == 1 else None
        return days, "" if days else f"After {name}: comes a date; {HOW_TO_DATE}."
    known = either([f"{each}:" for each in KNOWN])
    return None, f'There is no field "{name}:"; there are {known}.'


def _days(name: str, text: str) -> Days | None:
    """Return the days that "date:2024-04/2024-06", "after:2024" or "before:2024" asks for; else None.

    `name` is the field's name, `text` its value.
    """
    first, slash, last = text.partition("/")
    since, until = _range(first), _range(last)
    if name != "date":
        if not since or slash:
            return None
        if name == "after":
            return Days(since.since, None)
        start = since.since or date.min  # of the days that `before:` leaves out
        return Days(None, start - timedelta(days=1)) if start > date.min else None
    if not slash:
        return since
    if (first and not since) or (last and not until) or not (first or last):
        return None
    days = Days(since.since if since else None, until.until if until else None)
    return None if days.since and days.until and days.since > days.until else days


def _range(text: str) -> Days | None:
    """Return the first and last day of "2024", "2024-04" or "2024-04-09"; None for other texts."""
    if not (match := DAY.fullmatch(text)):
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return Days(*ends(year or 0, month, day))
    except ValueError:  # the 30th of February, the year 0
        return None
