"""The front page of a selection."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.model.article import Article, Image
from lib.model.filter import Filter
from lib.query.desk import FrontPage, desk
from lib.query.rising import rising
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders
from tests.papers import LONG, NAMES, WIRE, captures, story, strike

PICTURE = (Image(url=None, alt=None, caption="A ship", credit=None, lead=True),)
SALES: tuple[dict[str, Any], ...] = (
    {"headline": "The best kettles to buy now"},
    {"headline": "Daily deals: kettles and cups"},
    {"headline": "This kettle is 40% off"},
    {"headline": "A kettle for just $19"},
    {"headline": "Schnäppchen: Wasserkocher am Samstag"},
    {"headline": "Bons plans : la bouilloire de la semaine"},
    {"headline": "Save $20 off a kettle"},
    {"headline": "Kettles: these deals are live"},
    {"headline": "Wyprzedaż czajników w sobotę"},
    {"headline": "Kettles we like", "section": "Shopping"},
    {"headline": "Kettles we like", "tags": ("Deals",)},
)
NEWS = (
    "Norland and Sudland sign a deal",
    "Norland offers 40 ships",
    "The best of friends: two towns meet",
    "Union wins deal after strike",
    "Ferry deals are signed in Norland",
    "Norland bridge cost only $5 million",
)


def papers(folder: Path, *more: Article, languages: tuple[str, ...] = ()) -> FrontPage:
    """Return the desk of the three papers."""
    with open_for_reading(builders.archive(folder, *captures(*more))) as db:
        return desk(db, Filter(), languages=languages)


def lead(folder: Path, *stories: Article) -> list[str]:
    """Return the headline of the lead of these stories."""
    path = builders.archive(folder, *map(builders.parsed, stories))
    with open_for_reading(path) as db:
        return list(desk(db, Filter()).lead["headline"])


def test_the_newest_day_is_today_and_is_compared_with_the_days_before(db: ArchiveReader) -> None:
    found = desk(db, Filter())
    assert found.day == date(2024, 4, 11)
    assert (found.today, found.usual, found.earlier_days) == (2, 5 / 3, 3)
    shown = [*found.lead["headline"], *found.coverage["headline"], *found.newest["headline"]]
    assert len(shown) == len(set(shown)) == 8
    first = desk(db, Filter(until=date(2024, 4, 8)))  # which has nothing to compare with
    assert (first.today, first.usual, first.earlier_days) == (2, None, 0)
    assert list(first.lead["headline"]) == ["Treaty"]
    assert list(first.newest["headline"]) == ["Bulletin"]


def test_a_desk_without_dated_stories_has_no_lead(db: ArchiveReader, empty: ArchiveReader) -> None:
    undated = desk(db, Filter(text="title:undated"))
    assert undated.day is None
    assert undated.lead.empty
    assert list(undated.newest["headline"]) == ["Undated"]
    assert desk(empty, Filter()).newest.empty


def test_a_story_with_deck_and_picture_leads(tmp_path: Path) -> None:
    assert lead(
        tmp_path, story("Old", 8, deck="Deck", images=PICTURE), story("Plain", 9, "A long text. " * 4),
        story("Deck", 9, deck="Deck"), story("Full", 9, deck="Deck", images=PICTURE),
    ) == ["Full"]  # fmt: skip


def test_the_event_that_most_publishers_tell_leads_and_a_thin_day_widens_the_desk(tmp_path: Path) -> None:
    found = papers(tmp_path)
    assert (found.reports, found.publishers) == (3, 3)
    headlines = {"Dockers walk out", "Hafenarbeiter streiken", "No ships tonight"}
    assert {*found.lead["headline"], *found.coverage["headline"]} == headlines  # not the newest
    assert (found.day, found.today) == (date(2024, 4, 12), 1)
    assert (found.since, found.days, found.spanned) == (date(2024, 4, 10), 3, 5)
    more = [story(f"Told on Friday {number}", 12) for number in range(4)]
    full = papers(tmp_path / "full", *more)
    assert (full.since, full.days, full.spanned) == (date(2024, 4, 12), 1, 5)


def test_what_is_older_than_a_week_neither_leads_nor_widens_the_desk(tmp_path: Path) -> None:
    old = [story(f"Old {n}", 2 + n, f"Ida Brandt. {LONG}", deck="Deck", images=PICTURE) for n in range(6)]
    fresh = [story("Yesterday", 28, LONG), story("Today", 29), builders.article("Undated", published_at=None)]
    path = builders.archive(tmp_path, *map(builders.parsed, (*old, *fresh)))
    with open_for_reading(path) as db:
        found = desk(db, Filter())
    assert list(found.lead["headline"]) == ["Yesterday"]
    assert (found.since, found.days, found.spanned) == (date(2024, 4, 28), 2, 2)
    assert list(found.newest["headline"][: found.fresh]) == ["Today"]
    assert set(found.newest["headline"][found.fresh :]) == {*(f"Old {n}" for n in range(6)), "Undated"}


def test_the_desk_of_a_filter_has_none_but_its_days(tmp_path: Path) -> None:
    quiet = [story(f"Quiet {day}", day, LONG) for day in range(1, 6)]
    days = (6, 6, 6, 7, 9)
    loud = [story(f"Loud {n}", day, f"Eva Roth spoke {n} times. {LONG}") for n, day in enumerate(days)]
    few = Filter(since=date(2024, 4, 6))
    path = builders.archive(tmp_path, *(builders.parsed(each, names=NAMES) for each in (*quiet, *loud)))
    with open_for_reading(path) as db:
        found = desk(db, few)
        assert (found.since, found.days, found.spanned) == (date(2024, 4, 6), 4, 5)
        rises = rising(db, few, day=date(2024, 4, 9), days=7)
        assert rises.equals(rising(db, few, day=date(2024, 4, 9), days=4))


def test_two_copies_of_the_lead_in_one_paper_count_once_though_the_later_is_more_alike(
    tmp_path: Path,
) -> None:
    shared = (
        f"{WIRE} The Quay Council asked Mona Vik for the price of the lamps and of the oil they would burn."
    )
    whole = f"{shared} Ida Brandt of the Harbour Union asked who would have to climb the old ladders."
    copies = [
        story("Lead", 17, whole, publisher="coast.example"),
        story("Later", 16, whole, publisher="harbour.example"),
        story("First", 15, f"{shared} It rained again.", publisher="harbour.example"),
    ]
    others = (story(f"Boat {number}", 9, f"It rained {number} times.") for number in range(30))
    path = builders.archive(tmp_path, *(builders.parsed(each, names=NAMES) for each in (*copies, *others)))
    with open_for_reading(path) as db:
        found = desk(db, Filter())
    assert [*found.lead["headline"], *found.coverage["headline"]] == ["Lead", "First"]
    assert (found.reports, found.publishers, found.copies) == (2, 2, 1)
    assert "Later" not in set(found.newest["headline"])


def test_a_copy_of_the_lead_in_another_paper_is_told_with_it(tmp_path: Path) -> None:
    wire = (
        "Mona Vik told the Quay Council that the lamps of the northern pier would be lit before the ice came."
    )
    alone = story("Lamps", 20, wire, publisher="coast.example")
    papers = ((15, "inland.example"), (15, "harbour.example"), (16, "harbour.example"), (17, "coast.example"))
    again = [story(f"Lamps of {day} in {paper}", day, wire, publisher=paper) for day, paper in papers]
    path = builders.archive(tmp_path, *(builders.parsed(each, names=NAMES) for each in (alone, *again)))
    with open_for_reading(path) as db:
        found = desk(db, Filter())
    assert list(found.lead["headline"]) == ["Lamps"]
    assert (found.reports, found.publishers, found.copies) == (3, 3, 2)
    assert len(found.coverage) == 2 and found.newest.empty


def test_countries_alone_make_no_event(tmp_path: Path) -> None:
    text = f"Norland and Sudland agreed. {LONG}"
    note = papers(tmp_path, *(story(f"Treaty {n}", 20, text, publisher=f"{n}.example") for n in range(5)))
    assert note.days == 1 and note.reports == 1 and note.coverage.empty


def test_a_list_of_many_names_is_not_of_every_event(tmp_path: Path) -> None:
    everybody = f"Eva Roth, Otto Lund, Ida Brandt, Tom Hale, Mona Vik. {LONG}"
    found = papers(
        tmp_path, story("Guests", 12, everybody), story("Mona Vik sings", 12, f"Mona Vik sang. {LONG}")
    )
    assert "Mona Vik sings" not in {*found.lead["headline"], *found.coverage["headline"]}


def test_a_reader_s_language_leads(tmp_path: Path) -> None:
    found = papers(tmp_path, languages=("de",))
    assert found.lead["headline"][0] == "Hafenarbeiter streiken" and "language" in found.ahead
    assert papers(tmp_path, languages=("en",)).lead["headline"][0] != "Hafenarbeiter streiken"
    assert "language" not in papers(tmp_path).ahead


def test_what_sells_never_leads(tmp_path: Path) -> None:
    sales = [story(text=f"{LONG} {n}", day=9, **fields) for n, fields in enumerate(SALES)]
    assert lead(tmp_path, *sales) == []


@pytest.mark.parametrize("headline", NEWS)
def test_news_that_sounds_like_a_sale_leads(tmp_path: Path, headline: str) -> None:
    assert lead(tmp_path, story(headline, 9, LONG)) == [headline]


def test_the_newest_story_of_the_most_told_event_leads(tmp_path: Path) -> None:
    text = f"After a night at the Northern Line, Otto Lund and Eva Roth of the Harbour Union agreed. {LONG}"
    found = papers(tmp_path, story("Ships sail again", 12, text, publisher="coast.example"))
    assert (found.reports, found.publishers) == (4, 3)
    assert list(found.lead["headline"]) == ["Ships sail again"]


@pytest.mark.parametrize("publisher", ["", "inland.example"])
def test_the_same_text_of_one_paper_or_of_none_is_no_other_story_of_the_event(
    tmp_path: Path, publisher: str
) -> None:
    again = [strike(f"No ships tonight ({number})", 11, publisher) for number in range(3)]
    found = papers(tmp_path, *again)
    assert (found.reports, found.publishers) == (3, 3)
    shown = [*found.lead["headline"], *found.coverage["headline"], *found.newest["headline"]]
    assert sum(each.startswith("No ships tonight") for each in shown) == 1
    found = papers(tmp_path / "lead", *again, strike("Dockers go on", 12, "harbour.example"))
    assert list(found.lead["headline"]) == ["Dockers go on"] and len(found.coverage) == 2


def test_what_rises_is_named_with_what_is_usual(tmp_path: Path) -> None:
    quiet = [story(f"Quiet {day}", day, "Tom Hale slept.", tags=("Weather",)) for day in range(1, 9)]
    loud = [
        story(f"Loud {n}", 10, f"Tom Hale and Eva Roth spoke {n} times.", tags=("Strike",)) for n in range(3)
    ]
    path = builders.archive(tmp_path, *(builders.parsed(each, names=NAMES) for each in (*quiet, *loud)))
    with open_for_reading(path) as db:
        found = rising(db, Filter(), day=date(2024, 4, 10))
        assert rising(db, Filter(), day=date(2024, 4, 1)).empty
    note = [tuple(row) for row in found[["kind", "name", "stories"]].to_numpy().tolist()]
    assert note == [("actor", "Eva Roth", 3), ("tag", "Strike", 3)]
    assert list(found["usual"]) == [0, 0]
    with open_for_reading(path) as db:
        assert rising(db, Filter(), day=date(2024, 4, 10), days=20).empty
