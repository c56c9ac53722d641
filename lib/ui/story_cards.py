"""The stories of a list as cards: headline, standfirst, time, marks and picture."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

import pandas as pd

from lib.query import stories
from lib.query.snippets import places, words_of
from lib.query.stories import Picture
from lib.store.journal.marks import Marked
from lib.store.paths import files
from lib.store.pictures import stored_names
from lib.ui.cache import ask
from lib.ui.event_folds import folds
from lib.ui.marking import Passage, marked
from lib.ui.session import current_session
from lib.ui.story_marks import NO_MARK, marks_on
from lib.ui.view import View
from lib.ui.wording import Moment, Row, headline_of, present, records, time_of


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

    If neither headline nor deck has any of them, `snippet` replaces the deck; `shown` are further fields of
    the card.
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
        href=story_address(str(row["article_id"]), view),
        headline=marked(headline, places(headline, sought)),
        standfirst=standfirst,
        standfirst_marked=marked(standfirst, places(standfirst, sought)),
        **shown,
    )


def story_address(article_id: str, view: View) -> str:
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
        for fold in folds(frame, view, zone)
    )


def pictures_of(frame: pd.DataFrame, as_of: datetime | None = None) -> Mapping[str, Picture]:
    """Return {story's id: its first fetched picture} for a frame's stories, with addresses in the app."""
    archive = current_session().archive
    if not files(archive).pictures.exists():
        return {}
    named = ask(stories.pictures, articles=tuple(frame["article_id"]), as_of=as_of)
    there = stored_names(archive, (each.url for all_of in named.values() for each in all_of))
    return {
        article: replace(shown[0], url=f"/pictures/{there[shown[0].url]}")
        for article, all_of in named.items()
        if (shown := [each for each in all_of if each.url in there])
    }
