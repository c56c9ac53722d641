import pytest

from lib.clean.fields.glued_names import part_glued


@pytest.mark.parametrize(
    ("printed", "pieces"),
    (
        ("Ada Obisenior political correspondent", ["Ada Obi", "senior political correspondent"]),
        ("Ada Obienvoyée spéciale", ["Ada Obi", "envoyée spéciale"]),
        ("Ада Обікореспондентка", ["Ада Обі", "кореспондентка"]),
        ("Ada ObiHarbour Gazette", ["Ada Obi", "Harbour Gazette"]),
        ("Ada ObiJan Kowal", ["Ada Obi", "Jan Kowal"]),
        ("Ada Obi@adaobi7Jan Kowal", ["Ada Obi", "Jan Kowal"]),
        ("Ron DeSantis", ["Ron DeSantis"]),
        ("Angus McKay", ["Angus McKay"]),
        ("Ellen FitzGerald", ["Ellen FitzGerald"]),
        ("iPhone makers", ["iPhone makers"]),
    ),
)
def test_words_that_ran_together_are_parted(printed: str, pieces: list[str]) -> None:
    assert part_glued(printed) == pieces
