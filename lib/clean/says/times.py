"""Finds printed dates within a line, in many languages, with the clock and the words beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from lib.clean import words
from lib.clean.says import persian_days
from lib.clean.says.clocks import WORDS, clocks_in, find_clock, timezone_after
from lib.clean.segment import Clock, PrintedTime, Role

MAX_LINE = 400  # a time stands in a short line; longer ones are prose
TIME_WORDS = 7  # of its line that a printed time counts for: the others are what the line says beside it
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # Korea, Japan, China: 24.03.05 is in 2024
_THAI, _BUDDHIST = 2500, 543  # years counted as in Thailand, and what they are ahead
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}  # the year before the first of each era of Japan
ZERO_DAY = date(1969, 12, 31)  # what American programs print where they know no time
_CLOCK_LABEL = 3  # words such as 'First published at'
_BEHIND, _BEFORE = 14, 40  # characters from a date to the clock behind it, or to that before it and its label

_PRINTED_MONTHS: dict[str, int] = {
    name: month for month, names in words.read("months").items() for name in names.split()
}
_PERSIAN = {name: month for month, names in words.read("persian_months").items() for name in names.split()}
_NAMES = "|".join(map(re.escape, sorted(_PRINTED_MONTHS, key=len, reverse=True)))
_D, _D1, _M = (rf"(?P<{part}>\d{{1,2}})" for part in ("d", "d1", "m"))
_DAY = rf"{_D}(?:st|nd|rd|th|er|\.?[º°]|\.)?(?:\s?de|\sof|\sd['’])?"
_TURN = "[\u200e\u200f]?"  # how a line may say which way its numbers read
_NAME_ENDS = r"(?![\w\u0900-\u0dff])"  # the vowel signs of India are no word's letters to the expressions
# A page's lines can run together: '7 March 202417:55' and 'Ada ObiMarch 7, 2024' hold whole dates.
_YEAR_END = rf"(?:(?!\d)|(?=\d{{1,2}}[:.]\d\d(?!\d))|(?=\d{{1,2}}\.?\s(?:{_NAMES}){_NAME_ENDS}))"
_YEAR = rf"(?P<y>(?:19|20|25)\d\d){_YEAR_END}"
_ASIAN_DAY = rf"[年년]\s*{_M}\s*[月월]\s*{_D}\s*[日일]"
_PERSIAN_YEAR = r"(?P<y>1[34]\d\d)"
_MONTH = rf"(?P<name>{_NAMES}){_NAME_ENDS}"
_WORD_START = r"(?:(?<!\w)|(?-i:(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])))"
_LAST_YEAR = rf"(?P<y>(?:19|20|25)\d\d{_YEAR_END}|\d\d(?!\d))"
# So can those of a machine: '2024-03-1117:55', but not '2024-03-117:55', which may be of the first.
_LAST_DAY = rf"{_D}(?:(?!\d)|(?<=\d\d)(?=\d\d:\d\d(?!\d)))"


def _small(name: str) -> str:
    """Return a month's name in lower case, with all variants of i as one (I, İ, i, ı)."""
    return name.casefold().replace("\u0307", "").replace("ı", "i")


_MONTHS = {_small(name): month for name, month in _PRINTED_MONTHS.items()}


def _day(year: int, month: int, day: int) -> date | None:
    """Return the day; None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(printed: int) -> int:
    """Return a year of two digits as one from 1970 to 2069, a Thai year as ours, other years unchanged."""
    if printed < 100:
        return printed + (2000 if printed < 70 else 1900)
    return printed - _BUDDHIST if printed >= _THAI else printed


def _plain(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = _MONTHS[_small(parts["name"])] if "name" in parts else int(parts["m"])
    return _day(_year(int(parts["y"])), month, int(parts["d"] or parts["d1"]))


def _of_era(match: re.Match[str]) -> date | None:
    year = _ERAS[match["era"]] + int(match["y"].replace("元", "1"))  # 元: the first
    return _day(year, int(match["m"]), int(match["d"]))


def _persian(match: re.Match[str]) -> date | None:
    month = _PERSIAN[match["persian"]] if match["persian"] else int(match["m"])
    return persian_days.gregorian(int(match["y"]), month, int(match["d"]))


_DATES = tuple(  # each shape with the function that gives its day, None if the calendar has none such
    (re.compile(pattern, re.IGNORECASE), read)
    for read, pattern in (
        # 2024-03-11
        (_plain, rf"(?<!\d){_YEAR}[-/.]\s?{_M}[-/.]\s?{_LAST_DAY}\.?"),
        # Japan, by the year of an era or of ours: 令和6年3月11日
        (_of_era, rf"(?P<era>令和|平成|昭和)\s?(?P<y>元|\d{{1,2}})\s?{_ASIAN_DAY}"),
        (_plain, rf"(?<!\d){_YEAR}\s*{_ASIAN_DAY}"),
        # Iran and Afghanistan, in words and in numbers
        (_persian, rf"(?<!\d){_D}\s?(?P<persian>{'|'.join(_PERSIAN)})(?:\s?ماه)?[\s،]*{_PERSIAN_YEAR}(?!\d)"),
        (_persian, rf"(?<!\d)(?P<persian>){_PERSIAN_YEAR}[/-]{_M}[/-]{_D}(?!\d)"),
        # 11 March 2024, 11-Mar-2024, 11 de marzo de 2024
        (_plain, rf"(?<!\d){_DAY}(?:\s*|-){_MONTH}\.?,?(?:\s*|-)(?:de\s+|del\s+|do\s+)?{_YEAR}"),
        # Hungarian, Lithuanian and Latvian name the year first.
        (_plain, rf"(?<!\d){_YEAR}\.?\s(?:m\.\s|gada\s{_D1}\.\s)?{_MONTH}(?(d1)|\.?\s{_D}(?!\d))"),
        # March 11, 2024: behind a comma a count of readers or comments may be glued to the year.
        (_plain, rf"{_WORD_START}{_MONTH}\.?\s*{_DAY}(?:,\s+|\s+(?=\d{{4}}{_YEAR_END}))(?P<y>(?:19|20)\d\d)"),
        # Vietnam
        (_plain, rf"(?<!\d){_D} tháng {_M}(?:,|,? năm)? {_YEAR}"),
    )
)
_NUMBERS = (  # 11.3.2024, 11/3/24
    re.compile(rf"(?<!\d){_D}(?P<sign>\.)\s?{_M}\.\s?{_LAST_YEAR}"),
    re.compile(rf"(?<!\d){_D}{_TURN}(?P<sign>[/-]){_M}{_TURN}(?P=sign){_LAST_YEAR}"),
)
# The digits of other scripts become those that the patterns know.
_ZEROS = "٠۰०০੦૦௦౦೦൦๐０"
_DIGITS = {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}
# What each of them holds: most lines do not.
_MAY_DATE = re.compile(rf"(?:1[349]|20|25)\d\d|\d{_TURN}[./-]\s?\d|令和|平成|昭和")
_PUBLISHED = re.compile(rf"\b{WORDS['published']}|{WORDS['published in asia']}", re.IGNORECASE)
_UPDATED = re.compile(rf"\b{WORDS['updated']}|{WORDS['updated in asia']}", re.IGNORECASE)
# What the words of the same part of a line say of a time that is none of the story's.
_OTHER = re.compile(rf"(?<!\w){WORDS['other']}[^|•·]*$", re.IGNORECASE)
_SPAN = words.pattern("lines", "between two days")  # of a life or an event


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
    while first := min(_dates_after(text, position), key=lambda each: (each.start, -each.end), default=None):
        last = _with_clock(text, first, position)
        position = last.end  # also behind day zero, whose year may stand before the day of the next date
        if last.day != ZERO_DAY:
            found.append(last)
        if _is_span(text, found[-2:]):
            found[-2:] = [replace(each, role="other") for each in found[-2:]]
    return tuple(found)


def _dates_after(text: str, position: int) -> Iterator[PrintedTime]:
    """Yield the first date that each pattern finds from a position on; no date like "45/67/2024"."""
    for pattern, read in _DATES:
        days = ((match, read(match)) for match in pattern.finditer(text, position))
        if first := next((PrintedTime(*match.span(), day) for match, day in days if day), None):
            yield first
    for pattern in _NUMBERS:
        numbers = (_of_numbers(match, text) for match in pattern.finditer(text, position))
        if first := next(filter(None, numbers), None):
            yield first


def _of_numbers(match: re.Match[str], text: str) -> PrintedTime | None:
    """Return the date of three numbers, with the order of day and month if it is certain or ambiguous.

    3/4 can be of April or of March: beside AM, PM or a timezone of the U.S. the month is first. In a line in
    an Eastern script a year of two digits is first.
    """
    span, day, month, year = match.span(), int(match["d"]), int(match["m"]), int(match["y"])
    if year < 100 and _EASTERN.search(text):
        found = _day(_year(day), month, year)
        return PrintedTime(*span, found) if found else None
    american = bool(re.search(r"\d\s?[apAP]\.?[mM]\b|\b[ECMP][SD]?T\b", text))
    slashed = match["sign"] != "."
    by_day = _day(_year(year), month, day)
    by_month = _day(_year(year), day, month) if slashed or american else None
    if by_day and by_month and by_day != by_month:
        first, other = (by_month, by_day) if american else (by_day, by_month)
        return PrintedTime(*span, first, order="either", other=other, american=american)
    if by_day:
        return PrintedTime(*span, by_day, order="day first" if slashed and not by_month else "")
    return PrintedTime(*span, by_month, order="month first") if by_month else None


def _is_span(text: str, found: Sequence[PrintedTime]) -> bool:
    """Return whether two days without label and clock are the first and last one of a life or an event."""
    bare = len(found) == 2 and all(each.may_publish and not each.clock for each in found)
    return bare and bool(_SPAN.fullmatch(text, found[0].end, found[1].start))


def says_updated(text: str) -> bool:
    """Return whether the words beside a time call it an update."""
    return bool(_UPDATED.search(text))


def undated_clock(text: str, position: int = 0) -> Clock | None:
    """Return the time of day that ends a line, behind the position or a label like "Published"; or None."""
    clock = find_clock(text, position) if len(text) <= MAX_LINE else None
    if clock is None:
        return None
    end, timezone = timezone_after(text, clock.end)
    label = text[position : clock.start]
    labelled = bool(_PUBLISHED.search(label)) or position > 0
    if not labelled or len(re.findall(r"\w+", label)) > _CLOCK_LABEL or re.search(r"\w", text[end:]):
        return None
    return Clock(clock.start, end, clock.clock, timezone)


def _with_clock(text: str, found: PrintedTime, position: int) -> PrintedTime:
    """Return the date with its timezone, its role, and the clock behind it, else before it."""
    start, end, timezone = found.start, found.end, None
    clock = _clock_after(text, end)
    if clock:
        end, timezone = timezone_after(text, clock.end)
    elif clock := _clock_before(text, position, start):
        start, timezone = clock.start, timezone_after(text, clock.end)[1]
    of_day = clock.clock if clock else None
    role = _role(text[max(position, start - _BEFORE) : start])
    return replace(found, start=start, end=end, clock=of_day, timezone=timezone, role=role)


def _clock_after(text: str, position: int) -> Clock | None:
    """Return the first clock close behind a date, without a digit or "Updated" between; None without one."""
    clock = find_clock(text[position:])
    if clock is None:
        return None
    between = text[position : position + clock.start]
    if len(between) > _BEHIND or re.search(r"\d", between) or _role(between) != "unlabelled":
        return None
    return replace(clock, start=clock.start + position, end=clock.end + position)


def _clock_before(text: str, position: int, end: int) -> Clock | None:
    """Return a clock before its date: "11:48, Thu, Jul 18, 2024", "0339 GMT November 19, 2019"; or None."""
    near = clocks_in(text, max(position, end - _BEFORE), end)
    return next((clock for clock in near if not re.search(r"\d[:.]\d", text[clock.end : end])), None)


def _role(label: str) -> Role:
    """Return the role that the words before a date give it, "updated" or "published": the nearer one."""
    updated, published = (
        max((match.end() for match in said.finditer(label)), default=0) for said in (_UPDATED, _PUBLISHED)
    )
    if updated or published:
        return "updated" if updated >= published else "published"
    return "other" if _OTHER.search(label) else "unlabelled"
