"""Time zones: of an abbreviation, of a publisher, of a country. What is only likely is said to be assumed."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from lib.model.article import Timezone

_ABBREVIATIONS: dict[str, str] = {
    "GMT": "UTC", "UTC": "UTC", "Z": "UTC", "BST": "Europe/London", "IST": "Asia/Kolkata",
    "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
    "EET": "Europe/Kyiv", "EEST": "Europe/Kyiv", "MSK": "Europe/Moscow", "ET": "America/New_York",
    "EST": "America/New_York", "EDT": "America/New_York", "CT": "America/Chicago", "CST": "America/Chicago",
    "CDT": "America/Chicago", "MT": "America/Denver", "MST": "America/Denver", "MDT": "America/Denver",
    "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "WIB": "Asia/Jakarta", "SAST": "Africa/Johannesburg",
    "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "HKT": "Asia/Hong_Kong",
    "SGT": "Asia/Singapore",
}  # fmt: skip
_PUBLISHERS: dict[str, str] = {
    "kyivindependent.com": "Europe/Kyiv", "the kyiv independent": "Europe/Kyiv",
    "kyivpost.com": "Europe/Kyiv", "pravda.com.ua": "Europe/Kyiv", "bbc.com": "Europe/London",
    "theguardian.com": "Europe/London", "reuters.com": "UTC", "nytimes.com": "America/New_York",
    "washingtonpost.com": "America/New_York", "cnn.com": "America/New_York",
    "apnews.com": "America/New_York", "npr.org": "America/New_York", "politico.com": "America/New_York",
    "latimes.com": "America/Los_Angeles", "dw.com": "Europe/Berlin", "france24.com": "Europe/Paris",
    "aljazeera.com": "UTC", "meduza.io": "Europe/Riga", "politico.eu": "Europe/Brussels",
}  # fmt: skip
_COUNTRIES: dict[str, str] = {
    "ua": "Europe/Kyiv", "de": "Europe/Berlin", "at": "Europe/Vienna", "ch": "Europe/Zurich",
    "fr": "Europe/Paris", "it": "Europe/Rome", "es": "Europe/Madrid", "pt": "Europe/Lisbon",
    "nl": "Europe/Amsterdam", "be": "Europe/Brussels", "uk": "Europe/London", "gb": "Europe/London",
    "ie": "Europe/Dublin", "pl": "Europe/Warsaw", "cz": "Europe/Prague", "sk": "Europe/Bratislava",
    "hu": "Europe/Budapest", "ro": "Europe/Bucharest", "bg": "Europe/Sofia", "gr": "Europe/Athens",
    "tr": "Europe/Istanbul", "ru": "Europe/Moscow", "by": "Europe/Minsk", "lt": "Europe/Vilnius",
    "lv": "Europe/Riga", "ee": "Europe/Tallinn", "fi": "Europe/Helsinki", "se": "Europe/Stockholm",
    "no": "Europe/Oslo", "dk": "Europe/Copenhagen", "is": "Atlantic/Reykjavik", "rs": "Europe/Belgrade",
    "hr": "Europe/Zagreb", "si": "Europe/Ljubljana", "jp": "Asia/Tokyo", "kr": "Asia/Seoul",
    "cn": "Asia/Shanghai", "tw": "Asia/Taipei", "hk": "Asia/Hong_Kong", "in": "Asia/Kolkata",
    "id": "Asia/Jakarta", "il": "Asia/Jerusalem", "ge": "Asia/Tbilisi", "am": "Asia/Yerevan",
    "za": "Africa/Johannesburg", "ng": "Africa/Lagos", "ke": "Africa/Nairobi", "na": "Africa/Windhoek",
    "nz": "Pacific/Auckland", "ar": "America/Argentina/Buenos_Aires", "my": "Asia/Kuala_Lumpur",
    "sg": "Asia/Singapore", "th": "Asia/Bangkok", "vn": "Asia/Ho_Chi_Minh", "ph": "Asia/Manila",
}  # fmt: skip
# A language spoken in one country alone says where a page's clock hangs.
_LANGUAGES: dict[str, str] = {
    "uk": "ua", "pl": "pl", "cs": "cz", "sk": "sk", "hu": "hu", "ro": "ro", "bg": "bg", "el": "gr",
    "tr": "tr", "be": "by", "lt": "lt", "lv": "lv", "et": "ee", "fi": "fi", "sv": "se", "da": "dk",
    "no": "no", "nb": "no", "is": "is", "hr": "hr", "sl": "si", "ja": "jp", "ko": "kr", "he": "il",
    "ka": "ge", "hy": "am", "de": "de", "it": "it", "nl": "nl", "th": "th", "vi": "vn", "id": "id",
}  # fmt: skip

NOT_KNOWN = Timezone(
    name="UTC",
    assumed=True,
    reason="The page gives no zone and its publisher's is not known, so UTC is taken.",
)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d{1,2}):?(\d{2})?$")


def zone_named(printed: str) -> Timezone | None:
    """Return the zone of a printed abbreviation or offset."""
    bare = printed.strip().upper()
    if found := _OFFSET.fullmatch(bare):
        name = f"{found[1]}{int(found[2]):02}:{found[3] or '00'}"
        if int(found[2]) > 14 or int(found[3] or 0) > 59:
            return None
        return Timezone(name=name, assumed=False, reason="The page gives the offset.")
    if bare in _ABBREVIATIONS:
        return Timezone(name=_ABBREVIATIONS[bare], assumed=False, reason=f"The page says {bare}.")
    return None


def zone_assumed(publisher: str, language: str | None = None) -> Timezone:
    """Return the zone a publisher's clock most likely keeps, when the page does not say."""
    return zone_likely(publisher, language) or NOT_KNOWN


def zone_likely(publisher: str, language: str | None = None) -> Timezone | None:
    """Return the zone that the publisher, its country or its language points to.

    None when none of them does.
    """
    known = publisher.casefold()
    if name := _PUBLISHERS.get(known):
        reason = f"The page gives no zone; {publisher} is taken to print the time of {_city(name)}."
    elif name := _COUNTRIES.get(known.rsplit(".", 1)[-1] if "." in known else ""):
        ending = known.rsplit(".", 1)[-1]
        reason = f"The page gives no zone; an address ending in .{ending} is taken to mean {_city(name)}."
    elif name := _COUNTRIES.get(_LANGUAGES.get(language or "", "")):
        reason = f"The page gives no zone; its language ({language}) is taken to mean {_city(name)}."
    else:
        return None
    return Timezone(name=name, assumed=True, reason=reason)


def zone_ruled(name: str, publisher: str) -> Timezone:
    """Return the zone that a publisher's rule gives to its clock."""
    reason = f"The page gives no zone; by the rule for {publisher} its clock shows the time of {_city(name)}."
    return Timezone(name=name, assumed=True, reason=reason)


def zone_of(moment: datetime) -> Timezone:
    """Return the zone of an instant that carries its own offset."""
    offset = moment.utcoffset() or timedelta()
    if not offset:
        return Timezone(name="UTC", assumed=False, reason="The page gives the time in UTC.")
    minutes = int(offset.total_seconds() // 60)
    name = f"{'+' if minutes > 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return Timezone(name=name, assumed=False, reason="The page gives the offset.")


def clock_of(zone: Timezone) -> tzinfo:
    """Return the zone as the standard library knows it."""
    if found := _OFFSET.fullmatch(zone.name):
        east = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(east if found[1] == "+" else -east)
    return ZoneInfo(zone.name)


def _city(name: str) -> str:
    return name.rsplit("/", 1)[-1].replace("_", " ")
