from datetime import date

from lib.model.filter import Filter
from lib.query import tags
from lib.query.tags import tally
from lib.store.archive import ArchiveReader


def test_tags_of_most_stories_stand_first(db: ArchiveReader) -> None:
    answer = tags.counts(db, Filter())
    assert list(answer["tag"]) == ["Harbour", "Treaties", "Culture", "Ferries", "Weather", "Work"]
    assert answer.iloc[0].tolist() == ["Harbour", 3, 0.375, date(2024, 4, 8), date(2024, 4, 10)]


def test_a_tag_of_an_undated_story_has_the_days_of_the_dated_ones(db: ArchiveReader) -> None:
    row = tags.counts(db, Filter(text="title:undated")).iloc[0]
    assert (row["tag"], row["first_day"], row["last_day"]) == ("Treaties", None, None)


def test_tags_can_be_sought_by_how_their_words_begin(db: ArchiveReader) -> None:
    assert list(tags.counts(db, Filter(), like="WE")["tag"]) == ["Weather"]
    assert list(tags.counts(db, Filter(), limit=1)["tag"]) == ["Harbour"]


def test_all_are_counted_whatever_the_limit(db: ArchiveReader) -> None:
    assert tags.counts(db, Filter(), limit=1).attrs["of"] == 6
    assert tags.counts(db, Filter(), limit=1, like="we").attrs["of"] == 1
    assert tags.counts(db, Filter(), like="nothing").attrs["of"] == 0


def test_like_is_no_pattern_but_the_start_of_a_word(db: ArchiveReader) -> None:
    assert tally(db, Filter(), "tag", {"tag": "text"}, limit=9, like="%").empty
    assert tally(db, Filter(), "tag", {"tag": "text"}, limit=9, like=".*").empty
