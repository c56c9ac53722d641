"""A name without a record counts where something beside the recogniser speaks for it."""

from lib.actors.context_kinds import with_persons
from lib.actors.corroboration import with_doubts
from lib.actors.person_names import is_given_name
from lib.model.mention import Kind
from tests.actors.cast import recognised_name, story
from tests.cases import every_case

# text, surface, kind as seen
SURE: list[tuple[str, str, Kind]] = [
    # a given name
    ("Piers Quill came late.", "Piers Quill", "person"),
    ("It was Hitoshi Marn whom they met.", "Hitoshi Marn", "person"),
    ("The vote went to S. Marnath.", "S. Marnath", "person"),
    ("They saw Soumitra Quill.", "Soumitra Quill", "organisation"),
    ("Moïse Quill left.", "Moïse Quill", "person"),
    ("A letter to Al Quill.", "Al Quill", "person"),
    # an office, an act or an apposition
    ("Brell Quarn, a former harbour engineer, left.", "Brell Quarn", "person"),
    ("Brell Quarn, 46, of Marsh Lane, left.", "Brell Quarn", "person"),
    ("Brell Quarn, 101, of Marsh Lane, left.", "Brell Quarn", "person"),
    ("They saw Brell Quarn, 46 and out of work.", "Brell Quarn", "person"),
    ("Quarn, 104, slept.", "Quarn", "person"),
    ("Quarn (110) slept.", "Quarn", "person"),
    ("Brell Quarn conceded after midnight.", "Brell Quarn", "person"),
    ("Officer Quarn saw it.", "Quarn", "person"),
    ("“No,” said Brell Quarn.", "Brell Quarn", "person"),
    ("Brell Quarn, who runs the ferry, left.", "Brell Quarn", "person"),
    # a word that organisations bear
    ("They met at the Quarn Institute.", "Quarn Institute", "organisation"),
    ("A grant of the Marsh Foundation.", "Marsh Foundation", "organisation"),
    ("He saw Quarn Robotics.", "Quarn Robotics", "organisation"),
    ("A flight of Quarn Airlines.", "Quarn Airlines", "organisation"),
    ("The University of Quarn opened.", "University of Quarn", "organisation"),
    ("The Quarn Police came.", "Quarn Police", "organisation"),
    # an office in it
    ("The chief executive of Quarn left.", "Quarn", "organisation"),
    ("Quarn chairman Ted Marsh left.", "Quarn", "organisation"),
    ("A spokeswoman for Quarn was late.", "Quarn", "organisation"),
    ("Experts from Quarn came.", "Quarn", "organisation"),
    ("Quarn's workers walked out.", "Quarn", "organisation"),
    ("Quarn's Charles Marn came first.", "Quarn", "organisation"),
    # an apposition
    ("The ferry company Quarn closed.", "Quarn", "organisation"),
    ("Quarn, a research group in Larkhaven, was asked.", "Quarn", "organisation"),
    ("The nonprofit Quarn closed.", "Quarn", "organisation"),
    ("Quarn, which operates two ferries, closed.", "Quarn", "organisation"),
    ("The Quarn newspaper closed.", "Quarn", "organisation"),
    ("He played for Quarn.", "Quarn", "organisation"),
    # an act
    ("Quarn announced a loss.", "Quarn", "organisation"),
    ("Quarn hires 500 in Larkhaven", "Quarn", "organisation"),
    ("Quarn to buy two ferries", "Quarn", "organisation"),
    ("According to Quarn it was late.", "Quarn", "organisation"),
    ("Quarn has acquired two ferries.", "Quarn", "organisation"),
    ("Two ferries were bought by Quarn.", "Quarn", "organisation"),
]
UNSURE: list[tuple[str, str, Kind]] = [
    ("Calm Quarn was sung.", "Calm Quarn", "person"),
    ("Quarn, 1962, was seen.", "Quarn", "person"),
    ("They saw Brell Quarn, 30 miles away.", "Brell Quarn", "person"),
    ("They saw Brell Quarn, 12 March, at noon.", "Brell Quarn", "person"),
    ("Those who saw Brell Quarn need sleep.", "Brell Quarn", "person"),
    ("It was to Brell Quarn indeed.", "Brell Quarn", "person"),
    ("They gave Brell Quarn hundred boats.", "Brell Quarn", "person"),
    ("It was seen from Mauna Quarn.", "Mauna Quarn", "person"),
    ("Hip Quarn came last.", "Hip Quarn", "person"),
    ("They ate Quarn Tape.", "Quarn Tape", "organisation"),
    ("All of it was Quarn.", "Quarn", "organisation"),
    ("The Quarn platform grew.", "Quarn", "organisation"),
    ("They met the author Ada Marsh, from Quarn.", "Quarn", "organisation"),
    ("Harbour Council Approves Quarn Chairman Ted Marsh", "Quarn", "organisation"),
    ("Fires burn near Quarn Creek.", "Quarn Creek", "organisation"),
    ("The best LLC is none.", "LLC", "organisation"),
    ("A new CPU said little.", "CPU", "organisation"),
    ("The USB company closed.", "USB", "organisation"),
    ("A CTO announced a loss.", "CTO", "organisation"),
    ("At nine AEST reported late.", "AEST", "organisation"),
    ("A GPT chairman left.", "GPT", "organisation"),
    ("The Customer Services desk was shut.", "Customer Services", "organisation"),
]


@every_case(("text", "surface", "kind"), SURE)
def test_something_speaks_for_a_name(text: str, surface: str, kind: Kind) -> None:
    where = story(text)
    (name,) = with_doubts(where, with_persons(where, [recognised_name(where, surface, kind)]))
    assert not name.unsure


@every_case(("text", "surface", "kind"), UNSURE)
def test_a_name_for_which_nothing_speaks_is_unsure(text: str, surface: str, kind: Kind) -> None:
    where = story(text)
    (name,) = with_doubts(where, [recognised_name(where, surface, kind)])
    assert name.unsure


def test_one_good_place_is_enough_for_every_place() -> None:
    where = story("Quarn opened late. All saw Quarn.", "Quarn announced a loss.")
    names = [recognised_name(where, "Quarn", "organisation", nth) for nth in range(3)]
    assert not any(name.unsure for name in with_doubts(where, names))


def test_a_surname_used_again_speaks_for_the_full_name() -> None:
    where = story("They met Brell Quarn. The day was long, and Quarn was tired.")
    full = recognised_name(where, "Brell Quarn", "person")
    again = recognised_name(where, "Quarn", "person", 1, role="surname", canonical="Brell Quarn")
    assert [name.unsure for name in with_doubts(where, [full])] == [True]
    assert [name.unsure for name in with_doubts(where, [full, again])] == [False, False]


OF_BODIES = "Quarn, Marn Robotics and Dorrel were asked.", ("Quarn", "Marn Robotics", "Dorrel")
OF_PERSONS = "They saw Brell Quarn and Ida Marsh.", ("Brell Quarn", "Ida Marsh")


@every_case(("kind", "named"), [("organisation", OF_BODIES), ("person", OF_PERSONS)])
def test_a_list_makes_a_name_as_sure_as_its_neighbour(kind: Kind, named: tuple[str, tuple[str, ...]]) -> None:
    text, surfaces = named
    where = story(text)
    names = [recognised_name(where, surface, kind) for surface in surfaces]
    assert not any(name.unsure for name in with_doubts(where, names))


def test_a_person_seen_as_an_organisation_is_a_person() -> None:
    where = story("It was Benson Quarn. Later came Benson Bank.")
    names = [recognised_name(where, surface, "organisation") for surface in ("Benson Quarn", "Benson Bank")]
    assert [name.kind for name in with_persons(where, names)] == ["person", "organisation"]


GIVEN = ("Moïse Quarn", "hitoshi Marn", "E. Jean Marn", "Jean-Luc Marn")


@every_case("surface", (*GIVEN, "Calm Quarn", "Ida", "I. My", "Ida of harbours"))
def test_given_names_of_many_languages_open_a_full_name(surface: str) -> None:
    assert is_given_name(surface) is (surface in GIVEN)
