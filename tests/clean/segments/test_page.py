"""A page is parsed once and seen from every side."""

from lib.clean.segments.page import page_of
from tests.clean.markup import PROSE, page, story


def test_a_page_has_segments_and_folds() -> None:
    found = page("<html><body><p>One, two!</p><p>Three</p></body></html>")
    assert found.folds == ("onetwo", "three")


def test_a_box_holds_the_segments_of_all_in_it_with_their_sums() -> None:
    long = f"<p>{PROSE[0]}</p>"
    found = page(f"<body><div>One<p>Two</p><i>and</i> three</div><div><a href=/a>Four</a>{long}</div></body>")
    first, second = found.tree.iter("div")
    assert [found.segments[number].text for number in found.within(first)] == ["One", "Two", "and three"]
    assert found.within(second) == range(3, 5) and found.within(found.tree) == range(5)
    assert not found.within(next(found.tree.iter("i")))
    box = found.boxes[second]
    assert (box.letters, box.linked, box.prose) == (4 + len(PROSE[0]), 4, len(PROSE[0]))
    assert list(found.boxes).index(first) < list(found.boxes).index(second)


def test_the_opinion_holds_the_story_and_not_the_menu() -> None:
    found = page_of(story())
    held = {found.segments[number].text for number in found.main_segments}
    assert set(PROSE) <= held and "City" not in held
