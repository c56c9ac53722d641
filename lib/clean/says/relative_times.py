"""Finds times that are counted back from the reading: "2 hours ago", "yesterday at 5:12 p.m."."""

import re
from datetime import timedelta

from lib.clean import words
from lib.clean.says.clocks import WORDS, find_clock
from lib.clean.says.times import MAX_LINE
from lib.clean.segment import RelativeTime

_DAY_LABEL = 9  # words such as 'Published on this page', with those of the day and the clock
_DAY, _LONGER = timedelta(days=1), timedelta.max  # a week, month or year, whose days nobody counts
_UNITS = {
    "minutes": timedelta(minutes=1), "hours": timedelta(hours=1), "days": _DAY, "longer": _LONGER,
}  # fmt: skip
_NUMBER = (
    r"(?P<thousands>\d{1,3}(?:[.,]\d{3})+)|(?P<number>\d{1,3}(?:[.,]\d{1,2})?)"
    rf"|(?<!\band\s)(?<!\band\sa\s)(?P<half>{WORDS['half']})|{WORDS['one']}"
)
_UNIT = "|".join(f"(?P<{name}>{WORDS[name]})" for name in _UNITS)
_AMOUNT = rf"(?:{_NUMBER})\s?(?:{_UNIT})(?:(?!\w)|(?=[\d前전]))\.?"
_ANY = re.sub(r"\?P<\w+>", "?:", _AMOUNT)
_AND = r"\s(?:and|und|et|y|e|en|og|och|i)\s"
_START = r"(?<!\d[.,:])(?<![月월])(?<![月월]\s)(?:(?<!\w)|(?<=[^\W\d])(?=\d))"  # of no number or date
_COUNTED = re.compile(
    rf"{_START}(?P<ago>{_ANY}(?:(?:,?{_AND}|,?\s?){_ANY})*)"
    rf"(?:\s?{WORDS['ago']}(?!\w)|\s?[前전]|(?<=perce|órája|napja))"
    rf"|(?<!\w){WORDS['before']}\s(?P<before>{_ANY}(?:{_AND}{_ANY})*)",  # "il y a 2 heures et 5 minutes"
    re.IGNORECASE,
)
_AMOUNTS = re.compile(_AMOUNT, re.IGNORECASE)
_CALENDAR = tuple(
    (days, re.compile(rf"(?<!\w){WORDS[name]}(?!\w)", re.IGNORECASE))
    for days, name in enumerate(("today", "yesterday"))
)
_DAY_BEFORE = words.pattern("lines", "before yesterday")
_UNTIL_CLOCK = re.compile(rf"\W*(?:{WORDS['at']}\b)?\W*$", re.IGNORECASE)


def find_relative(text: str) -> RelativeTime | None:
    """Return the first relative time in a line, such as "2 hours ago"; None without one.

    A line of over MAX_LINE characters is not searched.
    """
    if len(text) > MAX_LINE:
        return None
    match = _COUNTED.search(text)
    return _counted(match) if match else _by_calendar(text)


def _counted(match: re.Match[str]) -> RelativeTime:
    """Return the time that a match counts: whole days of the calendar, or the sum of its amounts.

    Of "4 min 3 hours ago" the first amount, of a smaller unit than the second, is a read time.
    """
    # Up to the end of the match, as "m" and "d" are units only before "ago".
    first = match.start("ago" if match["ago"] else "before")
    amounts = list(_AMOUNTS.finditer(match.string, first, match.end()))
    start = match.start()
    while len(amounts) > 1 and _unit(amounts[0]) < _unit(amounts[1]):
        start = amounts[1].start()
        del amounts[0]
    counted = [(_number(each), _unit(each)) for each in amounts]
    if any(unit == _LONGER for _, unit in counted):
        return RelativeTime(start, match.end())
    (number, unit), *others = counted
    if unit == _DAY and not others and number.is_integer():
        return RelativeTime(start, match.end(), days=int(number))
    return RelativeTime(start, match.end(), before=sum((n * unit for n, unit in counted), timedelta()))


def _number(amount: re.Match[str]) -> float:
    """Return the number of an amount: 1.5 of "1,5 hours", 1200 of "1,200 days", 1 of "an hour"."""
    if amount["thousands"]:
        return float(re.sub(r"\D", "", amount["thousands"]))
    if amount["number"]:
        return float(amount["number"].replace(",", "."))
    return 0.5 if amount["half"] else 1.0


def _unit(amount: re.Match[str]) -> timedelta:
    """Return the unit of an amount, _LONGER for weeks, months and years."""
    return next(size for name, size in _UNITS.items() if amount[name])


def _by_calendar(text: str) -> RelativeTime | None:
    """Return the relative time of a line of little else, "yesterday at 5:12 p.m."; None for other lines."""
    if len(re.findall(r"\w+", text)) > _DAY_LABEL:
        return None
    for days, day in _CALENDAR:
        match = day.search(text)
        clock = find_clock(text, match.end()) if match else None
        if match and clock and _UNTIL_CLOCK.match(text[match.end() : clock.start]):
            one_more = bool(days) and _DAY_BEFORE.search(text[: match.start()]) is not None
            return RelativeTime(match.start(), clock.end, days=days + one_more, clock=clock.clock)
    return None
