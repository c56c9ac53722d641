"""What stands inside a story's run and is none of it."""

from lib.clean.text.page import clean_text
from tests.clean.text.test_page import HEAD, SENTENCE, text_capture

CARD = "Read more\n{}\n{}\n{}\n"
TEASERS = (
    "The tents stand ready behind the customs house, where children have begun to play in them.",
    "Nobody had asked the skippers, who say that they would have told the council for nothing.",
)


def text_with(*cards: str) -> str:
    parts = [f"{number}. {SENTENCE * 4}\n{card}" for number, card in enumerate(cards)]
    return clean_text(
        text_capture("\n".join([HEAD, "By Ada Obi", "Oct. 3, 2025", *parts, SENTENCE * 4]))
    ).article.text


def test_cards_set_into_a_text_go_with_headline_and_teaser() -> None:
    text = text_with(
        CARD.format("POLITICS", "Tents for the traders arrive on the quay", TEASERS[0]),
        CARD.format("OPINION", "Nobody has asked the skippers of the port", TEASERS[1]),
    )
    assert not any(teaser in text for teaser in TEASERS)
    assert text.count("The ferry left") == 12


def test_a_sentence_after_a_single_pointer_is_kept() -> None:
    sentence = TEASERS[1]
    text = text_with(f"Read more\nTents for the traders arrive\n{sentence}\n{SENTENCE * 2}")
    assert sentence in text
