"""When something happened or will, as one says it at a desk: 'today, 10:05 am'."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from lib.store.archive import machine_zone
from lib.ui.markup import clock


def said(moment: datetime | str | None, now: datetime, zone: str) -> str:
    """Return the moment in words; "" for none."""
    if not moment:
        return ""
    at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    there, here = (
        each.astimezone(ZoneInfo(zone)) for each in (at if at.tzinfo else at.replace(tzinfo=UTC), now)
    )
    days = {
        here.date() + timedelta(days=n): word
        for n, word in ((-1, "yesterday"), (0, "today"), (1, "tomorrow"))
    }
    usual = f"{there.day} {there:%B}" + (f" {there.year}" if there.year != here.year else "")
    return f"{days.get(there.date(), usual)}, {clock(there)}"


def here(moment: datetime | str | None) -> str:
    """Return the moment as the reader's own clock tells it."""
    return said(moment, datetime.now(UTC), _zone())


def _zone() -> str:
    told = st.context.timezone
    try:
        return str(ZoneInfo(told).key) if told else machine_zone()
    except (KeyError, ValueError):  # a zone that only the browser knows
        return machine_zone()
