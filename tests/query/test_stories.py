from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest

from lib.model.article import Image
from lib.model.filter import Choice, Filter
from lib.model.mention import Kind
from lib.model.parsed import Parsed
from lib.query import actors, authors, coverage, facets, new_since, relevance, stories, tags
from lib.query.desk import desk
from lib.query.stories import newest
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.batches.stories import save
from tests import builders
from tests.query.town import at
from tests.rows import each_row

TOTALS = [
    (Filter(), {
        "stories": 8, "briefs": 1, "publishers": 2, "authors": 3, "tags": 6, "actors": 5,
        "first_day": date(2024, 4, 8), "last_day": date(2024, 4, 11), "undated": 1, "assumed": 7,
    }),
    (Filter(since=date(2024, 4, 9), until=date(2024, 4, 10)), {
        "stories": 3, "briefs": 0, "authors": 2, "first_day": date(2024, 4, 9), "last_day": date(2024, 4, 10),
        "undated": 1,
    }),
    (Filter(tags=Choice(any=("Treaties",)), since=date(2024, 4, 9)), {"stories": 1, "undated": 1}),
    (Filter(tags=Choice(any=("Harbour",)), since=date(2024, 4, 9)), {"stories": 2, "undated": 0}),
    (Filter(kinds=("person",)), {"stories": 8, "actors": 2}),
    (Filter(zones=("ticker",), kinds=("place", "country")), {"stories": 8, "actors": 2}),
    (Filter(tags=Choice(any=("none",))), {"stories": 0, "briefs": 0, "first_day": None, "undated": 0}),
]  # fmt: skip
SELECTIONS = [
    Filter(),
    Filter(since=date(2024, 4, 9)),
    Filter(tags=Choice(any=("Harbour", "Treaties"))),
    Filter(text="-norland"),
    Filter(actors=Choice(any=("Ida Brandt",))),
    Filter(zones=("caption", "ticker")),
]
NAMES: dict[str, Kind] = {"Norland": "country", "Sudland": "country", "Westland": "country"}
PICTURE = (Image(url=None, alt=None, caption="A ship", credit=None, lead=True),)
NEWEST_FIRST = ["Museum", "Echo", "Storm", "Ferry", "Strike", "Bulletin", "Treaty", "Undated"]


@pytest.mark.parametrize(("criteria", "expected"), TOTALS)
def test_totals_count_the_selection_and_name_the_undated(
    db: ArchiveReader, criteria: Filter, expected: dict[str, object]
) -> None:
    row = stories.totals(db, criteria).iloc[0].to_dict()
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize("order", get_args(stories.Order))
@pytest.mark.parametrize("criteria", SELECTIONS[:4])
def test_all_stories_stand_in_the_order_of_the_list(
    db: ArchiveReader, criteria: Filter, order: stories.Order
) -> None:
    listed = tuple(stories.newest(db, criteria, order=order)["article_id"])
    assert stories.in_order(db, criteria, order=order) == listed and len(listed) > 1


@pytest.mark.parametrize("criteria", SELECTIONS)
def test_all_questions_agree_on_one_count(db: ArchiveReader, criteria: Filter) -> None:
    total = stories.totals(db, criteria).iloc[0]
    over_time = coverage.over_time(db, criteria)
    assert total["stories"] == len(stories.newest(db, criteria))
    assert total["stories"] == over_time["stories"].sum() + over_time.attrs["undated"]
    assert total["tags"] == len(tags.counts(db, criteria))
    assert total["authors"] == len(authors.counts(db, criteria))
    assert total["actors"] == len(actors.counts(db, criteria))
    for row in each_row(actors.counts(db, criteria)):
        naming = Filter(
            text=f"{criteria.text} actor:{row.actor_id}", since=criteria.since, tags=criteria.tags,
            actors=criteria.actors, zones=criteria.zones,
        )  # fmt: skip
        assert stories.totals(db, naming)["stories"][0] == row.stories
    for row in each_row(tags.counts(db, criteria)):
        assert facets.options(db, criteria, field="tags", keep=(row.tag,))["name"][0] == row.tag


def test_pages_follow_each_other(db: ArchiveReader) -> None:
    pages = [list(newest(db, Filter(), limit=3, offset=offset)["headline"]) for offset in (0, 3, 6, 9)]
    assert [headline for page in pages for headline in page] == list(newest(db, Filter())["headline"])
    assert [len(page) for page in pages] == [3, 3, 2, 0]


def test_a_row_tells_all_that_a_list_shows(db: ArchiveReader) -> None:
    row = newest(db, Filter(tags=Choice(all=("Treaties", "Harbour")))).iloc[0].to_dict()
    words = row.pop("words")
    assert words > 20
    assert len(row.pop("article_id")) >= 8
    assert row == {
        "headline": "Treaty", "kicker": None, "deck": "Norland gives way", "publisher": "harbour.example",
        "section": "City", "authors": ["Ada Lind", "The city desk"], "tags": ["Harbour", "Treaties"],
        "day": date(2024, 4, 8), "published_at": at(8), "published_precision": "minute",
        "published_as": "April 9, 2024 9:31 AM", "zone_name": "Europe/Kyiv", "zone_assumed": True,
        "read_minutes": 2, "has_audio": False, "form": "story", "revisions": 1,
        "caption": "Tom Hale at the Old Quay", "credit": "B. Roe",
        "first_sentence": "Norland and Sudland signed a treaty on the harbour.",
    }  # fmt: skip


ORDERS = {
    "newest": NEWEST_FIRST,
    "relevance": NEWEST_FIRST,  # of no words
    "oldest": ["Treaty", "Bulletin", "Strike", "Ferry", "Storm", "Echo", "Museum", "Undated"],
    "publisher": ["Storm", "Strike", "Museum", "Echo", "Ferry", "Bulletin", "Treaty", "Undated"],
    "named": ["Treaty", "Strike", "Echo", "Ferry", "Undated", "Storm", "Museum", "Bulletin"],
}


@pytest.mark.parametrize("order", ORDERS)
def test_stories_are_listed_in_the_order_asked_for(db: ArchiveReader, order: stories.Order) -> None:
    assert list(newest(db, Filter(), order=order)["headline"]) == ORDERS[order]


def test_the_longest_stands_first_by_length(db: ArchiveReader) -> None:
    words = list(newest(db, Filter(), order="length")["words"])
    assert words == sorted(words, reverse=True)


RELEVANT = {
    "treaty": ["Treaty", "Echo"],
    "harbour": ["Strike", "Treaty"],
    "title:strike": ["Strike"],
    "norland -echo": ["Undated", "Treaty", "Ferry"],
    '"sudland norland"~2': ["Echo", "Treaty"],
}


@pytest.mark.parametrize("text", RELEVANT)
def test_the_story_that_answers_a_search_best_stands_first(db: ArchiveReader, text: str) -> None:
    assert list(newest(db, Filter(text=text), order="relevance")["headline"]) == RELEVANT[text]


def test_words_whose_texts_are_not_read_count_in_headlines(
    db: ArchiveReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relevance, "MOST_TEXTS", 0)
    monkeypatch.setattr(relevance, "MOST_WORDS", 1)
    for text in ("harbour OR treaty OR ferry", "treaty OR ferry OR harbour"):
        scores = relevance.scores(db, Filter(text=text))
        rows = db.execute(f"select headline from {scores} join article_text using (id) where score > 0")
        assert {("Treaty",), ("Ferry",)} <= {*rows.fetchall()}  # the first word's texts are read, too


def test_a_story_without_publisher_date_or_section_is_listed_as_it_is(db: ArchiveReader) -> None:
    row = newest(db, Filter(text="title:undated")).iloc[0]
    assert (row["publisher"], row["section"], row["day"], row["published_at"]) == ("", None, None, None)
    assert not row["zone_assumed"]


def test_a_story_of_two_revisions_is_listed_once_in_the_newer(db: ArchiveReader) -> None:
    rows = newest(db, Filter(text="title:ferry"))
    assert list(rows["revisions"]) == [2]
    assert rows["first_sentence"][0] == "The ferry to Norland left late."


def test_a_brief_begins_with_its_own_text(db: ArchiveReader) -> None:
    row = newest(db, Filter(text="title:bulletin")).iloc[0]
    assert row["form"] == "brief"
    assert row["first_sentence"] == "The bridge at the Old Quay is shut, says Sudland."


def test_a_story_s_pictures_are_told_with_their_credits(db: ArchiveReader) -> None:
    ids = tuple(newest(db, Filter(text="title:treaty OR title:storm"))["article_id"])
    (shown,) = stories.pictures(db, articles=ids).values()
    assert shown == (stories.Picture(url="https://harbour.example/a.jpg", credit="B. Roe"),)


def test_as_of_a_moment_a_story_has_the_versions_and_pictures_of_then(tmp_path: Path) -> None:
    def page(day: int) -> Parsed:
        picture = Image(
            url=f"https://harbour.example/{day}.jpg", alt=None, caption=None, credit=None, lead=True
        )
        story = builders.article(
            "Ferry", f"It left on day {day}.", captured_at=datetime(2024, 4, day, 8, tzinfo=UTC),
            canonical_url="https://harbour.example/1", images=(picture,),
        )  # fmt: skip
        return builders.parsed(story)

    path = builders.archive(tmp_path, page(9))
    for day in (12, 14):
        save(path, [page(day)])
    builders.stored_on(path, 9, 12, 14)
    with open_for_reading(path) as db:
        for day, versions in ((10, 1), (13, 2), (15, 3)):
            then = Filter(as_of=datetime(2024, 4, day, tzinfo=UTC))
            (row,) = new_since.latest(db, then).to_dict("records")
            assert row["revisions"] == versions and list(desk(db, then).lead["revisions"]) == [versions]
            (shown,) = stories.pictures(db, articles=(row["article_id"],), as_of=then.as_of).values()
            assert (row["first_sentence"], shown[0].url, row["stored_at"]) == (
                f"It left on day {day - 1}.", f"https://harbour.example/{day - 1}.jpg",
                datetime(2024, 4, day - 1, 12, tzinfo=UTC),
            )  # fmt: skip
