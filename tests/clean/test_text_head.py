import pytest

from lib.clean.text_page import clean_text
from tests.clean.test_text_page import SENTENCE, text_capture

TITLE = "Northern ferry line opens again before the winter"
DECK = "The crews of the northern ferry line had asked for it since the summer."
BODY = f"{SENTENCE * 2}\n\nThe northern line opens again before the winter, the owner said.\n\n{SENTENCE * 3}"
PAGES = (
    f"News\nPorts\n{TITLE}\nBy Ada Obi\n\n{BODY}",
    f"{TITLE}\n\n{DECK}\n\nBy Ada Obi\nOct. 3, 2025\n\n{BODY}",
    f'{TITLE}\nBy Ada Obi\n\n"The ferry is what we live from"\n— Jo Roos, deckhand\n\n{BODY}',
    f"Home\nHome/Ports/{TITLE}\n{TITLE}\nPhoto: Anna Okafor / AFP\nThe ferry at its quay.\n3 Oct 2025"
    f"\n\n{BODY}",
    f'"{TITLE}"\nBy Ada Obi\n\n{BODY}',
)


@pytest.mark.parametrize("page", PAGES)
def test_the_headline_is_no_deck_quotation_caption_or_section(page: str) -> None:
    assert clean_text(text_capture(page)).article.headline.strip('"') == TITLE


def test_a_text_without_a_headline_says_so() -> None:
    article = clean_text(text_capture(BODY)).article
    assert article.provenance["headline"] == "first words of the text"
    assert not [block for block in article.blocks if block.zone == "headline"]
