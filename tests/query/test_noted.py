"""Notes stand with their stories, passages at their place, with the actors whom their words name."""

from dataclasses import replace
from pathlib import Path

import pytest

from lib.model.filter import Choice, Filter
from lib.query.noted import Noted, noted
from lib.query.stories import newest
from lib.store.archive import open_for_reading
from lib.store.journal.highlights import Highlight
from tests.builders import archive, article, parsed

TEXT = ("Ida Brandt 😀 met Tom Hale on Monday.", "Norland was not asked, Ida Brandt said.")
QUAY = article("The quay", *TEXT, tags=("Harbour",))


def note(story: str, quote: str = "", words: str = "") -> Highlight:
    return Highlight(key=quote, article=story, quote=quote, before="", after="", note=words)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive of two stories."""
    names = {"Ida Brandt": "person", "Tom Hale": "person", "Norland": "country"}
    other = article("Fog", "Fog came, and it stayed.", publisher="fog.example")
    return archive(tmp_path, parsed(QUAY, names=names), parsed(other))  # type: ignore[arg-type]


def found(path: Path, criteria: Filter, *held: tuple[str, str]) -> tuple[Noted, ...]:
    """Return what is found of notes, given as a headline and a passage."""
    with open_for_reading(path) as db:
        ids = newest(db, Filter()).set_index("headline")["article_id"].to_dict()
        return noted(db, criteria, held=tuple(note(ids.get(story, "gone"), quote) for story, quote in held))


def test_a_passage_has_its_first_place_and_the_actors_in_its_words_alone(path: Path) -> None:
    asked = (
        ("The quay", "😀 met Tom Hale"),
        ("The quay", "Ida Brandt"),
        ("The quay", "was not asked, Ida Brandt said"),
    )
    placed = found(path, Filter(), *asked)
    assert [each.at for each in placed] == ["1-11", "1-0", "2-8"]
    assert [[name for _, name in each.actors] for each in placed] == [
        ["Tom Hale"],
        ["Ida Brandt"],
        ["Ida Brandt"],
    ]
    assert placed[0].actors == (("person/tom-hale", "Tom Hale"),) and not placed[0].is_lost


def test_lost_words_are_said_to_be_lost_and_a_note_on_a_story_never_is(path: Path) -> None:
    lost, whole = found(path, Filter(), ("The quay", "Nobody said so"), ("The quay", ""))
    assert lost.is_lost and not whole.is_lost and (lost.at, whole.at, whole.actors) == ("", "", ())


def test_notes_are_those_of_the_selection_and_of_stories_that_are_there(path: Path) -> None:
    asked = (("Fog", "Fog came"), ("The quay", "Norland"), ("Nowhere", "Norland"))
    assert {each.story["headline"] for each in found(path, Filter(), *asked)} == {"Fog", "The quay"}
    (only,) = found(path, Filter(tags=Choice(any=("Harbour",))), *asked)
    assert only.story["headline"] == "The quay" and only.note.quote == "Norland"
    assert found(path, Filter()) == ()


def test_of_words_that_stand_twice_those_are_found_that_were_marked(tmp_path: Path) -> None:
    story = article("The bill", "Ida Brandt: the port pays.", "Tom Hale: Ida Brandt: the port pays. No.")
    path = archive(tmp_path, parsed(story, names={"Ida Brandt": "person", "Tom Hale": "person"}))
    with open_for_reading(path) as db:
        (article_id,) = newest(db, Filter())["article_id"]
        first = note(article_id, "Ida Brandt: the port")
        second = replace(first, before="Tom Hale: ", after=" pays. No.")
        found = noted(db, Filter(), held=(second, first))
    assert [each.at for each in found] == ["2-10", "1-0"]
    assert [each.actors for each in found] == [(("person/ida-brandt", "Ida Brandt"),)] * 2
