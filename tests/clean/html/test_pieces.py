"""Pieces have folded text, links as spans of it, and can be parted."""

from lib.clean.html.pieces import Piece, split_piece
from tests.clean.markup import page


def pieces(body: str) -> tuple[Piece, ...]:
    return page(f"<html><body>{body}</body></html>").pieces


def test_white_space_is_folded() -> None:
    assert pieces("<p>  one\n\t two <b>three</b>  </p>")[0].text == "one two three"


def test_a_link_is_a_span_of_the_text() -> None:
    piece = pieces("<p>See the <a href=/x> long <b>report</b> </a>, please</p>")[0]
    link = piece.links[0]
    assert (piece.text[link.start : link.end], link.url) == ("long report", "/x")
    assert 0 < piece.linked < 1


def test_a_piece_knows_whether_it_is_bold_and_what_holds_it() -> None:
    bold, plain = pieces("<p><b>Heading</b></p><p><span class=x>all of it</span></p>")
    assert (bold.strong, plain.strong) == (True, False)
    assert (plain.element.tag, plain.inner.tag) == ("p", "span")


def test_a_parted_piece_covers_what_the_whole_one_did() -> None:
    found = page("<html><body><p> Boats  at the\n quay. (Ivo Brandt/AFP) </p></body></html>")
    whole = found.pieces[0]
    first, second = split_piece(whole, whole.text.index("("), found.source.text)
    assert (first.text, second.text) == ("Boats at the quay.", "(Ivo Brandt/AFP)")
    assert found.source.text[first.at : first.end].split() == ["Boats", "at", "the", "quay."]
    assert found.source.text[second.at : second.end] == "(Ivo Brandt/AFP)"


def test_a_remark_for_screen_readers_is_told_and_parts_no_words() -> None:
    hint = "<span class=sr-only>, opens new tab</span>"
    found = page(f"<html><body><p>The <a href=/x>quay{hint}</a> opened. (Ivo Brandt/AFP)</p></body></html>")
    whole = found.pieces[0]
    assert whole.text == "The quay opened. (Ivo Brandt/AFP)"
    assert [whole.text[link.start : link.end] for link in whole.links] == ["quay"]
    assert [found.source.text[at:end] for at, end in whole.hints] == [", opens new tab"]
    first, second = split_piece(whole, whole.text.index("("), found.source.text)
    assert (first.text, second.text) == ("The quay opened.", "(Ivo Brandt/AFP)")
    assert found.source.text[second.at : second.end] == "(Ivo Brandt/AFP)"


def test_marks_for_line_breaks_are_no_part_of_the_words() -> None:
    found = page(
        "<html><body><p>Har\u00adbour mas\u200bter. <a href=/x>Ivo Bran\u00addt/AFP</a></p></body></html>"
    )
    whole = found.pieces[0]
    assert whole.text == "Harbour master. Ivo Brandt/AFP"
    assert whole.text[whole.links[0].start : whole.links[0].end] == "Ivo Brandt/AFP"
    first, second = split_piece(whole, whole.text.index("Ivo"), found.source.text)
    assert (first.text, second.text) == ("Harbour master.", "Ivo Brandt/AFP")
    assert found.source.text[second.at : second.end] == "Ivo Bran\u00addt/AFP"


def test_a_piece_of_nothing_but_such_marks_is_still_a_piece() -> None:
    assert [piece.text for piece in pieces("<p>\u200b</p>")] == ["\u200b"]
