"""Parsing days as a reader types them: one day, a month, a year, a range, or a time counted back.

    9 April 2024   April 9, 2024   9.4.2024   09/04/24   2024-04-09   20240409   9 avril 2024   9. April
    April 2024   4/2024   2024-04   2024
    from 1 March 2024 until 5 March 2024
    9-12 April 2024   9.-12. April   April 9 to 12, 2024   9 April to 3 May 2024   2024-04/2024-05   2019-2021
    since 9 April 2024   2024-04-09/   until May 2024   before 2024   after 2023
    today   yesterday   this week   last month   last 7 days   past 3 months   2 weeks   P7D

A day before its month where both could be either. Without a year it is the latest such day that is not after
`today`; a range takes the year, and the month of a bare day, that one end lacks from the other. A day without
a month is none.
"""

import re
from calendar import isleap, monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from lib.clean import words
from lib.model.spelling import fold
from lib.query.filter.tree import Days, ends

UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
# "last 3 weeks", "2 weeks": number and unit; or a period of ISO 8601, "P7D": number and letter.
COUNTED = re.compile(r"(?:(?:last|past|previous) )?(\d{1,4}) (day|week|month|year)s?|p(\d{1,4})([dwmy])")
NAMED = re.compile(r"(this|last|previous|past|current) (week|month|year)")
BACK = {"today": 0, "yesterday": 1}
# What parts two ends: "//", "..", a long dash, a word; a hyphen where it has room around it, as it may be
# a date's own, or in one of these forms.
BETWEEN = re.compile(r"\s*(?:/{2}|\.{2,}|[–—]|\b(?:(?:up )?to|until|till|through|bis|and)\b)\s*|\s+-\s+")
DASHED = re.compile(
    r"""(\d{4})-(\d{4})              # 2019-2021
      | (\d\d?(?:\.|st|nd|rd|th)?)-(\d\d?(?:\.|st|nd|rd|th)?\ .*)  # 9-12 April 2024, 9.-12. April
      | (\d\d?\.)-(\d\d?\.\d.*)      # 9.-12.4.2024
      | (\d\d?\.?\ [^\W\d]+\.?)-(\d\d?\.?\ .*)  # 9 April-3 May 2024
      | ([^\W\d]+\.?)-([^\W\d].*)    # March-May 2024
      | ([^\W\d]+\ \d\d?)-(\d\d?\b.*|[^\W\d].*)  # April 9-12, 2024, April 9-May 3
    """,
    re.VERBOSE,
)
SLASHED = re.compile(r"(\d{4}(?:-\d\d?){0,2})?/(\d{4}(?:-\d\d?){0,2})?")  # 2024-04/2024-05, 2024-04-09/
OPEN = {
    "since": "since", "from": "since", "until": "until", "till": "until", "up to": "until", "to": "until",
    "before": "before", "after": "after",
}  # fmt: skip
NUMBERS = re.compile(r"(\d{1,4})([-./ ])(\d{1,2})(?:\2(\d{1,4}))?")  # 9.4.2024, 2024-04: the sign is the same


@dataclass(frozen=True, slots=True)
class _Part:
    """A year, month or day as typed; what was not typed is None."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def ends(self) -> tuple[date, date]:
        """The first and the last day of the year, month or day; ValueError if the year is not given."""
        return ends(self.year or 0, self.month, self.day)


def parse_days(typed: str, today: date) -> Days | None:
    """Return the days that the text means, both ends included; None if it cannot be read as days.

    Times such as "last week" are counted back from `today`.
    """
    text = " ".join(fold(typed).replace("\N{NON-BREAKING HYPHEN}", "-").split()).strip(" ,;")
    try:
        return (
            _counted_back(text, today) or _one_sided(text, today) or _range(text, today) or _one(text, today)
        )
    except (ValueError, OverflowError):  # the 30th of February, the year 0, a million weeks
        return None


def _counted_back(text: str, today: date) -> Days | None:
    """Return the days of a text such as "last 3 weeks" or "this month"; None for other texts."""
    if found := COUNTED.fullmatch(text):
        number, unit = int(found[1] or found[3]), found[2] or UNITS[found[4]]
        return Days(_day_before(today, number, unit) + timedelta(days=1), today) if number else None
    if found := NAMED.fullmatch(text):
        first, last = _period_of(today, found[2])
        if found[1] not in ("this", "current"):
            first, last = _period_of(first - timedelta(days=1), found[2])
        return Days(first, last)
    return None


def _day_before(day: date, number: int, unit: str) -> date:
    """Return the day so many days, weeks, months or years earlier."""
    if unit in ("day", "week"):
        return day - timedelta(days=number * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 - number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _period_of(day: date, unit: str) -> tuple[date, date]:
    """Return the first and last day of the week, month or year that a day lies in."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    return ends(day.year, day.month if unit == "month" else None)


def _one_sided(text: str, today: date) -> Days | None:
    """Return the days of a text such as "since March 2024" or "until yesterday"; None for other texts."""
    for word, meant in OPEN.items():
        rest = text.removeprefix(f"{word} ")
        days = None if rest == text else _counted_back(rest, today) or _one(rest, today)
        if days and days.since and days.until:
            return {
                "since": Days(days.since, None),
                "until": Days(None, days.until),
                "before": Days(None, days.since - timedelta(days=1)),
                "after": Days(days.until + timedelta(days=1), None),
            }[meant]
    return None


def _range(text: str, today: date) -> Days | None:
    """Return the days of a range with two ends, or one open end; None for other texts.

    "9-12 April 2024" and "April 9 to 12, 2024" are the same days; without a year it is the latest one.
    """
    both = _two_ends(re.sub(r"^(from|since|between) ", "", text))
    if not both or both == ("", ""):
        return None
    first, last = both
    if not (first and last):
        days = _one(first or last, today)
        return days and (Days(days.since, None) if first else Days(None, days.until))
    if found := re.fullmatch(r"(\d\d?)(?:\.|st|nd|rd|th)?", first):  # 9 to 12 April
        until = _part(last, today)
        since = replace(until, day=int(found[1])) if until and until.day is not None else None
    else:
        since = _part(first, today)
        until = since and (_later_day(since, last) or _part(last, today))
    return _from_to(since, until, today) if since and until else None


def _from_to(since: _Part, until: _Part, today: date) -> Days:
    """Return the days from `since` to `until`; an end without a year has the year of the other end.

    If neither has a year, the latest such days up to `today` are meant.
    """
    over = int(bool(since.month and until.month and since.month > until.month))  # the turn of a year
    if since.year is None:
        year = until.year or min(_latest(until, today), _latest(since, today) + over)
        since, until = replace(since, year=year - over), replace(until, year=year)
    elif until.year is None:
        until = replace(until, year=since.year + over)
    one, other = since.ends, until.ends
    return Days(min(one[0], other[0]), max(one[1], other[1]))


def _later_day(since: _Part, last: str) -> _Part | None:
    """Return the end of a range that gives only its day, or its day and year; None for other texts (`last`).

    After "April 9" the ends "12", "12th, 2024" and "12 2024" are days of April, and none is in December.
    """
    found = re.fullmatch(r"(\d\d?)(?:st|nd|rd|th)?(?:[, ]+(\d{4}|\d\d))?", last)
    if not found or since.day is None:
        return None
    return _Part(_full_year(found[2]) if found[2] else since.year, since.month, int(found[1]))


def _two_ends(text: str) -> tuple[str, str] | None:
    """Return the texts of both ends of a range, an open one empty; None for other texts.

    "9.-12. april" has the ends "9." and "12. april", "2024-04-09/" the ends "2024-04-09" and "".
    """
    if found := SLASHED.fullmatch(text):
        return found[1] or "", found[2] or ""
    if found := DASHED.fullmatch(text):
        first, last = (each for each in found.groups() if each is not None)
        return first, last
    parts = [part.strip() for part in BETWEEN.split(f" {text} ")]
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _one(text: str, today: date) -> Days | None:
    """Return the days of "yesterday", "9 April" or "2024"; without a year the latest such up to `today`."""
    part = _part(text, today)
    if part is None:
        return None
    return Days(*(part if part.year is not None else replace(part, year=_latest(part, today))).ends)


def _part(text: str, today: date) -> _Part | None:
    """Return one day, month or year, with the parts that are given; None for other text.

    "Tue 9 April" gives the month 4 and the day 9, "yesterday" a day of a year; "April 9-12" is a range, and
    no day of 2012.
    """
    if text in BACK:
        day = today - timedelta(days=BACK[text])
        return _Part(day.year, day.month, day.day)
    text = re.sub(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? (?=.)", "", text)
    if DASHED.fullmatch(text):
        return None
    if re.fullmatch(r"\d{8}", text):
        return _checked(int(text[:4]), int(text[4:6]), int(text[6:]))
    if re.fullmatch(r"\d{4}", text):
        return _checked(int(text), None, None)
    return _in_figures(text) if not re.search(r"[^\W\d]", text) else _in_words(text)


def _in_figures(text: str) -> _Part | None:
    """Return the date of "4/2024", "2024-04-12" or "12.4.24"; None for other texts.

    Of day and month the day is first, unless the second number is over 12: "4/13/2024" is the 13th of April.
    """
    if found := re.fullmatch(r"(\d{1,2})[-./ ](\d{4})", text):
        return _checked(int(found[2]), int(found[1]), None)
    found = NUMBERS.fullmatch(text.strip(". "))
    if not found:
        return None
    first, second, third = int(found[1]), int(found[3]), found[4]
    if len(found[1]) == 4:
        return _checked(first, second, int(third) if third else None)
    if third is None:
        return None
    day, month = (second, first) if second > 12 else (first, second)
    return _checked(_full_year(third), month, day)


def _in_words(text: str) -> _Part | None:
    """Return the date of a text with the name of a month, its parts in any order; None for other texts.

    A year of two digits is the last part: "9 Apr 24" is a day of 2024, "9/12 April" is none of 2012.
    """
    text = re.sub(r"(?<=[^\W\d_])\.", "", text)  # of "apr." and "ม.ค."
    pieces = re.findall(
        r"[^\W\d_]+|\d+", re.sub(r"(?<=\d)(st|nd|rd|th|er|º|ª)\b|(?<=\d)\.|\b(of|the|de|del|d)\b", " ", text)
    )
    months = [_months()[piece] for piece in pieces if piece in _months()]
    numbers = [piece for piece in pieces if piece.isdigit()]
    if len(months) != 1 or len(numbers) + 1 != len(pieces) or len(numbers) > 2:
        return None
    years = [number for number in numbers if len(number) == 4 or int(number) > 31]
    days = [number for number in numbers if number not in years]
    if len(days) == 2 and not years and len(pieces[-1]) == 2 and pieces[-1].isdigit():
        years, days = [days[1]], days[:1]  # 9 Apr 24
    if len(years) > 1 or len(days) > 1 or (years and len(years[0]) < 4 and pieces[-1] != years[0]):
        return None
    return _checked(_full_year(years[0]) if years else None, months[0], int(days[0]) if days else None)


@cache
def _months() -> dict[str, int]:
    """Return {folded name without dots: number} of the months in all supported languages.

    A name that two months share when folded, as ม.ค. and มี.ค. do, is none of either.
    """
    numbers: dict[str, set[int]] = {}
    for month, names in words.read("months").items():
        for name in names.split():
            numbers.setdefault(fold(name).replace(".", ""), set()).add(int(month))
    return {name: min(its) for name, its in numbers.items() if len(its) == 1}


def _checked(year: int | None, month: int | None, day: int | None) -> _Part:
    """Return the date's parts; raises ValueError if there is no such day, as for the month 0."""
    date(2024 if year is None else year, 1 if month is None else month, 1 if day is None else day)
    return _Part(year, month, day)


def _full_year(digits: str) -> int:
    """Return digits as a year; two digits are a year from 1950 to 2049."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 50 else 1900)


def _latest(part: _Part, today: date) -> int:
    """Return the latest year in which a day or month typed without a year does not begin after `today`."""
    begins = (part.month or 1, part.day or 1)
    year = today.year if begins <= (today.month, today.day) else today.year - 1
    while begins == (2, 29) and not isleap(year):
        year -= 1
    return year
