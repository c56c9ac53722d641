import pytest

from lib.actors.shapes import end_of_event, is_event, shaped, without_company_form
from lib.model.mention import Kind
from tests.actors.cast import recognised_name, story

SHAPES: list[tuple[str, Kind, list[tuple[str, Kind]]]] = [
    ("Olaf Marsh - He", "person", [("Olaf Marsh", "person")]),
    ("Olaf Marsh / Pool", "person", [("Olaf Marsh", "person"), ("Pool", "person")]),
    ("Norden ’s Olaf Marsh", "person", [("Norden", "organisation"), ("Olaf Marsh", "person")]),
    ("Norden and Holm", "place", [("Norden", "place"), ("Holm", "place")]),
    ("Marsh, Voss", "person", [("Marsh", "person"), ("Voss", "person")]),
    (
        "Ministry of Ports, Canals and Rivers",
        "organisation",
        [("Ministry of Ports, Canals and Rivers", "organisation")],
    ),
    ("Norden Ltd", "person", [("Norden Ltd", "organisation")]),
    ("Norden Airport", "organisation", [("Norden Airport", "place")]),
    ("Norden University", "place", [("Norden University", "organisation")]),
    ("Marsh administration", "organisation", [("Marsh", "organisation")]),
    ("Calif.", "person", [("Calif", "place")]),
    ("King Olaf", "organisation", [("King Olaf", "person")]),
    ("central Government", "organisation", [("central Government", "organisation")]),
    ("Ms. Voss", "place", [("Voss", "person")]),
    ("Deputy Foreign", "organisation", []),
    ("harbour", "organisation", []),
]


@pytest.mark.parametrize(("surface", "kind", "expected"), SHAPES)
def test_form_tells_end_and_kind(surface: str, kind: Kind, expected: list[tuple[str, Kind]]) -> None:
    whole = recognised_name(story(surface), surface, kind)
    assert [(name.surface, name.kind) for name in shaped(whole, surface)] == expected


@pytest.mark.parametrize("surface", ["Norden Gazette", "Radio Norden", "Ranger 5"])
def test_papers_stations_and_numbered_things_are_no_actors(surface: str) -> None:
    (name,) = shaped(recognised_name(story(surface), surface, "person"), surface)
    assert not name.counted


def test_an_event_is_no_actor() -> None:
    assert is_event("Norden Festival")
    assert not is_event("Festival")
    (name,) = shaped(
        recognised_name(story("Norden Festival"), "Norden Festival", "organisation"), "Norden Festival"
    )
    assert not name.counted


@pytest.mark.parametrize(
    ("text", "rest"),
    [("Rome Agreement", " Agreement"), ("Rome accords", " accords"), ("Rome agreed", None), ("Rome", None)],
)
def test_a_treaty_is_called_after_a_town(text: str, rest: str | None) -> None:
    end = end_of_event(text, 4)
    assert (text[4:end] if end else None) == rest


def test_a_company_keeps_its_name_without_its_form() -> None:
    assert without_company_form("Norden Harbours Ltd.") == "Norden Harbours"
