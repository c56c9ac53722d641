"""Words for a frame's rows as a newspaper prints them: headlines, publishers, days, times, numbers."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from lib.model.wording import count
from lib.store.stored_settings import machine_zone
from lib.ui.cache import publisher_names

Row = Mapping[str, Any]
UNTITLED = "A story without a headline"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in words, and in ISO 8601 if it is known."""

    words: str
    iso: str = ""


def present(value: object) -> bool:
    """Return whether a cell of a frame has a value: it is not None, NaN, NaT or ""."""
    return value is not None and value is not pd.NaT and value == value and value != ""


def capital(words: str) -> str:
    """Return the text with its first letter in upper case."""
    return words[:1].upper() + words[1:]


WITH_THE = frozenset({  # names, by which pages call actors, that have an article within a sentence
    "Bahamas", "Central African Republic", "Czech Republic", "Democratic Republic of Congo",
    "Dominican Republic", "European Union", "Kremlin", "Maldives", "Netherlands", "Pentagon", "Philippines",
    "Republic of the Congo", "Solomon Islands", "Soviet Union", "United Arab Emirates", "United Kingdom",
    "United Nations", "United States", "Vatican", "White House",
})  # fmt: skip


def in_sentence(name: str) -> str:
    """Return an actor's name as it stands within a sentence: "the United States", "Cuba"."""
    return f"the {name}" if name in WITH_THE else name


OWN = "\u200b"  # an unseen letter behind a number of ours: a name may end in a number too
_NUMBERED = re.compile(rf" · [\d,]+{OWN}$")


def with_number(name: str, number: float) -> str:
    """Return an option of a list with its number of stories behind it: "Cuba · 1,204"."""
    return f"{name} · {int(number):,}{OWN}"


def without_number(option: str) -> str:
    """Return an option without the number that `with_number` put behind it, which may have changed since."""
    return _NUMBERED.sub("", option)


def story_count(number: float) -> str:
    """Return a number of stories with the noun: "1 story", "1,204 stories"."""
    return count(number, "story", "stories")


def instant(at: Any, zone: str, *, day_only: bool = False) -> str:
    """Return an instant in a timezone: '24 October 1962, 10:05 am'; "" for a missing one.

    With `day_only` it is the day in the instant's own timezone, as the publisher printed it.
    """
    if not present(at):
        return ""
    stamp = pd.Timestamp(at)  # never its text: of old times it ends in seconds of an offset, +02:02:04
    aware = stamp.tz_localize("UTC") if stamp.tz is None else stamp
    moment: datetime = (aware if day_only else aware.tz_convert(ZoneInfo(zone))).to_pydatetime()
    date = f"{moment.day} {moment:%B %Y}"
    return date if day_only else f"{date}, {clock(moment)}"


def clock(moment: datetime) -> str:
    """Return the time of day, e.g. "10:05 am"."""
    return f"{moment.hour % 12 or 12}:{moment:%M} {'am' if moment.hour < 12 else 'pm'}"


def in_words(moment: datetime | str | None, now: datetime, zone: str) -> str:
    """Return an instant, or its ISO text, in words of a timezone: "today, 10:05 am"; "" for None."""
    if not moment:
        return ""
    at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    there = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone))
    today = now.astimezone(ZoneInfo(zone)).date()
    near = {today + timedelta(days=-1): "yesterday", today: "today", today + timedelta(days=1): "tomorrow"}
    of_year = "" if there.year == today.year else f" {there.year}"
    return f"{near.get(there.date(), f'{there.day} {there:%B}{of_year}')}, {clock(there)}"


def when(moment: datetime | str | None) -> str:
    """Return an instant in words, in the timezone of the reader's browser."""
    now, zone = datetime.now(UTC), st.context.timezone or machine_zone()
    try:
        return in_words(moment, now, zone)
    except (KeyError, ValueError):  # a zone that only the browser knows
        return in_words(moment, now, machine_zone())


def day(value: object, *, weekday: bool = False) -> str:
    """Return a day as "24 October 1962", with its weekday if wanted; "" for a missing one."""
    if not present(value):
        return ""
    stamp = pd.Timestamp(str(value))
    return f"{stamp:%A}, {stamp.day} {stamp:%B %Y}" if weekday else f"{stamp.day} {stamp:%B %Y}"


def days(first: object, last: object) -> str:
    """Return a span of days, "16–28 October 1962"; one day if an end is missing, "" if both are."""
    if not present(first) or not present(last):
        return day(first) or day(last)
    a, b = pd.Timestamp(str(first)), pd.Timestamp(str(last))
    if a == b:
        return day(a)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{b.day} {b:%B %Y}"
    return f"{a.day} {a:%B} – {day(b)}" if a.year == b.year else f"{day(a)} – {day(b)}"


def records(frame: pd.DataFrame) -> list[Row]:
    """Return a frame's rows as mappings."""
    columns = (frame[name].tolist() for name in frame.columns)  # five times as fast as to_dict
    return [dict(zip(frame.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def time_of(row: Row, zone: str) -> Moment:
    """Return a story's time in words, "No date on the page" if it has none, and as ISO text."""
    if not present(row["published_at"]):
        return Moment("No date on the page")
    shown = instant(row["published_at"], zone, day_only=row.get("published_precision") == "day")
    return Moment(shown, pd.Timestamp(row["published_at"]).isoformat())


def headline_of(row: Row) -> str:
    """Return a story's headline; "A story without a headline" where it has none, as a link needs a text."""
    return str(row["headline"]) if present(row["headline"]) else UNTITLED


def publisher_name(publisher: str) -> str:
    """Return a publisher's own name; its domain if that is unknown."""
    return publisher_names().get(publisher, publisher)


def publishers_called(publishers: Sequence[str]) -> dict[str, str]:
    """Return {domain: name} for the publishers of a list; two that share a name keep their domains."""
    said = {each: publisher_name(each) for each in publishers}
    held = Counter(said.values())
    return {each: name if held[name] == 1 else each for each, name in said.items()}


def kicker(row: Row) -> str:
    """Return the small line above a headline: the section, and the form if it is not an ordinary story."""
    words = [str(row["section"])] if present(row["section"]) else []
    words += {"brief": ["Brief"], "live blog": ["Live"]}.get(str(row["form"]), [])
    return " · ".join(words)
