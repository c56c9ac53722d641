from lib.actors.headline_case import Case, case_of, true_cased
from tests.cases import every_case

BODY = "The mayor said that Holm wants a treaty, and that the ferry of Holm is late."


@every_case(
    ("line", "cased"),
    [
        ("MAYOR OF HOLM WANTS TREATY", "mayor of Holm wants treaty"),
        ("Holm Wants Treaty Over Ferry", "Holm wants treaty Over ferry"),
    ],
)
def test_words_of_a_headline_get_the_case_of_the_body(line: str, cased: str) -> None:
    assert true_cased([line, BODY]) == [cased, BODY]


def test_a_word_that_only_opens_sentences_has_its_most_frequent_form_then_its_first() -> None:
    words = ("Holm", "HOLM", "Pier", "QUAY", "PIER", "Quay", "PIER")
    text = " ".join(f"{word} waited." for word in words)
    assert true_cased(["HOLM PIER QUAY", text])[0] == "Holm PIER QUAY"
    assert true_cased([BODY]) == [BODY]


@every_case("text", ["STRASSE UND HAUS", "İSTANBUL VE ANKARA", "DIE GROẞE FRAGE", "ΑΘΗΝΑ ΚΑΙ ΡΩΜΗ"])
def test_the_length_never_changes(text: str) -> None:
    assert len(true_cased([text])[0]) == len(text)


@every_case(
    ("line", "case"),
    [
        ("HARBOUR OPENS AGAIN", "capitals"),
        ("Harbour Opens Again After Long Winter", "title case"),
        ("The harbour opens again", None),
        ("US to NATO", None),
        ("Harbour Master Olaf Marsh Opened Pier Nine.", None),
        ("HARBOUR OPENS AGAIN. " * 40, "capitals"),
    ],
)
def test_headings_are_told_from_text(line: str, case: Case | None) -> None:
    assert case_of(line) == case
