from datetime import date

from lib.model.filter import Filter
from lib.query import tags
from lib.query.tags import Within, tally
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


def test_tags_that_stand_beside_a_tag(db: ArchiveReader) -> None:
    answer = tags.together(db, Filter(), tag="Harbour")
    assert answer.to_numpy().tolist() == [["Treaties", 1], ["Weather", 1], ["Work", 1]]
    assert tags.together(db, Filter(), tag="Culture").empty


def test_authors_of_a_tag(db: ArchiveReader) -> None:
    answer = tags.authors(db, Filter(), tag="Harbour")
    assert sorted(answer["author"]) == ["Ada Lind", "Bo Falk", "The city desk"]
    assert set(answer["share"]) == {1 / 3}


def test_names_of_the_same_kind_stand_beside_one_without_itself(db: ArchiveReader) -> None:
    tags = tally(db, Filter(), "tag", {"tag": "text"}, limit=9, within=Within("tag", "Harbour"))
    assert list(tags["tag"]) == ["Treaties", "Weather", "Work"]


def test_names_of_another_kind_are_all_those_of_its_stories(db: ArchiveReader) -> None:
    tags = tally(db, Filter(), "tag", {"tag": "text"}, limit=9, within=Within("author", "Bo Falk"))
    assert list(tags["tag"]) == ["Harbour", "Treaties", "Work"]


def test_like_is_no_pattern_but_the_start_of_a_word(db: ArchiveReader) -> None:
    assert tally(db, Filter(), "tag", {"tag": "text"}, limit=9, like="%").empty
    assert tally(db, Filter(), "tag", {"tag": "text"}, limit=9, like=".*").empty
