"""Instants in words, as seen from now: "today, 10:05 am"."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from lib.store.stored_settings import machine_zone
from lib.ui.wording import clock


def in_words(moment: datetime | str | None, now: datetime, zone: str) -> str:
    """Return an instant, or its ISO text, in words of a time zone: "today, 10:05 am"; "" for none."""
    if not moment:
        return ""
    at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    there = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone))
    today = now.astimezone(ZoneInfo(zone)).date()
    near = {today + timedelta(days=-1): "yesterday", today: "today", today + timedelta(days=1): "tomorrow"}
    of_year = "" if there.year == today.year else f" {there.year}"
    return f"{near.get(there.date(), f'{there.day} {there:%B}{of_year}')}, {clock(there)}"


def when(moment: datetime | str | None) -> str:
    """Return an instant in words, in the time zone of the reader's browser."""
    now, zone = datetime.now(UTC), st.context.timezone or machine_zone()
    try:
        return in_words(moment, now, zone)
    except (KeyError, ValueError):  # a zone that only the browser knows
        return in_words(moment, now, machine_zone())
