"""What came of captures that were handed in: a heading, a sentence, the stories, what was refused and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from lib.model.errors import ArchiveError
from lib.model.wording import count
from lib.query import captures
from lib.store.files.home import archive_path
from lib.ui.answers import ask, session
from lib.ui.intake import inbox
from lib.ui.jobs import events, work
from lib.ui.jobs.events import Event
from lib.ui.jobs.work import Ended
from lib.ui.lists import rows
from lib.ui.markup import el, esc, link, present
from lib.ui.pieces import when
from lib.ui.view import ARCHIVE

SHOWN = 5  # stories, and refusals, that are shown one by one
STAYS = "What you removed stays away until you bring it back under "


def outcome(arrival: str, ended: Ended) -> tuple[str, str]:
    """Return a heading and markup on how the ingest of an arrival ended."""
    summary = ended.event.summary
    if not ended.good or summary is None:
        return "Not added", el("p", esc(ended.sentence), "bad")
    refused = events.refusals(summary)
    sentence = ended.sentence.removeprefix("0 stories stored, ")
    body = el("p", esc(f"{sentence[:1].upper()}{sentence[1:]}")) + removed_note(ended.event)
    return _heading(summary["counts"]), body + _stories(arrival) + _refusals(
        refused, summary["counts"]["rejected"]
    )


def last_work(name: str, before: str, busy: str) -> str:
    """Return how the last work of a kind ended, or what is said while it goes on."""
    if work.since(name):
        return el("p", busy, "note") if busy else ""
    if (last := work.last(name)) is None:
        return ""
    words = f"{before} {when(last.ended_at)}: {last.sentence}"
    return el("p", esc(words), "note" if last.good else "bad") + removed_note(last.event)


def removed_note(event: Event) -> str:
    """Return how a removed story comes back, where one was left out; else ""."""
    if not event.removed:
        return ""
    return el("p", f"{esc(STAYS)}{link('#removed-stories', 'Removed stories')}.", "note")


def _heading(counts: Mapping[str, Any]) -> str:
    if counts["stored"] or counts["revised"]:
        return "Added"
    if counts["known"]:
        return "Known already"
    return "Not added" if counts["rejected"] else "Nothing was added"


def _stories(arrival: str) -> str:
    """Return the stories that came, each to be opened; of many the first ones."""
    try:
        with session(archive_path()):
            found = rows(ask(captures.arrived, under=f"{inbox.folder_of(arrival)}/", mark=""))
    except ArchiveError:
        return ""  # the page says so in its own place
    headlines = {str(row["article_id"]): str(row["headline"]) for row in found if present(row["headline"])}
    items = "".join(
        el("li", link(f"/read?{ARCHIVE}=own&article={key}", headline))
        for key, headline in list(headlines.items())[:SHOWN]
    )
    rest = f"; {count(len(headlines), 'story', 'stories')} in all" if len(headlines) > SHOWN else ""
    more = el("p", link(f"/read?{ARCHIVE}=own&sort=arrived", "Read the new stories") + rest)
    return el("ul", items, "came") + more if items else ""


def _refusals(refused: Sequence[str], of: int) -> str:
    items = "".join(el("li", esc(reason), "bad") for reason in refused[:SHOWN])
    rest = count(of - SHOWN, "more was rejected", "more were rejected")
    more = link("/intake?outcome=rejected#receipts", f"{rest}; their receipts tell why")
    return (el("ul", items, "came") if items else "") + (el("p", more) if of > SHOWN else "")
