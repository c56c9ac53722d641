import pytest

from lib.actors.canonical import actor_of, slug
from lib.model.mention import Kind
from tests.actors.cast import recognised_name, story

ACTORS: list[tuple[str, Kind, str, str]] = [
    ("Ann Moss", "person", "person/~ann-moss", "Ann Moss"),
    ("the Norden  Works", "organisation", "organisation/~norden-works", "Norden Works"),
    ("Norden Works Ltd", "organisation", "organisation/~norden-works", "Norden Works"),
    ("OLIVIA MARSH", "person", "person/~olivia-marsh", "Olivia Marsh"),
    ("Łódź", "place", "place/~lodz", "Łódź"),
]


@pytest.mark.parametrize(("surface", "kind", "actor_id", "canonical"), ACTORS)
def test_an_unrecorded_name_has_an_id_of_its_fullest_form(
    surface: str, kind: Kind, actor_id: str, canonical: str
) -> None:
    actor = actor_of(recognised_name(story(surface), surface, kind), "abcdef0123")
    assert (actor.id, actor.name) == (actor_id, canonical)


def test_a_surname_alone_is_not_merged_with_those_of_other_stories() -> None:
    name = recognised_name(story("Moss"), "Moss", "person", role="surname")
    assert actor_of(name, "abcdef0123").id == "person/~moss~abcdef01"


def test_slugs_are_words_joined_by_hyphens() -> None:
    assert slug("U.S. State Department") == "us-state-department"
