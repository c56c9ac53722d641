"""The Notes page, with the notes and highlights of the selection; and on the Desk five of them each day."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from pathlib import Path

import streamlit as st

from lib.figures.notes import SUFFIXES, notes_file
from lib.model.controls import without_controls_in
from lib.model.spelling import fold
from lib.query.noted import Noted, noted
from lib.store.archive import open_for_reading
from lib.store.journal import highlights, marks
from lib.ui import daily_notes
from lib.ui.cache import archive_day, archive_zone, ask
from lib.ui.component import Actions, draw, say
from lib.ui.downloads import save_menu
from lib.ui.muted import without_muted
from lib.ui.options import Option, choices
from lib.ui.paging import Pages
from lib.ui.render import Link, render
from lib.ui.session import current_session
from lib.ui.story_marks import NO_MARK
from lib.ui.view import EVERYTHING, View
from lib.ui.widgets import search_field
from lib.ui.wording import day, headline_of, time_of

PAGE = 60  # notes
BY = Option("by", "By", {"story": "story", "name": "name", "label": "label", "day": "day"})
NO_GROUP = {"name": "No name in the words", "label": "Without a label", "day": "Of an unknown day"}
NONE = "There are no notes here yet. Open a story, select words and press the button beside them"
ON_STORY = "; or write a note on the whole story under “Notes”."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A note under the name of its group: the day of the note, where it leads, and the group's own page."""

    group: str
    found: Noted
    noted_on: str
    href: str
    group_href: str = ""


def page(view: View) -> None:
    """Show the notes on the selection's stories, by story, name, label or day; their search and files."""
    find = view.own.get("find", "")
    held = _held(view)
    sought = fold(find).split()
    found = [
        each
        for each in held
        if all(
            word in fold(f"{each.note.quote} {each.note.note} {headline_of(each.story)}") for word in sought
        )
    ]

    def notes_as_file(suffix: str) -> bytes:
        with open_for_reading(view.archive) as db:
            return notes_file(db, view.archive, found, suffix)

    with st.container(key="notes-bar", horizontal=True, vertical_alignment="bottom"):
        search_field("Find in the notes", view, "notes")
        by = choices(view.without("page"), BY, key="notes-by")["by"]
        if found:
            save_menu("Save notes", "notes", "notes", SUFFIXES, notes_as_file)
    if not held:
        say("notes-none", NONE, render("key_hint.html"), ON_STORY)
        return
    if not found:
        say("notes-none", f"No note has the words “{find}”.")
        return
    entries = list(_entries(view, found, by))
    pages = Pages(view=view, of=len(entries), size=PAGE, nouns=("note", "notes"))
    shown = entries[pages.first : pages.first + PAGE]

    def name_and_key(entry: Entry) -> tuple[str, str]:  # two stories may have one headline
        return entry.group, entry.found.note.article if by == "story" else entry.group_href

    groups = [(name, list(each)) for (name, _), each in groupby(shown, key=name_and_key)]
    acts: Actions = {"daily": daily_notes.turn, "write": partial(write, view.archive, found)}
    draw(
        "notes/page.html", "notes", acts, groups=groups, by=by, pages=pages, daily=daily_notes.switch(),
        time=partial(time_of, zone=archive_zone()),
    )  # fmt: skip


def on_the_desk(view: View) -> None:
    """Show the notes to read again today, if the reader chose so and the Desk shows everything."""
    if view.criteria != EVERYTHING or not daily_notes.are_on():
        return
    held = [each for each in _held(view) if not each.is_lost]
    today = archive_day(datetime.now(UTC))
    chosen = daily_notes.of_the_day(view.archive, held, today)
    if shown := [_entry_of_note(view, each, headline_of(each.story)) for each in chosen]:
        more, acts = Link(view.to("notes"), "All notes →"), {"write": partial(write, view.archive, held)}
        draw("notes/again.html", "again", acts, entries=shown, all=more)


def _held(view: View) -> tuple[Noted, ...]:
    """Return the reader's notes on the selection's stories, without muted ones."""
    held = highlights.all_notes(current_session().archive)
    return ask(noted, without_muted(view.criteria), held=tuple(held)) if held else ()


def _entries(view: View, found: Sequence[Noted], by: str) -> Iterator[Entry]:
    """Yield the notes group after group, a note in the group of each of its names or labels."""
    if by == "story":
        yield from (_entry_of_note(view, each, headline_of(each.story)) for each in found)
        return
    groups: dict[tuple[str, str], list[Entry]] = {}  # by name and address: two actors may have one name
    labels = marks.marks_by_story(current_session().archive, [each.note.article for each in found])
    for each in found:
        if by == "name":
            under = [(name, view.to("actors", actor=key)) for key, name in each.actors]
        elif by == "label":
            mark = labels.get(each.note.article, NO_MARK)
            under = [(label, view.to("read", replace(EVERYTHING, labels=(label,)))) for label in mark.labels]
        else:
            under = [(_day(each.note.at), "")]
        for name, href in under or [("", "")]:
            entry = _entry_of_note(view, each, name or NO_GROUP[by], href)
            groups.setdefault((name, href), []).append(entry)
    newest = sorted(groups, key=lambda group: groups[group][0].found.note.at, reverse=True)
    for group in newest if by == "day" else sorted(groups, key=lambda group: (not group[0], fold(group[0]))):
        yield from groups[group]


def _entry_of_note(view: View, each: Noted, group: str, group_href: str = "") -> Entry:
    href = view.to("read", article=each.note.article, at=each.at)
    noted_on = _day(each.note.at)
    return Entry(group=group, found=each, noted_on=noted_on, href=href, group_href=group_href)


def _day(at: str) -> str:
    """Return the day of an instant in the archive's timezone, in words; "" for an empty text."""
    return day(archive_day(datetime.fromisoformat(at))) if at else ""


def write(archive: Path, found: Sequence[Noted], sent: str) -> None:
    """Store the words of one of the notes `found`; the page sends them as JSON, [name of the note, words]."""
    name, words = without_controls_in(json.loads(sent))
    for note in (each.note for each in found if each.name == name):
        if note.quote:
            highlights.set_note(archive, note, words.strip())
        else:
            marks.set_note(archive, note.article, words.strip(), instead_of=note.note)
