"""What stands in the place of a page or a part of it: trouble, nothing found, the welcome."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import streamlit as st

from lib.model.errors import ArchiveBusy, ArchiveDamaged, ArchiveMissing, WireroomError
from lib.model.filter import Filter, ReadState
from lib.model.wording import count, listed
from lib.query import stories
from lib.query.filter import nothing
from lib.store.files import receipts
from lib.store.files.home import files, sample_path
from lib.store.schema import REBUILDING, RESTORED
from lib.store.upkeep import beside
from lib.store.upkeep.replacing import lacks_captures
from lib.ui.answers import ask, current_session, remember, session, state
from lib.ui.jobs import child
from lib.ui.jobs.events import error_words
from lib.ui.markup import days, el, esc, link, present, story_count
from lib.ui.sheet import sheet
from lib.ui.view import ARCHIVE, EVERYTHING, View

AGAIN = "The sample’s file is damaged. Nothing of yours is in it; make it anew: python -m lib sample --fresh"
HEADINGS: dict[type[WireroomError], str] = {
    ArchiveBusy: "The archive is busy",
    ArchiveDamaged: "The archive cannot be trusted",
    ArchiveMissing: "The archive is gone",
}


def trouble(error: WireroomError, view: View) -> None:
    """Show the error as a page."""
    headings = (words for kind, words in HEADINGS.items() if isinstance(error, kind))
    heading = next(headings, "This page cannot be shown")
    again = link(view.href(), "Try again")
    home = link(f"{view.to('intake', EVERYTHING)}#health", "Open Health")
    of_sample = isinstance(error, ArchiveDamaged) and view.archive_name == "sample"
    words = AGAIN if of_sample else error_words(error)
    body = el("h1", esc(heading)) + el("p", esc(words)) + el("p", f"{again} · {home}")
    sheet(el("section", body, "trouble", role="alert"), "trouble")


def lost_captures(view: View) -> None:
    """Say that the archive lacks captures of which its receipts tell, and where they come back."""
    if words := _lost(view.archive):
        mend = link(f"{view.to('intake', EVERYTHING)}#health", "Bring them back under Health")
        sheet(el("p", f"{esc(words)} What is shown below lacks them. {mend}", "bad", role="alert"), "lost")


def _lost(archive: Path) -> str:
    """Return what the archive lacks, and why; "" where it lacks nothing."""
    return remember("lost captures", _lacking, state(files(archive).receipts))


def _lacking() -> str:
    reading = current_session().reading()
    if lacks_captures(reading):
        return "Some captures that came after the restored backup are not in the archive."
    if reading.setting(REBUILDING) not in ("", RESTORED):
        return "Captures are being brought back from the kept originals, or that was cut short."
    if not (lost := receipts.lost(reading)):
        return ""
    ingested = (outcome for line in lost if line.kind == "ingest" for _, outcome, _ in line.captures)
    captures = sum(outcome != "known" for outcome in ingested)
    what = count(captures, "capture") if captures else count(len(lost), "batch", "batches")
    why = "its write-ahead log was cut, or an older copy of the file was put in its place"
    return f"The archive has lost {what}: {why}."


def damaged_files(view: View) -> None:
    """Name the files beside the archive that are damaged, shortened or gone, and where they are mended."""
    if found := _damaged(view.archive):
        mend = link(f"{view.to('intake', EVERYTHING)}#health", "Mend under Health")
        sheet(el("p", f"{esc(' '.join(found))} {mend}", "bad", role="alert"), "damaged")


def _damaged(archive: Path) -> list[str]:
    own = files(archive)
    watched = (own.receipts, own.corrections, own.ledger, own.names, own.recipes, own.sources, own.settings)
    return remember("damaged files", lambda: _faults(archive), *map(state, watched))


def _faults(archive: Path) -> list[str]:
    shortened = receipts.shortened(current_session().reading())
    return [*filter(None, (shortened,)), *(error.message for _, error in beside.faults(archive))]


def is_mendable(archive: Path) -> bool:
    """Return whether a page would say that something is lost or damaged which `doctor --mend` brings back."""
    try:
        with session(archive) as opened:
            opened.reading()
            return bool(_lost(archive) or _damaged(archive))
    except WireroomError as error:
        return any(each.command == "doctor --mend" for each in error.remedies)


STATES: Mapping[ReadState, str] = {
    "starred": "You have starred none yet. Open a story and press Star above it, or the key s.",
    "unread": "You have read them all.",
    "read": "You have read none yet. A story counts as read once you have opened it.",
}


def nothing_found(view: View, what: str = "stories") -> None:
    """Say that the selection is empty, why, and what would fill it."""
    advice = (
        "A story must meet all the conditions above; of those joined by “or” one is enough. Remove one, or "
        "spell a name another way."
    )
    alone = ((each, (Filter(read=each), Filter(text=f"is:{each}"))) for each in STATES)
    state = next((each for each, filters in alone if view.criteria in filters), None)
    if view.criteria == EVERYTHING:
        advice = ""
    elif state and what == "stories":
        advice = f"{STATES[state]} {link(view.narrowed(EVERYTHING), 'Show all stories')}."
    elif view.criteria == Filter(text=view.criteria.text):
        advice = f"Check the spelling or {link(view.narrowed(EVERYTHING), 'clear the search')}."
    searched = view.criteria.text and what == "stories"
    said = _emptied(view, ask(nothing.why, view.criteria)) if searched else ""
    where = "selection" if advice else "archive"
    said += _dated(view.criteria)
    body = el("h1", f"No {esc(what)} in this {where}") + said + (el("p", advice) if advice else "")
    sheet(el("section", body, "trouble"), "nothing")


def _dated(criteria: Filter) -> str:
    """Return which days the archive's stories are of, where the selection asks for days."""
    if not (criteria.since or criteria.until):
        return ""
    first, last = ask(stories.totals, EVERYTHING)[["first_day", "last_day"]].iloc[0]
    return el("p", esc(f"The stories of the archive are of {days(first, last)}.")) if present(first) else ""


def _emptied(view: View, why: nothing.Emptied) -> str:
    """Return what the search says about it, with links to searches that find something."""
    criteria = view.criteria

    def search(text: str, label: str) -> str:
        return link(view.narrowed(replace(criteria, text=text)), label)

    lines = []
    for word, near in why.missing:
        typed = re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", re.I)  # never inside another word
        others = [search(typed.sub(each.replace("\\", ""), criteria.text, count=1), each) for each in near]
        meant = f" Did you mean {listed(others, 'or')}?" if others else ""
        lines.append(f"No story contains “{esc(word)}”.{meant}")
    if why.apart:
        held = listed(f"{search(word, word)} stands in {esc(story_count(n))}" for word, n in why.apart)
        either = search(" OR ".join(word for word, _ in why.apart), "Search for any of them")
        lines.append(f"{held}, but no story fits the whole search. {either}.")
    if why.without:
        alone = link(view.narrowed(Filter(text=criteria.text)), f"Show {story_count(why.without)}")
        lines.append(f"The search alone finds something; the other conditions leave it out. {alone}.")
    return "".join(el("p", line) for line in lines)


def in_turn(*parts: Callable[[], object]) -> None:
    """Show the parts; in the place of one that fails stands why, said once."""
    said: list[str] = []
    for part in parts:
        try:
            part()
        except WireroomError as error:
            if str(error) not in said:
                said.append(str(error))
                sheet(el("p", esc(error_words(error)), "bad", role="alert"), f"trouble-{len(said)}")


def welcome(view: View) -> None:
    """Say that nothing is here yet and offer what to do about it."""
    sheet(
        '<section class="welcome"><h1>A newsroom with nothing on the wire yet</h1>'
        "<p>Wireroom turns captured news pages into articles you can trust, and shows who is named with "
        f"whom, when, and in which sentence. {link('/intake', 'Add captures')} of your own, or begin "
        "with the sample: four weeks of October 1962, from papers that never existed.</p></section>",
        "welcome",
    )
    if sample_path().exists():
        sheet(f'<p class="welcome">{link(f"/?{ARCHIVE}=sample", "Open the sample")}</p>', "welcome-sample")
    elif st.button("Lay out the sample", type="primary", key="lay-sample"):
        _make_sample()


def _make_sample() -> None:
    with st.spinner("Cleaning the sample’s pages and finding who is named; this takes about a minute."):
        done = child.finish(["sample"])
    if done.ok:
        st.query_params.from_dict({ARCHIVE: "sample"})
        st.rerun()
    sheet(f'<p class="problem" role="alert">{done.sentence}</p>', "welcome-problem")
