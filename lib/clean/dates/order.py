"""Whether 03/04/2024 is in March or in April: decided by what else the page says, or left open."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from lib.clean.dates.printed import Order, PrintedTime
from lib.model.article import Timezone

_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_UNITED_STATES = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
    "America/Anchorage", "America/Detroit", "Pacific/Honolulu",
)  # fmt: skip
_MIXED = (  # where both orders are in use
    "America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg", "Asia/Manila", "UTC",
)  # fmt: skip
_AMERICAN = ("ET", "CT", "MT", "PT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT")


OPEN = "nothing on the page tells the day from the month"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What else is known of the page."""

    language: str | None
    timezone: Timezone | None  # of its publisher; None when nothing tells
    url: str | None
    captured: datetime | None  # None when the time of the capture is itself assumed


def in_order(
    lines: Sequence[Sequence[PrintedTime]], evidence: Callable[[], Evidence]
) -> tuple[list[list[PrintedTime]], str]:
    """Return the times of each line with day and month in the order that the page points to, and by what.

    Where nothing on the page tells, a date of numbers alone keeps the order "either".
    """
    times = [time for line in lines for time in line]
    open_times = [time for time in times if time.order == "either"]
    if not open_times:
        return [list(line) for line in lines], ""
    for order, reason in _opinions(open_times, times, evidence()):
        if order:
            return [[_ordered(time, order) for time in line] for line in lines], reason
    return [list(line) for line in lines], OPEN


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
    american: list[Order] = ["month first" if time.timezone in _AMERICAN else "" for time in open_times]
    yield _only(american), "by the printed zone"
    if evidence.timezone and evidence.timezone.name not in _MIXED:
        order: Order = "month first" if evidence.timezone.name in _UNITED_STATES else "day first"
        yield order, f"by the publisher's country ({evidence.timezone.name})"
    if evidence.language and evidence.language != "en":
        yield "day first", f"by the page's language ({evidence.language})"


def _only(orders: Iterable[Order]) -> Order:
    """Return the one order that is named; nothing where both are."""
    named = {order for order in orders if order}
    return named.pop() if len(named) == 1 else ""


def _day_first(time: PrintedTime) -> date:
    """Return the day that a time is with the day first."""
    return (time.other if time.american else None) or time.day


def _order_of(time: PrintedTime, days: Iterable[date]) -> Order:
    """Return the order in which a time is one of the days."""
    found = {time.day, time.other} & set(days)
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


def _ordered(time: PrintedTime, order: Order) -> PrintedTime:
    if time.order != "either":
        return time
    turned = (_day_first(time) == time.day) != (order == "day first")
    return replace(time, day=time.other if turned and time.other else time.day, order=order)
