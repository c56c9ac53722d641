"""Finds times that are counted back from the reading: "2 hours ago", "yesterday at 5:12 p.m."."""

import re
from datetime import timedelta

from lib.clean import words
from lib.clean.says.clocks import WORDS, find_clock
from lib.clean.says.times import MAX_LINE
from lib.clean.segment import RelativeTime

_DAY_LABEL = 9  # words such as 'Published on this page', with those of the day and the clock
_UNITS = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1), "days": timedelta(days=1)}
_UNIT = "|".join(f"(?P<{name}>{WORDS[name]})" for name in (*_UNITS, "longer"))
_NUMBER = rf"(?P<n>\d{{1,3}}|{WORDS['one']})"
_RELATIVE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?<!\w)|(?<=[^\W\d])(?=\d)){_NUMBER}\s?(?:{_UNIT})(?!\w)\.?\s?{WORDS['ago']}(?!\w)",
        rf"(?<!\w){WORDS['before']}\s{_NUMBER}\s(?:{_UNIT})(?!\w)\.?"
        rf"(?:\s(?:et|und|y|e)\s(?P<more>\d{{1,2}})\s{WORDS['minutes']}(?!\w)\.?)?",  # "et 20 minutes"
        r"(?<!\w)(?P<n>\d{1,3})\s(?:(?P<minutes>perce)|(?P<hours>órája)|(?P<days>napja))(?!\w)",
        r"(?<![\d月월])(?<![月월]\s)"  # no part of a number or a date: "before 5 March"
        r"(?P<n>\d{1,3})\s?(?:(?P<minutes>分[钟鐘]?|분)|(?P<hours>時間|[个個]?小[时時]|시간)|(?P<days>日|天|일))\s?(?:前|전)",
    )
)
# What stands before the smaller unit of a time counted in two.
_LEADING = re.compile(
    rf"(?:(?<!\w)|(?<=[^\W\d])(?=\d)){_NUMBER}\s?(?:{_UNIT})(?:\b|(?=\d))\.?,?\s?(?:(?:and|y|e)\s)?$",
    re.IGNORECASE,
)
_CALENDAR = tuple(
    (days, re.compile(rf"(?<!\w){WORDS[name]}(?!\w)", re.IGNORECASE))
    for days, name in enumerate(("today", "yesterday"))
)
_DAY_BEFORE = words.pattern("lines", "before yesterday")
_UNTIL_CLOCK = re.compile(rf"\W*(?:{WORDS['at']}\b)?\W*$", re.IGNORECASE)


def find_relative(text: str) -> RelativeTime | None:
    """Return the first relative time in a short line, such as "2 hours ago"; or None."""
    if len(text) > MAX_LINE:
        return None
    for pattern in _RELATIVE:
        if match := pattern.search(text):
            return _counted(match)
    return _by_calendar(text)


def _counted(match: re.Match[str]) -> RelativeTime:
    """Return the time that a match counts, in one unit or, as "1 hour 20 minutes ago", in two."""
    number, unit = _amount(match)
    if (minutes := match.groupdict().get("more")) and unit == _UNITS["hours"]:
        before = unit * number + _UNITS["minutes"] * int(minutes)
        return RelativeTime(match.start(), match.end(), before=before)
    leading = _LEADING.search(match.string, 0, match.start())
    more, larger = _amount(leading) if leading else (0, None)
    if leading and unit and larger and larger > unit:
        return RelativeTime(leading.start(), match.end(), before=larger * more + unit * number)
    if unit is not None and unit >= timedelta(days=1):
        return RelativeTime(match.start(), match.end(), days=number)
    return RelativeTime(match.start(), match.end(), before=unit * number if unit else None)


def _amount(match: re.Match[str]) -> tuple[int, timedelta | None]:
    """Return the number and the unit of a relative time; None as unit if that is longer than a day."""
    units = match.groupdict()
    unit = next((size for name, size in _UNITS.items() if units.get(name)), None)
    return int(match["n"]) if match["n"].isdigit() else 1, unit


def _by_calendar(text: str) -> RelativeTime | None:
    """Return a relative time such as "yesterday at 5:12 p.m." from a line of little else; or None."""
    if len(re.findall(r"\w+", text)) > _DAY_LABEL:
        return None
    for days, pattern in _CALENDAR:
        match = pattern.search(text)
        clock = find_clock(text, match.end()) if match else None
        if match and clock and _UNTIL_CLOCK.match(text[match.end() : clock.start]):
            one_more = bool(days) and _DAY_BEFORE.search(text[: match.start()]) is not None
            return RelativeTime(match.start(), clock.end, days=days + one_more, clock=clock.clock)
    return None
