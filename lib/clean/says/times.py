"""Finds printed times within a line, in many languages: dates, clock times, "2 hours ago"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from functools import lru_cache

from lib.clean import words
from lib.clean.says.timezones import ABBREVIATIONS, AMBIGUOUS
from lib.clean.segment import Clock, Order, PrintedTime, RelativeTime, Role

MAX_LINE = 400  # a time stands in a short line; longer ones are prose
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # Korea, Japan, China: 24.03.05 is in 2024
_THAI, _BUDDHIST = 2500, 543  # years counted as in Thailand, and what they are ahead
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}  # the year before the first of each era of Japan
ZERO_DAY = date(1969, 12, 31)  # what American programs print where they know no time
_CLOCK_LABEL = 3  # words such as 'First published at'
_DAY_LABEL = 9  # words such as 'Published on this page', with those of the day and the clock

_WORDS = {name: words.any_of(listed) for name, listed in words.read("times").items()}
_PRINTED_MONTHS: dict[str, int] = {
    name: month for month, names in words.read("months").items() for name in names.split()
}
_NAMES = "|".join(map(re.escape, sorted(_PRINTED_MONTHS, key=len, reverse=True)))
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.?[º°]|\.)?(?:\s?de|\sof|\sd['’])?"
_TURN = "[\u200e\u200f]?"  # how a line may say which way its numbers read
_NAME_ENDS = r"(?![\w\u0900-\u0dff])"  # the vowel signs of India are no word's letters to the expressions
# A page's lines can run together: '7 March 202417:55' and 'Ada ObiMarch 7, 2024' hold whole dates.
_YEAR_END = rf"(?:(?!\d)|(?=\d{{1,2}}[:.]\d\d(?!\d))|(?=\d{{1,2}}\.?\s(?:{_NAMES}){_NAME_ENDS}))"
_YEAR = rf"(?P<y>(?:19|20|25)\d\d){_YEAR_END}"
_WORD_START = r"(?:(?<!\w)|(?-i:(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])))"
_NUMERIC_YEAR = r"(?P<y>(?:19|20)\d\d|\d\d)(?!\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}[-/.]\s?(?P<m>\d{{1,2}})[-/.]\s?(?P<d>\d{{1,2}})(?!\d)\.?",
        r"(?P<era>令和|平成|昭和)\s?(?P<y>元|\d{1,2})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日",
        rf"(?<!\d){_YEAR}\s*[年년]\s*(?P<m>\d{{1,2}})\s*[月월]\s*(?P<d>\d{{1,2}})\s*[日일]",
        rf"(?<!\d){_DAY}(?:\s*|-)(?P<name>{_NAMES}){_NAME_ENDS}\.?,?(?:\s*|-)(?:de\s+|del\s+|do\s+)?{_YEAR}",
        # Hungarian, Lithuanian and Latvian name the year first.
        rf"(?<!\d){_YEAR}\.?\s(?:m\.\s|gada\s(?P<d1>\d{{1,2}})\.\s)?(?P<name>{_NAMES}){_NAME_ENDS}"
        r"(?(d1)|\.?\s(?P<d>\d{1,2})(?!\d))",
        # Behind a comma a count of readers or comments may be glued to the year.
        rf"{_WORD_START}(?P<name>{_NAMES}){_NAME_ENDS}\.?\s*{_DAY}(?:,\s+|\s+(?=\d{{4}}{_YEAR_END}))"
        r"(?P<y>(?:19|20)\d\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}}) tháng (?P<m>\d{{1,2}})(?:,|,? năm)? {_YEAR}",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?P<dot>\.)\s?(?P<m>\d{{1,2}})\.\s?{_NUMERIC_YEAR}",
        rf"(?<!\d)(?P<d>\d{{1,2}}){_TURN}(?P<slash>[/-])(?P<m>\d{{1,2}}){_TURN}(?P=slash){_NUMERIC_YEAR}",
    )
)
# The digits of other scripts become those that the patterns know.
_ZEROS = "٠۰०০੦૦௦౦೦൦๐０"
_DIGITS = {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}
_MAY_DATE = re.compile(
    r"(?:19|20|25)\d\d|\d[./-]\s?\d|令和|平成|昭和"
)  # what each of them holds: most lines do not
_HALF = (
    r"(?P<half>[ap])\.?\s?m\b\.?"
    rf"|(?P<morning>{_WORDS['morning']})(?!\w)|(?P<afternoon>{_WORDS['afternoon']})(?!\w)"
)
_CLOCK = re.compile(
    r"(?<![\d:.,])(?P<asian>午前|午後|오전|오후|上午|下午)?\s?"
    r"(?:(?P<h>[01]?\d|2[0-3])(?P<mark>[:.h時시]|\s?Uhr)\s?(?P<min>[0-5]\d)?(?::[0-5]\d)?[分분]?"
    r"|(?P<h12>1[0-2]|[1-9])(?=\s?[ap]\.?m))"
    rf"(?!\d)(?:\s?(?:{_HALF}))?"
    r"(?:\s?(?:Uhr|hrs?\b|WIB|uur\b|год|น\.))?",
    re.IGNORECASE,
)
_COMPACT_CLOCK = re.compile(r"(?<!\d)(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?=\s?(?:GMT|UTC|hrs)\b)")
_WEEKDAY = re.compile(
    rf"(?<!\w)(?:{_WORDS['today']}|{_WORDS['yesterday']}|{_WORDS['weekdays']})(?!\w),?", re.IGNORECASE
)
_TIMEZONES = words.any_of(sorted({*ABBREVIATIONS, *AMBIGUOUS}, key=len, reverse=True))
_TIMEZONE = re.compile(
    rf"\s?\(?(?:(?P<name>{_TIMEZONES})(?:\b|(?=[A-Z][a-z]|\d)))?(?:(?<=GMT|UTC)\s(?=[+-]\d))?"
    r"(?P<offset>[+-]\d{1,2}(?::?\d\d)?(?!\d))?\)?"
)
_TO_THE_SECOND = re.compile(r"(?:T\d\d|:\d\d):\d\d(?:\.\d+)?$")  # of a time that a program has written
# 'Kyiv time', 'Eastern', 'heure de Paris', 'за Києвом'
_PLACE = re.compile(
    r"\s?,?\s?\(?(?P<place>(?:[A-ZÀ-Þ][\wß-ÿ'’]+\s){1,2}(?:local\s)?[Tt]ime|U?S? ?(?:Eastern|Pacific)\b"
    r"|(?:heure de|ora di|hora de|horário de|за|по)\s[A-ZÀ-ÞА-ЯІЇЄ]\w+)\b\)?"
)
_PUBLISHED = re.compile(rf"\b{_WORDS['published']}|{_WORDS['published in asia']}", re.IGNORECASE)
_UPDATED = re.compile(rf"\b{_WORDS['updated']}|{_WORDS['updated in asia']}", re.IGNORECASE)
# What the words of the same part of a line say of a time that is none of the story's.
_OTHER = re.compile(rf"(?<!\w){_WORDS['other']}[^|•·]*$", re.IGNORECASE)
_SPAN = re.compile(
    r"\s*(?:[-–—]|to|bis|until)\s*", re.IGNORECASE
)  # between the first and the last day of something

_UNITS = {"minutes": timedelta(minutes=1), "hours": timedelta(hours=1), "days": timedelta(days=1)}
_UNIT = "|".join(f"(?P<{name}>{_WORDS[name]})" for name in (*_UNITS, "longer"))
_NUMBER = rf"(?P<n>\d{{1,3}}|{_WORDS['one']})"
_RELATIVE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?<!\w)|(?<=[^\W\d])(?=\d)){_NUMBER}\s?(?:{_UNIT})(?!\w)\.?\s?{_WORDS['ago']}(?!\w)",
        rf"(?<!\w){_WORDS['before']}\s{_NUMBER}\s(?:{_UNIT})(?!\w)\.?",
        r"(?<!\w)(?P<n>\d{1,3})\s(?:(?P<minutes>perce)|(?P<hours>órája)|(?P<days>napja))(?!\w)",
        r"(?P<n>\d{1,3})\s?(?:(?P<minutes>分|분)|(?P<hours>時間|小时|小時|시간)|(?P<days>日|天|일))\s?(?:前|전)",
    )
)
# What stands before the smaller unit of a time counted in two.
_LEADING = re.compile(
    rf"(?:(?<!\w)|(?<=[^\W\d])(?=\d)){_NUMBER}\s?(?:{_UNIT})(?:\b|(?=\d))\.?,?\s?(?:(?:and|y|e)\s)?$",
    re.IGNORECASE,
)
_CALENDAR = tuple(
    (days, re.compile(rf"(?<!\w){_WORDS[name]}(?!\w)", re.IGNORECASE))
    for days, name in enumerate(("today", "yesterday"))
)
_DAY_BEFORE = re.compile(r"(?:avant-|altro\s|antes\sde\s|before\s)$", re.IGNORECASE)  # yesterday
_UNTIL_CLOCK = re.compile(rf"\W*(?:{_WORDS['at']}\b)?\W*$", re.IGNORECASE)


def find_times(text: str) -> list[PrintedTime]:
    """Return every date in a short line, each with the clock printed beside it."""
    if len(text) > MAX_LINE:
        return []
    plain = text if text.isascii() else text.translate(_DIGITS)
    return list(_times_in(plain)) if _MAY_DATE.search(plain) else []


@lru_cache(maxsize=4_096)  # several rules look at the lines around a headline
def _times_in(text: str) -> tuple[PrintedTime, ...]:
    found: list[PrintedTime] = []
    position = 0
    while True:
        matches = (pattern.search(text, position) for pattern in _DATES)
        dates = [dated for match in matches if match and (dated := _dated(match, text))]
        if not dates:
            return tuple(found)
        first = min(dates, key=lambda dated: (dated.start, -dated.end))
        found.append(_with_clock(text, first, position))
        if _is_span(text, found[-2:]):
            found[-2:] = [replace(each, role="other") for each in found[-2:]]
        position = found[-1].end


def _is_span(text: str, found: Sequence[PrintedTime]) -> bool:
    """Return whether two days without label and clock are the first and last one of a life or an event."""
    bare = len(found) == 2 and all(each.may_publish and not each.clock for each in found)
    return bare and bool(_SPAN.fullmatch(text, found[0].end, found[1].start))


def says_updated(text: str) -> bool:
    """Return whether the words beside a time call it an update."""
    return bool(_UPDATED.search(text))


def clock_alone(text: str) -> time | None:
    """Return the clock time of a line with nothing else but a timezone; or None."""
    clock = find_clock(text) if len(text) <= 24 else None
    end = timezone_after(text, clock.end)[0] if clock else 0
    if clock is None or re.search(r"\w", text[: clock.start] + text[end:]):
        return None
    return clock.clock


def is_weekday_clock(text: str) -> bool:
    """Return whether a line is only a weekday and a clock time."""
    if len(text) > 34 or not (day := _WEEKDAY.search(text)):
        return False
    return clock_alone(text[: day.start()] + text[day.end() :]) is not None


def find_clock(text: str, position: int = 0) -> Clock | None:
    """Return the first clock time from the position on, or None."""
    for match in _CLOCK.finditer(text, position):
        clock = _clock_of(match)
        if clock is not None:
            return Clock(match.end() - len(match.group().lstrip()), match.end(), clock)
    return None


def undated_clock(text: str, position: int = 0) -> Clock | None:
    """Return the clock that ends a line, after a label like "Published" or a position; or None."""
    clock = find_clock(text, position) if len(text) <= MAX_LINE else None
    if clock is None:
        return None
    end, timezone = timezone_after(text, clock.end)
    label = text[position : clock.start]
    labelled = bool(_PUBLISHED.search(label)) or position > 0
    if not labelled or len(re.findall(r"\w+", label)) > _CLOCK_LABEL or re.search(r"\w", text[end:]):
        return None
    return Clock(clock.start, end, clock.clock, timezone)


def find_relative(text: str) -> RelativeTime | None:
    """Return the first relative time in a short line, such as "2 hours ago"; or None."""
    if len(text) > MAX_LINE:
        return None
    for pattern in _RELATIVE:
        if match := pattern.search(text):
            return _counted(match)
    return _by_calendar(text)


def timezone_after(text: str, position: int) -> tuple[int, str | None]:
    """Return where the timezone printed at the position ends, and its name; the position and None without."""
    match = _TIMEZONE.match(text, position)
    if not match or not (match["name"] or match["offset"]):
        place = _PLACE.match(text, position)
        return (place.end(), place["place"]) if place else (position, None)
    if not match["name"] and len(match["offset"]) < 5:  # "-3" alone is no time zone
        return position, None
    span = not match["name"] and re.match(r"-\d{1,2}:", match["offset"])  # "10:00-12:00"
    if span and not _TO_THE_SECOND.search(text, max(0, position - 20), position):
        return position, None
    return match.end(), (match["name"] or "") + (match["offset"] or "")


def _small(name: str) -> str:
    """Return a month's name in lower case, with all variants of i as one (I, İ, i, ı)."""
    return name.casefold().replace("\u0307", "").replace("ı", "i")


_MONTHS = {_small(name): month for name, month in _PRINTED_MONTHS.items()}


def _dated(match: re.Match[str], text: str) -> PrintedTime | None:
    """Return the date of a match, or None; 3/4 beside AM/PM or a U.S. timezone is read month first."""
    parts = match.groupdict()
    numbers = parts["d"] or parts["d1"], parts["y"].replace("元", "1")
    era = _ERAS.get(parts.get("era") or "", 0)
    eastern = not era and len(parts["y"]) == 2 and _EASTERN.search(text) is not None
    day, year = map(int, reversed(numbers) if eastern else numbers)
    year += era or (2000 if year < 70 else 1900 if year < 100 else 0)
    year -= _BUDDHIST if year >= _THAI else 0
    name = parts.get("name")
    month = _MONTHS[_small(name)] if name else int(parts["m"])
    # AM, PM or an American time zone says that dates of numbers put the month first.
    american = bool(re.search(r"\d\s?[apAP]\.?[mM]\b|\b[ECMP][SD]?T\b", text))
    by_day, by_month = _day(year, month, day), None
    if not eastern and (parts.get("slash") or (parts.get("dot") and american)):
        by_month = _day(year, day, month)
    if by_day and by_month and by_day != by_month:
        first, other = (by_month, by_day) if american else (by_day, by_month)
        return PrintedTime(*match.span(), first, order="either", other=other, american=american)
    found = by_day or by_month
    if found is None or found == ZERO_DAY:
        return None
    in_figures = (parts.get("slash") and not eastern) or by_month
    order: Order = "" if not in_figures or by_day == by_month else "day first" if by_day else "month first"
    return PrintedTime(*match.span(), found, order=order)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_clock(text: str, found: PrintedTime, position: int) -> PrintedTime:
    """Return the date with the clock after or else before it, its timezone and its role."""
    start, end, timezone = found.start, found.end, None
    clock = _clock_after(text, end)
    if clock:
        end, timezone = timezone_after(text, clock.end)
    elif clock := _clock_before(text, position, start):
        start, timezone = clock.start, timezone_after(text, clock.end)[1]
    of_day = clock.clock if clock else None
    role = _role(text[max(position, start - 40) : start])
    return replace(found, start=start, end=end, clock=of_day, timezone=timezone, role=role)


def _clock_after(text: str, position: int) -> Clock | None:
    """Return the first clock within 14 letters after a date, no digit or "Updated" between; or None."""
    clock = find_clock(text[position:])
    if clock is None:
        return None
    between = text[position : position + clock.start]
    if len(between) > 14 or re.search(r"\d", between) or _role(between) != "unlabelled":
        return None
    return replace(clock, start=clock.start + position, end=clock.end + position)


def _clock_before(text: str, position: int, end: int) -> Clock | None:
    """Return a clock before its date: "11:48, Thu, Jul 18, 2024", "0339 GMT November 19, 2019"; or None."""
    window = text[max(position, end - 40) : end]
    shift = end - len(window)
    for match in (*_CLOCK.finditer(window), *_COMPACT_CLOCK.finditer(window)):
        clock = _clock_of(match)
        if clock is not None and not re.search(r"\d[:.]\d", window[match.end() :]):
            return Clock(match.start() + shift, match.end() + shift, clock)
    return None


def _clock_of(match: re.Match[str]) -> time | None:
    parts = match.groupdict()
    hour = int(parts.get("h") or parts.get("h12") or 0)
    half = (parts.get("half") or "").casefold()
    mark = (parts.get("mark") or "").strip().casefold()
    if parts.get("min") is None and not half and mark not in ("uhr", "時", "시", "h"):
        return None
    halved = half or any(parts.get(name) for name in ("asian", "morning", "afternoon"))
    afternoon = half == "p" or parts.get("asian") in ("午後", "오후", "下午") or parts.get("afternoon")
    if halved and hour <= 12:
        hour = hour % 12 + (12 if afternoon else 0)
    return time(hour, int(parts.get("min") or 0))


def _role(label: str) -> Role:
    if _UPDATED.search(label):
        return "updated"
    if _PUBLISHED.search(label):
        return "published"
    return "other" if _OTHER.search(label) else "unlabelled"


def _counted(match: re.Match[str]) -> RelativeTime:
    number, unit = _amount(match)
    leading = _LEADING.search(match.string, 0, match.start())
    more, larger = _amount(leading) if leading else (0, None)
    if leading and unit and larger and larger > unit:  # "1 hour 20 minutes ago"
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
