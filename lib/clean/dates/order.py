"""Whether 03/04/2024 is in March or in April: decided by what else the page says, or left open."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from lib.clean.dates.printed import Order, PrintedTime
from lib.clean.text.marks import Mark
from lib.model.article import Timezone

_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_STATES_ZONES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "America/Detroit", "Pacific/Honolulu",
)  # fmt: skip
# Both orders are in use where these clocks hang.
_MIXED = (
    "America/Toronto",
    "America/Vancouver",
    "America/Edmonton",
    "America/Winnipeg",
    "Asia/Manila",
    "UTC",
)
_AMERICAN = ("ET", "CT", "MT", "PT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What else is known of the page."""

    language: str | None
    timezone: Timezone | None  # where its publisher's clock hangs; None when nothing tells
    url: str | None
    captured: datetime | None  # None when the time of the capture is itself assumed


@dataclass(frozen=True, slots=True)
class Decided:
    """The marks with their dates settled, and by what; an open date keeps the order "either"."""

    marks: list[Mark]
    reason: str


def settle_order(marks: list[Mark], evidence: Evidence) -> Decided:
    """Return every date of numbers alone the order that the page's evidence points to."""
    open_times = [time for mark in marks for time in mark.times if time.order == "either"]
    if not open_times:
        return Decided(marks, "")
    order, reason = _order(open_times, marks, evidence)
    if not order:
        return Decided(marks, "nothing on the page tells the day from the month")
    return Decided([_settled(mark, order) for mark in marks], reason)


def _order(open_times: Sequence[PrintedTime], marks: Iterable[Mark], evidence: Evidence) -> tuple[Order, str]:
    for order, reason in _opinions(open_times, [time for mark in marks for time in mark.times], evidence):
        if order:
            return order, reason
    return "", ""


def _opinions(
    open_times: Sequence[PrintedTime], times: Sequence[PrintedTime], evidence: Evidence
) -> Iterator[tuple[Order, str]]:
    """Yield each kind of evidence, the strongest first."""
    yield _only(time.order for time in times if time.order != "either"), "by another date of the page"
    named = {time.day for time in times if not time.order}
    yield _only(_order_of(time, named) for time in open_times), "by the same day in words on the page"
    yield _only(_order_of(time, _days_in(evidence.url)) for time in open_times), "by the page's address"
    if evidence.captured:
        latest = evidence.captured.date() + timedelta(days=1)
        yield _only(_past(time, latest) for time in open_times), "by the day of the capture"
    yield (
        _only("month first" if time.timezone in _AMERICAN else "" for time in open_times),
        "by the printed zone",
    )
    if evidence.timezone and evidence.timezone.name not in _MIXED:
        order: Order = "month first" if evidence.timezone.name in _STATES_ZONES else "day first"
        yield order, f"by the publisher's country ({evidence.timezone.name})"
    if evidence.language and evidence.language != "en":
        yield "day first", f"by the page's language ({evidence.language})"


def _only(orders: Iterable[Order]) -> Order:
    """Return the one order that is said; nothing where both are."""
    said = {order for order in orders if order}
    return said.pop() if len(said) == 1 else ""


def _day_first(time: PrintedTime) -> date:
    """Of the two readings, the one with the day first."""
    other = time.other or time.day
    return other if time.american else time.day


def _order_of(time: PrintedTime, days: Iterable[date]) -> Order:
    """Return the order in which a time is one of the days."""
    known = set(days)
    found = {day for day in (time.day, time.other) if day and day in known}
    if len(found) != 1:
        return ""
    return "day first" if found.pop() == _day_first(time) else "month first"


def _past(time: PrintedTime, latest: date) -> Order:
    """Return the order in which a time is not after the capture."""
    return _order_of(time, [day for day in (time.day, time.other) if day and day <= latest])


def _days_in(url: str | None) -> list[date]:
    days = []
    for year, month, day in _ADDRESS.findall(url or ""):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return days


def _settled(mark: Mark, order: Order) -> Mark:
    if not any(time.order == "either" for time in mark.times):
        return mark
    return replace(mark, times=[_in_order(time, order) for time in mark.times])


def _in_order(time: PrintedTime, order: Order) -> PrintedTime:
    if time.order != "either":
        return time
    first = _day_first(time)
    second = time.other if time.other != first else time.day
    day = first if order == "day first" else second
    return replace(time, day=day or time.day, order=order)
