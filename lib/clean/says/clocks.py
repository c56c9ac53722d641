"""Finds times of day within a line, in many languages, and the timezone printed behind them."""

import re
from collections.abc import Iterator
from datetime import time
from itertools import chain

from lib.clean.says.timezones import ABBREVIATIONS, AMBIGUOUS
from lib.clean.segment import Clock
from lib.clean.words import any_of, pattern, read

_LONGEST_CLOCK = 24  # characters of a line with a clock time and a timezone alone
_LONGEST_WEEKDAY = 34  # and of one with a weekday too
_OFFSET = 5  # characters of an offset that is one without a name before it: "-3" is none
_BEFORE = 20  # characters before an offset that show that a program has written it
WORDS = {name: any_of(listed) for name, listed in read("times").items()}  # by section
# Behind the German "am": "12 Uhr am Hafen", "12:30 am 3. Mai", "um 10.30 am Sonntag".
_GERMAN_DAY = r"\s+(?:\d{1,2}\.\s|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend)"
_HALF = (
    rf"(?P<half>[ap])\.?\s?m\b\.?(?!{_GERMAN_DAY})"
    rf"|(?P<morning>{WORDS['morning']})(?!\w)|(?P<afternoon>{WORDS['afternoon']})(?!\w)"
)
_ASIAN_AFTERNOON = ("午後", "오후", "下午", "晚上", "晚间", "晚間")
_CLOCK = re.compile(
    r"(?<!\d)(?<!\d[:.,])"  # no part of a number, a result or a longer time
    rf"(?P<asian>午前|오전|上午|凌晨|早上|{'|'.join(_ASIAN_AFTERNOON)})?\s?"  # the half of the day
    r"(?:(?P<h>[01]?\d|2[0-3])"
    r"(?P<mark>[:.時时點点시]|h(?!rs?\b|ours?\b)|\s?Uhr|\sh(?=\s?\d\d(?!\d|\s?min)))\s?"
    r"(?P<min>[0-5]\d)?(?::[0-5]\d)?[分분]?"  # "9h", "9 h 30", "9 Uhr 30", "9:30", "9:30:15"
    r"|(?P<h12>1[0-2]|[1-9])(?=\s?[ap]\.?m))"  # or the hour alone, before AM or PM
    r"(?!\d)"
    rf"(?:\s?(?:{_HALF}))?"  # the half of the day, behind the hour
    r"(?:\s?(?:Uhr|hrs?\b|WIB|uur\b|год|น\.))?"  # what says that this was a clock
    r"(?!\s?(?:ago|read)\b)",  # "3h ago", "2h read"
    re.IGNORECASE,
)
_COMPACT_CLOCK = re.compile(r"(?<!\d)(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?=\s?(?:GMT|UTC|hrs)\b)")
_OF_AN_HOUR = frozenset({"uhr", "時", "时", "시", "h"})  # signs that make a number alone a time of day
_WEEKDAY = re.compile(
    rf"(?<!\w)(?:{WORDS['today']}|{WORDS['yesterday']}|{WORDS['weekdays']})(?!\w),?", re.IGNORECASE
)
_TIMEZONES = any_of(sorted({*ABBREVIATIONS, *AMBIGUOUS}, key=len, reverse=True))
_TIMEZONE = re.compile(
    rf"\s?\(?(?:(?P<name>{_TIMEZONES})(?:\b|(?=[A-Z][a-z]|\d)))?(?:(?<=GMT|UTC)\s(?=[+\u2212-]\d))?"
    r"(?P<offset>[+\u2212-]\d{1,2}(?::?\d\d)?(?!\d))?\)?"
)
# 'Kyiv time', 'Eastern', 'heure de Paris', 'за Києвом'
_PLACE = re.compile(
    r"\s?,?\s?\(?(?P<place>(?:[A-ZÀ-Þ][\wß-ÿ'’]+\s){1,2}(?:local\s)?[Tt]ime|U?S? ?(?:Eastern|Pacific)\b"
    r"|(?:heure de|ora di|hora de|horário de|за|по)\s[A-ZÀ-ÞА-ЯІЇЄ]\w+)\b\)?"
)


def find_clock(text: str, position: int = 0) -> Clock | None:
    """Return the first time of day in a text from the position on, such as "9:31 p.m."; None without one."""
    return next(_printed(_CLOCK, text, position, len(text)), None)


def clocks_in(text: str, start: int, end: int) -> Iterator[Clock]:
    """Yield the times of day in text[start:end]; those without a sign, as "9 pm", come last."""
    return chain(_printed(_CLOCK, text, start, end), _printed(_COMPACT_CLOCK, text, start, end))


def _printed(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Clock]:
    """Yield the clock times that a pattern finds in text[start:end], without the blank before them."""
    for match in pattern.finditer(text, start, end):
        if (clock := _time_of(match)) is not None:
            yield Clock(match.end() - len(match.group().lstrip()), match.end(), clock)


def _time_of(match: re.Match[str]) -> time | None:
    """Return the time of day that a match prints, afternoons from 12 on; None if it is a mere number."""
    parts = match.groupdict(default="")
    mark, minutes = parts.get("mark", "").strip().casefold(), parts["min"]
    letter = parts.get("half", "").casefold()
    if mark == "uhr" or (mark == "." and not minutes and ". " in match[0]):
        letter = ""  # "12 Uhr am Hafen", "Platz 3. Am Sonntag": the German "on the"
    before = parts.get("asian", "")
    if not (minutes or letter or before or mark in _OF_AN_HOUR):
        return None
    hour = int(parts["h"] or parts["h12"])
    is_half = letter or before or parts.get("morning") or parts.get("afternoon")
    if is_half and hour <= 12:
        is_late = letter == "p" or before in _ASIAN_AFTERNOON or parts.get("afternoon")
        hour = hour % 12 + (12 if is_late else 0)
    return time(hour, int(minutes or 0))


def clock_alone(text: str) -> time | None:
    """Return the time of day on a line that has nothing else but a timezone; None for other lines."""
    clock = find_clock(text) if len(text) <= _LONGEST_CLOCK else None
    end = timezone_after(text, clock.end)[0] if clock else 0
    if clock is None or re.search(r"\w", text[: clock.start] + text[end:]):
        return None
    return clock.clock


def is_weekday_clock(text: str) -> bool:
    """Return whether a line is only a weekday and a clock time."""
    if len(text) > _LONGEST_WEEKDAY or not (day := _WEEKDAY.search(text)):
        return False
    return clock_alone(text[: day.start()] + text[day.end() :]) is not None


def timezone_after(text: str, position: int) -> tuple[int, str | None]:
    """Return where the timezone printed at the position ends, and its name; (position, None) without one."""
    match = _TIMEZONE.match(text, position)
    if not match or not (match["name"] or match["offset"]):
        place = _PLACE.match(text, position)
        return (place.end(), place["place"]) if place else (position, None)
    if not match["name"] and len(match["offset"]) < _OFFSET:
        return position, None
    span = not match["name"] and re.match(r"-\d{1,2}:", match["offset"])  # "10:00-12:00"
    if span and not pattern("lines", "to the second").search(text, max(0, position - _BEFORE), position):
        return position, None
    return match.end(), (match["name"] or "") + (match["offset"] or "")
