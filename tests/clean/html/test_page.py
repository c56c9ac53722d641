"""A page is parsed once and seen from every side."""

from tests.clean.markup import page


def test_a_page_has_pieces_folds_and_an_order() -> None:
    found = page("<html><body><p>One, two!</p><p>Three</p></body></html>")
    assert found.folds == ("onetwo", "three")
    first, second = (piece.element for piece in found.pieces)
    assert found.order[first] < found.order[second]
