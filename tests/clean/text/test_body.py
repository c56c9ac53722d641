from lib.clean.text.page import clean_text
from tests.clean.text.test_page import HEAD, SENTENCE, text_capture

QUESTION = "What brought you to the harbour?"
PULLED = "nobody on this quay has ever seen the ice come so early"


def test_an_interview_may_ask_the_same_question_again() -> None:
    answers = "\n\n".join(f"{QUESTION}\n\n{SENTENCE * 2}Boat {number} was mine." for number in range(4))
    text = clean_text(text_capture(f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 2}\n\n{answers}")).article.text
    assert text.count(QUESTION) == 4


def test_a_quotation_set_large_is_kept_once() -> None:
    page = (
        f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 3}\n\n{PULLED.capitalize()}\n\n"
        f'"Listen, {PULLED}," the master said. {SENTENCE}\n\n{SENTENCE * 2}'
    )
    result = clean_text(text_capture(page))
    assert result.article.text.casefold().count(PULLED) == 1
    assert [cut.rule for cut in result.cuts if cut.text.casefold() == PULLED] == ["repeated"]


def test_text_that_the_page_prints_three_times_goes() -> None:
    offer = "The offer of the week waits for you."
    page = f"{HEAD}\n\nBy Ada Obi\n\n" + "\n\n".join(f"{SENTENCE * 3}Day {n}.\n\n{offer}" for n in range(3))
    assert offer not in clean_text(text_capture(f"{page}\n\n{SENTENCE}")).article.text
