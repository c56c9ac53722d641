"""Muted stories: left out of the Desk, of lists and of what is new, and counted everywhere else."""

from dataclasses import replace

import pandas as pd

from lib.model.filter import Filter
from lib.model.wording import count
from lib.query import facets
from lib.store.journal import marks
from lib.ui.cache import ask
from lib.ui.render import Link
from lib.ui.session import current_session
from lib.ui.view import View, and_condition


def without_muted(criteria: Filter) -> Filter:
    """Return the filter without muted stories, as lists need it; unchanged if it asks for muted stories."""
    return marks.without_muted(current_session().archive, criteria)


def unmuted(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a frame whose story is not muted.

    The number of all stories in `attrs["of"]` is reduced by the muted ones.
    """
    gone = frame["article_id"].isin(marks.in_state(current_session().archive, "muted"))
    listed = frame[~gone]
    if "of" in frame.attrs:
        listed.attrs["of"] = int(frame.attrs["of"]) - int(gone.sum())
    return listed


def muted_stories(criteria: Filter) -> int:
    """Return how many stories of a selection are muted and so not listed."""
    without = without_muted(criteria)
    if without == criteria:
        return 0
    selected, shown = ask(facets.counts, (criteria, without))
    return selected - shown


def chip(view: View) -> Link | None:
    """Return a link to the selection's muted stories, with their number; None if there are none."""
    if not (number := muted_stories(view.criteria)):
        return None
    muted = replace(view.criteria, text=and_condition(view.criteria.text, "is:muted"))
    words = f"{count(number, 'muted story', 'muted stories')}, not listed here: open as a list"
    return Link(view.to("read", muted), f"{number:,} muted", "chip", aria_label=words, title=words)


def muted_note(view: View) -> str:
    """Return "3 muted stories are counted", for a chart's source line; "" if the selection has none."""
    number = muted_stories(view.criteria)
    return f"{number:,} muted {'story is' if number == 1 else 'stories are'} counted" if number else ""
