"""The time zone of a printed time: as printed, else assumed from who published it."""

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import available_timezones

from lib.clean.dates.timezones import clock_of, zone_assumed, zone_named
from lib.model.article import Timezone

# Seats of news that are no zone's own city.
_CITIES: dict[str, str] = {
    "kiev": "Europe/Kyiv",
    "kharkiv": "Europe/Kyiv",
    "odesa": "Europe/Kyiv",
    "lviv": "Europe/Kyiv",
    "washington": "America/New_York",
    "boston": "America/New_York",
    "philadelphia": "America/New_York",
    "miami": "America/New_York",
    "atlanta": "America/New_York",
    "houston": "America/Chicago",
    "dallas": "America/Chicago",
    "minneapolis": "America/Chicago",
    "san francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "san diego": "America/Los_Angeles",
    "la times": "America/Los_Angeles",
    "beijing": "Asia/Shanghai",
    "delhi": "Asia/Kolkata",
    "mumbai": "Asia/Kolkata",
    "hindustan": "Asia/Kolkata",
    "osaka": "Asia/Tokyo",
    "munich": "Europe/Berlin",
    "münchen": "Europe/Berlin",
    "hamburg": "Europe/Berlin",
    "frankfurt": "Europe/Berlin",
    "köln": "Europe/Berlin",
    "barcelona": "Europe/Madrid",
    "milan": "Europe/Rome",
    "geneva": "Europe/Zurich",
    "manchester": "Europe/London",
    "tel aviv": "Asia/Jerusalem",
    "st. petersburg": "Europe/Moscow",
    "calgary": "America/Edmonton",
    "ottawa": "America/Toronto",
    "montreal": "America/Toronto",
}

# Publishers whose names hold no city, by the city they keep their clock in.
_HOUSES: dict[str, str] = {
    "bbc": "Europe/London",
    "the guardian": "Europe/London",
    "the independent": "Europe/London",
    "sky news": "Europe/London",
    "reuters": "UTC",
    "cnn": "America/New_York",
    "fox news": "America/New_York",
    "npr": "America/New_York",
    "associated press": "America/New_York",
    "the intercept": "America/New_York",
    "le monde": "Europe/Paris",
    "le figaro": "Europe/Paris",
    "der spiegel": "Europe/Berlin",
    "deutsche welle": "Europe/Berlin",
    "el país": "Europe/Madrid",
    "la repubblica": "Europe/Rome",
    "ukrainska pravda": "Europe/Kyiv",
    "ukrinform": "Europe/Kyiv",
    "meduza": "Europe/Riga",
    "al jazeera": "Asia/Qatar",
    "haaretz": "Asia/Jerusalem",
}

# Places as the words beside a time decline or name them, beyond the names of cities.
_TOLD: dict[str, str] = {
    "києвом": "Europe/Kyiv",
    "київським": "Europe/Kyiv",
    "киеву": "Europe/Kyiv",
    "москве": "Europe/Moscow",
    "минску": "Europe/Minsk",
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "мск": "Europe/Moscow",
    "lisboa": "Europe/Lisbon",
    "roma": "Europe/Rome",
    "brasília": "America/Sao_Paulo",
}
_BESIDE = re.compile(
    r"^(?:US |heure de |ora di |hora de |horário de |за |по )?(?P<place>.+?)(?: local)?(?: time)?$",
    re.IGNORECASE,
)

_CONTINENTS = ("Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/")


def zone_of_text(printed: str | None, publisher: str, language: str | None) -> Timezone:
    """Return the zone printed beside a time, else of the city in the publisher's name, else of its
    language.
    """
    stated = (zone_named(printed) or zone_of_words(printed)) if printed else None
    if stated:
        return stated
    assumed = zone_assumed(publisher, language)
    city = city_in(publisher)
    if city is None:
        return assumed
    shown = city.rsplit("/", 1)[-1].replace("_", " ")
    return Timezone(
        name=city,
        assumed=True,
        reason=f"The page gives no zone; its publisher, {publisher}, is taken to print the time of {shown}.",
    )


def zone_of_words(printed: str) -> Timezone | None:
    """Return the zone of a place that a page names beside a time.

    'Kyiv time', 'heure de Paris', 'за Києвом'.
    """
    match = _BESIDE.match(printed.strip())
    place = match["place"].casefold() if match else ""
    name = _TOLD.get(place) or city_of_zone(place)
    if name is None:
        return None
    return Timezone(name=name, assumed=False, reason=f"The page says {printed.strip()}.")


def to_utc(local: datetime, zone: Timezone) -> datetime:
    """Return the instant of a local time in the zone."""
    return local.replace(tzinfo=clock_of(zone)).astimezone(UTC)


def to_local(instant: datetime, zone: Timezone) -> datetime:
    """Return the instant as the zone's clock shows it."""
    return instant.astimezone(clock_of(zone))


def city_in(publisher: str) -> str | None:
    """Return the zone of the city, or of the house, that a name holds."""
    if "." in publisher and " " not in publisher:  # an address: its ending tells more than a word in it
        return None
    folded = publisher.casefold()
    for known in (_HOUSES, _CITIES, _zone_cities()):
        for name, zone in known.items():
            if name in folded and re.search(rf"\b{re.escape(name)}\b", folded):
                return zone
    return None


def city_of_zone(place: str) -> str | None:
    """Return the zone of a place that is a known city and nothing else."""
    folded = place.casefold()
    return _CITIES.get(folded) or _zone_cities().get(folded)


@lru_cache(maxsize=1)
def _zone_cities() -> dict[str, str]:
    """Return cities that zones are named after, longest name first."""
    cities = {
        name.rsplit("/", 1)[1].replace("_", " ").casefold(): name
        for name in available_timezones()
        if name.startswith(_CONTINENTS) and name.count("/") == 1
    }
    return dict(sorted(cities.items(), key=lambda pair: -len(pair[0])))
