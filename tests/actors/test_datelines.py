import pytest

from lib.actors.datelines import with_datelines
from tests.actors.cast import recognised_name, story

DATELINES = [
    ("NORDEN (Reuters) - The pier opened.", ["Norden"]),
    ("PORT NORDEN, April 9 (Reuters) - The pier opened.", ["Port Norden"]),
    ("NORDEN/HOLM (Reuters) - The pier opened.", ["Norden", "Holm"]),
    ("NORDEN — The pier opened.", ["Norden"]),
    ("NORDEN OPENS PIER", []),
    ("The pier of NORDEN opened.", []),
]


@pytest.mark.parametrize(("text", "towns"), DATELINES)
def test_the_towns_of_a_dateline_are_places(text: str, towns: list[str]) -> None:
    assert [(n.canonical, n.kind) for n in with_datelines(story(text), [])] == [
        (town, "place") for town in towns
    ]


def test_a_label_before_a_headline_is_no_town() -> None:
    (label,) = with_datelines(story("ICE HOCKEY - Norden win again"), [])
    assert label.surface == "ICE HOCKEY" and not label.counted


def test_the_state_of_a_dateline_is_no_name_of_its_own() -> None:
    where = story("NORDEN, N. Y., April 9 — The pier opened.")
    names = with_datelines(where, [recognised_name(where, "N. Y.", "person")])
    assert [n.surface for n in names] == ["NORDEN"]


@pytest.mark.parametrize(
    "text", ["(Reporting by Ann Moss; Editing by Bo Hale)", "REUTERS / Ann Moss", "Photo by Ann Moss"]
)
def test_who_made_the_story_is_no_actor_in_it(text: str) -> None:
    where = story(f"The pier opened.\n{text}")
    (name,) = with_datelines(where, [recognised_name(where, "Ann Moss", "organisation")])
    assert (name.kind, name.counted) == ("person", False)
