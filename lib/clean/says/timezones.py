"""Finds the time zone printed beside a time, or assumes one from the publisher and its place.

Every result says whether it is assumed, with the reason.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from functools import cache
from zoneinfo import available_timezones

from lib.clean import words
from lib.clean.segment import Segment
from lib.model.article import Timezone

NOT_KNOWN = Timezone(
    name="UTC",
    assumed=True,
    reason="The page gives no zone and its publisher's is not known, so UTC is taken.",
)

_LONGEST = 40.0  # words of a line with an address
_CONTINENTS = ("Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/")
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d{1,2}):?(\d{2})?$")
_BESIDE = re.compile(
    r"^(?:US |heure de |ora di |hora de |horário de |за |по )?(?P<place>.+?)(?: local)?(?: time)?$",
    re.IGNORECASE,
)
_ZIP = re.compile(r"\b(?P<state>[A-Z]{2})\.? \d{5}(?:-\d{4})?\b")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_IMPRINT = re.compile(r"\W*(?:©|\(c\)\s|(?:copyright|head ?quarters?|head office|newsroom)\b)", re.IGNORECASE)
_IN = re.compile(r"(?:,|\bin|\bof|\bat)\s+(?P<city>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2})")


@cache
def _table(section: str) -> dict[str, str]:
    """Return the names in a section of timezones.yaml, each with its time zone."""
    rows = words.read("timezones")[section].items()
    return {name.strip(): timezone for timezone, names in rows for name in names.split(",")}


ABBREVIATIONS = _table("abbreviations")
AMBIGUOUS: dict[str, dict[str, str]] = words.read("timezones")["ambiguous"]


_known = cache(available_timezones)
# What zones are called after besides cities, and what stands in the names of papers: The Wake Weekly.
_NO_CITIES = frozenset((
    "act", "chatham", "easter", "jersey", "knox", "lhi", "midway", "monticello", "norfolk", "north", "nsw",
    "resolute", "south", "victoria", "virgin", "wake", "west",
))  # fmt: skip


@cache
def _cities() -> dict[str, str]:
    """Return the timezone of each city, in lower case: listed cities, then those that name a timezone."""
    named = {
        _shown(name).casefold(): name
        for name in _known()
        if name.startswith(_CONTINENTS) and name.count("/") == 1 and _shown(name).casefold() not in _NO_CITIES
    }
    return _table("cities") | dict(sorted(named.items(), key=lambda pair: -len(pair[0])))


def is_ambiguous(printed: str) -> bool:
    """Return whether an abbreviation stands for several time zones, such as IST."""
    return printed.strip().upper() in AMBIGUOUS


def printed_timezone(printed: str, assumed: Callable[[], Timezone] = lambda: NOT_KNOWN) -> Timezone | None:
    """Return the timezone that "EST", "+02:00" or "Kyiv time" stands for, or None if that is not known.

    The publisher's assumed zone decides between several meanings of an abbreviation.
    """
    bare = printed.strip()
    if is_ambiguous(bare):
        return _one_of_several(bare.upper(), assumed())
    if found := _OFFSET.fullmatch(bare.upper()):
        if int(found[2]) > 14 or int(found[3] or 0) > 59:
            return None
        name = f"{found[1]}{int(found[2]):02}:{found[3] or '00'}"
        return Timezone(name=name, assumed=False, reason="The page gives the offset.")
    beside = _BESIDE.match(bare)
    place = beside["place"].casefold() if beside else ""
    known = ABBREVIATIONS.get(bare.upper()) or _table("places").get(place) or timezone_of_city(place)
    if zone := known or (bare if bare in _known() else None):
        return Timezone(name=zone, assumed=False, reason=f"The page says {bare}.")
    return None


def decide_timezone(printed: str | None, assumed: Callable[[], Timezone]) -> Timezone:
    """Return the timezone printed beside a time, else the assumed one."""
    return (printed_timezone(printed, assumed) if printed else None) or assumed()


def _one_of_several(abbreviation: str, own: Timezone) -> Timezone:
    """Return the timezone that a publisher means by an ambiguous abbreviation; the likeliest if unclear."""
    meanings = AMBIGUOUS[abbreviation]
    *others, last = meanings
    says = f"The page says {abbreviation}, which is the time of {', '.join(others)} or {last}"
    if own.reason.startswith(says):  # decided before, of another time of the page
        return own
    for country, names in meanings.items():
        if own.name in (known := names.split(", ")):
            reason = f"{says}; its publisher's own time, that of {_shown(own.name)}, decides for {country}."
            return Timezone(name=known[0], assumed=False, reason=reason)
    country, names = next(iter(meanings.items()))
    reason = f"{says}; nothing on the page decides which, so that of {country} is assumed."
    return Timezone(name=names.split(", ")[0], assumed=True, reason=reason)


def assumed_timezone(
    publisher: str, language: str | None = None, lines: Iterable[str] = (), *, rule: str | None = None
) -> Timezone:
    """Return the timezone assumed for times without one, with the reason; UTC if nothing shows another.

    In this order: by the publisher's rule, the publisher, a city in its name, the country of its domain, its
    language, or an address on the page.
    """
    known = publisher.casefold()
    ending = known.rsplit(".", 1)[-1] if "." in known else ""
    countries, languages = words.read("timezones")["countries"], words.read("timezones")["languages"]
    if rule:
        return _assumed(rule, f"by the rule for {publisher} its clock shows the time of {_shown(rule)}")
    if found := _table("publishers").get(known) or timezone_in_name(publisher):
        return _assumed(found, f"{publisher} is taken to print the time of {_shown(found)}")
    if name := countries.get(ending):
        return _assumed(name, f"an address ending in .{ending} is taken to mean {_shown(name)}")
    if name := countries.get(languages.get(language or "", "")):
        return _assumed(name, f"its language ({language}) is taken to mean {_shown(name)}")
    for name, place in _places(lines, known):
        return _assumed(name, f"it prints the place {place}, so the time of {_shown(name)} is taken")
    return NOT_KNOWN


def timezone_of_instant(moment: dt.datetime) -> Timezone:
    """Return the timezone, an offset or UTC, of a time that has one."""
    offset = moment.utcoffset() or dt.timedelta()
    if not offset:
        return Timezone(name="UTC", assumed=False, reason="The page gives the time in UTC.")
    minutes = int(offset.total_seconds() // 60)
    name = f"{'+' if minutes > 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return Timezone(name=name, assumed=False, reason="The page gives the offset.")


def to_utc(local: dt.datetime, timezone: Timezone) -> dt.datetime:
    """Return a naive local time of this timezone as a time in UTC."""
    return local.replace(tzinfo=timezone.clock).astimezone(dt.UTC)


def to_local(moment: dt.datetime, timezone: Timezone) -> dt.datetime:
    """Return a time as a naive local time of this timezone; one that is naive is returned as it is."""
    return moment.astimezone(timezone.clock).replace(tzinfo=None) if moment.tzinfo else moment


def timezone_in_name(publisher: str) -> str | None:
    """Return the timezone of a publisher, by its name or a city in it; None for a domain or if unknown."""
    if "." in publisher and " " not in publisher:  # its ending says more than a word in it
        return None
    folded = publisher.casefold()
    for known in (_table("publishers"), _cities()):
        for name, found in known.items():
            if name in folded and re.search(rf"\b{re.escape(name)}\b", folded):
                return found
    return None


def timezone_of_city(place: str) -> str | None:
    """Return the timezone of a city; None for other text."""
    return _cities().get(place.casefold())


def _places(lines: Iterable[str], publisher: str) -> Iterable[tuple[str, str]]:
    """Yield the timezone and text of each postal address or imprinted city, last on the page first."""
    for text in reversed(list(lines)):
        named = bool(publisher) and publisher in text.casefold()
        code = _ZIP.search(text) or _POSTCODE.search(text)
        imprint = named or _IMPRINT.match(text)
        if not (code or imprint) or (line := Segment(text=text)).weight > _LONGEST:
            continue
        if code and (found := _table("states").get(code["state"]) if code.re is _ZIP else "Europe/London"):
            yield found, code.group()
        elif imprint and not line.prose:
            cities = (match["city"] for match in _IN.finditer(text))
            yield from ((found, city) for city in cities if (found := timezone_of_city(city)))


def _assumed(name: str, reason: str) -> Timezone:
    return Timezone(name=name, assumed=True, reason=f"The page gives no zone; {reason}.")


def _shown(name: str) -> str:
    return name.rsplit("/", 1)[-1].replace("_", " ")
