from lib.actors.company_forms import without_company_form
from lib.actors.hits import from_hits
from lib.actors.merging import merged, surnames_in
from lib.actors.spans import recognised, shaped
from lib.actors.thing_names import end_of_event, is_event
from lib.actors.trimming import trimmed
from lib.model.mention import Kind
from tests.actors.cast import KNOWN, TODAY, recognised_name, story
from tests.cases import every_case

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
    ("Rome Treaty", [("Rome Treaty", "place")], [("Rome Treaty", "other", "name")]),
    ("China Talks Ferry Prices With Italy", [("China Talks", "organisation")],
     [("China", "country", "name"), ("Italy", "country", "name")]),
]  # fmt: skip


@every_case(
    ("text", "name"),
    [
        ("the Harbour Front's", "Harbour Front"),
        ("“Olaf Marsh”", "Olaf Marsh"),
        ("Olaf Marsh ’s", "Olaf Marsh"),
        ("Harbour Front\n\nNext", "Harbour Front"),
        ("Harbour and", "Harbour"),
        ("> Olaf Marsh", "Olaf Marsh"),
        ("Olaf Marsh,", "Olaf Marsh"),
        ("the U.S.", "U.S."),
        ("- Olaf Marsh -", "Olaf Marsh"),
        ("no Harbour Front", "Harbour Front"),
        ("No Labels", "No Labels"),
        ("the harbour", None),
        ("X", None),
    ],
)
def test_what_is_no_name_is_trimmed(text: str, name: str | None) -> None:
    span = trimmed(text, 0, len(text))
    assert (text[slice(*span)] if span else None) == name


def test_a_persons_office_is_trimmed() -> None:
    assert trimmed("President Ann Moss", 0, 18, person=True) == (10, 18)


@every_case(
    ("text", "name"),
    [
        ("Quillon of Tarn", "Quillon"),
        ("Brell from the Larkhaven Institute", "Brell"),
        ("Ada Quillon of Tarn", "Ada Quillon"),
        ("Joan of Quarn", "Joan of Quarn"),
        ("Bank of Quarn", "Bank of Quarn"),
    ],
)
def test_where_a_surname_works_is_no_part_of_it(text: str, name: str) -> None:
    span = trimmed(text, 0, len(text), person=True)
    assert span is not None
    assert text[slice(*span)] == name


SHAPES: list[tuple[str, Kind, list[tuple[str, Kind]]]] = [
    ("Olaf Marsh - He", "person", [("Olaf Marsh", "person")]),
    ("Olaf Marsh / Pool", "person", [("Olaf Marsh", "person"), ("Pool", "person")]),
    ("Norden ’s Olaf Marsh", "person", [("Norden", "organisation"), ("Olaf Marsh", "person")]),
    ("Norden and Holm", "place", [("Norden", "place"), ("Holm", "place")]),
    ("Marsh, Voss", "person", [("Marsh", "person"), ("Voss", "person")]),
    (
        "Ministry of Ports, Canals and Seas",
        "organisation",
        [("Ministry of Ports, Canals and Seas", "organisation")],
    ),
    ("Norden Ltd", "person", [("Norden Ltd", "organisation")]),
    ("Norden Airport", "organisation", [("Norden Airport", "place")]),
    ("Norden Power Plant", "organisation", [("Norden Power Plant", "place")]),
    ("Norden University", "place", [("Norden University", "organisation")]),
    ("Marsh administration", "organisation", [("Marsh", "organisation")]),
    ("Calif.", "person", [("Calif", "place")]),
    ("King Olaf", "organisation", [("King Olaf", "person")]),
    ("central Government", "organisation", [("central Government", "organisation")]),
    ("Ms. Voss", "place", [("Voss", "person")]),
    ("Deputy Foreign", "organisation", []),
    ("harbour", "organisation", []),
    ("Martin Voss", "organisation", [("Martin Voss", "person")]),
    ("Martin J. Voss", "organisation", [("Martin J. Voss", "person")]),
    ("Martin Voss Bank", "organisation", [("Martin Voss Bank", "organisation")]),
    ("Norden Inc ’s Holm", "organisation", [("Norden Inc", "organisation"), ("Holm", "organisation")]),
    ("Jane Voss and Martin Holm", "organisation", [("Jane Voss", "person"), ("Martin Holm", "person")]),
    ("Voss and Holm", "organisation", [("Voss and Holm", "organisation")]),
    ("Harbour Safety Bill", "organisation", [("Harbour Safety Bill", "other")]),
    ("Harbour Safety Act", "organisation", [("Harbour Safety Act", "other")]),
    ("assert Voss", "person", [("Voss", "person")]),
    ("Citing Martin Voss", "person", [("Martin Voss", "person")]),
    ("all Department of Ports", "organisation", [("Department of Ports", "organisation")]),
    ("Adv Voss", "organisation", [("Voss", "person")]),
    ("Voss MP", "organisation", [("Voss", "organisation")]),
    ("Holm Group Chief Financial Officer", "organisation", [("Holm Group", "organisation")]),
    ("Department of Justice", "organisation", [("Department of Justice", "organisation")]),
    ("Martin Hall", "person", [("Martin Hall", "person")]),
    ("Norden Hall", "person", [("Norden Hall", "place")]),
    ("Martin Voss‘s", "person", [("Martin Voss", "person")]),
    ("NA @ Norden Center", "organisation", [("NA", "organisation"), ("Norden Center", "place")]),
    ("Harbour Fund Law", "organisation", [("Harbour Fund Law", "other")]),
    ("Hosting Voss", "person", [("Voss", "person")]),
    ("Quarn North America", "person", [("Quarn North America", "organisation")]),
    ("Sierra Quarn", "person", [("Sierra Quarn", "place")]),
    ("// Norden", "organisation", [("Norden", "organisation")]),
    ("Holm Children's Hospital", "organisation", [("Holm Children's Hospital", "organisation")]),
    ("Prosecutor General Voss", "organisation", [("Voss", "person")]),
    ("General Dredging", "organisation", [("General Dredging", "organisation")]),
    ("Miss Norden Organization", "organisation", [("Miss Norden Organization", "organisation")]),
    ("Holm State Administration", "organisation", [("Holm State Administration", "organisation")]),
]


@every_case(("surface", "kind", "expected"), SHAPES)
def test_form_tells_end_and_kind(surface: str, kind: Kind, expected: list[tuple[str, Kind]]) -> None:
    whole = recognised_name(story(surface), surface, kind)
    assert [(name.surface, name.kind) for name in shaped(whole, surface)] == expected


def test_after_an_article_a_given_name_makes_no_person() -> None:
    text = "He went to the Martin Voss Experience."
    (name,) = shaped(recognised_name(story(text), "Martin Voss Experience", "organisation"), text)
    assert name.kind == "organisation"


@every_case(
    ("headline", "surface", "name"),
    [
        ("Marsh Signals Lower Rates As Harbour Opens", "Marsh Signals Lower Rates", "Marsh"),
        ("Norden Chief Calls Marsh Over Harbour", "Calls Marsh", "Marsh"),
        ("PARLIAMENT BACKS HARBOUR BILL TODAY", "PARLIAMENT BACKS", "PARLIAMENT"),
    ],
)
def test_headlines_are_cut_at_their_verbs(headline: str, surface: str, name: str) -> None:
    (part,) = shaped(recognised_name(story(headline), surface, "person"), headline)
    assert part.surface == name


@every_case(
    "surface",
    [
        "Norden Gazette", "Radio Norden", "Afro-Brazilian", "Franco-Swiss", "Sino-Thai",
    ],
)  # fmt: skip
def test_papers_stations_and_pairs_of_peoples_are_no_actors(surface: str) -> None:
    (name,) = shaped(recognised_name(story(surface), surface, "person"), surface)
    assert not name.counted


@every_case(
    "surface", ["Ranger 5", "Cruiser Norden", "Typhoon Ida", "Norden Festival", "Harbour Act", "Quill Prize"]
)
def test_events_works_laws_and_products_are_things(surface: str) -> None:
    (name,) = shaped(recognised_name(story(surface), surface, "person"), surface)
    assert name.kind == "other"


def test_an_event_needs_a_name() -> None:
    assert is_event("Norden Festival")
    assert not is_event("Festival")


@every_case(
    ("text", "rest"),
    [("Rome Agreement", " Agreement"), ("Rome accords", " accords"), ("Rome agreed", None), ("Rome", None)],
)
def test_a_treaty_is_called_after_a_town(text: str, rest: str | None) -> None:
    end = end_of_event(text, 4)
    assert (text[4:end] if end else None) == rest


@every_case("form", ["Ltd.", "Limited", "Co. Ltd", ", Inc.", "& Co.", "and Company", "S.A.", "B.V.", "Oy"])
def test_a_company_is_one_by_its_form_and_keeps_its_name_without_it(form: str) -> None:
    called = f"Norden Harbours {form}".replace(" ,", ",")
    assert without_company_form(called) == "Norden Harbours"
    where = story(f"Talks with {called} ended.").passages[0]
    (name,) = recognised(where, 11, 11 + len(called), "person")
    assert name.kind == "organisation"


NO_PERSONS: list[tuple[str, str, Kind]] = [
    ("the", "Adam Clinic", "organisation"), ("The", "Adam Clinic", "organisation"),
    ("the", "Victoria Line", "place"), ("The", "Victoria Line", "place"),
]  # fmt: skip


@every_case(("article", "called", "kind"), NO_PERSONS)
def test_the_article_before_it_shows_that_a_name_is_no_persons(article: str, called: str, kind: Kind) -> None:
    where = story(f"{article} {called} shut.").passages[0]
    (name,) = recognised(where, 4, 4 + len(called), kind)
    assert name.kind == kind


@every_case(("text", "found", "expected"), MERGES)
def test_the_longest_name_wins(
    text: str, found: list[tuple[str, Kind]], expected: list[tuple[str, Kind, str]]
) -> None:
    where = story(text)
    passage = where.passages[0]
    known = from_hits(passage, KNOWN.hits(text, TODAY))
    spans = [recognised_name(where, surface, kind) for surface, kind in found]
    names = [name for s in spans for name in recognised(passage, s.start, s.end, s.kind)]
    result = merged(known, names, passage, surnames_in(names))
    assert [(n.surface, n.kind, n.role) for n in result] == expected


def test_an_acronym_that_sentence_case_shows_as_a_word_is_none() -> None:
    where = story("NORDEN TELLS US NOTHING TODAY", "They will tell us tomorrow, and tell us why.")
    passage = where.passages[0]
    assert from_hits(passage, KNOWN.hits(passage.text, TODAY)) == []


def test_a_country_that_is_a_persons_surname_yields_to_the_recogniser() -> None:
    where = story("Ann Jordan sang. Jordan left.")
    full = recognised_name(where, "Ann Jordan", "person")
    lone = recognised_name(where, "Jordan", "person", nth=1)
    known = from_hits(where.passages[0], KNOWN.hits(where.passages[0].text, TODAY))
    result = merged(known, [full, lone], where.passages[0], surnames_in([full, lone]))
    assert [n.kind for n in result] == ["person", "person"]
