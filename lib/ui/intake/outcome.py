"""The result of captures that were handed in: heading, sentence, stories, rejected captures with reasons."""

from lib.model.errors import ArchiveError
from lib.model.wording import count
from lib.query import captures
from lib.store.paths import archive_path
from lib.ui.cache import ask
from lib.ui.intake import inbox
from lib.ui.jobs import events, work
from lib.ui.jobs.child import Ended
from lib.ui.jobs.events import Event
from lib.ui.render import Link, Markup, paragraph, render, stack
from lib.ui.session import session
from lib.ui.view import ARCHIVE
from lib.ui.wording import capital, present, records, when

SHOWN = 5  # stories, and refusals, that are shown one by one
STAYS = "What you removed stays away until you bring it back under "


def outcome(arrival: str, ended: Ended) -> tuple[str, Markup]:
    """Return a heading and, as HTML, text on how an arrival's ingest ended."""
    summary = ended.event.summary
    if not ended.good or summary is None:
        return "Not added", paragraph(ended.sentence, css_class="bad")
    refused, stories = events.refusals(summary), _stories(arrival)
    left = summary["counts"]["rejected"] - SHOWN
    body = render(
        "intake/outcome.html",
        words=capital(ended.sentence.removeprefix("0 stories stored, ")),
        removed=removed_note(ended.event),
        stories=stories[:SHOWN],
        number=count(len(stories), "story", "stories") if len(stories) > SHOWN else "",
        newest=f"/read?{ARCHIVE}=own&sort=arrived",
        refused=refused[:SHOWN],
        more=count(left, "more was rejected", "more were rejected") if left > 0 else "",
    )
    counts = summary["counts"]
    if counts["stored"] or counts["revised"]:
        return "Added", body
    if counts["known"]:
        return "Known already", body
    return "Not added" if counts["rejected"] else "Nothing was added", body


def last_work(name: str, before: str, busy: str) -> Markup:
    """Return as HTML `busy` while work of this kind runs, else `before` and how it ended.

    Empty markup if it never ran.
    """
    if work.submitted_at(name):
        return paragraph(busy) if busy else stack()
    if (last := work.last_result(name)) is None:
        return stack()
    words = f"{before} {when(last.ended_at)}: {last.sentence}"
    return stack(paragraph(words, css_class="note" if last.good else "bad"), removed_note(last.event))


def removed_note(event: Event) -> Markup:
    """Return a note that links to removed stories, empty unless a capture of one was skipped."""
    return paragraph(STAYS, Link("#removed-stories", "Removed stories"), ".") if event.removed else stack()


def _stories(arrival: str) -> list[Link]:
    """Return links to the stories of an arrival's captures; [] if the archive cannot be read."""
    try:
        with session(archive_path()):
            found = records(ask(captures.receipts_under, under=f"{inbox.folder_of(arrival)}/", mark=""))
    except ArchiveError:
        return []  # the page says so in its own place
    headlines = {str(row["article_id"]): str(row["headline"]) for row in found if present(row["headline"])}
    return [Link(f"/read?{ARCHIVE}=own&article={key}", words) for key, words in headlines.items()]
