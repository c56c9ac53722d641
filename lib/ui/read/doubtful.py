"""Stories with low confidence: their list on the Intake page, and a note above such a story."""

from pathlib import Path

import pandas as pd

from lib.query import captures
from lib.ui.cache import ask
from lib.ui.component import say
from lib.ui.paging import Pages
from lib.ui.read.removed import pending
from lib.ui.render import Link, Markup, render, stack
from lib.ui.session import session
from lib.ui.view import EVERYTHING, View
from lib.ui.widgets import section
from lib.ui.wording import records

BELOW = 0.8  # on the sets used for measuring, every eighth story; a third of them lost or gained text
PAGE = 10  # stories
SAID = 4  # doubts shown of one story
CUT = "probably cut"
WEIGHTY = 0.2  # of a doubt that the reader of the story is warned of


def second_look(view: View) -> None:
    """Show the stories with the lowest confidence, with their doubts."""
    if not view.archive.exists():
        return
    with session(view.archive):
        totals = ask(captures.doubtful_stories, below=BELOW)
        of, whole = int(totals["stories"].iloc[0]), int(totals["of"].iloc[0])
        pages = Pages(view=view, of=of, size=PAGE)
        frame = ask(captures.doubtful, below=BELOW, limit=PAGE, offset=pages.first)
        late = pending()
    body = stack(late, queue(frame, pages, whole))
    section("second-look", "Worth a second look", body, css_class="second-look")


def queue(frame: pd.DataFrame, pages: Pages, whole: int) -> Markup:
    """Return a page of the doubtful stories as HTML; `whole` is the number of stories in the archive."""
    return render(
        "read/doubtful.html",
        whole=whole,
        below=BELOW,
        stories=records(frame) if pages.of else (),
        view=pages.view,
        everything=EVERYTHING,
        shown=SAID,
        file=lambda origin: Path(origin or "").name,
        pages=pages,
    )


def note(view: View, article_id: str, revision: str | None = None) -> None:
    """Show a note above a story if its page seems to hold more than was saved."""
    doubts = ask(captures.doubts, article_id, revision)
    cut = doubts[(doubts["kind"] == CUT) & (doubts["weight"] >= WEIGHTY)]
    if len(cut):
        removed = Link(view.here(tab="removed", at=None, named=None), "See what was removed")
        words = f"The page seems to hold more than was saved. {cut['reason'].iloc[0]} "
        say("doubt", words, removed, ".", css_class="doubt", role="note")
