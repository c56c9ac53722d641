from lib.model.filter import Filter
from lib.query.carried import Having, counts
from lib.store.archive import ArchiveReader


def test_names_of_the_same_kind_stand_beside_one_without_itself(db: ArchiveReader) -> None:
    tags = counts(db, Filter(), "tag", {"tag": "text"}, limit=9, beside=Having("tag", "Harbour"))
    assert list(tags["tag"]) == ["Treaties", "Weather", "Work"]


def test_names_of_another_kind_are_all_those_of_its_stories(db: ArchiveReader) -> None:
    tags = counts(db, Filter(), "tag", {"tag": "text"}, limit=9, beside=Having("author", "Bo Falk"))
    assert list(tags["tag"]) == ["Harbour", "Treaties", "Work"]


def test_like_is_no_pattern_but_the_start_of_a_word(db: ArchiveReader) -> None:
    assert counts(db, Filter(), "tag", {"tag": "text"}, limit=9, like="%").empty
    assert counts(db, Filter(), "tag", {"tag": "text"}, limit=9, like=".*").empty
