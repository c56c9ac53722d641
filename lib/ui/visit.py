"""What is new in the reader's archive since their last visit to the Desk."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st

from lib.model.filter import Filter
from lib.query import facets, new_since
from lib.store.journal import marks
from lib.ui.cache import ask, current_session
from lib.ui.component import draw
from lib.ui.view import EVERYTHING, View
from lib.ui.widgets import when
from lib.ui.wording import records

NAME = "desk"
ONE_VISIT = timedelta(hours=1)  # a return within it is the same visit
SHOWN = 3  # changed stories that are named
BEFORE = "visit before"
UNREAD = Filter(read="unread")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The time of a visit to the Desk, and the newest batch at that time."""

    at: str  # an instant, ISO
    batch: int


def last_visit(archive: Path, batch: int, now: datetime) -> Visit | None:
    """Record this visit, if the last is over an hour ago, and return the one before; None on the first."""
    held = next((each for each in marks.saved_items(archive, "visit") if each.name == NAME), None)
    found = json.loads(held.body) if held else {}
    last, before = ((Visit(**found[name]) if found.get(name) else None) for name in ("last", "before"))
    if last is not None and abs(now - datetime.fromisoformat(last.at)) < ONE_VISIT:
        return before
    written = {"last": {"at": now.isoformat(), "batch": batch}}
    if last is not None:
        written["before"] = {"at": last.at, "batch": last.batch}
    marks.keep(archive, "visit", NAME, json.dumps(written))
    return last


def since_last_visit(view: View) -> None:
    """Show what is new since the last visit; nothing on the first, with a filter or in the sample."""
    if view.archive_name == "sample" or view.criteria != EVERYTHING:
        return
    archive = current_session().archive
    if BEFORE not in st.session_state:
        st.session_state[BEFORE] = last_visit(archive, ask(new_since.last_batch), datetime.now(UTC))
    before: Visit | None = st.session_state[BEFORE]
    if before is None:
        return
    new = len(ask(new_since.since, EVERYTHING, before.batch))
    changed = records(ask(new_since.changed, EVERYTHING, before.batch))
    (unread,) = ask(facets.counts, (UNREAD,))
    draw(
        "desk/visit.html", "visit", when=when(before.at), new=new, changed=changed[:SHOWN], of=len(changed),
        unread=unread, view=view, only_unread=UNREAD,
    )  # fmt: skip
