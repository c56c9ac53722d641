"""Times as pages print them, in many languages, found inside a line."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal

from lib.clean.dates.months import MONTHS

Role = Literal["published", "updated", "unsaid"]
Order = Literal["", "day first", "month first", "either"]

_LABEL_WORDS = 3  # such as 'First published at'
MAX_LINE = 400  # a time stands in a short line; longer ones are prose

_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.|º|\s?de)?"
_NAME_ENDS = r"(?![\w\u0900-\u0dff])"  # the vowel signs of India are no word's letters to the expressions
# A page's lines can run together: '7 March 202417:55' and 'Ada ObiMarch 7, 2024' hold whole dates.
_YEAR_END = rf"(?:(?!\d)|(?=\d{{1,2}}[:.]\d\d(?!\d))|(?=\d{{1,2}}\.?\s(?:{_NAMES}){_NAME_ENDS}))"
_YEAR = rf"(?P<y>(?:19|20)\d\d){_YEAR_END}"
_WORD_START = r"(?:(?<!\w)|(?-i:(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])))"
_NUMERIC_YEAR = r"(?P<y>(?:19|20)\d\d|\d\d)(?!\d)"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)\.?",
        rf"(?<!\d){_YEAR}\s*[年년]\s*(?P<m>\d{{1,2}})\s*[月월]\s*(?P<d>\d{{1,2}})\s*[日일]",
        rf"(?<!\d){_DAY}\s*(?P<name>{_NAMES}){_NAME_ENDS}\.?,?\s*(?:de\s+|del\s+)?{_YEAR}",
        rf"{_WORD_START}(?P<name>{_NAMES}){_NAME_ENDS}\.?\s*{_DAY},?\s+{_YEAR}",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?P<dot>\.)\s?(?P<m>\d{{1,2}})\.\s?{_NUMERIC_YEAR}",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?P<slash>[/-])(?P<m>\d{{1,2}})(?P=slash){_NUMERIC_YEAR}",
    )
)
# The digits of other scripts become those that the patterns know.
_ZEROS = "٠۰०০੦૦௦౦೦൦๐０"
_DIGITS = {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}
_MAY_DATE = re.compile(r"(?:19|20)\d\d|\d[./-]\s?\d")  # what each of them holds: most lines do not
_HALF = r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
_CLOCK = re.compile(
    r"(?<![\d:.,])(?P<asian>午前|午後|오전|오후|上午|下午)?\s?"
    r"(?:(?P<h>[01]?\d|2[0-3])(?P<mark>[:.h時시]|\s?Uhr)\s?(?P<min>[0-5]\d)?(?::[0-5]\d)?[分분]?"
    r"|(?P<h12>1[0-2]|[1-9])(?=\s?[ap]\.?m))"
    rf"(?!\d){_HALF}(?:\s?(?:Uhr|hrs?\b|WIB|uur\b|год))?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?:today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|heute|gestern"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|aujourd.hui|hier|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche|hoy|ayer|lunes|martes|miércoles|jueves|viernes|sábado|domingo)(?!\w),?",
    re.IGNORECASE,
)
_COMPACT_CLOCK = re.compile(r"(?<!\d)(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?=\s?(?:GMT|UTC|hrs)\b)")
_ZONE = re.compile(
    r"\s?\(?(?:(?P<zone>GMT|UTC|BST|IST|CES?T|ME[SZ]Z?|EES?T|[ECMP][SD]T|ET|PT|MSK|JST|KST|WIB|SAST|AE[SD]T"
    r"|Z|EAT|WAT|NZ[SD]T|AKST|HST|МСК|мск)(?:\b|(?=[A-Z][a-z])))?"
    r"(?P<offset>[+-]\d{1,2}(?::?\d\d)?(?!\d))?\)?"
)
# 'Kyiv time', 'Eastern', 'heure de Paris', 'за Києвом': the zone told by a place.
_PLACE = re.compile(
    r"\s?,?\s?\(?(?P<place>(?:[A-ZÀ-Þ][\wß-ÿ'’]+\s){1,2}(?:local\s)?[Tt]ime|U?S? ?(?:Eastern|Pacific)\b"
    r"|(?:heure de|ora di|hora de|horário de|за|по)\s[A-ZÀ-ÞА-ЯІЇЄ]\w+)\b\)?"
)
_PUBLISHED = re.compile(
    r"\b(?:publish|posted|first published|created|released|veröffentlicht|erstellt|erschienen|publié"
    r"|publicado"
    r"|pubblicat|publicad|publika|publizier|gepubliceerd|publicerad|publisert|udgivet|opublik|vydáno|publikov"
    r"|опубл|створ"
    r"|diterbit)"
    r"|配信|公開|掲載|등록|입력",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updat|modifi|last edited|revised|aktualisier|geändert|stand|mis à jour|mise à jour|actualiza"
    r"|aggiornat"
    r"|atualiza|bijgewerkt|uppdater|oppdater|opdater|aktualiz|обновл|оновл|diperbar)|更新|수정",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A date, with a clock time and a zone where they are printed, at text[start:end]."""

    start: int
    end: int
    day: date
    clock: time | None
    zone: str | None  # "GMT", "EST", "+02:00"
    role: Role
    order: Order = ""  # of day and month in a date of numbers alone; "either" when both can be meant
    other: date | None = None  # the day it would be in the other order
    american: bool = False  # `day` reads such a date with the month first


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day without a date, at text[start:end]."""

    start: int
    end: int
    clock: time
    zone: str | None = None


def find_times(text: str) -> list[PrintedTime]:
    """Return every date in a short line, each with the clock time printed beside it."""
    if len(text) > MAX_LINE:
        return []
    plain = text if text.isascii() else text.translate(_DIGITS)
    return list(_times_in(plain)) if _MAY_DATE.search(plain) else []


@lru_cache(maxsize=4_096)  # several rules ask the lines around a headline
def _times_in(text: str) -> tuple[PrintedTime, ...]:
    found: list[PrintedTime] = []
    position = 0
    while (match := _next_date(text, position)) is not None:
        found.append(_with_clock(text, match, position))
        position = found[-1].end
    return tuple(found)


def says_updated(text: str) -> bool:
    """Return whether the words beside a time say that the page was changed then."""
    return bool(_UPDATED.search(text))


def clock_alone(text: str) -> time | None:
    """Return the time of day, when a line holds nothing else."""
    clock = find_clock(text) if len(text) <= 24 else None
    if clock is None or re.search(r"\w", text[: clock.start] + text[clock.end :]):
        return None
    return clock.clock


def is_weekday_clock(text: str) -> bool:
    """Return whether a line holds a weekday and a time of day and nothing else."""
    if len(text) > 34 or not (day := _WEEKDAY.search(text)):
        return False
    return clock_alone(text[: day.start()] + text[day.end() :]) is not None


def find_clock(text: str, position: int = 0) -> Clock | None:
    """Return the first time of day at or after the position."""
    for match in _CLOCK.finditer(text, position):
        clock = _clock_of(match)
        if clock is not None:
            return Clock(match.end() - len(match.group().lstrip()), match.end(), clock)
    return None


def undated_clock(text: str, position: int = 0) -> Clock | None:
    """Return the time of day that closes a line after 'Published' or, from a position on, after little
    else.
    """
    clock = find_clock(text, position) if len(text) <= MAX_LINE else None
    if clock is None:
        return None
    end, zone = _zone_after(text, clock.end)
    label = text[position : clock.start]
    said = bool(_PUBLISHED.search(label)) or position > 0
    if not said or len(re.findall(r"\w+", label)) > _LABEL_WORDS or re.search(r"\w", text[end:]):
        return None
    return Clock(clock.start, end, clock.clock, zone)


def local_time(printed: PrintedTime) -> datetime:
    """Return the printed date and clock as a time without a zone; midnight when no clock is printed."""
    return datetime.combine(printed.day, printed.clock or time())


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    day: date
    order: Order = ""
    other: date | None = None
    american: bool = False


def _next_date(text: str, position: int) -> _Found | None:
    hits = []
    for pattern in _DATES:
        match = pattern.search(text, position)
        found = _dated(match, text) if match else None
        if found:
            hits.append(found)
    return min(hits, key=lambda hit: (hit.start, -hit.end), default=None)


def _dated(match: re.Match[str], text: str) -> _Found | None:
    """Return the day of a match; numbers that can be read both ways as AM/PM and zone suggest."""
    parts = match.groupdict()
    year = int(parts["y"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    name = parts.get("name")
    month = MONTHS[name.casefold()] if name else int(parts["m"])
    day = int(parts["d"])
    if not parts.get("slash") and not (parts.get("dot") and _american(text)):
        found = _day(year, month, day)
        return _Found(*match.span(), found) if found else None
    by_day, by_month = _day(year, month, day), _day(year, day, month)
    if by_day and by_month and by_day != by_month:
        american = _american(text)
        first, other = (by_month, by_day) if american else (by_day, by_month)
        return _Found(*match.span(), first, "either", other, american)
    if by_day == by_month:
        return _Found(*match.span(), by_day) if by_day else None
    found = by_day or by_month
    return _Found(*match.span(), found, "day first" if by_day else "month first") if found else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _american(text: str) -> bool:
    """Return dates of numbers beside AM/PM or an American zone put the month first."""
    return bool(re.search(r"\d\s?[apAP]\.?[mM]\b|\b[ECMP][SD]?T\b", text))


def _with_clock(text: str, found: _Found, position: int) -> PrintedTime:
    """Join the clock after the date, else the one just before it."""
    start, end, zone = found.start, found.end, None
    clock = _clock_after(text, found.end)
    if clock:
        end, zone = _zone_after(text, clock.end)
    else:
        clock = _clock_before(text, position, found.start)
        start = clock.start if clock else start
        zone = _zone_after(text, clock.end)[1] if clock else None
    return PrintedTime(
        start, end, found.day, clock.clock if clock else None, zone, _role(text, position, start),
        found.order, found.other, found.american,
    )  # fmt: skip


def _clock_after(text: str, position: int) -> Clock | None:
    clock = _clock_from(text, position)
    between = text[position : clock.start] if clock else ""
    near = (
        len(between) <= 14
        and not re.search(r"\d", between)
        and not _PUBLISHED.search(between)
        and not _UPDATED.search(between)
    )
    return clock if near else None


def _clock_from(text: str, position: int) -> Clock | None:
    """Return the first clock of the rest, also where it is glued to the year before it."""
    clock = find_clock(text[position:])
    return replace(clock, start=clock.start + position, end=clock.end + position) if clock else None


def _clock_before(text: str, position: int, end: int) -> Clock | None:
    """Return a clock printed before its date, as in '11:48, Thu, Jul 18, 2024' or '0339 GMT November 19,
    2019'.
    """
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
    afternoon = half == "p" or parts.get("asian") in ("午後", "오후", "下午")
    if (half or parts.get("asian")) and hour <= 12:
        hour = hour % 12 + (12 if afternoon else 0)
    return time(hour, int(parts.get("min") or 0))


def _zone_after(text: str, position: int) -> tuple[int, str | None]:
    match = _ZONE.match(text, position)
    if not match or not (match["zone"] or match["offset"]):
        place = _PLACE.match(text, position)
        return (place.end(), place["place"]) if place else (position, None)
    if not match["zone"] and len(match["offset"]) < 5:  # "-3" alone is no zone
        return position, None
    return match.end(), (match["zone"] or "") + (match["offset"] or "")


def _role(text: str, position: int, start: int) -> Role:
    label = text[max(position, start - 40) : start]
    if _UPDATED.search(label):
        return "updated"
    return "published" if _PUBLISHED.search(label) else "unsaid"
