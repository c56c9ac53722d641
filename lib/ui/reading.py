"""The reading room's parts: the list, the open story and its tabs."""

from typing import Any

import streamlit as st

from lib.export import article as article_file
from lib.model.article import Article
from lib.query import stories
from lib.store import marks
from lib.ui import story as written
from lib.ui.answers import ask, current_session, desk_zone
from lib.ui.lists import pager, rows, story_list
from lib.ui.markup import count, esc
from lib.ui.pieces import tabs
from lib.ui.removal import remove_button
from lib.ui.sheet import sheet
from lib.ui.trouble import nothing_found
from lib.ui.view import View

PAGE = 40


def story_index(view: View, *, narrow: bool = False, title: str = "") -> None:
    """Show the selection's stories, newest first, page by page."""
    page = max(1, int(view.own["page"])) if view.own.get("page", "").isdecimal() else 1
    totals = ask(stories.totals, view.wanted).iloc[0]
    of = int(totals["stories"]) + int(totals["briefs"])
    frame = ask(stories.newest, view.wanted, limit=PAGE, offset=(page - 1) * PAGE)
    if not len(frame):
        nothing_found(view)
        return
    head = f'<h2 class="section-title">{esc(title)}</h2>' if title else ""
    listed = story_list(frame, view, desk_zone(), chosen=view.own.get("article", ""), deck=not narrow)
    sheet(f"{head}{listed}{pager(view, len(frame), of, page, PAGE)}", "story-index")


def open_story(view: View) -> None:
    """Show the open story with its tabs."""
    story: Article | None = ask(stories.article, view.wanted, article_id=view.own["article"])
    if story is None:
        back = f'<a href="{esc(view.here(article=None))}">Back to the list</a>'
        sheet(
            f'<section class="trouble"><h1>This story is not in the archive</h1><p>It may have been removed, or the link is of another archive. {back}.</p></section>',
            "gone",
        )
        return
    cuts = ask(stories.removed, view.wanted, article_id=story.id)
    labels = {"article": "Article", "removed": f"What was removed ({len(cuts):,})"}
    versions = ask(stories.revisions, view.wanted, article_id=story.id)
    if len(versions) > 1:
        labels["versions"] = f"Versions ({len(versions)})"
    tab = tabs(view, "tab", labels, key="story-tabs")
    if tab == "removed":
        sheet(written.removed(cuts, story), "removed")
    elif tab == "versions":
        sheet(_versions(versions), "versions")
    else:
        _article(story, view)


def _article(story: Article, view: View) -> None:
    zone = desk_zone()
    at, spans = view.own.get("at", ""), {}
    if at:
        spans = _spans(story, view)
    sheet(written.article(story, view, zone, at=at, spans=spans), "article")
    _actions(story, view)
    related = ask(stories.related, view.wanted, article_id=story.id)
    briefs = ask(stories.briefs, view.wanted, article_id=story.id)
    sheet(written.asides(related, briefs, view, zone), "asides")


def _spans(story: Article, view: View) -> dict[int, list[tuple[int, int]]]:
    frame = ask(stories.mentions, view.wanted, article_id=story.id)
    spans: dict[int, list[tuple[int, int]]] = {}
    for row in rows(frame):
        spans.setdefault(int(row["block"]), []).append((int(row["start"]), int(row["end"])))
    return spans


def _actions(story: Article, view: View) -> None:
    archive = current_session().archive
    mark = marks.of(archive, story.id)
    marks.set_read(archive, story.id, True)
    star = "Remove star" if mark.starred else "Star"
    buttons = f'<button type="button" data-do="star">{star}</button><button type="button" data-do="unread">Keep unread</button>'

    def press(word: str) -> None:
        if word == "star":
            marks.set_starred(archive, story.id, not mark.starred)
        else:
            marks.set_read(archive, story.id, False)

    with st.container(key="story-actions", horizontal=True, vertical_alignment="center"):
        sheet(f'<div class="actions">{buttons}</div>', "actions", press)
        st.download_button(
            "Save as text", data=lambda: article_file.markdown(story).encode(), file_name=article_file.file_name(story),
            mime="text/markdown", on_click="ignore", key="save-story",
        )  # fmt: skip
        remove_button(story, view, archive)


def _versions(frame: Any) -> str:
    items = "".join(
        f"<tr><td>{esc(r['captured_at'])} UTC</td><td>{esc(count(r['words'], 'word'))}</td><td>{'shown' if r['shown'] else 'earlier'}</td></tr>"
        for r in rows(frame)
    )
    return f'<table class="receipts"><caption>Captured versions of this story</caption><thead><tr><th>Captured</th><th>Length</th><th></th></tr></thead><tbody>{items}</tbody></table>'
