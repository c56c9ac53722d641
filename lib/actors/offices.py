"""The offices of state that persons of the actor file held, and whom a title before a surname means."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from lib.actors.dictionary import Dictionary, fold
from lib.actors.records import Period, Record, surname_of
from lib.actors.yaml_file import ActorFileError, read_yaml

OFFICES = Path(__file__).parent / "offices.yaml"
_GENERATION = timedelta(days=30 * 365)  # behind which a former holder is not meant without "former"
_HEADS = ("president", "prime minister", "chancellor")
_SAME_OFFICE = {"premier": "prime minister"}
_TITLE = re.compile(  # "former Vice President ", "Chancellor "
    r"\b(?:([Ff]ormer|[Tt]hen|[Ee]x)[ -])?((?:Vice )?President|Prime Minister|Premier|Chancellor)\s+$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Period):
    """The period in which a person held an office of a country."""

    office: str
    country: str
    record: Record


class Offices:
    """All tenures of offices, by office and surname."""

    def __init__(self, tenures: Iterable[Tenure]) -> None:
        self._held: defaultdict[tuple[str, str], list[Tenure]] = defaultdict(list)
        self._countries: defaultdict[str, set[str]] = defaultdict(set)
        for tenure in tenures:
            self._countries[tenure.record.id].add(tenure.country)
            office = _SAME_OFFICE.get(tenure.office, tenure.office)
            surname = surname_of(tenure.record)
            for printed in {surname, fold(surname), surname.upper(), fold(surname).upper()}:
                self._held[office, printed].append(tenure)

    def countries_of(self, record: Record) -> set[str]:
        """Return the ids of the countries in which the person held an office; empty for none."""
        return self._countries.get(record.id, set())

    def in_office(self, surname: str, day: date | None, countries: Container[str]) -> Record | None:
        """Return the only head of state or government of this surname on the day in these countries.

        None if there is none or more than one.
        """
        held = chain.from_iterable(self._held.get((office, surname), ()) for office in _HEADS)
        found = {
            each.record.id: each.record for each in held if each.valid_on(day) and each.country in countries
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def is_title(self, before: str) -> bool:
        """Return whether the text ends with a title of state: President, Prime Minister, Chancellor."""
        return _TITLE.search(before) is not None

    def holder(self, before: str, surname: str, day: date | None) -> Record | None:
        """Return the only person of a surname with the title that ends `before`, on the day or earlier.

        After "former" it is one who has left the office and, if there is such a person, is not in it again.
        None if there is none or more than one.
        """
        title = _TITLE.search(before)
        if title is None:
            return None
        office = title[2].lower()
        held = self._held.get((_SAME_OFFICE.get(office, office), surname), [])
        now = [each for each in held if each.valid_on(day)]
        past = [each for each in held if day is None or each.since is None or each.since <= day]
        if (word := title[1]) and word.lower() != "then":
            left = [each for each in past if each not in now]
            again = {each.record.id for each in now}
            meant = [each for each in left if each.record.id not in again] or left
        else:
            meant = now or [each for each in past if word or _is_remembered(each, day)]
        persons = {each.record.id: each.record for each in meant}
        return next(iter(persons.values())) if len(persons) == 1 else None


NOBODY = Offices(())


@lru_cache(maxsize=8)
def offices(actor_file: Dictionary) -> Offices:
    """Return the tenures of the actor file's persons; raises ActorFileError for a day that is none."""
    known = {record.id: record for record in actor_file.records}
    rows: Any = read_yaml(OFFICES)
    return Offices(
        Tenure(
            office=row["office"], country=row["of"], record=known[person], since=_checked_day(days, 0),
            until=_checked_day(days, 1),
        )
        for row in rows
        for person, *days in row["held"]
        if person in known
    )  # fmt: skip


def _checked_day(days: list[Any], number: int) -> date | None:
    """Return the day of this index; None if it is missing or "unknown".

    Raises ActorFileError for a text that is no day.
    """
    day = days[number] if number < len(days) else None
    if day in (None, "unknown"):
        return None
    if not isinstance(day, date):
        raise ActorFileError(str(day), f"{day} in the offices is no day; write it as 2024-04-09, or unknown.")
    return day


def _is_remembered(tenure: Tenure, day: date | None) -> bool:
    """Return whether a former holder is still called by the bare title: a famous or a recent one."""
    recent = day is not None and tenure.until is not None and day - tenure.until < _GENERATION
    return tenure.record.famous_surname or recent
