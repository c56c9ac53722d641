"""In which boxes of a publisher's pages stories stood, capture by capture."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lib.model.cleaned import Related
from lib.model.filter import Filter
from lib.model.parsed import Parsed
from lib.query.slots import history
from lib.query.stories import newest
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.batches.replace import replace as clean_again
from lib.store.batches.stories import save
from lib.store.removal import remove
from lib.store.sql import ask
from tests.builders import MORNING, archive, article, parsed, stored_on

PIER = "https://harbour.example/pier"


def card(headline: str, rank: int, slot: str | None = "Most popular", url: str | None = None) -> Related:
    return Related(
        headline=headline, deck=None, publisher=None, authors=(), url=url, at=900 + rank, end=901 + rank,
        slot=slot, rank=rank if slot else None,
    )  # fmt: skip


def page(days: int, *cards: Related) -> Parsed:
    """Return one more capture of the same unchanged page."""
    when = MORNING + timedelta(days=days)
    made = parsed(replace(article("Ferry sails"), captured_at=when), related=cards, text=f"ferry {days}")
    return replace(made, capture=replace(made.capture, captured_at=when))


PAGES = (
    page(0, card("Pier opens", 2, url=PIER), card("Unknown story", 1), card("Pier opens", 3, None)),
    page(1, card("Pier opens", 1, url=PIER)),
    page(2, card("Pier opens", 3), card("Pier opens", 1, "Editors’ picks", url=PIER)),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    pier = parsed(article("Pier opens", tags=("Harbour",), canonical_url=PIER))
    return archive(tmp_path, pier, *PAGES)


@pytest.fixture
def db(path: Path) -> Iterator[ArchiveReader]:
    with open_for_reading(path) as reading:
        yield reading


def test_every_capture_of_an_unchanged_page_keeps_its_boxes(path: Path) -> None:
    found = ask(path, "select slot, rank, headline, article_id from slots order by day desc, slot, rank")
    assert found[["slot", "rank", "headline"]].values.tolist() == [
        ["Editors’ picks", 1, "Pier opens"], ["Most popular", 3, "Pier opens"],
        ["Most popular", 1, "Pier opens"],
        ["Most popular", 1, "Unknown story"], ["Most popular", 2, "Pier opens"],
    ]  # fmt: skip
    assert found["article_id"].isna().tolist() == [False, False, False, True, False]
    assert found["article_id"].nunique() == 1


def test_a_story_knows_where_it_stood_and_at_which_place(db: ArchiveReader) -> None:
    pier = newest(db, Filter(text="title:pier"))["article_id"][0]
    found = history(db, pier)
    assert found[["slot", "publisher", "rank"]].values.tolist() == [
        ["Editors’ picks", "harbour.example", 1], ["Most popular", "harbour.example", 3],
        ["Most popular", "harbour.example", 1], ["Most popular", "harbour.example", 2],
    ]  # fmt: skip
    assert [f"{day:%d}" for day in found["day"]] == ["11", "11", "10", "09"]
    assert found["captured_at"].iloc[0] == MORNING + timedelta(days=2)
    assert history(db, "nowhere").empty


def test_as_of_a_moment_a_story_stood_where_captures_of_then_show_it(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("Pier opens", canonical_url=PIER)), PAGES[0])
    save(path, [PAGES[1]])
    stored_on(path, 9, 12)
    with open_for_reading(path) as db:
        pier = newest(db, Filter(text="title:pier"))["article_id"][0]
        assert history(db, pier)["rank"].tolist() == [1, 2]
        assert history(db, pier, as_of=MORNING + timedelta(days=1))["rank"].tolist() == [2]


def test_a_page_that_is_cleaned_again_keeps_what_it_shows_now(path: Path) -> None:
    again = replace(PAGES[1], cleaned=replace(PAGES[1].cleaned, related=(card("Pier opens", 7, url=PIER),)))
    clean_again(path, [again])
    note = ask(path, "select rank from slots where day = date '2024-04-10'")
    assert note["rank"].tolist() == [7]
    assert ask(path, "select count(*) as cards from slots")["cards"].tolist() == [5]


def test_the_view_is_open_to_sql_and_empties_with_the_page(path: Path) -> None:
    note = ask(path, "select count(*) as cards, count(article_id) as known from slots")
    assert note.values.tolist() == [[5, 4]]
    page_id = ask(path, "select distinct page_id from slots")["page_id"][0]
    remove(path, page_id)
    assert ask(path, "select count(*) as cards from slot_card")["cards"].tolist() == [0]
