import pytest

from lib.actors.merging import from_hits, merged, recognised, surnames_in
from lib.model.mention import Kind
from tests.actors.cast import KNOWN, TODAY, recognised_name, story

MERGES: list[tuple[str, list[tuple[str, Kind]], list[tuple[str, Kind, str]]]] = [
    ("the Bank of China", [("Bank of China", "organisation")],
     [("Bank of China", "organisation", "name"), ("China", "country", "nested")]),
    ("Russian FM Orlov", [("Russian FM Orlov", "organisation")],
     [("Russian", "country", "demonym"), ("Orlov", "person", "name")]),
    ("the Russian Jared Quill", [("Russian Jared Quill", "organisation")],
     [("Russian", "country", "demonym"), ("Jared Quill", "person", "name")]),
    ("China's Norden Works", [("China's Norden Works", "organisation")],
     [("China", "country", "name"), ("Norden Works", "organisation", "name")]),
    ("in southern Ukraine", [("southern Ukraine", "place")], [("Ukraine", "country", "name")]),
    ("Jordan Marsh sang", [("Jordan Marsh", "person")], [("Jordan Marsh", "person", "name")]),
    ("Joe Biden spoke", [("Joe Biden spoke", "person")], [("Joe Biden", "person", "name")]),
    ("NATO", [("NATO", "place")], [("NATO", "organisation", "name")]),
    ("the Biden team", [("Biden team", "organisation")], [("Biden", "person", "surname")]),
    ("Italy and Ukraine", [("Italy and Ukraine", "organisation")],
     [("Italy", "country", "name"), ("Ukraine", "country", "name")]),
    ("Rome Treaty", [("Rome Treaty", "place")], [("Rome Treaty", "organisation", "name")]),
    ("China Talks Ferry Prices With Italy", [("China Talks", "organisation")],
     [("China", "country", "name"), ("Italy", "country", "name")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found", "expected"), MERGES)
def test_the_longest_name_wins(
    text: str, found: list[tuple[str, Kind]], expected: list[tuple[str, Kind, str]]
) -> None:
    where = story(text)
    passage = where.passages[0]
    known = from_hits(0, passage, KNOWN.hits(text, TODAY))
    spans = [recognised_name(where, surface, kind) for surface, kind in found]
    names = [name for s in spans for name in recognised(0, passage, s.start, s.end, s.kind)]
    result = merged(known, names, passage, surnames_in(names))
    assert [(n.surface, n.kind, n.role) for n in result] == expected


def test_an_acronym_that_sentence_case_shows_as_a_word_is_none() -> None:
    where = story("NORDEN TELLS US NOTHING TODAY", "They will tell us tomorrow, and tell us why.")
    passage = where.passages[0]
    assert from_hits(0, passage, KNOWN.hits(passage.text, TODAY)) == []


def test_a_country_that_is_a_persons_surname_yields_to_the_recogniser() -> None:
    where = story("Ann Jordan sang. Jordan left.")
    full = recognised_name(where, "Ann Jordan", "person")
    lone = recognised_name(where, "Jordan", "person", nth=1)
    known = from_hits(0, where.passages[0], KNOWN.hits(where.passages[0].text, TODAY))
    result = merged(known, [full, lone], where.passages[0], surnames_in([full, lone]))
    assert [n.kind for n in result] == ["person", "person"]
