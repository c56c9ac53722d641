"""Surfaces are found as whole words, the longest at each place."""

from lib.actors.occurrences import occurrences
from tests.actors.cast import story


def found(text: str, *surfaces: str) -> list[tuple[int, str]]:
    return [(place.start, place.surface) for place in occurrences(story(text), surfaces)]


def test_the_longest_surface_wins() -> None:
    assert found("Ann Holm met Ann.", "Ann", "Ann Holm", "Holm") == [(0, "Ann Holm"), (13, "Ann")]


def test_a_longer_surface_that_is_no_whole_word_hides_no_shorter_one() -> None:
    assert found("Ann Holmes left", "Ann", "Ann Holm") == [(0, "Ann")]


def test_parts_of_words_handles_and_addresses_are_none() -> None:
    assert found("Anna, @Ann, #Ann, x.Ann, _Ann and Ann_ and El-Ann", "Ann", "") == []


def test_no_surfaces_stand_nowhere() -> None:
    assert found("Ann left") == []
