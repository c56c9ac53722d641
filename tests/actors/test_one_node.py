"""One actor of a story is one node, whatever the forms of its name."""

from dataclasses import replace

from lib.actors.one_node import with_one_node
from lib.actors.records import Record
from lib.model.mention import Kind
from tests.actors.cast import recognised_name, story
from tests.cases import every_case

# kind, names of one story, their canonical names
NODES: list[tuple[Kind, list[str], list[str]]] = [
    ("organisation", ["Quarn Point USA", "Quarn Point"], ["", "Quarn Point USA"]),
    ("organisation", ["Quarn Library", "Quarn Library of Norden"], ["Quarn Library of Norden", ""]),
    ("organisation", ["Quarn Research", "Quarn"], ["", "Quarn Research"]),
    ("organisation", ["QuarnLive", "Quarn Live"], ["Quarn Live", ""]),
    ("organisation", ["Quarn Airways Express", "Quarn Airways"], ["", ""]),
    ("organisation", ["Quarn Inc", "Quarn"], ["", ""]),
    ("organisation", ["Quarn Dolphins", "Quarn"], ["", ""]),
    ("organisation", ["Quarn Bank of Holm", "Quarn Bank of Norden", "Quarn Bank"], ["", "", ""]),
    ("organisation", ["Quarn Board of Pilots", "Board of Pilots"], ["", "Quarn Board of Pilots"]),
    ("organisation", ["Quarn City Council", "City Council"], ["", "Quarn City Council"]),
    ("organisation", ["Quarn City Council", "Holm City Council", "City Council"], ["", "", ""]),
    ("organisation", ["New Quarn University", "Quarn University"], ["", ""]),
    ("organisation", ["Quarn", "Quarn Police"], ["", ""]),
    (
        "organisation",
        ["Quarn Department", "U.S. Department of the Quarn"],
        ["U.S. Department of the Quarn", ""],
    ),
    ("organisation", ["Quarn University", "University of Quarn"], ["", ""]),
    ("person", ["Jane Quarn", "Jane Quarn", "Jane Quarn Lego"], ["", "", "Jane Quarn"]),
    ("person", ["Ann Marie", "Ann Marie Quarn", "Ann Marie Quarn"], ["Ann Marie Quarn", "", ""]),
    ("person", ["Jane Quarn", "Jane Quarn", "Jane Quarn Jr"], ["", "", ""]),
    ("person", ["Daniella Levin Quarn", "Levin Quarn"], ["", "Daniella Levin Quarn"]),
    ("person", ["Philip Quarn", "Phil Quarn"], ["", "Philip Quarn"]),
    ("person", ["Pat Quarn", "Patrick W. Quarn"], ["Patrick W. Quarn", ""]),
    ("person", ["Anna Quarn", "Anton Quarn"], ["", ""]),
    ("person", ["Jo Quarn", "Joan Quarn"], ["", ""]),
    ("person", ["Paul Quarn", "Paula Quarn"], ["", ""]),
    ("person", ["Josh Quarn", "Joshua Quarn"], ["Joshua Quarn", ""]),
    ("person", ["Robbie Quarn", "Rob Quarn"], ["", "Robbie Quarn"]),
    ("person", ["Victor Quarn", "Victoria Quarn"], ["", ""]),
    ("person", ["Gabriel Quarn", "Gabrielle Quarn"], ["", ""]),
]


@every_case(("kind", "surfaces", "expected"), NODES)
def test_forms_of_one_name_are_one_actor(kind: Kind, surfaces: list[str], expected: list[str]) -> None:
    where = story(*(f"{surface}." for surface in surfaces))
    names = [replace(recognised_name(where, surface, kind), passage=n, start=0, end=len(surface))
             for n, surface in enumerate(surfaces)]  # fmt: skip
    assert [name.canonical for name in with_one_node(names)] == expected


def test_one_name_has_one_kind() -> None:
    where = story("Quarn Point was late. Quarn Point left. Quarn Point.")
    kinds: list[Kind] = ["person", "organisation", "organisation"]
    names = [recognised_name(where, "Quarn Point", kind, nth) for nth, kind in enumerate(kinds)]
    assert {name.kind for name in with_one_node(names)} == {"organisation"}


@every_case(
    ("recorded", "lone", "meant"),
    [
        (["Quarn Dolphins"], "Dolphins", "Quarn Dolphins"),
        (["Quarn Dolphins", "Holm Dolphins"], "Dolphins", None),
        (["Quarn Airlines"], "Airlines", None),
        (["Quarn United"], "United", None),
        ([], "Dolphins", None),
    ],
)
def test_a_nickname_is_the_one_club_s_of_the_story(recorded: list[str], lone: str, meant: str | None) -> None:
    where = story(*recorded, lone)
    clubs = [
        recognised_name(where, club, "organisation", record=Record(id=club, name=club, kind="organisation"))
        for club in recorded
    ]
    nickname = recognised_name(where, lone, "organisation", len(recorded))
    found = with_one_node([*clubs, nickname])[-1]
    assert (found.record.name if found.record else None) == meant
