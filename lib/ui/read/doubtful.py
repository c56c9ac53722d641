"""Worth a second look: the stories that were understood least surely, and the note over such a story."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from lib.model.wording import count
from lib.query import captures
from lib.ui.answers import ask, session
from lib.ui.lists import Row, headline_of, page_number, pager, rows
from lib.ui.markup import el, esc, link, turned
from lib.ui.pieces import section
from lib.ui.read.removed import pending
from lib.ui.sheet import sheet
from lib.ui.view import EVERYTHING, View

BELOW = 0.8  # on the sets used for measuring, every eighth story; a third of them lost or gained text
PAGE = 10
SAID = 4  # doubts shown of one story
CUT = "probably cut"
WEIGHTY = 0.2  # of a doubt that the reader of the story is warned of


def second_look(view: View) -> None:
    """Show the stories of the open archive that are trusted least, worst first, with their doubts."""
    if not view.archive.exists():
        return
    with session(view.archive):
        totals = ask(captures.doubted, below=BELOW)
        of, whole = int(totals["stories"].iloc[0]), int(totals["of"].iloc[0])
        page = page_number(view, of, PAGE)
        frame = ask(captures.doubtful, below=BELOW, limit=PAGE, offset=(page - 1) * PAGE)
        late = pending()
    body = _queue(frame, view) + pager(view, len(frame), of, page, PAGE) if of else _empty(whole)
    body = late + _threshold(of, whole) + body
    section("second-look", "Worth a second look", body, kind="second-look")


def _threshold(of: int, whole: int) -> str:
    if not of:
        return ""
    words = (
        f"{count(of, 'story', 'stories')} of {whole:,} with a confidence under {BELOW}, worst first. "
        "Confidence is a number out of 1; each doubt takes its part of it away."
    )
    return el("p", esc(words), "note")


def _empty(whole: int) -> str:
    words = (
        f"None of {count(whole, 'story', 'stories')} has a confidence under {BELOW}. A story comes here when "
        "its text was probably cut, when the page's sources disagree, or when its letters may be damaged."
        if whole
        else "No story has been added yet. Those that were read with least confidence will be listed here."
    )
    return el("p", esc(words), "note")


def _queue(frame: pd.DataFrame, view: View) -> str:
    return el("ol", "".join(_story(row, view) for row in rows(frame)), "doubtful")


def _story(row: Row, view: View) -> str:
    name = headline_of(row)
    to = {"article": str(row["article_id"])}
    title = el("h3", link(view.to("read", EVERYTHING, **to), name), **turned(name))
    doubts: Sequence[Sequence[object]] = row["doubts"]
    said = "".join(el("li", el("b", esc(_titled(doubt[0]))) + " " + esc(doubt[1])) for doubt in doubts[:SAID])
    more = count(len(doubts) - SAID, "more doubt") if len(doubts) > SAID else ""
    links = link(view.to("read", EVERYTHING, **to, tab="removed"), "What was removed", "away")
    parts = (str(row["publisher"] or ""), Path(str(row["origin"] or "")).name, more)
    source = " · ".join(part for part in parts if part)
    foot = el("p", esc(source) + (" · " if source else "") + links, "meta")
    return el("li", _confidence(float(row["confidence"])) + el("div", title + el("ul", said) + foot))


def _titled(kind: object) -> str:
    words = str(kind)
    return f"{words[:1].upper()}{words[1:]}."


def _confidence(share: float) -> str:
    """Return the confidence as a number and as a bar."""
    bar = el("span", el("span", "", "part", style=f"width:{100 * share:.0f}%"), "gauge", aria_hidden="true")
    return el("p", el("b", f"{share:.2f}") + bar, "confidence", title=f"Confidence {share:.2f} out of 1")


def note(view: View, article_id: str, revision: str | None = None) -> None:
    """Say over a story, quietly, that its page seems to hold more than was saved."""
    doubts = ask(captures.doubts, article_id, revision)
    cut = doubts[(doubts["kind"] == CUT) & (doubts["weight"] >= WEIGHTY)]
    if len(cut):
        removed = link(view.here(tab="removed", at=None, named=None), "See what was removed")
        words = f"The page seems to hold more than was saved. {cut['reason'].iloc[0]}"
        sheet(el("p", f"{esc(words)} {removed}.", "doubt", role="note"), "doubt")
