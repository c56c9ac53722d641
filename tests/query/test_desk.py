from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from lib.model.article import Article, Image
from lib.model.filter import Filter
from lib.model.mention import Kind
from lib.query.desk import desk
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders

NAMES: dict[str, Kind] = {"Norland": "country", "Sudland": "country", "Westland": "country"}
PICTURE = (Image(url=None, alt=None, caption="A ship", credit=None, lead=True),)


def story(headline: str, day: int, text: str = "Nothing.", **fields: Any) -> Article:
    """Return a story of a day of April 2024."""
    return builders.article(headline, text, published_at=datetime(2024, 4, day, 9, tzinfo=UTC), **fields)


def lead(folder: Path, *stories: Article) -> tuple[list[str], list[str]]:
    """Return the headlines of the lead and of its coverage."""
    path = builders.archive(folder, *[builders.parsed(each, names=NAMES) for each in stories])
    with open_for_reading(path) as db:
        found = desk(db, Filter())
    return list(found.lead["headline"]), list(found.coverage["headline"])


def test_the_newest_day_is_today_and_is_compared_with_the_days_before(db: ArchiveReader) -> None:
    found = desk(db, Filter())
    assert found.day == date(2024, 4, 11)
    assert (found.today, found.usual, found.earlier_days) == (2, 5 / 3, 3)
    shown = [*found.lead["headline"], *found.coverage["headline"], *found.newest["headline"]]
    assert len(shown) == len(set(shown)) == 8


def test_a_first_day_has_nothing_to_compare_with(db: ArchiveReader) -> None:
    found = desk(db, Filter(until=date(2024, 4, 8)))
    assert (found.today, found.usual, found.earlier_days) == (2, None, 0)
    assert list(found.lead["headline"]) == ["Treaty"]
    assert list(found.newest["headline"]) == ["Bulletin"]


def test_a_desk_without_dated_stories_has_no_lead(db: ArchiveReader, empty: ArchiveReader) -> None:
    undated = desk(db, Filter(text="title:undated"))
    assert undated.day is None
    assert undated.lead.empty
    assert list(undated.newest["headline"]) == ["Undated"]
    assert desk(empty, Filter()).newest.empty


def test_a_story_with_deck_and_picture_leads(tmp_path: Path) -> None:
    assert lead(
        tmp_path,
        story("Old", 8, deck="Deck", images=PICTURE),
        story("Plain", 9, "A long text. " * 20),
        story("Deck", 9, deck="Deck"),
        story("Full", 9, deck="Deck", images=PICTURE),
    ) == (["Full"], [])


def test_of_equals_the_story_that_most_others_cover_leads(tmp_path: Path) -> None:
    both = "Norland met Sudland."
    assert lead(
        tmp_path,
        story("Before", 8, both),
        story("Long", 9, "A long text. " * 20),
        story("Covered", 9, both),
        story("Long ago", 1, both),
        story("One name", 9, "Norland was calm."),
    ) == (["Covered"], ["Before"])
