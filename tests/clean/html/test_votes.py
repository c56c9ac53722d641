"""An extractor's text becomes votes for pieces."""

from lib.clean.html.votes import folded, main_element, voted, without_repeats
from tests.clean.markup import PROSE, page

BODY = (
    f"<aside><p>{PROSE[0]}</p></aside>"
    f"<main><h2>Piers</h2><p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>City</p></main>"
)


def test_folding_keeps_letters_and_digits() -> None:
    assert folded("“Ça va”, 4 – Œuvre!") == "çava4œuvre"


def test_pieces_are_found_in_an_extractors_text() -> None:
    found = page(BODY)
    chosen = voted(found.folds, f"Piers\n{PROSE[0]} {PROSE[1]}")
    assert [found.pieces[number].text for number in sorted(chosen)] == [PROSE[0], "Piers", PROSE[0], PROSE[1]]


def test_a_short_piece_must_be_a_whole_line() -> None:
    found = page("<p>City</p>")
    assert voted(found.folds, "The city is old") == frozenset()


def test_a_mostly_returned_piece_is_voted_for() -> None:
    found = page(f"<p>{PROSE[0]} And more.</p>")
    assert voted(found.folds, PROSE[0]) == {0}


def test_of_repeats_the_one_in_the_main_element_stays() -> None:
    found = page(BODY)
    chosen = voted(found.folds, "\n".join(("Piers", *PROSE[:2])))
    main = main_element(found.pieces, [number for number in chosen if number])
    assert main is not None
    assert main.tag == "main"
    kept = without_repeats(found.pieces, found.folds, chosen, main)
    assert [found.pieces[number].element.getparent().tag for number in sorted(kept)] == ["main"] * 3


def test_nothing_chosen_has_no_main_element() -> None:
    assert main_element(page(BODY).pieces, ()) is None
