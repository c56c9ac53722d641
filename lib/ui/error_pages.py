"""Pages and notes for errors, damage, empty selections, and the welcome of a new reader."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from lib.model.errors import ArchiveBusy, ArchiveDamaged, ArchiveMissing, WireroomError
from lib.model.filter import Filter, ReadState
from lib.model.wording import count
from lib.query import nothing, stories
from lib.store import reconcile
from lib.store.paths import files, sample_path
from lib.store.schema import REBUILDING, RESTORED
from lib.store.upkeep import user_files
from lib.store.upkeep.swap import lacks_captures
from lib.ui.cache import ask, current_session, remember, session, state, two_archives
from lib.ui.component import draw, say
from lib.ui.jobs import child
from lib.ui.jobs.events import error_words
from lib.ui.render import Button, Link, RichText
from lib.ui.view import ARCHIVE, EVERYTHING, View
from lib.ui.wording import days, present, story_count

AGAIN = "The sample’s file is damaged. Nothing of yours is in it; make it anew: python -m lib sample --fresh"
HEADINGS: dict[type[WireroomError], str] = {
    ArchiveBusy: "The archive is busy",
    ArchiveDamaged: "The archive cannot be trusted",
    ArchiveMissing: "The archive is gone",
}


def trouble(error: WireroomError, view: View) -> None:
    """Show an error as a page."""
    headings = (words for kind, words in HEADINGS.items() if isinstance(error, kind))
    heading = next(headings, "This page cannot be shown")
    again = Link(view.href(), "Try again")
    home = Link(f"{view.to('intake', EVERYTHING)}#health", "Open Health")
    of_sample = isinstance(error, ArchiveDamaged) and view.archive_name == "sample"
    words = AGAIN if of_sample else error_words(error)
    paragraphs = ((words,), (again, " · ", home))
    draw("page/trouble.html", "trouble", title=heading, paragraphs=paragraphs, role="alert")


def lost_captures(view: View) -> None:
    """Show a warning if the archive lacks captures that its receipts list, with a link to repair it."""
    if words := _lost(view.archive):
        mend = Link(f"{view.to('intake', EVERYTHING)}#health", "Bring them back under Health")
        say("lost", f"{words} What is shown below lacks them. ", mend, css_class="bad", role="alert")


def _lost(archive: Path) -> str:
    """Return a sentence on what the archive lacks, and why; "" if nothing."""
    return remember("lost captures", _lacking, state(files(archive).receipts))


def _lacking() -> str:
    reading = current_session().reading()
    if lacks_captures(reading):
        return "Some captures that came after the restored backup are not in the archive."
    if reading.setting(REBUILDING) not in ("", RESTORED):
        return "Captures are being brought back from the kept originals, or that was cut short."
    if not (lost := reconcile.lost(reading)):
        return ""
    ingested = (each.outcome for line in lost if line.kind == "ingest" for each in line.captures)
    captures = sum(outcome != "known" for outcome in ingested)
    what = count(captures, "capture") if captures else count(len(lost), "batch", "batches")
    why = "its write-ahead log was cut, or an older copy of the file was put in its place"
    return f"The archive has lost {what}: {why}."


def damaged_files(view: View) -> None:
    """Show a warning that names damaged or missing files beside the archive, with a link to repair them."""
    if found := _damaged(view.archive):
        mend = Link(f"{view.to('intake', EVERYTHING)}#health", "Mend under Health")
        say("damaged", f"{' '.join(found)} ", mend, css_class="bad", role="alert")


def _damaged(archive: Path) -> list[str]:
    own = files(archive)
    watched = (own.receipts, own.sources, own.settings)

    def faults() -> list[str]:
        shortened = reconcile.shortened(current_session().reading())
        return [*filter(None, (shortened,)), *(error.message for _, error in user_files.faults(archive))]

    return remember("damaged files", faults, *map(state, watched))


def is_mendable(archive: Path) -> bool:
    """Return whether something is lost or damaged that `doctor --mend` can restore."""
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
    """Show that the selection is empty, why, and what would change that."""
    advice: RichText = (
        "A story must meet all the conditions above; of those joined by “or” one is enough. Remove one, or "
        "spell a name another way.",
    )
    alone = ((each, (Filter(read=each), Filter(text=f"is:{each}"))) for each in STATES)
    state = next((each for each, filters in alone if view.criteria in filters), None)
    if view.criteria == EVERYTHING:
        advice = ()
    elif state and what == "stories":
        advice = (f"{STATES[state]} ", Link(view.narrowed(EVERYTHING), "Show all stories"), ".")
    elif view.criteria == Filter(text=view.criteria.text):
        advice = ("Check the spelling or ", Link(view.narrowed(EVERYTHING), "clear the search"), ".")
    searched = view.criteria.text and what == "stories"
    paragraphs = emptied(view, ask(nothing.why, view.criteria)) if searched else []
    if view.criteria.since or view.criteria.until:
        first, last = ask(stories.totals, EVERYTHING)[["first_day", "last_day"]].iloc[0]
        paragraphs += [(f"The stories of the archive are of {days(first, last)}.",)] if present(first) else []
    paragraphs += [advice] if advice else []
    title = f"No {what} in this {'selection' if advice else 'archive'}"
    draw("page/trouble.html", "nothing", title=title, paragraphs=paragraphs, role="")


def emptied(view: View, why: nothing.Emptied) -> list[RichText]:
    """Return sentences on why a search finds nothing, with links to similar searches that find something."""
    criteria = view.criteria

    def search(text: str, label: str) -> Link:
        return Link(view.narrowed(replace(criteria, text=text)), label)

    lines: list[RichText] = []
    for word, near in why.missing:
        typed = re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", re.I)  # never inside another word
        others = [search(typed.sub(each.replace("\\", ""), criteria.text, count=1), each) for each in near]
        meant = (" Did you mean ", *_listed([(each,) for each in others], "or"), "?") if others else ()
        lines.append((f"No story contains “{word}”.", *meant))
    if why.apart:
        held = [(search(word, word), f" stands in {story_count(n)}") for word, n in why.apart]
        either = search(" OR ".join(word for word, _ in why.apart), "Search for any of them")
        lines.append((*_listed(held), ", but no story fits the whole search. ", either, "."))
    if why.without:
        alone = Link(view.narrowed(Filter(text=criteria.text)), f"Show {story_count(why.without)}")
        words = "The search alone finds something; the other conditions leave it out. "
        lines.append((words, alone, "."))
    return lines


def _listed(sentences: Sequence[RichText], word: str = "and") -> Iterator[str | Link | Button]:
    """Yield the parts of sentences joined as a list: "A, B and C"."""
    for place, sentence in enumerate(sentences):
        if place:
            yield f" {word} " if place == len(sentences) - 1 else ", "
        yield from sentence


def show_each(*parts: Callable[[], object]) -> None:
    """Show the parts; for one that fails show its error, each error once."""
    said: list[str] = []
    for part in parts:
        try:
            part()
        except WireroomError as error:
            if str(error) not in said:
                said.append(str(error))
                say(f"trouble-{len(said)}", error_words(error), css_class="bad", role="alert")


def welcome(view: View) -> None:
    """Show a new reader how to begin: open the sample or add captures."""
    unasked = view.archive_name == "sample" and two_archives()
    draw("page/welcome.html", "welcome", unasked=unasked)
    if sample_path().exists():
        say("welcome-sample", Link(f"/?{ARCHIVE}=sample", "Open the sample"), css_class="welcome")
    elif st.button("Lay out the sample", type="primary", key="lay-sample"):
        with st.spinner("Cleaning the sample’s pages and finding who is named; this takes about a minute."):
            done = child.finish(["sample"])
        if done.good:
            st.query_params.from_dict({ARCHIVE: "sample"})
            st.rerun()
        say("welcome-problem", done.sentence, css_class="problem", role="alert")
