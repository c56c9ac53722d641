"""An actor is found by any of its names: as it is listed, as stories spell it, as the actor file knows it."""

from dataclasses import replace
from pathlib import Path

from lib.actors.decided import Ledger
from lib.query.actor_names import matching_actors
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.mentions.follow import follow
from tests import builders
from tests.store.deciding import filled, made


def found(db: ArchiveReader, like: str) -> list[tuple[str, str]]:
    return [(each.name, each.spelling) for each in matching_actors(db, like=like)]


def test_a_name_is_found_by_the_beginning_of_any_word_most_stories_first(db: ArchiveReader) -> None:
    assert found(db, "nor") == [("Norland", "")]
    assert found(db, "HALE") == [("Tom Hale", "")] and found(db, "tom h") == [("Tom Hale", "")]
    assert found(db, "union") == [("Harbour Union", "")]
    assert found(db, "quay") == [("Old Quay", "")]  # of a kind that charts leave out
    assert found(db, "orland") == found(db, "zz") == found(db, " ") == []
    named = [each.stories for each in matching_actors(db, like="land")] + [
        each.stories for each in matching_actors(db, like="s")
    ]
    assert named == sorted(named, reverse=True)


def test_letters_that_mean_something_to_a_pattern_or_to_sql_are_letters(db: ArchiveReader) -> None:
    for like in ("(", "[a", "\\", "'", '"; drop table actor; --', "%", "$like", "{", "\0", "*" * 400):
        assert found(db, like) == []


def test_a_spelling_leads_to_the_actor_that_stories_mean_by_it(tmp_path: Path) -> None:
    story = builders.article("Talks", "Nórland met them.", "The Norlanders left.", "The Far North went too.")
    mentions = [builders.mention(story, word, "Norland") for word in ("Nórland", "Norlanders", "Far North")]
    page = replace(builders.parsed(story), mentions=tuple(mentions))
    with open_for_reading(builders.archive(tmp_path, page)) as db:
        assert found(db, "far") == found(db, "north") == [("Norland", "Far North")]
        assert found(db, "norland") == [("Norland", "")]
        assert found(db, "norlanders") == [("Norland", "Norlanders")]


def test_an_alias_of_the_actor_file_leads_to_its_actor_though_no_story_prints_it(tmp_path: Path) -> None:
    page = builders.parsed(builders.article("Talks", "Germany spoke."), names={"Germany": "country"})
    with open_for_reading(builders.archive(tmp_path, page)) as db:
        assert found(db, "federal republic of g") == [("Germany", "Federal Republic of Germany")]
        assert found(db, "soviet") == []  # of whom no story speaks


def test_a_merged_actor_is_found_under_its_former_name(tmp_path: Path) -> None:
    path = filled(tmp_path)
    follow(path, Ledger((made("merge", actor="person/lee", to="person/bo-miller"),)))
    with open_for_reading(path) as db:
        assert found(db, "lee") == [("Bo Miller", "Lee")]
        assert [name for name, _ in found(db, "b")][-1] == "Harbour Board"  # uncertain, so it counts nowhere


def test_an_archive_without_stories_has_nobody(empty: ArchiveReader) -> None:
    assert found(empty, "a") == []
