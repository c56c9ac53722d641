import pytest

from lib.actors.casing import is_capitals, is_title_case, true_cased

BODY = "The mayor said that Holm wants a treaty, and that the ferry of Holm is late."


def test_capitals_get_the_case_of_the_body() -> None:
    head, _ = true_cased(["MAYOR OF HOLM WANTS TREATY", BODY])
    assert head == "mayor of Holm wants treaty"


def test_title_case_words_are_lowered_where_the_body_writes_them_so() -> None:
    head, _ = true_cased(["Holm Wants Treaty Over Ferry", BODY])
    assert head == "Holm wants treaty Over ferry"


def test_text_without_headings_stays() -> None:
    assert true_cased([BODY]) == [BODY]


@pytest.mark.parametrize(
    "text", ["STRASSE UND HAUS", "İSTANBUL VE ANKARA", "DIE GROẞE FRAGE", "ΑΘΗΝΑ ΚΑΙ ΡΩΜΗ"]
)
def test_the_length_never_changes(text: str) -> None:
    assert len(true_cased([text])[0]) == len(text)


@pytest.mark.parametrize(
    ("line", "capitals", "title"),
    [
        ("HARBOUR OPENS AGAIN", True, False),
        ("Harbour Opens Again After Long Winter", False, True),
        ("The harbour opens again", False, False),
        ("US to NATO", False, False),
        ("Harbour Master Olaf Marsh Opened Pier Nine.", False, False),
    ],
)
def test_headings_are_told_from_text(line: str, capitals: bool, title: bool) -> None:
    assert (is_capitals(line), is_title_case(line)) == (capitals, title)
