"""Where a page says that its publisher sits: the city whose clock its times most likely follow."""

import re
from collections.abc import Iterable, Sequence

from lib.clean.dates.text_timezones import city_of_zone
from lib.clean.text.lines import Line, line_of
from lib.model.article import Timezone

_LONGEST = 40.0  # words of a line with an address
_ZIP = re.compile(r"\b(?P<state>[A-Z]{2})\.? \d{5}(?:-\d{4})?\b")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_HOUSE = re.compile(r"\W*(?:©|\(c\)\s|(?:copyright|head ?quarters?|head office|newsroom)\b)", re.IGNORECASE)
_IN = re.compile(r"(?:,|\bin|\bof|\bat)\s+(?P<city>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2})")
_STATES: dict[str, str] = {
    state: zone
    for zone, states in {
        "America/New_York": "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
        "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
        "America/Denver": "CO ID MT NM UT WY",
        "America/Phoenix": "AZ",
        "America/Los_Angeles": "CA NV OR WA",
        "America/Anchorage": "AK",
        "Pacific/Honolulu": "HI",
    }.items()
    for state in states.split()
}


def zone_of_home(lines: Sequence[Line], publisher: str) -> Timezone | None:
    """Return the zone of the first address or imprint of the publisher's that the page prints."""
    for line in reversed(lines):
        found = _zone_in(line, publisher) if line.weight <= _LONGEST else None
        if found:
            zone, printed = found
            shown = zone.rsplit("/", 1)[-1].replace("_", " ")
            reason = (
                f"The page gives no zone; it prints the place {printed}, so the time of {shown} is taken."
            )
            return Timezone(name=zone, assumed=True, reason=reason)
    return None


def zone_of_place(texts: Iterable[str], publisher: str) -> Timezone | None:
    """Return the same for pieces of a page that are no lines."""
    return zone_of_home([line_of(text) for text in texts if _may_place(text, publisher)], publisher)


def _may_place(text: str, publisher: str) -> bool:
    """Return whether a text has what every line with a place has: asked before its words are counted."""
    return bool(
        (publisher and publisher.casefold() in text.casefold())
        or _HOUSE.match(text)
        or _ZIP.search(text)
        or _POSTCODE.search(text)
    )


def _zone_in(line: Line, publisher: str) -> tuple[str, str] | None:
    if (post := _ZIP.search(line.text)) and post["state"] in _STATES:
        return _STATES[post["state"]], post.group()
    if post := _POSTCODE.search(line.text):
        return "Europe/London", post.group()
    names_itself = bool(publisher) and publisher.casefold() in line.text.casefold()
    if line.prose or not (names_itself or _HOUSE.match(line.text)):
        return None
    cities = ((city_of_zone(match["city"]), match["city"]) for match in _IN.finditer(line.text))
    return next(((zone, city) for zone, city in cities if zone), None)
