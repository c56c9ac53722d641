"""Decides whether 03/04/2024 is in March or April, by what else a page shows, or leaves it open."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from lib.clean import words
from lib.clean.segment import Order, PrintedTime
from lib.model.article import Timezone

OPEN = "nothing on the page decides which is the day and which the month"
_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_ORDERS = words.read("timezones")["orders"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What helps to decide the order of day and month on a page: language, timezone, URL, capture time."""

    language: str | None
    timezone: Timezone | None  # of its publisher; None when unknown
    url: str | None
    captured: datetime | None  # None when the time of the capture is itself assumed


def in_order(
    lines: Sequence[Sequence[PrintedTime]], evidence: Callable[[], Evidence]
) -> tuple[list[list[PrintedTime]], str]:
    """Return each line's times, ambiguous dates in the order that the page suggests, and what suggests it.

    If nothing does, ambiguous dates stay as they are, with the order "either".
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
    """Yield the order that each kind of evidence suggests ("" for none) and its name, best kind first."""
    yield _only(time.order for time in times if time.order != "either"), "by another date of the page"
    named = {time.day for time in times if not time.order}
    yield _only(_order_of(time, named) for time in open_times), "by the same day in words on the page"
    yield _only(_order_of(time, _days_in(evidence.url)) for time in open_times), "by the page's address"
    if evidence.captured:
        latest = evidence.captured.date() + timedelta(days=1)
        past = {day for time in open_times for day in (time.day, time.other) if day and day <= latest}
        yield _only(_order_of(time, past) for time in open_times), "by the day of the capture"
    american: list[Order] = [
        "month first" if time.timezone in _ORDERS["american"] else "" for time in open_times
    ]
    yield _only(american), "by the printed zone"
    if evidence.timezone and evidence.timezone.name not in _ORDERS["mixed"]:
        order: Order = "month first" if evidence.timezone.name in _ORDERS["united_states"] else "day first"
        yield order, f"by the publisher's country ({evidence.timezone.name})"
    if evidence.language and evidence.language != "en":
        yield "day first", f"by the page's language ({evidence.language})"


def _only(orders: Iterable[Order]) -> Order:
    """Return the only order given; "" if both or none are given."""
    named = {order for order in orders if order}
    return named.pop() if len(named) == 1 else ""


def _day_first(time: PrintedTime) -> date:
    """Return the date that is meant if the day stands before the month: 3 April for 03/04/2024."""
    return (time.other if time.american else None) or time.day


def _order_of(time: PrintedTime, days: Iterable[date]) -> Order:
    """Return the order in which the printed date is one of these `days`; "" if in none or both."""
    found = {time.day, time.other} & set(days)
    if len(found) != 1:
        return ""
    return "day first" if found.pop() == _day_first(time) else "month first"


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
