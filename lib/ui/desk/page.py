"""The Desk page: date line, lead, newest stories, most named, digest."""

from functools import partial

import pandas as pd
import streamlit as st

from lib.digest import digest
from lib.export import digest as as_file
from lib.model.wording import zone_words
from lib.query import actors, desk
from lib.query.desk import FrontPage
from lib.query.names_sought import coverage_note
from lib.query.rising import rising
from lib.query.stories import Picture
from lib.store.archive import open_for_reading
from lib.ui import notes, saved_views
from lib.ui.cache import archive_zone, ask
from lib.ui.chart import chart
from lib.ui.component import draw
from lib.ui.desk import words
from lib.ui.downloads import save_menu
from lib.ui.error_pages import show_each
from lib.ui.marking import marked
from lib.ui.muted import muted_stories, without_muted
from lib.ui.nothing_found import show_nothing_found
from lib.ui.render import Link
from lib.ui.session import current_session
from lib.ui.story_cards import pictures_of, story_cards
from lib.ui.story_marks import mark_actions
from lib.ui.view import EVERYTHING, View, with_tag
from lib.ui.visit import since_last_visit
from lib.ui.wording import day, days, records, time_of

NAMED = 7  # actors with a sentence each; of fewer, further headlines fill the column
BESIDE, UNPICTURED = 4, 6  # stories below a lead with a picture, without one, where no other covers its event
LONG = 75  # letters of a headline that is set smaller
OPENING = 60  # letters that a first sentence needs to stand below the lead


def front_page(view: View) -> None:
    """Show the selection's Desk, or a note that it is empty."""
    front: FrontPage = ask(desk.desk, without_muted(view.criteria), languages=_languages())
    if front.lead.empty and front.newest.empty:
        show_nothing_found(view)
        return
    zone, asked = archive_zone(), without_muted(view.criteria)
    picture = next(iter(pictures_of(front.lead, view.criteria.as_of).values()), None)
    below, rest = below_lead(front, with_picture=picture is not None)
    named = ask(actors.most_named, asked, day=front.day, days=max(1, front.days), least=2).head(NAMED)
    room = (NAMED - len(named)) // 2  # of the side column, for further headlines
    also = rest.head(room if room > 1 else 0)
    with st.container(key="desk-top"):  # on a phone the last visit and the days stand below the lead
        show_each(partial(since_last_visit, view), key="no-visit")
        show_dateline(front, view, zone, muted=muted_stories(view.criteria))
        chart("strip", view, "strip", spanned=max(1, front.days))
        _first_screen(front, view, zone, picture, below, named, also)
    _newest(front, view, zone, rest.iloc[len(also) :])
    notes.on_the_desk(view)
    _digest(view, front)


def _languages() -> tuple[str, ...]:
    """Return the browser's language as a tuple, ("en",); () if the browser names none."""
    return tuple(filter(None, [(st.context.locale or "").split("-")[0].lower()]))


def show_dateline(front: FrontPage, view: View, zone: str, *, muted: int = 0) -> None:
    """Show the page's days and their number of stories, and, if any are `muted`, that these are left out."""
    shown = days(front.since, front.day) if front.days > 1 else day(front.day, weekday=True)
    where = "in the archive" if view.criteria == EVERYTHING else "of the selection"
    left = " Muted stories are left out." if muted else ""
    note = f"{words.stories_phrase(front, where)}.{left} Days in {zone_words(zone)}."
    draw("desk/dateline.html", "dateline", words=shown or "No day", note=note)


def _first_screen(
    front: FrontPage,
    view: View,
    zone: str,
    picture: Picture | None,
    below: pd.DataFrame,
    named: pd.DataFrame,
    also: pd.DataFrame,
) -> None:
    """Show the lead, the stories below it, and beside them named actors, rising tags and more headlines."""
    covered = bool(len(front.coverage))
    cards = story_cards(below, view, zone)
    shown = BESIDE if covered else len(cards)
    asked = without_muted(view.criteria)
    risers = ask(rising, asked, day=front.day, days=max(1, front.days)) if front.day else None
    draw(
        "desk/front.html",
        "front",
        mark_actions(current_session().archive),
        view=view,
        lead=next(iter(records(front.lead)), None),
        long=LONG,
        opening=OPENING,
        picture=picture,
        why=words.why_it_leads(front) if len(front.lead) else "",
        at=partial(time_of, zone=zone),
        no_lead=words.why_none_leads(front),
        covered=covered,
        beside=cards[:shown],
        further=cards[shown:],
        saved_views=saved_views.on_the_desk(view),
        when=f"in {words.days_phrase(front)}" if front.days > 1 else "on this day",
        named=[
            (row, marked(row["sentence"], [span for span in row["spans"] if span[2] == row["actor_id"]]))
            for row in records(named)
        ],
        rising=records(risers) if risers is not None else [],
        found_less=ask(coverage_note, asked),
        tagged=partial(with_tag, EVERYTHING),
        mean=words.mean,
        also=records(also),
    )


def _newest(front: FrontPage, view: View, zone: str, rest: pd.DataFrame) -> None:
    """Show those newest stories that are not shown above (`rest`), then those of earlier days."""
    earlier = front.newest.iloc[front.fresh :]
    parts = [
        (title, story_cards(part, view, zone))
        for title, part in (("More of the newest", rest), (words.earlier_title(earlier), earlier))
        if not part.empty
    ]
    if not parts:
        return
    everything = Link(view.to("read"), "All stories of the selection →")
    actions = mark_actions(current_session().archive)
    draw("desk/newest.html", "newest", actions, parts=parts, everything=everything)


DIGESTS = {"md": "Text (Markdown)", "html": "Page (HTML)"}


def _digest(view: View, front: FrontPage) -> None:
    """Show buttons that save the digest of the filter's days, or else of the Desk's days."""
    languages, asked = _languages(), without_muted(view.criteria)

    def digest_file(suffix: str) -> bytes:
        write = as_file.markdown if suffix == "md" else as_file.html
        with open_for_reading(view.archive) as db:
            return write(digest(db, asked, languages=languages)).encode()

    save_menu("Save as a digest", "digest", f"digest-{front.day or 'none'}", DIGESTS, digest_file)


def below_lead(front: FrontPage, *, with_picture: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the stories to show below the lead (its event, or some of the newest), and the newest left.

    The newest all are of the Desk's days; fewer stand below a lead with a picture.
    """
    fresh = front.newest.head(front.fresh)
    if len(front.coverage):
        return front.coverage, fresh
    number = BESIDE if with_picture else UNPICTURED
    return fresh.iloc[:number], fresh.iloc[number:]
