"""The number of selected stories, and the filter's conditions in words, each as a chip that removes it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from lib.model.filter import Choice, Filter
from lib.model.languages import language
from lib.query.filter import dimensions, names
from lib.query.filter.compile import compile_filter
from lib.store.archive import ArchiveReader
from lib.ui import counted, decisions, muted
from lib.ui.cache import archive_day, ask, stories_in
from lib.ui.component import draw
from lib.ui.filter_state import days_text
from lib.ui.render import Link
from lib.ui.view import EVERYTHING, View, with_value
from lib.ui.wording import capital, day, publisher_name, story_count

# What most readers choose by stands first.
DIMENSIONS = sorted(dimensions.DIMENSIONS, key=lambda each: each.name not in ("tag", "actor"))
# Names of these fields are shown in other words than the address has.
SHOWN_AS: Mapping[str, Callable[[str], str]] = {"languages": language, "publishers": publisher_name}


def chips(view: View) -> None:
    """Show the number of selected stories and a removable chip for each condition."""
    of_one_name = view.page == "browse" and view.own.get("name")  # the page of a name counts its own stories
    search, notes = ask(_search, view.criteria.text)
    asked = conditions(view.criteria, search, lambda actor: ask(names.actor_name, actor))
    draw(
        "page/chips.html",
        "chips",
        chosen=None if of_one_name else stories_in(view.criteria),
        of=story_count(stories_in(EVERYTHING)),
        chips=[Link(view.narrowed(without), label) for label, without in asked],
        clear=Link(view.narrowed(EVERYTHING), "Clear all", "clear") if len(asked) > 1 else None,
        muted=muted.chip(view),
        notes=" ".join(notes),
        decisions=decisions.filter_note(view),
    )


def _search(db: ArchiveReader, text: str) -> tuple[str, tuple[str, ...]]:
    """Return a search in plain words, "starred" for is:starred, and notes on what was not understood."""
    search = compile_filter(Filter(text=text), db)
    return search.sentence, search.notes


class Condition(NamedTuple):
    """A condition of a filter in words, and the filter without the condition."""

    words: str
    without: Filter


def conditions(criteria: Filter, search: str, called: Callable[[str], str] = str) -> list[Condition]:
    """Return the conditions of a filter, one for each chosen name, each with the filter without it.

    `search` is the search in words; `called` returns the name of an actor from its key.
    """
    found: list[Condition] = []
    if criteria.text:
        found.append(Condition(capital(search), replace(criteria, text="")))
    if criteria.since or criteria.until:
        found.append(Condition(capital(days_text(criteria)), replace(criteria, since=None, until=None)))
    words = {"actors": called, **SHOWN_AS}
    for each in DIMENSIONS:
        found += _of_names(criteria, each.field, each.chip, words.get(each.field, str))
    for field, (label, values, usual) in counted.FIELDS.items():
        if not counted.is_usual(criteria, field):
            chosen = ", ".join(values.get(value, value) for value in getattr(criteria, field))
            found.append(Condition(f"{label}: {chosen}", with_value(criteria, field, usual)))
    if criteria.cast != "all":
        found.append(Condition(capital(counted.CASTS[criteria.cast]), replace(criteria, cast="all")))
    if criteria.read != "all":
        found.append(Condition(capital(criteria.read), replace(criteria, read="all")))
    if criteria.as_of:
        moment = f"As of {day(archive_day(criteria.as_of))}"
        found.append(Condition(moment, replace(criteria, as_of=None)))
    return found + _of_names(criteria, "labels", "label", str)


JOINED_BY: Mapping[str, str] = {"any": "or ", "all": "and ", "none": "not "}  # by the part of a Choice


def _of_names(criteria: Filter, field: str, word: str, called: Callable[[str], str]) -> list[Condition]:
    """Return a condition for each name chosen in a field of the filter; `word` is a noun for it: "tag"."""
    chosen, found = getattr(criteria, field), list[Condition]()
    parts = (
        {part: getattr(chosen, part) for part in JOINED_BY} if isinstance(chosen, Choice) else {"": chosen}
    )
    for part, values in parts.items():
        for value in values:
            rest = tuple(each for each in values if each != value)
            join = JOINED_BY.get(part, "") if found or part == "none" else ""
            without = with_value(criteria, field, replace(chosen, **{part: rest}) if part else rest)
            found.append(Condition(f"{join}{word} {called(value)}", without))
    return found
