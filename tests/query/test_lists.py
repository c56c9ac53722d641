from datetime import date

from lib.model.filter import Choice, Filter
from lib.query.lists import newest
from lib.store.archive import ArchiveReader
from tests.query.town import at

NEWEST_FIRST = ["Echo", "Museum", "Storm", "Ferry", "Strike", "Bulletin", "Treaty", "Undated"]


def test_the_newest_story_stands_first_and_the_undated_last(db: ArchiveReader) -> None:
    headlines = list(newest(db, Filter())["headline"])
    assert sorted(headlines[:2]) == ["Echo", "Museum"]
    assert headlines[2:] == NEWEST_FIRST[2:]


def test_the_oldest_story_can_stand_first_and_the_undated_still_last(db: ArchiveReader) -> None:
    headlines = list(newest(db, Filter(), order="oldest")["headline"])
    assert headlines[:3] == ["Treaty", "Bulletin", "Strike"]
    assert headlines[-1] == "Undated"


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
        "day": date(2024, 4, 8), "published_at": at(8), "published_as": "April 9, 2024 9:31 AM",
        "zone_name": "Europe/Kyiv", "zone_assumed": True, "read_minutes": 2, "has_audio": False,
        "form": "story", "revisions": 1, "caption": "Tom Hale at the Old Quay", "credit": "B. Roe",
        "first_sentence": "Norland and Sudland signed a treaty on the harbour.",
    }  # fmt: skip


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
