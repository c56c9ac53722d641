"""Lists of stories and of sentences with their bylines, links and pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from lib.export.citation import quotation
from lib.model.filter import Filter
from lib.model.wording import count
from lib.query import stories
from lib.query.events import Group, grouped
from lib.query.snippets import places, words_of
from lib.query.stories import Picture
from lib.store.journal import marks
from lib.store.journal.marks import Marked
from lib.store.paths import files
from lib.store.pictures import kept
from lib.ui.cache import ask, current_session
from lib.ui.component import Actions
from lib.ui.marking import Passage, marked
from lib.ui.render import Link, Markup, render
from lib.ui.view import View, number_in
from lib.ui.wording import (
    Moment,
    Row,
    headline_of,
    instant,
    present,
    publisher_name,
    records,
    time_of,
)

BETWEEN = "~~"  # between two actor ids in an address
NO_MARK = Marked()
# By the word of a key or button: what writes the mark, and its value.
MARKS: Mapping[str, tuple[Callable[[Path, Sequence[str], bool], None], bool]] = {
    "read": (marks.set_read, True), "unread": (marks.set_read, False),
    "star": (marks.set_starred, True), "unstar": (marks.set_starred, False),
}  # fmt: skip


def marks_on(frame: pd.DataFrame) -> Mapping[str, Marked]:
    """Return by story id the reader's marks on each story of a frame."""
    held = marks.of_all(current_session().archive, list(frame["article_id"]))
    return {article: held.get(article, NO_MARK) for article in map(str, frame["article_id"])}


def pictures_of(frame: pd.DataFrame, as_of: datetime | None = None) -> Mapping[str, Picture]:
    """Return by story id the first fetched picture of each story in a frame, with its address in the app."""
    archive = current_session().archive
    if not files(archive).pictures.exists():
        return {}
    named = ask(stories.pictures, articles=tuple(frame["article_id"]), as_of=as_of)
    there = kept(archive, (each.url for all_of in named.values() for each in all_of))
    return {
        article: replace(shown[0], url=f"/pictures/{there[shown[0].url]}")
        for article, all_of in named.items()
        if (shown := [each for each in all_of if each.url in there])
    }


def mark_actions(archive: Path, story: str = "") -> Actions:
    """Return the actions of words such as "star ID"; `story` is the id where a word names none."""

    def mark(word: str, sent: str) -> None:
        write, value = MARKS[word]
        write(archive, [story or sent], value)

    return {word: partial(mark, word) for word in MARKS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story of a list: row, time, link, headline, standfirst, marks, picture, others of its event."""

    row: Row
    at: Moment
    href: str
    headline: tuple[Passage, ...]
    standfirst: str
    standfirst_marked: tuple[Passage, ...]
    mark: Marked = NO_MARK
    picture: Picture | None = None
    others: tuple["Card", ...] = ()  # other publishers' stories of its event, folded under it
    words: str = ""  # for what is folded


def story_card(row: Row, view: View, zone: str, *, snippet: str = "", **shown: Any) -> Card:
    """Return the card of one story of a list, with the searched words marked.

    Where neither headline nor deck holds one of them, `snippet` stands for the deck; `shown` are further
    fields of the card.
    """
    sought = words_of(view.criteria.text)
    words = (str(row[name]) for name in ("deck", "first_sentence") if present(row.get(name)))
    standfirst = next((said for said in words if said != row["headline"]), "")
    headline = headline_of(row)
    if snippet and not places(headline, sought) and not places(standfirst, sought):
        standfirst = snippet
    return Card(
        row=row,
        at=time_of(row, zone),
        href=opened(str(row["article_id"]), view),
        headline=marked(headline, places(headline, sought)),
        standfirst=standfirst,
        standfirst_marked=marked(standfirst, places(standfirst, sought)),
        **shown,
    )


def opened(article_id: str, view: View) -> str:
    """Return the address of a story; on the Read page the place in the list is kept."""
    if view.page != "read":
        return view.to("read", article=article_id)
    return view.here(article=article_id, tab=None, at=None, named=None)


def story_cards(
    frame: pd.DataFrame, view: View, zone: str, snippets: Mapping[str, str] = MappingProxyType({})
) -> tuple[Card, ...]:
    """Return cards of a frame's stories in its order, other publishers' stories of the same event folded."""
    mark, seen = marks_on(frame), pictures_of(frame, view.criteria.as_of)
    cards = {
        article: story_card(
            row, view, zone, mark=mark[article], snippet=snippets.get(article, ""),
            picture=seen.get(article),
        )
        for row in records(frame) for article in (str(row["article_id"]),)
    }  # fmt: skip
    return tuple(
        replace(cards[fold.article], words=fold.words, others=tuple(cards[other] for other in fold.others))
        for fold in folded(frame, view, zone)
    )


@dataclass(frozen=True, slots=True)
class Fold:
    """The id of a story of a list, and the ids of the stories of its event folded under it, with words."""

    article: str
    words: str = ""
    others: tuple[str, ...] = ()


def folded(frame: pd.DataFrame, view: View, zone: str) -> Iterator[Fold]:
    """Yield the stories of a frame that are not folded under another, in its order."""
    of = {str(row["article_id"]): row for row in records(frame)}
    groups = ask(grouped, replace(view.criteria, text="", read="all", labels=()), articles=tuple(of))
    hidden = {other for group in groups.values() for other in group.others}
    for article in of:
        if article not in hidden:
            group = groups.get(article)
            yield Fold(article, _and_more(group, of, zone), group.others) if group else Fold(article)


def _and_more(group: Group, of: Mapping[str, Row], zone: str) -> str:
    """Return the words for folded stories, and which was printed first, where that is known."""
    if not group.copies or not group.printed_first:
        return group.words
    first = of[group.printed_first]
    when = instant(first["published_at"], zone)
    by = f"by {publisher_name(first['publisher'])}, " if present(first["publisher"]) else ""
    return f"{group.words}; first printed {by}{when}"


def evidence_list(frame: pd.DataFrame, view: View, zone: str, ids: Sequence[str]) -> Markup:
    """Return the sentences behind a chart's mark as HTML, the names marked.

    Sentences of other publishers on the same event are folded under the first story's.
    """
    of: dict[str, list[Row]] = {}
    for row in records(frame):
        of.setdefault(str(row["article_id"]), []).append(row)

    def copied(row: Row) -> str:
        return quotation({**row, "publisher": publisher_name(str(row["publisher"] or ""))}, zone)

    def sentence(row: Row) -> tuple[Passage, ...]:
        return marked(str(row["sentence"]), [span for span in row["spans"] if span[2] in ids])

    groups = [
        (of[fold.article], fold.words, [row for other in fold.others for row in of[other]])
        for fold in folded(frame, view, zone)
    ]
    at, named = partial(time_of, zone=zone), BETWEEN.join(ids)
    shown = {"view": view, "at": at, "named": named, "sentence": sentence, "copied": copied}
    return render("lists/evidence.html", groups=groups, **shown)


def spark(counts: Sequence[int]) -> str:
    """Return counts over time as an SVG path of small bars."""
    most, wide = max(1, *counts), 96 / len(counts)
    bars = "".join(
        f"M{wide * place:.1f} 20v-{max(2, 18 * number / most):.0f}h{0.7 * wide:.1f}V20z"
        for place, number in enumerate(counts)
        if number
    )
    return f"M0 19.5h96v.5h-96z{bars}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of a list: the number of the open page, and links to its neighbours."""

    view: View
    of: int
    size: int
    name: str = "page"  # the address's word for it
    nouns: tuple[str, str] = ("story", "stories")
    words: tuple[str, str] = ("← Newer", "Older →")
    stay: bool = False  # the reader stays where he is

    @property
    def number(self) -> int:
        """The number of the open page, from 1 to the last one."""
        asked = number_in(self.view.own.get(self.name, "")[:9]) or 1
        return min(asked, max(1, -(-self.of // self.size)))

    @property
    def first(self) -> int:
        """The number of entries before the page."""
        return (self.number - 1) * self.size

    @property
    def place(self) -> str:
        """The position of the page in the list, e.g. "51–100 of 240 stories"."""
        last = min(self.first + self.size, self.of)
        return f"{self.first + 1:,}–{last:,} of {count(self.of, *self.nouns)}"

    @property
    def before(self) -> str:
        """The address of the previous page; "" without one."""
        number = self.number - 1
        return self.view.here(**{self.name: str(number) if number > 1 else None}) if number else ""

    @property
    def after(self) -> str:
        """The address of the next page; "" without one."""
        return self.view.here(**{self.name: str(self.number + 1)}) if self.first + self.size < self.of else ""


@dataclass(frozen=True, slots=True)
class NamedList:
    """Names with their numbers of stories under a title; `more` links to the rest."""

    title: str
    entries: tuple[tuple[Link, int], ...]
    more: Link | None = None


def named_list(
    title: str, names: Mapping[str, int], view: View, criteria: Filter,
    narrow: Callable[[Filter, str], Filter], *, called: Mapping[str, str] = MappingProxyType({}),
    more: Link | None = None,
) -> NamedList:  # fmt: skip
    """Return names with their numbers of stories, each linked to these stories and `called` so, if it is."""
    entries = (
        (Link(view.to("read", narrow(criteria, name)), called.get(name, name)), number)
        for name, number in names.items()
    )
    return NamedList(title, tuple(entries), more)
