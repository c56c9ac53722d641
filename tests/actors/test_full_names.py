"""Persons named in full in languages that no recogniser reads."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from lib.actors.find import names_in, passages
from lib.actors.full_names import LANGUAGES
from lib.actors.languages import reach_of
from lib.actors.story import Story
from tests.actors.cast import dictionary_of
from tests.cases import every_case


def persons(language: str, *texts: str, beyond: bool = True) -> dict[str, int]:
    """Return how often each person without a record is surely named."""
    story = Story(passages=passages([*enumerate(texts)]), day=None, language=language)
    names = names_in(story, dictionary_of(language), use_recogniser=beyond)
    sure = [name for name in names if name.counted and not (name.unsure or name.undecided)]
    return Counter(
        name.canonical or name.surface for name in sure if name.kind == "person" and name.record is None
    )


NAMED = [
    ("de", "Die Hafenmeisterin Anna Holmbeck sagt ab. Holmbeck wartet, Holmbecks Boot auch.",
     {"Anna Holmbeck": 3}),
    ("de", "Die Parteichefin Ines Holmdtner kritisiert das. Holmdtner geht.", {"Ines Holmdtner": 2}),
    ("de", "Gegen Oleksandr Hafenko boxt niemand. Hafenko gewann zuletzt.", {"Oleksandr Hafenko": 2}),
    ("de", "Es sprach Jens Erwin Siemsfeld, es schwieg Georg von Altenau.",
     {"Jens Erwin Siemsfeld": 1, "Georg von Altenau": 1}),
    ("de", "Der Dichter Mario Vargas Ruiz schreibt. Vargas Ruiz lebt in Lima.", {"Mario Vargas Ruiz": 2}),
    ("de", "Gegen Tyson Furholm boxt niemand. Tyson jubelt, Furholm auch, und Furholm gewann.",
     {"Tyson Furholm": 3}),
    ("de", "Ein Bild von Luc Wirtmann. Danach schwieg Luc Wirtmann.", {"Luc Wirtmann": 2}),
    ("de", "Es siegten Max Verholm, Emma Watt und Mark Ruttmann.",
     {"Max Verholm": 1, "Emma Watt": 1, "Mark Ruttmann": 1}),
    ("fr", "Selon Beatriz Guijo González, tout va. « Non », dit Jean-Paul Delevain.",
     {"Beatriz Guijo González": 1, "Jean-Paul Delevain": 1}),
    ("es", "El alcalde Pedro Salgado Ruiz dimitió. Salgado Ruiz no habló.", {"Pedro Salgado Ruiz": 2}),
    ("it", "Lo ha detto Giulia D'Amico a Marco De Santi.", {"Giulia D'Amico": 1, "Marco De Santi": 1}),
    ("pt", "O prefeito João da Costa Lima falou com Ana Nadal.", {"João da Costa Lima": 1, "Ana Nadal": 1}),
    ("nl", "Burgemeester Jan van der Meulen belde met Anna de Wit.",
     {"Jan van der Meulen": 1, "Anna de Wit": 1}),
    ("sv", "Det säger Johan Håkansberg från polisen. Håkansbergs kollega tiger.", {"Johan Håkansberg": 2}),
    ("tr", "Bakan Abdulkadir Uranoğlu konuştu. Uranoğlu sustu.", {"Abdulkadir Uranoğlu": 2}),
    ("pt", "O vereador João Pedro da Silvestre falou com Ana Nadal.",
     {"João Pedro da Silvestre": 1, "Ana Nadal": 1}),
    ("es", "El juez José Luis de la Fuentona calló. Juan Carlos de Madrid habló.",
     {"José Luis de la Fuentona": 1, "Juan Carlos": 1}),
    ("nl", "Jan Willem van der Meerman belde met Jan Peter van de Universiteit Leiden.",
     {"Jan Willem van der Meerman": 1, "Jan Peter": 1}),
    ("de", "Es sprach Thomas Martin von der Feuerwehr.", {"Thomas Martin": 1}),
    ("fr", "L'avocat d’Élodie Delmarin dit qu'Émilie Durandel viendra. Delmarin se tait.",
     {"Élodie Delmarin": 2, "Émilie Durandel": 1}),
    ("nl", "Emma Jansma's plan is af.", {"Emma Jansma": 1}),
    ("da", "Anna Holmbeck’s båd er væk, siger Yaakov Ne'emanholm.",
     {"Anna Holmbeck": 1, "Yaakov Ne'emanholm": 1}),
    ("tr", "Ahmet Yılmazer’in evi yandı, Giulia D'Amico sustu.",
     {"Ahmet Yılmazer": 1, "Giulia D'Amico": 1}),
]  # fmt: skip


@every_case(("language", "text", "expected"), NAMED)
def test_a_person_named_in_full_is_found_with_the_surname_alone(
    language: str, text: str, expected: dict[str, int]
) -> None:
    assert persons(language, text) == expected


NOBODY = [
    ("de", "Bitte bestätigen Sie Ihre Adresse. Wo ist Ihre Adresse?"),
    ("de", "Im August Regen, im Mai Sonne: so ging es über Kenia Einfluss verloren. Einfluss zählt."),
    ("de", "Gerade hat Saharo Mohammed Feuerholz bekommen. Das Feuerholz ist nass."),
    ("de", "Wilder Strand, menschenleer. Der Strand ist weit. Strand, so weit man sieht."),
    ("de", "Die Anna Holmbeck Schule und das Peter Altmann Haus öffnen."),
    ("fr", "Rendez-vous rue Victor Hugot, au stade Roland Garreau ou au Prix Albert Londrel."),
    ("es", "El partido es en el estadio Santiago Bernal, calle Pablo Ruizal."),
    ("de", "Der Porsche Holmtour überholt. Porsche Holmtour siegt, Lexus Marnero bremst."),
    # where a noun may follow or a second surname a person is unsure
    ("de", "Zuletzt nannte Guido Steinholm Bezug, und es starb Gabriel Garcel Marquant."),
]


@every_case(("language", "text"), NOBODY)
def test_what_is_no_person_is_none(language: str, text: str) -> None:
    assert persons(language, text) == {}


def test_with_the_actor_file_alone_nobody_else_is_found() -> None:
    assert persons("de", "Die Hafenmeisterin Anna Holmbeck sagt ab.", beyond=False) == {}


PIECES = st.sampled_from([
    "Anna", "Holm", "Holms", "von", "der", "A.", "Jean-Paul", "D’Amico", "(SPD)", ",", ". ", "Sie",
    "ad-Din", "\n",
    "\u00a0", "ß", "İ", "’s", "„", "“", "das", "Haus",
])  # fmt: skip


@given(st.lists(PIECES, max_size=20).map(" ".join) | st.text(max_size=60), st.sampled_from(["de", "fr"]))
def test_every_name_is_where_it_says(text: str, language: str) -> None:
    story = Story(passages=passages([(0, text)]), day=None, language=language)
    names = names_in(story, dictionary_of(language))
    assert all(text[name.start : name.end] == name.surface for name in names)


def test_no_language_is_read_twice() -> None:
    assert not {code for code in LANGUAGES if reach_of(code) == "recogniser"}


@every_case(
    ("language", "text"),
    [
        ("it", "Giorgia Meloni è in città. Meloni ha visto Giulia Melandri."),
        ("pt", "Giorgia Meloni está na cidade. Meloni viu Giulia Melandri."),
        ("nl", "Giorgia Meloni is in de stad. Meloni zag Giulia Melandri."),
        ("tr", "Giorgia Meloni kente geldi. Meloni dün Giulia Melandri ile görüştü."),
    ],
)
def test_a_person_of_the_actor_file_is_one_actor_beside_others_named_in_full(
    language: str, text: str
) -> None:
    story = Story(passages=passages([(0, text)]), day=None, language=language)
    names = names_in(story, dictionary_of(language))
    assert [name.record.name if name.record else name.surface for name in names] == [
        "Giorgia Meloni", "Giorgia Meloni", "Giulia Melandri",
    ]  # fmt: skip
