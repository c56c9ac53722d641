"""What is new in the reader's archive since their last visit to the Desk."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st

from lib.model.filter import Filter
from lib.query import facets, new_since
from lib.store.journal import marks
from lib.ui.cache import ask
from lib.ui.component import draw
from lib.ui.muted import without_muted
from lib.ui.session import current_session
from lib.ui.view import EVERYTHING, View
from lib.ui.wording import records, when

NAME = "desk"  # of the stored note
ONE_VISIT = timedelta(hours=1)  # a return within it is the same visit
SHOWN = 3  # changed stories that are named
SESSION_KEY = "visit before"  # for this session the visit before it stays the same
UNREAD = Filter(read="unread")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The time of a visit to the Desk, and the newest batch at that time."""

    at: str  # ISO 8601, UTC
    batch: int


def record_visit(archive: Path, batch: int, now: datetime) -> Visit | None:
    """Record a visit, unless the last was within an hour; return the visit before, None for the first."""
    last, before = _recorded(archive)
    # Where the clock was set back, what was recorded lies in the future: that is another visit too.
    if last is not None and abs(now - datetime.fromisoformat(last.at).astimezone(UTC)) < ONE_VISIT:
        return before
    visits = {"last": asdict(Visit(at=now.isoformat(), batch=batch))}
    if last is not None:
        visits["before"] = asdict(last)
    marks.keep(archive, "visit", NAME, json.dumps(visits))
    return last


def _recorded(archive: Path) -> tuple[Visit | None, Visit | None]:
    """Return the last recorded visit and the one before.

    None stands for a visit that was never recorded, or whose record cannot be read.
    """
    record = marks.saved_item(archive, "visit", NAME)
    try:
        visits = record.fields if record else {"last": None}
        last, before = (
            None if each is None else Visit(at=each["at"], batch=int(each["batch"]))
            for each in (visits["last"], visits.get("before"))
        )
        for each in filter(None, (last, before)):
            datetime.fromisoformat(each.at).astimezone(UTC)
    # Written by hand, or by another version.
    except (ValueError, OverflowError, TypeError, KeyError):
        return None, None
    return last, before


def since_last_visit(view: View) -> None:
    """Show what is new since the last visit; nothing on the first, with a filter or in the sample."""
    if view.archive_name == "sample" or view.criteria != EVERYTHING:
        return
    archive = current_session().archive
    if SESSION_KEY not in st.session_state:
        st.session_state[SESSION_KEY] = record_visit(archive, ask(new_since.last_batch), datetime.now(UTC))
    before: Visit | None = st.session_state[SESSION_KEY]
    if before is None:
        return
    everything = without_muted(EVERYTHING)
    new = len(ask(new_since.since, everything, before.batch))
    changed = records(ask(new_since.revised_stories, everything, before.batch))
    (unread,) = ask(facets.counts, (without_muted(UNREAD),))
    draw(
        "desk/visit.html", "visit", when=when(before.at), new=new, changed=changed[:SHOWN], of=len(changed),
        unread=unread, view=view, only_unread=UNREAD,
    )  # fmt: skip
