"""Names come out of printed lists clean."""

import pytest

from lib.clean.fields.names import clean_names, is_desk, is_name_like, is_person, part_glued, split_names

OUTLETS = frozenset({"harbourpost", "thetidings"})
LISTS = [
    ("By Maren Holt and Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt; Ivo Brandt | Ada Lind", ("Maren Holt", "Ivo Brandt", "Ada Lind")),
    ("Von Maren Holt und Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Par Maren Holt et Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Олена Савчук та Ігор Дем'яненко", ("Олена Савчук", "Ігор Дем'яненко")),
    ("Maren Holt, The Tidings news desk", ("Maren Holt", "The Tidings news desk")),
    ("Maren Holt and The Kestrel Herald news desk", ("Maren Holt", "The Kestrel Herald news desk")),
    ("Maren Holt, Senior Reporter", ("Maren Holt",)),
    ("Holt, Maren", ("Maren Holt",)),
    ("MAREN HOLT", ("Maren Holt",)),
    ("Maren Holt maren@harbourpost.example", ("Maren Holt",)),
    ("Maren Holt, Dec 13, 2023", ("Maren Holt",)),
    ("ByMaren Holt", ("Maren Holt",)),
    ("Maren Holt Reuters", ("Maren Holt",)),
    ("Reporting by Maren Holt, Ivo Brandt; Editing by Ada Lind and Jo Roos", ("Maren Holt", "Ivo Brandt")),
    ("Reporting by Maren Holt Writing by Ivo Brandt Editing by Ada Lind", ("Maren Holt", "Ivo Brandt")),
    ("Harbour Post", ()),
    ("Follow us on Twitter", ()),
    ("https://social.example/harbourpost", ()),
    ("박준석 기자", ("박준석",)),
    ("Maren Holt, dpa", ("Maren Holt", "dpa")),
    ("dpa, Reuters", ("dpa", "Reuters")),
    ("Harbour Post et AFP", ("Harbour Post", "AFP")),
    ("Harbour Post und Maren Holt", ("Maren Holt",)),
    ("Maren Holt og Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt y Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt en Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt och Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt e Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt va Ivo Brandt", ("Maren Holt", "Ivo Brandt")),
    ("Maren Holt (avec Ivo Brandt et Ada Lind)", ("Maren Holt", "Ivo Brandt", "Ada Lind")),
    ("Maren Holt, Political Editor", ("Maren Holt",)),
    ("Maren Holt(Kestrel, foreign desk)", ("Maren Holt",)),
    ("Maren (M.R.) Holt", ("Maren Holt",)),
    ("By Maren Holt in Kestrel", ("Maren Holt",)),
    ("Von Maren Holt am Samstag, 9. März 2024 um 11:14 Uhr", ("Maren Holt",)),
    ("Maren Holt Sa 9 Mar 2024", ("Maren Holt",)),
    ("Anh Do, 9 March 2024", ("Anh Do",)),
    ("Maren Holt, Wednesday, Nov 20", ("Maren Holt",)),
    ("ÅSA ÖSTBERG", ("Åsa Östberg",)),
    ("Organization for Quiet Harbours", ("Organization for Quiet Harbours",)),
    ("More posts", ()),
    ("Alle Artikel", ()),
    ("Ada Obi@adaobi7Jan Kowal", ("Ada Obi", "Jan Kowal")),
    ("文● 小暮ひさの／港湾編集部", ("小暮ひさの", "港湾編集部")),
]
LIKE = [
    ("Maren Holt", True),
    ("Ludwig van der Berg", True),
    ("Harbour Post news desk", True),
    ("Maren", False),
    ("the old quay", False),
    ("Senior Editor", False),
    ("Daily Tribune", False),
    ("渡辺洋介", True),
    ("完了しました", False),
]


@pytest.mark.parametrize(("printed", "expected"), LISTS)
def test_a_printed_list_becomes_names(printed: str, expected: tuple[str, ...]) -> None:
    assert clean_names([printed], OUTLETS) == expected


@pytest.mark.parametrize(("text", "expected"), LIKE)
def test_names_are_told_from_other_words(text: str, expected: bool) -> None:
    assert is_name_like(text) is expected


def test_a_desk_is_known_in_several_languages() -> None:
    assert all(map(is_desk, ("news desk", "Sportredaktion", "La rédaction", "Редакція Берега")))


def test_an_endless_line_is_read_only_at_its_start() -> None:
    assert split_names("Maren Holt, " + "word " * 100_000)[0] == "Maren Holt"


@pytest.mark.parametrize(
    "name", ("Ada Obi", "Jan van der Meer", "ADA OBI", "Ана Обі", "Jean-Luc d'Arc", "Ludwig von Berg")
)
def test_a_person_is_known_by_the_form_of_the_name(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    ("Ada", "Harbour Gazette", "ada obi", "Chief Editor", "Ada Obi 3", "HARBOUR NDA Office", "One two three"),
)
def test_other_words_are_no_person(name: str) -> None:
    assert not is_person(name)


def test_a_single_writer_is_no_desk() -> None:
    assert is_desk("The Harbour Gazette news desk")
    assert is_desk("Lokalredaktion")
    assert not is_desk("Staff writer")
    assert not is_desk("Ada Obi")


@pytest.mark.parametrize(
    ("printed", "pieces"),
    (
        ("Ada Obisenior political correspondent", ["Ada Obi", "senior political correspondent"]),
        ("Ada Obienvoyée spéciale", ["Ada Obi", "envoyée spéciale"]),
        ("Ада Обікореспондентка", ["Ада Обі", "кореспондентка"]),
        ("Ada ObiHarbour Gazette", ["Ada Obi", "Harbour Gazette"]),
        ("Ada ObiJan Kowal", ["Ada Obi", "Jan Kowal"]),
        ("Ron DeSantis", ["Ron DeSantis"]),
        ("Angus McKay", ["Angus McKay"]),
        ("Ellen FitzGerald", ["Ellen FitzGerald"]),
        ("iPhone makers", ["iPhone makers"]),
    ),
)
def test_words_that_ran_together_are_parted(printed: str, pieces: list[str]) -> None:
    assert part_glued(printed) == pieces
