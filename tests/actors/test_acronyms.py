"""An acronym is the long form that the story explains it by, or whose initials it alone has."""

from dataclasses import replace

from lib.actors.acronyms import with_acronyms, with_initials
from lib.actors.plain_text import find_in_text
from tests.actors.cast import recognised_name, story
from tests.cases import every_case

TEXT = "The Norden Alliance of Free Ports (NAFP) met. NAFP members signed."


FULL = "Norden Alliance of Free Ports"


def test_an_acronym_in_brackets_stands_for_the_words_before_it() -> None:
    names = with_acronyms(story(TEXT), [])
    assert [(n.surface, n.canonical or n.surface) for n in names] == [
        (FULL, FULL),
        ("NAFP", FULL),
        ("NAFP", FULL),
    ]
    where = story(TEXT)  # a piece of the long form gives way to the whole
    names = with_acronyms(where, [recognised_name(where, FULL, "organisation")])
    assert [n.surface for n in names] == [FULL, "NAFP", "NAFP"]


EXPLAINED = {  # text before and in the brackets -> long form; "" where the words explain nothing
    "The Bank of Norden (BoN)": "Bank of Norden",
    "The Ministry of Defence (MOD)": "Ministry of Defence",
    "He left the Department of Harbours (DoH)": "Department of Harbours",
    "Its Union of Oslo (UO)": "Union of Oslo",
    "The Anti-Piracy League (APL)": "Anti-Piracy League",
    "The Anti-Piracy League (AL)": "Anti-Piracy League",
    "She runs the St. Larkhaven Art Museum (SLAM)": "St. Larkhaven Art Museum",
    "By the U.S. Harbour Protection Agency (USHPA)": "U.S. Harbour Protection Agency",
    "He left. Norden Harbour Council (LNHC)": "",
    "The Anti-Piracy League (PL)": "",
    "The mayor left the pier (MP)": "",
    "The Österreichische Hafen-Verein (ÖHV)": "Österreichische Hafen-Verein",
    "The Œuvre du Port (Œp)": "",
}


@every_case(("text", "full"), EXPLAINED.items())
def test_the_words_with_these_initials_are_the_long_form(text: str, full: str) -> None:
    found = with_acronyms(story(f"{text} met at noon."), [])
    assert [name.surface for name in found[:1]] == [full] * bool(full)


THINGS = {  # text -> its first actor
    "The Chief Executive Officer (CEO) resigned. The CEO said nothing.": [],
    "The Free Trade Agreement (FTA) was signed. The FTA helps, FTA members said.": [],
    "An Electric Vehicle (EV) burned. The EV and two other Electric Vehicles (EVs) stood there.": [],
    "A Non-Governmental Organisation (NGO) helped. The NGO left.": [],
    "The Member of Parliament (MP) left. The MP said so.": [],
    "The Norden Free Trade Zone (NFTZ) opened. The NFTZ said it would grow.": [],
    "The Electric Vehicle Association (EVA) met. EVA members signed.": ["Electric Vehicle Association"],
    "The National Democratic Alliance (NDA) won. NDA leaders met.": ["National Democratic Alliance"],
    "The Office for Nuclear Weapons (ONW) met. The ONW said no.": ["Office for Nuclear Weapons"],
    "South Africa (SA) won the final. SA players cheered.": ["South Africa"],
    "He flew to New South Wales (NSW). NSW police said no.": [],
}


@every_case(("text", "actors"), THINGS.items())
def test_what_is_no_body_gives_its_acronym_to_none(text: str, actors: list[str]) -> None:
    assert list(find_in_text(text).actors) == actors


def test_a_place_gives_its_acronym_what_it_is_itself() -> None:
    where = story("South Africa (SA) won. SA cheered. He left Los Brellos (LB). LB is far.")
    names = with_acronyms(where, [
        recognised_name(where, "South Africa", "country"), recognised_name(where, "Los Brellos", "place")
    ])  # fmt: skip
    assert [(name.surface, name.kind) for name in names if len(name.surface) == 2] == [
        ("SA", "country"), ("SA", "country"), ("LB", "place"), ("LB", "place"),
    ]  # fmt: skip


COMPOUNDS = {
    "Der Hafenverband (HVB)": "Hafenverband",
    "Das Landesfischereiamt (LFA)": "Landesfischereiamt",
    "Die Nordische Hafengesellschaft (NHG)": "Nordische Hafengesellschaft",
    "Der Hafenverband (HAF)": "",
    "Die Landrätin (LRT)": "",
}


@every_case(("text", "full"), COMPOUNDS.items())
def test_a_compound_is_spelled_by_parts_of_three_letters_or_more(text: str, full: str) -> None:
    found = with_acronyms(replace(story(f"{text} tagte."), language="de"), [])
    assert [name.surface for name in found[:1]] == [full] * bool(full)


def test_capitals_are_the_initials_of_the_one_name_in_full() -> None:
    where = story("The Karen Quay Union met. A man of the KQU and one of the KKU spoke.")
    known = [
        recognised_name(where, "Karen Quay Union", "organisation"), recognised_name(where, "KQU", "person"),
        recognised_name(where, "KKU", "organisation"),
    ]  # fmt: skip
    assert [(n.kind, n.canonical or n.surface) for n in with_initials(known)] == [
        ("organisation", "Karen Quay Union"), ("organisation", "Karen Quay Union"), ("organisation", "KKU"),
    ]  # fmt: skip
    two = story("The Karen Quay Union and the Kings of Quay United met the KQU.")
    both = [
        recognised_name(two, surface, "organisation")
        for surface in ("Karen Quay Union", "Kings of Quay United", "KQU")
    ]
    assert [n.canonical for n in with_initials(both)] == ["", "", ""]


PARTIES = [
    "Christian Balder (CDU) spoke.",
    "Sophie Lippe (SL) left.",
    "The minister Ada Vale (AV) met Tom Hale (CDU).",
]


@every_case("text", PARTIES)
def test_what_stands_behind_a_person_is_the_party_and_not_the_person(text: str) -> None:
    for language in ("en", "de", "da", "nl"):
        where = replace(story(text), language=language)
        assert with_acronyms(where, []) == []
    people = [recognised_name(where, " ".join(text.split(" (")[0].split()[-2:]), "person")]
    assert with_acronyms(where, people) == people
