"""A segment measures itself, knows where its parts stand in the source text, and says how much is links."""

from lib.clean.segment import Segment
from lib.model.article import Link
from tests.cases import every_case

SENTENCE = "The ferry left the northern quay at noon and came back before dark."


@every_case(
    ("text", "terminal", "sentences"),
    [
        (SENTENCE, True, 1),
        (f"{SENTENCE} It was late.", True, 2),
        ("Old quay reopens", False, 0),
        ("The ferry left the northern quay …", False, 0),  # a teaser that a page cut short
        (f"{SENTENCE[:-1]}, and the harbour master, who had waited for it, said nothing …", True, 1),
    ],
)
def test_a_text_ends_as_a_sentence_or_not(text: str, terminal: bool, sentences: int) -> None:
    segment = Segment(text=text)
    assert (segment.terminal, segment.sentences) == (terminal, sentences)


@every_case(
    ("text", "prose"),
    [
        (SENTENCE, True),
        ("Old quay reopens", False),
        (" ".join(["Tides Quays Ferries"] * 12), False),  # a menu on one line
        (f"{' '.join(['the boats came in'] * 9)} and", True),  # a paragraph that lost its stop
    ],
)
def test_running_text_is_known_by_its_length_and_its_sentences(text: str, prose: bool) -> None:
    assert Segment(text=text).prose is prose


def test_a_part_stands_behind_what_the_source_holds_more() -> None:
    # "**Old** quay" is printed as "Old quay".
    segment = Segment(text="Old quay", at=10, end=22, skips=((0, 2), (2, 2)))
    assert segment.place(0, 8) == (10, 22)
    assert segment.place(4, 8) == (18, 22)
    assert segment.place(0, 3) == (10, 17)


def test_the_share_of_links_is_that_of_their_letters() -> None:
    linked = Segment(text="Old quay", links=(Link(start=4, end=8, url="/quay"),))
    assert (linked.linked, Segment(text="Old quay").linked) == (0.5, 0.0)
