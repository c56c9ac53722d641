from lib.clean.text.page import clean_text
from tests.clean.text.test_page import HEAD, SENTENCE, text_capture

BROKEN = (
    f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 3}\n\nThe owner of the northern line, Quay Boats\n, opens new tab\n"
    f"said on Friday that the ferry\n, opens new tab\nwould sail again.\n\n{SENTENCE * 2}\n\n"
    "Other lines\n, opens new tab\nclosed"
)
MENU = (
    f"{HEAD}\n\nBy Ada Obi\n\n{SENTENCE * 3}\n\nFollow the\nnews of the day\nnews of the week\n\n{SENTENCE}"
)


def test_a_paragraph_broken_at_its_links_is_kept_without_their_notes() -> None:
    result = clean_text(text_capture(BROKEN))
    text = result.article.text
    assert "The owner of the northern line, Quay Boats" in text
    assert "said on Friday that the ferry" in text
    assert "would sail again." in text
    assert "opens new tab" not in text


def test_small_letters_without_an_end_are_no_paragraph() -> None:
    assert "news of the day" not in clean_text(text_capture(MENU)).article.text
