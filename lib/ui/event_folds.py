"""Stories of a list that report one event, folded under the first of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from lib.model.wording import count
from lib.query.events import event_groups
from lib.ui.cache import ask
from lib.ui.view import View
from lib.ui.wording import Row, instant, present, publisher_name, records


@dataclass(frozen=True, slots=True)
class Fold:
    """A story of a list, by id, the ids of stories on the same event folded under it, and words for these."""

    article: str
    words: str = ""
    others: tuple[str, ...] = ()


def folds(frame: pd.DataFrame, view: View, zone: str) -> Iterator[Fold]:
    """Yield a Fold for each story of a frame that is not folded under another one, in the frame's order."""
    of = {str(row["article_id"]): row for row in records(frame)}
    groups = ask(event_groups, replace(view.criteria, text="", read="all", labels=()), articles=tuple(of))
    hidden = {other for group in groups.values() for other in group.others}
    for article in of:
        if article not in hidden:
            group = groups.get(article)
            if group is None:
                yield Fold(article)
            elif group.copies and group.printed_first:
                words = f"{group.words}; {_first_printing(of[group.printed_first], zone)}"
                yield Fold(article, words, group.others)
            else:
                yield Fold(article, group.words, group.others)


def and_copies(row: Row, copies: Sequence[Row], zone: str) -> str:
    """Return words for a sentence's copies: "and 2 copies", and who printed it first, if that is known."""
    words, every = f"and {count(len(copies), 'copy', 'copies')}", (row, *copies)
    if any(each["published_precision"] != "minute" for each in every):
        return words
    return f"{words}; {_first_printing(min(every, key=lambda each: each['published_at']), zone)}"


def _first_printing(first: Row, zone: str) -> str:
    """Return "first printed by Harbour Post, 9 April 2024, 10:05 am" for a row whose time is known."""
    by = f"by {publisher_name(first['publisher'])}, " if present(first["publisher"]) else ""
    return f"first printed {by}{instant(first['published_at'], zone)}"
