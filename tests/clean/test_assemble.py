"""Blocks, cards, briefs and cuts share the source text among them."""

from lib.clean import clean
from tests.clean.markup import PROSE, capture, story


def test_a_caption_that_ends_in_a_credit_makes_two_blocks() -> None:
    figure = "<figure><img src=/i.jpg><figcaption>Boats at the quay. (Ivo Brandt/AFP)</figcaption></figure>"
    blocks = [(block.zone, block.text) for block in clean(story(figure)).article.blocks]
    assert ("caption", "Boats at the quay.") in blocks
    assert ("credit", "(Ivo Brandt/AFP)") in blocks


def test_a_headline_that_no_piece_prints_has_no_place() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in PROSE)
    head = "<meta property='og:title' content='Old quay reopens'>"
    first = clean(
        capture(f"<html><head>{head}</head><body><div>{paragraphs}</div></body></html>")
    ).article.blocks[0]
    assert (first.zone, first.text, first.at, first.end) == ("headline", "Old quay reopens", 0, 0)


def test_pieces_of_a_card_are_no_cuts() -> None:
    card = "<div class=related><a href=/x>Ice house to get a roof before summer</a></div>"
    cleaned = clean(story(card))
    assert [each.headline for each in cleaned.related] == ["Ice house to get a roof before summer"]
    assert not [cut for cut in cleaned.cuts if "Ice house" in cut.text]
