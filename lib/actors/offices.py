"""Who held which office of state when: a title before a surname means the holder of the story's day."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib.actors.dictionary import Dictionary, Record, RecordError, fold, read_yaml, surname_of

OFFICES = Path(__file__).parent / "offices.yaml"
_SAME_OFFICE = {"premier": "prime minister"}
_TITLE = re.compile(
    r"\b((?:[Ff]ormer|[Tt]hen|ex)[ -])?((?:Vice )?President|Prime Minister|Premier|Chancellor)\s+$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office that a person held; a day that is unknown leaves its side open."""

    office: str
    country: str
    record: Record
    since: date | None
    until: date | None

    def holds_on(self, day: date | None) -> bool:
        """Return whether the person held it on the day, or holds it still where none is given."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Offices:
    """The tenures of the actor file's persons, by their surnames."""

    def __init__(self, tenures: Iterable[Tenure]) -> None:
        self._held: defaultdict[tuple[str, str], list[Tenure]] = defaultdict(list)
        self._countries: defaultdict[str, set[str]] = defaultdict(set)
        for tenure in tenures:
            self._countries[tenure.record.id].add(tenure.country)
            office = _SAME_OFFICE.get(tenure.office, tenure.office)
            for surname in {surname_of(tenure.record), fold(surname_of(tenure.record))}:
                self._held[office, surname].append(tenure)

    def countries_of(self, record: Record) -> set[str]:
        """Return the countries in which a person held an office."""
        return self._countries.get(record.id, set())

    def is_title(self, before: str) -> bool:
        """Return whether words end with a title of state."""
        return _TITLE.search(before) is not None

    def holder(self, before: str, surname: str, day: date | None) -> Record | None:
        """Return whom a surname means behind the words before it, None where they are no title of state.

        That is who held the office on the day, else the one former holder of a famous name.
        """
        title = _TITLE.search(before)
        if title is None:
            return None
        office = title[2].lower()
        held = self._held.get(
            (_SAME_OFFICE.get(office, office), surname.title() if surname.isupper() else surname), []
        )
        past = [each for each in held if day is None or each.since is None or each.since <= day]
        now = [each for each in past if each.holds_on(day)]
        past = [each for each in past if title[1] or each.record.famous_surname]
        meant = {each.record.id: each.record for each in now or past}
        return next(iter(meant.values())) if len(meant) == 1 else None


NOBODY = Offices(())


@lru_cache(maxsize=8)
def offices(actor_file: Dictionary) -> Offices:
    """Return the offices of the persons of an actor file."""
    known = {record.id: record for record in actor_file.records}
    rows: Any = read_yaml(OFFICES)
    return Offices(
        Tenure(
            office=row["office"],
            country=row["of"],
            record=known[person],
            since=_day(days, 0),
            until=_day(days, 1),
        )
        for row in rows
        for person, *days in row["held"]
        if person in known
    )


def _day(days: list[Any], number: int) -> date | None:
    day = days[number] if number < len(days) else None
    if day in (None, "unknown"):
        return None
    if not isinstance(day, date):
        raise RecordError(str(day), f"{day} in the offices is no day; write it as 2024-04-09, or unknown.")
    return day
