"""The note on an empty selection: why nothing is found, and what would find something."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lib.model.filter import Filter, ReadState
from lib.query import nothing, stories
from lib.ui.cache import ask
from lib.ui.component import draw
from lib.ui.muted import chip
from lib.ui.render import Button, Link, RichText
from lib.ui.view import EVERYTHING, View
from lib.ui.wording import days, present, story_count

# For a filter that asks for nothing but a mark of the reader's: chosen, or typed as is:read.
NOTHING_READ_STATE: Mapping[ReadState, str] = {
    "starred": "You have starred none yet. Open a story and press Star above it, or the key s.",
    "unread": "You have read them all.",
    "read": "You have read none yet. A story counts as read once you have opened it.",
    "muted": "None is muted. Rules on the Intake page mute what arrives in a saved view.",
}


def show_nothing_found(view: View, what: str = "stories") -> None:
    """Show that the selection has none of `what`, a noun in the plural, why, and what would change that."""
    paragraphs: list[RichText] = []
    if what == "stories" and (muted := chip(view)):
        words = "All stories of this selection are muted, so none is listed. "
        them = (words, Link(muted.href, "Read them"), ".")
        draw("page/trouble.html", "nothing", title="Muted", paragraphs=[them], role="")
        return
    if view.criteria.text and what == "stories":
        paragraphs += suggestions(view, ask(nothing.explain, view.criteria))
    if view.criteria.since or view.criteria.until:
        first, last = ask(stories.totals, EVERYTHING)[["first_day", "last_day"]].iloc[0]
        if present(first):
            paragraphs.append((f"The stories of the archive are from {days(first, last)}.",))
    advice = _advice(view, what)
    if advice:
        paragraphs.append(advice)
    title = f"No {what} in this {'selection' if advice else 'archive'}"
    draw("page/trouble.html", "nothing", title=title, paragraphs=paragraphs, role="")


def _advice(view: View, what: str) -> RichText:
    """Return a sentence on what would find something; empty where the archive itself has nothing."""
    criteria = view.criteria
    if criteria == EVERYTHING:
        return ()
    for state, words in NOTHING_READ_STATE.items():
        if what == "stories" and criteria in (Filter(read=state), Filter(text=f"is:{state}")):
            return (f"{words} ", Link(view.narrowed(EVERYTHING), "Show all stories"), ".")
    if criteria == Filter(text=criteria.text):
        return ("Check the spelling or ", Link(view.narrowed(EVERYTHING), "clear the search"), ".")
    return (
        "A story must meet all the conditions above; of those joined by “or” one is enough. Remove one, or "
        "spell a name another way.",
    )


def suggestions(view: View, why: nothing.Emptied) -> list[RichText]:
    """Return sentences on why a search finds nothing, with links to similar searches that find something."""
    criteria = view.criteria

    def search(text: str, label: str) -> Link:
        return Link(view.narrowed(replace(criteria, text=text)), label)

    lines: list[RichText] = []
    for word, near in why.missing:
        typed = re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", re.I)  # never inside another word
        others = [search(typed.sub(each.replace("\\", ""), criteria.text, count=1), each) for each in near]
        offer = (" Did you mean ", *_listed([(each,) for each in others], "or"), "?") if others else ()
        lines.append((f"No story contains “{word}”.", *offer))
    if why.apart:
        each_word = [(search(word, word), f" stands in {story_count(n)}") for word, n in why.apart]
        either = search(" OR ".join(word for word, _ in why.apart), "Search for any of them")
        lines.append((*_listed(each_word), ", but no story fits the whole search. ", either, "."))
    if why.without:
        only_search = Link(view.narrowed(Filter(text=criteria.text)), f"Show {story_count(why.without)}")
        words = "The search alone finds stories; the other conditions leave them out. "
        lines.append((words, only_search, "."))
    return lines


def _listed(items: Sequence[RichText], word: str = "and") -> Iterator[str | Link | Button]:
    """Yield the parts of items joined as a list: "A, B and C"."""
    for index, item in enumerate(items):
        if index:
            yield f" {word} " if index == len(items) - 1 else ", "
        yield from item
