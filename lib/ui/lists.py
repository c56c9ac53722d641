"""Lists of stories and of sentences with their bylines, links and pages."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from lib.export.citation import quotation
from lib.model.filter import Filter
from lib.model.wording import count, listed
from lib.query import stories
from lib.query.events import Group, grouped
from lib.query.snippets import places, snippets, words_of
from lib.query.stories import Picture
from lib.store.journal import marks
from lib.store.journal.marks import Marked
from lib.store.paths import files
from lib.store.pictures import kept
from lib.ui.cache import ask, current_session
from lib.ui.marking import Passage, marked
from lib.ui.parts import Link, Moment
from lib.ui.render import Markup, render
from lib.ui.view import View, with_author, with_publisher, with_tag
from lib.ui.wording import (
    Row,
    headline_of,
    instant,
    present,
    publisher_name,
    publishers_called,
    records,
    time_of,
)

BETWEEN = "~~"  # between two actor ids in an address
NO_MARK = Marked()
# By the word of a key or button: what writes the mark, and its value.
MARKS: Mapping[str, tuple[Callable[[Path, Sequence[str], bool], None], bool]] = {
    "read": (marks.set_all_read, True), "unread": (marks.set_all_read, False),
    "star": (marks.set_all_starred, True), "unstar": (marks.set_all_starred, False),
}  # fmt: skip


def marks_on(frame: pd.DataFrame) -> Mapping[str, Marked]:
    """Return by story id the reader's marks on the stories of a frame."""
    return marks.of_all(current_session().archive, list(frame["article_id"]))


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


def press(archive: Path, word: str) -> None:
    """Carry out a word that a key or button sent, as "star ID": read, unread, star or unstar."""
    name, _, article = word.partition(" ")
    if name in MARKS:
        mark, value = MARKS[name]
        mark(archive, [article], value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story of a list: row, time, link, headline, standfirst, marks, picture; if it is open, has a box."""

    row: Row
    at: Moment
    href: str
    headline: tuple[Passage, ...]
    standfirst: str
    standfirst_marked: tuple[Passage, ...]
    mark: Marked = NO_MARK
    picture: Picture | None = None
    chosen: bool = False
    pick: bool = False  # it has a box to choose it by


def story_card(
    row: Row, view: View, zone: str, *, deck: bool = True, snippet: str = "", **shown: Any
) -> Card:
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
        standfirst=standfirst if deck else "",
        standfirst_marked=marked(standfirst, places(standfirst, sought)),
        **shown,
    )


def opened(article_id: str, view: View) -> str:
    """Return the address of a story; on the Read page the place in the list is kept."""
    if view.page != "read":
        return view.to("read", article=article_id)
    return view.here(article=article_id, tab=None, at=None, named=None)


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed story, the other publishers' stories of its event folded under it, words for them, if open."""

    card: Card
    others: tuple[Card, ...] = ()
    words: str = ""  # for what is folded
    opened: bool = False


def story_cards(
    frame: pd.DataFrame,
    view: View,
    zone: str,
    *,
    chosen: str = "",
    deck: bool = True,
    snippets: Mapping[str, str] | None = None,
    pick: bool = False,
) -> tuple[Listed, ...]:
    """Return cards of a frame's stories in its order, other publishers' stories of the same event folded."""
    mark, seen = marks_on(frame), pictures_of(frame, view.criteria.as_of)
    cards = {
        article: story_card(
            row, view, zone, deck=deck, chosen=article == chosen, mark=mark.get(article, NO_MARK),
            snippet=(snippets or {}).get(article, ""), picture=seen.get(article), pick=pick,
        )
        for row in records(frame) for article in (str(row["article_id"]),)
    }  # fmt: skip
    return tuple(
        Listed(
            cards[each.article],
            tuple(cards[other] for other in each.others),
            each.words,
            chosen in each.others,
        )
        for each in together(frame, view, zone)
    )


def story_list(
    frame: pd.DataFrame,
    view: View,
    zone: str,
    *,
    chosen: str = "",
    deck: bool = True,
    shape: str = "",
    pick: bool = False,
) -> Markup:
    """Return a list of stories as HTML; `shape` is the style of the list."""
    asked = view.criteria
    articles = tuple(frame["article_id"])
    said = ask(snippets, asked.text, articles=articles, as_of=asked.as_of) if deck and asked.text else {}
    cards = story_cards(frame, view, zone, chosen=chosen, deck=deck, snippets=said, pick=pick)
    return render("lists/stories.html", stories=cards, shape=shape)


@dataclass(frozen=True, slots=True)
class Event:
    """The id of a listed story; ids of other papers' stories on its event, folded; words for these."""

    article: str
    words: str = ""  # for what is folded
    others: tuple[str, ...] = ()


def together(frame: pd.DataFrame, view: View, zone: str) -> Iterator[Event]:
    """Yield the ids of stories that are not folded under another, each with the ids folded under it."""
    of = {str(row["article_id"]): row for row in records(frame)}
    groups = ask(grouped, replace(view.criteria, text="", read="all", labels=()), articles=tuple(of))
    hidden = {other for group in groups.values() for other in group.others}
    for article in of:
        if article not in hidden:
            group = groups.get(article)
            folded = (_and_more(article, group, of, zone), group.others) if group else ()
            yield Event(article, *folded)


def _and_more(article: str, group: Group, of: Mapping[str, Row], zone: str) -> str:
    """Return the words for folded stories: "and 4 more of this event, 3 of them copies".

    Which was printed first is added if all copies have a time of day.
    """
    by_day = any(of[each].get("published_precision") == "day" for each in (article, *group.copies))
    if by_day or not group.copies or not present(of[group.printed_first]["published_at"]):
        return group.words
    first = of[group.printed_first]
    when = instant(first["published_at"], zone)
    by = f"by {publisher_name(first['publisher'])}, " if present(first["publisher"]) else ""
    return f"{group.words}; first printed {by}{when}"


def tag_links(tags: Iterable[str], view: View) -> tuple[Link, ...]:
    """Return for each tag a link that narrows the selection to it."""
    return tuple(Link(view.narrowed(with_tag(view.criteria, tag)), tag) for tag in tags)


def author_links(authors: Iterable[str], view: View) -> tuple[Link, ...]:
    """Return for each author a link to all of their stories."""
    return tuple(Link(view.narrowed(with_author(Filter(), author)), author) for author in authors)


def publisher_link(publisher: str, view: View) -> Link:
    """Return a link to all stories of a publisher."""
    href = view.narrowed(with_publisher(Filter(), publisher))
    return Link(href, publisher_name(publisher), title=publisher)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence that names actors: its story, time, link to its place, source, and quotation to copy."""

    row: Row
    at: Moment
    href: str
    sentence: tuple[Passage, ...]
    source: str
    quotation: str  # what the button copies


def evidence_list(frame: pd.DataFrame, view: View, zone: str, ids: Sequence[str]) -> Markup:
    """Return the sentences behind a chart's mark as HTML, the names marked.

    Sentences of other publishers on the same event are folded under the first story's.
    """
    of: dict[str, list[Evidence]] = {}
    for row in records(frame):
        publisher = publisher_name(str(row["publisher"] or ""))
        place = f"{row['block']}-{row['sentence_start']}"
        found = Evidence(
            row=row,
            at=time_of(row, zone),
            href=view.to("read", article=str(row["article_id"]), at=place, named=BETWEEN.join(ids)),
            sentence=marked(str(row["sentence"]), [span for span in row["spans"] if span[2] in ids]),
            source=listed(row["authors"]) or publisher,
            quotation=quotation({**row, "publisher": publisher}, zone),
        )
        of.setdefault(str(row["article_id"]), []).append(found)
    groups = [
        (of[each.article], each.words, [found for other in each.others for found in of[other]])
        for each in together(frame, view, zone)
    ]
    return render("lists/evidence.html", groups=groups)


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
        written = self.view.own.get(self.name, "")[:9]
        asked = int(written) if written.isascii() and written.isdecimal() else 1
        return min(max(1, asked), max(1, -(-self.of // self.size)))

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
    narrow: Callable[[Filter, str], Filter], *, publishers: bool = False, more: Link | None = None,
) -> NamedList:  # fmt: skip
    """Return names with their numbers of stories, each linked to these stories."""
    called = publishers_called([*names]) if publishers else {}
    entries = (
        (Link(view.to("read", narrow(criteria, name)), called.get(name, name)), number)
        for name, number in names.items()
    )
    return NamedList(title, tuple(entries), more)
