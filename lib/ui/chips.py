"""The number of selected stories, and the filter's conditions in words, each as a chip that removes it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from lib.model.filter import Choice, Filter
from lib.model.languages import language
from lib.query.filter import dimensions, names
from lib.query.filter.compile import compile_filter
from lib.store.archive import ArchiveReader
from lib.ui import decisions
from lib.ui.actors import controls
from lib.ui.cache import archive_day, ask
from lib.ui.component import draw
from lib.ui.filter_state import days_text
from lib.ui.render import Link
from lib.ui.view import EVERYTHING, View
from lib.ui.wording import capital, day, publisher_name, story_count

# What most readers choose by stands first.
DIMENSIONS = sorted(dimensions.DIMENSIONS, key=lambda each: each.name not in ("tag", "actor"))
# Names of these fields are shown in other words than the address has.
SHOWN_AS: Mapping[str, Callable[[str], str]] = {"languages": language, "publishers": publisher_name}


def chips(view: View, found: pd.DataFrame, everything: pd.DataFrame) -> None:
    """Show the number of selected stories and a removable chip for each condition."""
    selected, total = (int(frame["stories"].iloc[0]) for frame in (found, everything))
    of_one_name = view.page == "browse" and view.own.get("name")  # the page of a name counts its own stories
    search, notes = ask(_search, view.criteria.text)
    asked = conditions(view.criteria, search, lambda actor: ask(names.printed, actor))
    draw(
        "page/chips.html",
        "chips",
        chosen=None if of_one_name else selected,
        of=story_count(total),
        chips=[Link(view.narrowed(without), label) for label, without in asked],
        clear=Link(view.narrowed(EVERYTHING), "Clear all", "clear") if len(asked) > 1 else None,
        notes=" ".join(notes),
        decisions=decisions.filter_note(view),
    )


def _search(db: ArchiveReader, text: str) -> tuple[str, tuple[str, ...]]:
    """Return a search in plain words, "starred" for is:starred, and notes on what was not understood."""
    search = compile_filter(Filter(text=text), db)
    return search.sentence, search.notes


def conditions(criteria: Filter, search: str, called: Callable[[str], str] = str) -> list[tuple[str, Filter]]:
    """Return each condition of a filter in words, with the filter that lacks it.

    `search` is the search in words; `called` returns the name of an actor from its key.
    """
    listed: list[tuple[str, Filter]] = []
    if criteria.text:
        listed.append((capital(search), replace(criteria, text="")))
    if criteria.since or criteria.until:
        listed.append((capital(days_text(criteria)), replace(criteria, since=None, until=None)))
    words = {"actors": called, **SHOWN_AS}
    for each in DIMENSIONS:
        listed += _named_conditions(criteria, each.field, each.chip, words.get(each.field, str))
    return listed + _other_conditions(criteria) + _named_conditions(criteria, "labels", "label")


def _named_conditions(
    criteria: Filter, field: str, word: str, called: Callable[[str], str] = str
) -> list[tuple[str, Filter]]:
    """Return each name chosen in a field of the filter, in words, with the filter that lacks it."""
    chosen, listed = getattr(criteria, field), list[tuple[str, Filter]]()
    several = isinstance(chosen, Choice)
    parts = ((part, getattr(chosen, part)) for part in ("any", "all", "none")) if several else [("", chosen)]
    for part, values in parts:
        for value in values:
            rest = tuple(each for each in values if each != value)
            join = {"any": "or ", "all": "and "}.get(part, "") if listed else ""
            words = f"{join}{'not ' if part == 'none' else ''}{word} {called(value)}"
            listed.append(
                (words, changed(criteria, field, replace(chosen, **{part: rest}) if several else rest))
            )
    return listed


def changed(criteria: Filter, field: str, value: object) -> Filter:
    """Return the filter with another value in the field of this name."""
    fields: dict[str, Any] = {field: value}
    return replace(criteria, **fields)


def _other_conditions(criteria: Filter) -> list[tuple[str, Filter]]:
    """Return what else the filter asks for, each in words and with the filter that lacks it."""
    listed: list[tuple[str, Filter]] = []
    for field, (label, _, usual, words) in controls.COUNTED.items():
        values = getattr(criteria, field)
        if set(values) != set(usual):
            chosen = ", ".join(words.get(value, value) for value in values)
            listed.append((f"{label}: {chosen}", changed(criteria, field, usual)))
    if criteria.cast != "all":
        listed.append((capital(controls.CASTS[criteria.cast]), replace(criteria, cast="all")))
    if criteria.read != "all":
        listed.append((capital(criteria.read), replace(criteria, read="all")))
    if criteria.as_of:
        listed.append((f"As of {day(archive_day(criteria.as_of))}", replace(criteria, as_of=None)))
    return listed
