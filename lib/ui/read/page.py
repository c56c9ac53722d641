"""The open story: its tabs, its actions, and its text with what stands around it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from lib.export import article as article_file
from lib.model.article import Article
from lib.query import one_story, reports, slots
from lib.query import undecided as query_undecided
from lib.query.names_sought import story_note
from lib.query.snippets import places, words_of
from lib.store.journal import marks, recipes
from lib.store.removal import remaining_copies, remove
from lib.ui import decisions
from lib.ui.cache import archive_day, archive_zone, ask
from lib.ui.component import Actions, draw, say, sheet
from lib.ui.downloads import save_button
from lib.ui.error_pages import show_each
from lib.ui.jobs import job
from lib.ui.marking import by_block
from lib.ui.muted import unmuted
from lib.ui.options import Option, tabs
from lib.ui.read import all_read, doubtful, highlights, pictures
from lib.ui.read import removed as removed_tab
from lib.ui.read.asides import asides
from lib.ui.read.cast import cast
from lib.ui.read.story import Marking, article
from lib.ui.read.story_list import neighbours, story_list
from lib.ui.read.versions import versions
from lib.ui.render import Button, Link
from lib.ui.session import current_session
from lib.ui.story_marks import mark_actions
from lib.ui.view import BETWEEN, View, go_to, sentence_in
from lib.ui.widgets import fill_field, set_title
from lib.ui.wording import UNTITLED, day, records

OPENED = "story opened"


def open_story(view: View) -> None:
    """Show the open story with its tabs; if the filter has `as_of`, in the text of that moment."""
    then = view.criteria.as_of
    story: Article | None = ask(one_story.article, view.own["article"], as_of=then)
    came_later = bool(then and story is None)
    if came_later:
        story = ask(one_story.article, view.own["article"])
    if story is None:
        back = Link(view.here(article=None), "Back to the list")
        words = ("It may have been removed, or the link belongs to another archive. ", back, ".")
        title = "This story is not in the archive"
        draw("page/trouble.html", "gone", title=title, paragraphs=[words], role="")
        return
    set_title(story.headline or UNTITLED)
    revisions = ask(one_story.revisions, story.id)
    shown = revisions.loc[revisions["shown"], "revision"].tolist()
    revision = story.revision if story.revision not in shown else None  # of an earlier text
    cuts = ask(one_story.cuts_frame, story.id, revision)
    listed = story_list(view).pages.view.here(article=None, tab=None, at=None, named=None)
    back = Link(listed, "← All stories of the selection")
    say("back", back, css_class="back")  # alone in its sheet, which is hidden where the list stands beside
    if then and (came_later or revision):
        today = replace(view, criteria=replace(view.criteria, as_of=None)).here(at=None, named=None, tab=None)
        moment = day(archive_day(then))
        draw("read/of_then.html", "of-then", moment=moment, came_later=came_later, today=today)
    labels = {"article": "Article", "removed": f"What was removed ({len(cuts):,})"}
    if len(revisions) > 1:
        labels["versions"] = f"Versions ({len(revisions)})"
    tab = tabs(view, Option("tab", "Tab", labels), key="story-tabs")
    if tab == "removed":
        removed_tab.show_capture(story, view, revision)
    elif tab == "versions":
        newest = story.revision if not came_later else ""
        sheet(versions(revisions, story.id, newest), "versions")
    else:
        _article(story, view, revision)


def _article(story: Article, view: View, revision: str | None) -> None:
    """Show a story and mark it as read; `revision` is None for the newest text, else the one shown."""
    zone, then = archive_zone(), view.criteria.as_of
    sentence = sentence_in(view.own.get("at", ""))
    named = ask(one_story.mentions, story.id, view.criteria, revision)
    of_address = named[named["actor_id"].isin(view.own.get("named", "").split(BETWEEN))]
    names = by_block((int(row["block"]), int(row["start"]), int(row["end"])) for row in records(of_address))
    archive = current_session().archive
    beside = neighbours(view)  # before the story leaves a list of unread ones
    if st.session_state.get(OPENED) != story.id:  # once, so that "keep unread" holds while it stays open
        st.session_state[OPENED] = story.id
        show_each(partial(marks.set_read, archive, story.id, True), key="not-marked")
    held = highlights.placed(archive, story)
    show_actions(story, view, held, beside, marked=bool(names) and sentence is None)
    doubtful.note(view, story.id, revision)
    highlighted = by_block((place.block, place.start, place.end) for _, place in held if place)
    marking = Marking(matches=names, highlights=highlighted, sentence=sentence)
    boxes = ask(slots.history, story.id, revision, as_of=then)
    stored = pictures.addresses(archive, story)
    text = article(story, view, zone, marking, box_history=boxes, stored_pictures=stored)
    in_doubt = bool(named["undecided"].any()) and not revision  # decided is of the text of today
    undecided = ask(query_undecided.surnames, article=story.id) if in_doubt else []
    job.status(pictures.PLACE)
    acts: Actions = {
        "highlight": partial(highlights.add, archive, story.id),
        **pictures.actions(archive),
        **decisions.identify_actions(view, undecided, pictures.PLACE),
    }
    beside_text = cast(named, view, undecided, note=ask(story_note, story.id, revision))
    draw("read/with_cast.html", "article", acts, article=text, cast=beside_text)
    elsewhere = unmuted(ask(reports.elsewhere, story.id, revision, as_of=then))
    related = unmuted(ask(one_story.related, story.id, revision))
    briefs = unmuted(ask(one_story.briefs, story.id, as_of=then))
    sheet(asides(elsewhere, related, briefs, view, zone), "asides")
    if st.button("Remove story", key="remove-story", type="tertiary"):
        ask_before_removal(story, view, archive)


def show_actions(
    story: Article, view: View, held: highlights.Placed, beside: tuple[str, str], *, marked: bool
) -> None:
    """Show a story's buttons (star, labels, ...), which do not scroll, between links to its neighbours.

    `beside` are the addresses of the stories before and after, `held` its highlights.
    """
    archive = current_session().archive
    mark = marks.marks_on(archive, story.id)
    read, words = ("unread", "Keep unread") if mark.read else ("read", "Mark as read")
    spare = [Button(words, {"do": read}, css_class="spare")]
    sought = words_of(view.criteria.text)
    if marked or any(places(block.text, sought) for block in story.blocks):
        spare.append(Button("Next hit", {"next": "mark"}, css_class="spare"))
    acts: Actions = {
        **mark_actions(archive, story.id),
        "mute": lambda _: marks.mute(archive, story.id), "unmute": lambda _: marks.unmute(archive, story.id),
    }  # fmt: skip
    is_muted = story.id in marks.in_state(archive, "muted")
    if is_muted:
        spare.append(Button("Unmute", {"do": "unmute"}, css_class="spare"))
    with st.container(key="story-actions", horizontal=True, vertical_alignment="center"):
        steps = dict(zip(("before", "after"), beside, strict=True))
        draw("read/actions.html", "actions", acts, starred=mark.starred, buttons=spare, **steps)
        with st.popover(f"Labels ({len(mark.labels)})" if mark.labels else "Labels", key="labels"):
            labels_field(archive, story.id, mark.labels)
        highlights.menu(archive, story, held, mark.note, then=view.criteria.as_of is not None)
        with st.popover("More", key="more-actions", on_change="rerun") as more:
            mute = None if is_muted else Button("Mute", {"do": "mute"})
            draw("read/more_actions.html", "spare-actions", acts, buttons=spare, mute=mute)
            if more.open:
                all_read.mark_buttons(view)
            text = article_file.file_name(story), lambda: article_file.markdown(story).encode()
            save_button("Save as Markdown", *text, "save-story", in_line=True)


def labels_field(archive: Path, article_id: str, held: Sequence[str]) -> None:
    """Show the field with a story's labels; what is added or removed in it is stored."""

    def store_labels(chosen: Sequence[str], before: Sequence[str]) -> None:
        marks.set_labels(archive, article_id, chosen, instead_of=before)

    key = f"labels of {article_id}"
    changed = fill_field(key, list(held), store_labels, same=set)
    options = sorted({*marks.all_labels(archive), *st.session_state[key]})
    st.multiselect(
        "Labels", options, key=key, accept_new_options=True, placeholder="Choose, or type a new one",
        on_change=changed,
    )  # fmt: skip


@st.dialog("Remove this story?")
def ask_before_removal(story: Article, view: View, archive: Path) -> None:
    """Show the dialog that asks before a story is removed."""
    figures = ", ".join(each.name for each in recipes.showing(archive, [story.id]))
    copies = remaining_copies(archive)
    draw("read/remove.html", "remove-question", headline=story.headline, figures=figures, copies=copies)
    if st.button("Remove for good", type="primary", key="remove-for-good"):

        def remove_and_leave() -> None:
            remove(archive, story.id)
            go_to(view.without("article", "tab", "at", "named"))

        show_each(remove_and_leave, key="not-removed")
