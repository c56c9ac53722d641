"""Reads the timezone printed beside a time: an abbreviation, an offset, or the name of a place."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from zoneinfo import available_timezones

from lib.clean import words
from lib.model.article import Timezone

_CONTINENTS = ("Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/")
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?$")
_FARTHEST = 14  # hours of a timezone from UTC
_BESIDE = re.compile(
    r"^(?:US |heure de |ora di |hora de |horário de |за |по )?(?P<place>.+?)(?: local)?(?: time)?$",
    re.IGNORECASE,
)


@cache
def listed(section: str) -> Mapping[str, str]:
    """Return the names in a section of timezones.yaml, each with the timezone that it points to."""
    rows = words.read("timezones")[section].items()
    return {name.strip(): timezone for timezone, names in rows for name in names.split(",")}


ABBREVIATIONS = listed("abbreviations")
AMBIGUOUS: Mapping[str, Mapping[str, str]] = words.read("timezones")["ambiguous"]

_known = cache(available_timezones)
# What zones are called after besides cities, and what stands in the names of papers: The Wake Weekly.
_NO_CITIES = frozenset((
    "act", "chatham", "easter", "gambier", "jersey", "johnston", "knox", "lhi", "midway", "monticello",
    "norfolk", "north", "nsw", "oral", "resolute", "south", "victoria", "virgin", "wake", "wallis", "west",
))  # fmt: skip


@cache
def cities() -> Mapping[str, str]:
    """Return {city in lower case: timezone}, from the list of cities and the names of timezones."""
    named = {
        city_of(name).casefold(): name
        for name in sorted(_known())  # of a city that two continents name, such as Istanbul, the last counts
        if name.startswith(_CONTINENTS)
        and name.count("/") == 1
        and city_of(name).casefold() not in _NO_CITIES
    }
    longest_first = sorted(named.items(), key=lambda pair: -len(pair[0]))
    return {**listed("cities"), **dict(longest_first)}


def timezone_of_city(place: str) -> str | None:
    """Return the timezone of a city; None for other texts."""
    return cities().get(place.casefold())


def city_of(timezone: str) -> str:
    """Return the city in the name of a timezone: "New York" of "America/New_York"."""
    return timezone.rsplit("/", 1)[-1].replace("_", " ")


def is_ambiguous(printed: str) -> bool:
    """Return whether an abbreviation stands for several timezones, such as IST."""
    return printed.strip().upper() in AMBIGUOUS


def decide_timezone(printed: str | None, assumed: Callable[[], Timezone]) -> Timezone:
    """Return the timezone printed beside a time; if none is printed, the assumed one.

    The assumed one also decides between several meanings of an abbreviation such as IST.
    """
    if printed and is_ambiguous(printed):
        own, (by_own, likeliest) = assumed(), _meanings(printed.strip().upper())
        # One that was read from the abbreviation beside another time of the page stays.
        return own if own in (*by_own.values(), likeliest) else by_own.get(own.name, likeliest)
    return (printed_timezone(printed) if printed else None) or assumed()


def printed_timezone(printed: str) -> Timezone | None:
    """Return the timezone that "EST", "+02:00" or "Kyiv time" stands for.

    None if the text is not known, or if the abbreviation stands for several.
    """
    bare = printed.strip().replace("\N{MINUS SIGN}", "-")
    if is_ambiguous(bare):
        return None
    if found := _OFFSET.fullmatch(bare.upper()):
        hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
        if hours > _FARTHEST or minutes > 59:
            return None
        name = f"{found['sign']}{hours:02}:{minutes:02}"
        return Timezone(name=name, assumed=False, reason="The page gives the offset.")
    beside = _BESIDE.match(bare)
    place = beside["place"].casefold() if beside else ""
    named = ABBREVIATIONS.get(bare.upper()) or listed("places").get(place) or timezone_of_city(place)
    if name := named or (bare if bare in _known() else ""):
        return Timezone(name=name, assumed=False, reason=f"The page says {bare}.")
    return None


@cache
def _meanings(abbreviation: str) -> tuple[Mapping[str, Timezone], Timezone]:
    """Return what an abbreviation means, by the publisher's own timezone, and what for all others."""
    meanings = AMBIGUOUS[abbreviation]
    *others, last = meanings
    says = f"The page says {abbreviation}, which is the time of {', '.join(others)} or {last}"
    by_own: dict[str, Timezone] = {}
    for country, names in meanings.items():
        own, *_ = known = names.split(", ")
        for name in known:
            reason = f"{says}; its publisher's own time, that of {city_of(name)}, decides for {country}."
            by_own[name] = Timezone(name=own, assumed=False, reason=reason)
    likeliest, names = next(iter(meanings.items()))
    reason = f"{says}; nothing on the page decides which, so that of {likeliest} is assumed."
    return by_own, Timezone(name=names.split(", ")[0], assumed=True, reason=reason)
