"""The time zone of a printed time: as printed, else assumed from who published it."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from lib.model.article import ZoneOfTime

_ABBREVIATIONS: dict[str, str] = {
    "gmt": "UTC",
    "utc": "UTC",
    "z": "UTC",
    "bst": "Europe/London",
    "cet": "Europe/Berlin",
    "cest": "Europe/Berlin",
    "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin",
    "eet": "Europe/Kyiv",
    "eest": "Europe/Kyiv",
    "msk": "Europe/Moscow",
    "est": "America/New_York",
    "edt": "America/New_York",
    "et": "America/New_York",
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "mst": "America/Denver",
    "mdt": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "wib": "Asia/Jakarta",
    "sast": "Africa/Johannesburg",
    "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney",
}

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

# Languages whose homelands share one clock.
_LANGUAGES: dict[str, str] = {
    "de": "Europe/Berlin",
    "pl": "Europe/Warsaw",
    "cs": "Europe/Prague",
    "sk": "Europe/Bratislava",
    "sv": "Europe/Stockholm",
    "da": "Europe/Copenhagen",
    "no": "Europe/Oslo",
    "nb": "Europe/Oslo",
    "it": "Europe/Rome",
    "hu": "Europe/Budapest",
    "uk": "Europe/Kyiv",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Seoul",
    "he": "Asia/Jerusalem",
    "el": "Europe/Athens",
    "fi": "Europe/Helsinki",
    "tr": "Europe/Istanbul",
    "bg": "Europe/Sofia",
    "ro": "Europe/Bucharest",
    "lt": "Europe/Vilnius",
    "lv": "Europe/Riga",
    "et": "Europe/Tallinn",
    "nl": "Europe/Amsterdam",
}


def zone_of(printed: str | None, publisher: str, language: str | None) -> ZoneOfTime:
    """The zone printed beside a time, else that of the publisher's city, else of its language, else UTC."""
    if printed and (stated := _stated(printed)):
        return ZoneOfTime(name=stated, assumed=False, reason=f"The page prints {printed}.")
    city = _city_in(publisher)
    if city:
        return ZoneOfTime(
            name=city,
            assumed=True,
            reason=f"The page prints no zone; its publisher, {publisher}, keeps the time of {city}.",
        )
    if language in _LANGUAGES:
        name = _LANGUAGES[language]
        return ZoneOfTime(
            name=name,
            assumed=True,
            reason=f"The page prints no zone and names no city; its language points to {name}.",
        )
    return ZoneOfTime(
        name="UTC",
        assumed=True,
        reason="The page prints no zone and its publisher's city is not known, so UTC is assumed.",
    )


def to_utc(local: datetime, zone: ZoneOfTime) -> datetime:
    """The instant of a local time in the zone."""
    return local.replace(tzinfo=_clock_of(zone.name)).astimezone(UTC)


def to_local(instant: datetime, zone: ZoneOfTime) -> datetime:
    """The instant as the zone's clock shows it."""
    return instant.astimezone(_clock_of(zone.name))


def _clock_of(name: str) -> tzinfo:
    return ZoneInfo(name) if name[0].isalpha() else timezone(_offset(name))


def _offset(name: str) -> timedelta:
    hours, minutes = int(name[1:3]), int(name[4:6])
    return (-1 if name[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes)


def _stated(printed: str) -> str | None:
    """An abbreviation's zone, or an offset in the form +02:00."""
    match = re.fullmatch(
        r"(?:GMT|UTC|Z)?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?", printed, re.IGNORECASE
    )
    if not match:
        return _ABBREVIATIONS.get(printed.casefold())
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    return f"{match['sign']}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else None


def _city_in(publisher: str) -> str | None:
    folded = publisher.casefold()
    for known in (_HOUSES, _CITIES, _zone_cities()):
        for name, zone in known.items():
            if re.search(rf"\b{re.escape(name)}\b", folded):
                return zone
    return None


@lru_cache(maxsize=1)
def _zone_cities() -> dict[str, str]:
    """Cities that zones are named after, longest name first."""
    cities = {
        name.rsplit("/", 1)[1].replace("_", " ").casefold(): name
        for name in available_timezones()
        if name.startswith(("Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/"))
        and name.count("/") == 1
    }
    return dict(sorted(cities.items(), key=lambda pair: -len(pair[0])))
