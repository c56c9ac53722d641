"""Teasers set into a text go, and broken paragraphs are whole again."""

from lib.clean.clean import clean
from tests.clean.markup import HEAD, SENTENCE, text_capture

CARD = "Read more\n{}\n{}\n{}\n"
TEASERS = (
    "The tents stand ready behind the customs house, where children have begun to play in them.",
    "Nobody had asked the skippers, who say that they would have told the council for nothing.",
)


def text_with(*cards: str) -> str:
    parts = [f"{number}. {SENTENCE * 4}\n{card}" for number, card in enumerate(cards)]
    return clean(
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


BROKEN = (
    f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 3}\n\nThe owner of the northern line, Quay Boats\n, opens new tab\n"
    f"said on Friday that the ferry\n, opens new tab\nwould sail again.\n\n{SENTENCE * 2}\n\n"
    "Other lines\n, opens new tab\nclosed"
)
MENU = (
    f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 3}\n\nFollow the\nnews of the day\nnews of the week\n\n{SENTENCE}"
)


def test_a_paragraph_broken_at_its_links_is_kept_without_their_notes() -> None:
    result = clean(text_capture(BROKEN))
    text = result.article.text
    assert "The owner of the northern line, Quay Boats" in text
    assert "said on Friday that the ferry" in text
    assert "would sail again." in text
    assert "opens new tab" not in text


def test_small_letters_without_an_end_are_no_paragraph() -> None:
    assert "news of the day" not in clean(text_capture(MENU)).article.text
