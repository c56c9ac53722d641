"""Parses times from one source: ISO 8601, RFC 5322, seconds since 1970, printed, or counted back."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from lib.clean.says.times import ZERO_DAY, find_times
from lib.clean.says.timezones import decide_timezone, is_ambiguous, printed_timezone
from lib.clean.segment import Clock, PrintedTime, RelativeTime
from lib.model.article import Timezone
from lib.model.capture import Capture

EARLIEST, LATEST = 1600, 2200  # years: no newspaper is older
WEB = 1991  # the year of the first page: a file of an older date has lost its own

_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:(?:[T ]\s*|(?=\d{6}(?!\d)))"  # six digits right behind a day are its time
    r"(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?(?:[.,]\d{1,9})?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?"
    r"\s*(?P<zone>Z\b|(?:GMT|UTC)?\s?[+-]\d{1,2}(?::?\d{2})?|[A-Z][a-z]+/[A-Z]\w+|\(?[A-Z]{2,5}\b)?)?(?![\d])",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")
_ZERO = datetime(1970, 1, 1, tzinfo=UTC)  # what programs write for no time
# And those of Windows, SQL Server, Excel and its forerunner.
_OTHER_ZEROS = {datetime(1601, 1, 1), datetime(1753, 1, 1), datetime(1900, 1, 1), datetime(1899, 12, 30)}
_WESTMOST = timedelta(hours=12)  # by which a clock of the west shows less
# "Tue Mar 05 10:30:00 CET 2024", "Tue Mar  5 10:30:00 2024": as programs print a date that nobody formatted.
_PROGRAM = re.compile(r"^\w{3} (\w{3}) (\d{1,2}) (\d\d:\d\d(?::\d\d)?(?: [A-Z]{2,5})?) (\d{4})$")
# "3 Feb 26", "Feb 3, 26"
_SHORT_YEAR = re.compile(r"^(\d{1,2}[ -][^\W\d_]{3,9}\.?,?[ -]|[^\W\d_]{3,9}\.? \d{1,2}, )(\d\d)$")
_WEEK_OR_DAY = re.compile(r"\d{4}(?:-W\d\d-[1-7]|W\d\d[1-7]|-(?P<day>\d{3}))")
_RFC = re.compile(r"\w{3},? \d{1,2} \w{3} \d{4} \d{2}:\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instant:
    """A time from one source, as read and as printed; whether it is a day only; its timezone if unclear."""

    moment: datetime  # naive when the source gives no time zone, or one that has several meanings
    printed: str = ""
    source: str = ""
    day_only: bool = False
    timezone: str | None = None  # by its name or abbreviation, as printed
    inferred: str = ""  # why the day was not read but inferred
    unplaced: str = ""  # why a printed time is no moment

    def decided(self, assumed: Callable[[], Timezone]) -> tuple[datetime, Timezone]:
        """Return the time with its timezone, printed or assumed, and that timezone."""
        if self.moment.tzinfo is not None and self.timezone is None:
            return self.moment, timezone_of_instant(self.moment)
        timezone = decide_timezone(self.timezone, assumed)
        if self.inferred:
            timezone = replace(timezone, assumed=True, reason=f"{self.inferred} {timezone.reason}")
        return self.moment.replace(tzinfo=timezone.clock), timezone


def latest_year(capture: Capture) -> int:
    """Return the last possible year of a captured story: the year after its capture, else 2200."""
    return capture.captured_at.year + 1 if capture.captured_at.year >= WEB else LATEST


def latest_day(capture: Capture) -> date:
    """Return the last day that can be that of a captured story: a day further ahead is that of an event.

    Two days are left for the timezones of the world and for computers whose clock is slow.
    """
    known = capture.captured_at.year >= WEB
    return capture.captured_at.date() + timedelta(days=2) if known else date(LATEST, 12, 31)


def read_instant(text: str, source: str) -> Instant | None:
    """Return a time in machine-readable or printed form; None if it is no valid date."""
    given = " ".join(text.split())[:200]
    text = _SHORT_YEAR.sub(r"\g<1>20\2", _PROGRAM.sub(r"\2 \1 \4 \3", given))
    found = of_iso(text) or of_week_or_day(text) or of_mail(text) or of_epoch(text)
    if found and _is_zero(found):
        return None
    found = found or _of_print(text)
    return replace(found, printed=given, source=source) if found else None


def instant_in_line(line: str, printed: PrintedTime) -> Instant:
    """Return a printed time of a line as an instant."""
    return Instant(
        moment=printed.local,
        printed=line[printed.start : printed.end].strip(),
        source="printed time",
        day_only=printed.clock is None,
        timezone=printed.timezone,
    )


def of_iso(text: str) -> Instant | None:
    """Return an ISO 8601 time, also if slightly off, as with a space or AM/PM; None for other texts."""
    found = _ISO.match(text)
    if not found or (len(text) > found.end() and text[found.end()].isdigit()):
        return None
    try:
        moment = datetime(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    clock = _since_midnight(found)
    if not _possible(moment):
        return None
    if found["hour"] is None or clock is None:
        return Instant(moment=moment, day_only=True)
    return _in_timezone(moment + clock, (found["zone"] or "").lstrip("("))


def _is_zero(found: Instant) -> bool:
    """Return whether a time is a program's first one, as 1970-01-01 00:00 in UTC or further west."""
    local = found.moment.replace(tzinfo=None)
    if local in _OTHER_ZEROS or (found.day_only and local.date() == ZERO_DAY):
        return True
    return timedelta() <= _ZERO - found.moment.replace(tzinfo=found.moment.tzinfo or UTC) <= _WESTMOST


def of_week_or_day(text: str) -> Instant | None:
    """Return the day of an ISO 8601 week date (2026-W06-2) or ordinal date (2026-034); None for others."""
    found = _WEEK_OR_DAY.fullmatch(text)
    if not found:
        return None
    try:
        moment = datetime.strptime(text, "%Y-%j") if found["day"] else datetime.fromisoformat(text)
    except ValueError:  # a week or day that the year does not have
        return None
    beyond = found["day"] and moment.year != int(text[:4])  # the 366th day of a year of 365
    return Instant(moment=moment, day_only=True) if _possible(moment) and not beyond else None


def of_mail(text: str) -> Instant | None:
    """Return a time in the form of e-mail and HTTP headers, "Mon, 3 Jun 2024 10:00 GMT"; or None."""
    if not _RFC.search(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):  # no mail date: the next notation is tried
        return None
    # A zone by a name that letters do not know is read as it is in print.
    return Instant(moment=moment) if moment.tzinfo is not None and _possible(moment) else None


def of_epoch(text: str) -> Instant | None:
    """Return a time from the text of seconds or milliseconds since 1970; None for other texts."""
    if not _EPOCH.fullmatch(text):
        return None
    seconds = int(text) / (1000 if len(text) > 11 else 1)
    moment = _ZERO + timedelta(seconds=seconds)
    return Instant(moment=moment) if _possible(moment) and moment.year > 1980 else None


def _of_print(text: str) -> Instant | None:
    """Return the first printed time that is not an update; None if ambiguous (3/4/2024)."""
    found = find_times(text)
    chosen = next((printed for printed in found if printed.may_publish), next(iter(found), None))
    if chosen is None or chosen.order == "either":
        return None
    return replace(_in_timezone(chosen.local, chosen.timezone or ""), day_only=chosen.clock is None)


def _in_timezone(moment: datetime, name: str) -> Instant:
    """Return a local time in the timezone of this name; without timezone if the name is not known."""
    timezone = printed_timezone(name)
    if timezone is None:
        return Instant(moment=moment, timezone=name if is_ambiguous(name) else None)
    return Instant(
        moment=moment.replace(tzinfo=timezone.clock), timezone=name if "/" in timezone.name else None
    )


def _since_midnight(found: re.Match[str]) -> timedelta | None:
    """Return the time since midnight that a match gives, 24:00 at most; None if no clock can show it."""
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if found["half"] and hour <= 12:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    since = timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    return since if hour <= 24 and minute < 60 and second <= 60 and since <= timedelta(days=1) else None


def _possible(moment: datetime) -> bool:
    return EARLIEST <= moment.year <= LATEST


def timezone_of_instant(moment: datetime) -> Timezone:
    """Return the timezone, an offset or UTC, of a time that has one."""
    offset = moment.utcoffset() or timedelta()
    if not offset:
        return Timezone(name="UTC", assumed=False, reason="The page gives the time in UTC.")
    minutes = int(offset.total_seconds() // 60)
    name = f"{'+' if minutes > 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return Timezone(name=name, assumed=False, reason="The page gives the offset.")


def to_local(moment: datetime, timezone: Timezone) -> datetime:
    """Return a time as a naive local time of this timezone; a naive time is returned unchanged."""
    return moment.astimezone(timezone.clock).replace(tzinfo=None) if moment.tzinfo else moment


_NOT_KNOWN = "it holds no date, and when the page was read is not known"
_CLOCK_ONLY = "The page prints the time of day only; its date is inferred from the day of the capture."
_AGO = "The page counts the time back from the moment of reading; it is counted back from the capture."


def counted_back(
    line: str, found: Clock | RelativeTime, capture: Capture, assumed: Callable[[], Timezone]
) -> Instant:
    """Return the time of a line without a date, counted back from the capture; None if it cannot be known.

    The line has a time of day, or a time such as "2 hours ago". It cannot be known if the time of the capture
    is itself assumed, or too vague for a day.
    """
    printed = line[found.start : found.end].strip()
    read = to_local(capture.captured_at, assumed())
    if capture.captured_assumed is not None:
        return Instant(moment=read, printed=printed, unplaced=_NOT_KNOWN)
    if isinstance(found, RelativeTime):
        moment, source, inferred = found.moment(read), "printed time, counted back from the capture", _AGO
        if found.before is not None:  # hours pass alike while clocks are put forward or back
            moment = to_local(capture.captured_at - found.before, assumed())
        if moment is None:
            return Instant(moment=read, printed=printed, unplaced="it was too long ago for a day")
        day_only = not (found.clock or found.before)
        return Instant(moment=moment, printed=printed, source=source, day_only=day_only, inferred=inferred)
    read = to_local(capture.captured_at, decide_timezone(found.timezone, assumed))
    moment = datetime.combine(read.date(), found.clock)
    return Instant(
        moment=moment - timedelta(days=moment > read),
        printed=printed,
        source="printed time, date inferred from the capture",
        timezone=found.timezone,
        inferred=_CLOCK_ONLY,
    )
