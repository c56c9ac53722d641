"""Assumes the timezone of times that name none, from the publisher, its language and its place.

Every result says that it is assumed, with the reason.
"""

import re
from collections.abc import Iterable, Iterator

from lib.clean import words
from lib.clean.says.timezones import cities, city_of, listed, timezone_of_city
from lib.clean.segment import Segment
from lib.model.article import Timezone

NOT_KNOWN = Timezone(
    name="UTC",
    assumed=True,
    reason="The page gives no zone and its publisher's is not known, so UTC is taken.",
)

_LONGEST = 40.0  # words of a line with an address
_ZIP = re.compile(r"(?<!\d, )\b(?P<state>[A-Z]{2})\.? \d{5}(?:-\d{4})?\b")  # and not "1, DE 10115 Berlin"
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_IMPRINT = re.compile(r"\W*(?:©|\(c\)\s|(?:copyright|head ?quarters?|head office|newsroom)\b)", re.IGNORECASE)
_IN = re.compile(r"(?:,|\bin|\bof|\bat)\s+(?P<city>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2})")


def assumed_timezone(
    publisher: str, language: str | None = None, lines: Iterable[str] = (), *, rule: str | None = None
) -> Timezone:
    """Return the timezone assumed for times without one, with the reason; UTC if nothing shows another.

    In this order: `rule`, the publisher's own rule, the publisher, a city in its name, the country of its
    domain, its language, an address in `lines` of the page.
    """
    known = publisher.casefold()
    ending = known.rsplit(".", 1)[-1] if "." in known else ""
    countries, languages = words.read("timezones")["countries"], words.read("timezones")["languages"]
    if rule:
        return _assumed(rule, f"by the rule for {publisher} its clock shows the time of {city_of(rule)}")
    if found := listed("publishers").get(known) or timezone_in_name(publisher):
        return _assumed(found, f"{publisher} is taken to print the time of {city_of(found)}")
    if name := countries.get(ending):
        return _assumed(name, f"an address ending in .{ending} is taken to mean {city_of(name)}")
    if name := countries.get(languages.get(language or "", "")):
        return _assumed(name, f"its language ({language}) is taken to mean {city_of(name)}")
    for name, place in _places(lines, known):
        return _assumed(name, f"it prints the place {place}, so the time of {city_of(name)} is taken")
    return NOT_KNOWN


def timezone_in_name(publisher: str) -> str | None:
    """Return the timezone of a publisher's name, by the name or a city in it; None for a domain or others."""
    if "." in publisher and " " not in publisher:  # its ending says more than a word in it
        return None
    folded = publisher.casefold()
    for known in (listed("publishers"), cities()):
        for name, found in known.items():
            if name in folded and re.search(rf"\b{re.escape(name)}\b", folded):
                return found
    return None


def _places(lines: Iterable[str], publisher: str) -> Iterator[tuple[str, str]]:
    """Yield the timezone and text of each postal address or city in the imprint, last on the page first."""
    for text in reversed(list(lines)):
        named = bool(publisher) and publisher in text.casefold()
        code = _ZIP.search(text) or _POSTCODE.search(text)
        imprint = named or _IMPRINT.match(text)
        if not (code or imprint) or (line := Segment(text=text)).weight > _LONGEST:
            continue
        if code and (found := listed("states").get(code["state"]) if code.re is _ZIP else "Europe/London"):
            yield found, code.group()
        elif imprint and not line.prose:
            places = (match["city"] for match in _IN.finditer(text))
            yield from ((found, city) for city in places if (found := timezone_of_city(city)))


def _assumed(name: str, reason: str) -> Timezone:
    return Timezone(name=name, assumed=True, reason=f"The page gives no zone; {reason}.")


def assumed_on_page(found: Timezone, own: Timezone | None) -> Timezone:
    """Return the timezone `found` for the publisher; if that is unknown, `own`, that of the page's date."""
    if found is not NOT_KNOWN or own is None or own.assumed or own.name == "UTC":
        return found
    reason = f"The page gives no zone here; its own date is given at {own.name}, and so is this time taken."
    return Timezone(name=own.name, assumed=True, reason=reason)
