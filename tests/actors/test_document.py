from dataclasses import replace

from lib.actors.datelines import with_datelines
from lib.actors.document import (
    with_apostrophes,
    with_bare_bodies,
    with_one_kind,
    with_repeats,
    with_short_forms,
)
from tests.actors.cast import recognised_name, story
from tests.cases import every_case

DATELINES = [
    ("NORDEN (Reuters) - The pier opened.", ["Norden"]),
    ("ŽORDEN (Reuters) - The pier opened.", ["Žorden"]),
    ("PORT NORDEN, April 9 (Reuters) - The pier opened.", ["Port Norden"]),
    ("NORDEN/HOLM (Reuters) - The pier opened.", ["Norden", "Holm"]),
    ("NORDEN — The pier opened.", ["Norden"]),
    ("İZMİR (Reuters) - The pier opened.", ["İzmir"]),
    ("NORDEN OPENS PIER", []),
    ("The pier of NORDEN opened.", []),
]


def test_a_short_form_is_the_body_named_in_full() -> None:
    where = story(
        "Quill Group sold ships.", "Quill gave no price; critics of Quill did.", "It is Quill-made."
    )
    full = recognised_name(where, "Quill Group", "organisation")
    short = recognised_name(where, "Quill", "person", nth=1)
    names = with_short_forms(where, [full, short])
    said = [(n.surface, n.canonical, n.kind) for n in names[1:3]]
    assert said == [("Quill", "Quill Group", "organisation")] * 2
    where = story("Obi Holdings sold ships. Obi was late.")  # one of three letters
    names = with_short_forms(where, [recognised_name(where, "Obi Holdings", "organisation")])
    assert [(n.surface, n.canonical) for n in names] == [("Obi Holdings", ""), ("Obi", "Obi Holdings")]


@every_case(
    "text",
    [
        "Next Group sold shirts. Next week it opens. Next Tuesday is a holiday.",
        "Global Group sold shirts. Global leaders met.",
        "Harbour Group sold shirts to a harbour. Harbour fees rose.",
        "News Corp sold shirts. Harbour News opens an app; News ist alles.",
        "Foods Group sold shirts. All Foods are dear.",
    ],
)
def test_an_ordinary_word_is_no_short_form_and_no_repeat(text: str) -> None:
    where = story(text)
    full = recognised_name(where, text[: text.index(" sold")], "organisation")
    assert with_short_forms(where, [full]) == [full]
    short = recognised_name(where, text.split()[0], "organisation")
    assert with_repeats(where, [short]) == [short]


def test_the_majority_decides_a_surface_s_kind() -> None:
    where = story("Norden won. Norden lost. Norden drew.")
    names = [recognised_name(where, "Norden", "organisation", nth) for nth in range(3)]
    names[1] = replace(names[1], kind="person")
    assert {name.kind for name in with_one_kind(names)} == {"organisation"}


def test_a_bare_council_is_the_one_named_in_full_before() -> None:
    where = story("The Norden Council met. The Council rose.", "The Senate sat.")
    names = [
        recognised_name(where, "Norden Council", "organisation"),
        recognised_name(where, "Council", "organisation", nth=1),
        recognised_name(where, "Senate", "organisation"),
    ]
    _, council, senate = with_bare_bodies(names)
    assert council.canonical == "Norden Council"
    assert (senate.counted, council.counted) == (False, True)


def test_later_bare_occurrences_are_added() -> None:
    where = story("Norden Works grew.", "Then Norden Works shrank; Norden Works-Union did not.")
    names = with_repeats(where, [recognised_name(where, "Norden Works", "organisation")])
    assert [(n.passage, n.start) for n in names] == [(0, 0), (1, 5)]


def test_a_repeat_is_a_name_though_the_first_stands_inside_a_longer_one() -> None:
    where = story("The Holm Harbour Board met.", "Holm replied.", "Later Holm left.")
    first, second = (recognised_name(where, "Holm", "organisation", nth) for nth in range(2))
    names = with_repeats(where, [replace(first, role="nested"), second])
    assert [n.role for n in names] == ["nested", "name", "name"]


def test_a_word_that_the_story_also_writes_small_is_not_added() -> None:
    where = story("They praised Harbour. Harbour work went on at the harbour.")
    assert "harbour" in where.lower_case_words
    assert len(with_repeats(where, [recognised_name(where, "Harbour", "organisation")])) == 1


@every_case(("text", "towns"), DATELINES)
def test_the_towns_of_a_dateline_are_places(text: str, towns: list[str]) -> None:
    found = [(n.canonical, n.kind) for n in with_datelines(story(text), [])]
    assert found == [(town, "place") for town in towns]


def test_a_label_before_a_headline_is_no_town_and_a_state_no_name_of_its_own() -> None:
    (label,) = with_datelines(story("ICE HOCKEY - Norden win again"), [])
    assert label.surface == "ICE HOCKEY" and not label.counted
    where = story("NORDEN, N. Y., April 9 — The pier opened.")
    names = with_datelines(where, [recognised_name(where, "N. Y.", "person")])
    assert [n.surface for n in names] == ["NORDEN"]


@every_case(
    "text", ["(Reporting by Ann Moss; Editing by Bo Hale)", "REUTERS / Ann Moss", "Photo by Ann Moss"]
)
def test_who_made_the_story_is_no_actor_in_it(text: str) -> None:
    where = story(f"The pier opened.\n{text}")
    (name,) = with_datelines(where, [recognised_name(where, "Ann Moss", "organisation")])
    assert (name.kind, name.counted) == ("person", False)


@every_case(
    ("text", "expected"),
    [
        ("Quarn's sold boats. Quarn's hired.", {"Quarn's"}),
        ("Quarn’s sold boats. Quarn hired.", {"Quarn"}),
        ("Quarn's boats sank.", {"Quarn"}),
    ],
)
def test_a_name_that_never_stands_without_its_s_holds_it(text: str, expected: set[str]) -> None:
    where = story(text)
    names = [recognised_name(where, "Quarn", "organisation", nth) for nth in range(text.count("Quarn"))]
    assert {name.surface for name in with_apostrophes(where, names)} == expected


def test_a_surname_that_only_owns_is_no_name_with_an_apostrophe() -> None:
    where = story("Ada Quarn’s plan is new. Quarn’s plan costs much, and nobody likes Quarn’s plan.")
    person = recognised_name(where, "Ada Quarn", "person")
    names = [person, *(recognised_name(where, "Quarn", "organisation", nth) for nth in (1, 2))]
    assert {name.surface for name in with_apostrophes(where, names)} == {"Ada Quarn", "Quarn"}
