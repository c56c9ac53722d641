"""A card tells in which box of the page it stood, and at which place."""

import pytest

from lib.clean import clean
from tests.clean.markup import story

TITLES = (
    "Ice house to get a roof before summer",
    "Ferry timetable changes in April",
    "Choir wins the prize of the coast",
)


def items(first: int = 0, tag: str = "h4") -> str:
    made = (
        f"<li><a href=/city/{first + n}><{tag}>{title} {first + n}</{tag}></a></li>"
        for n, title in enumerate(TITLES)
    )
    return "".join(made)


def after(markup: str) -> list[tuple[str | None, int | None, str]]:
    """Return the cards of a page whose story is followed by the markup."""
    page = story()
    content = page.content.replace("</article>", f"</article>{markup}")
    fields = {name: getattr(page, name) for name in type(page).__slots__}
    cards = clean(type(page)(**{**fields, "content": content})).related
    return [(card.slot, card.rank, card.headline) for card in cards]


HEADED = "<div class=related>{}<ul>" + items() + "</ul></div>"
RANKED = [("Most popular", n, f"{title} {n - 1}") for n, title in enumerate(TITLES, 1)]
BOXES = {
    "a heading": HEADED.format("<h2>Most popular</h2>"),
    "a heading in its own element": HEADED.format("<div><h3>Most popular</h3></div>"),
    "a heading that is a link": HEADED.format("<h3><a href=/top>Most popular</a></h3>"),
    "a role": HEADED.format("<p role=heading>Most popular</p>"),
    "a name for screen readers": HEADED.format("").replace(" class", " aria-label='Most popular' class"),
    "a label": "<p id=x>Most popular</p>" + HEADED.format("").replace(" class", " aria-labelledby=x class"),
    "no heading but the one above": "<h3>Most popular</h3>" + HEADED.format(""),
    "headlines that are no headings": HEADED.format("<h3>Most popular</h3>").replace("h4>", "b>"),
    "an ordered list": HEADED.format("<h2>Most popular</h2>").replace("ul>", "ol>"),
}


@pytest.mark.parametrize("box", BOXES)
def test_a_slot_is_named_by(box: str) -> None:
    assert after(BOXES[box]) == RANKED


def test_two_boxes_in_one_element_are_told_apart() -> None:
    both = f"<h3>Most popular</h3><ul>{items()}</ul><h3>Editors' picks</h3><ul>{items(5)}</ul>"
    found = after(f"<aside class=related>{both}</aside>")
    assert [(slot, rank) for slot, rank, _ in found] == [
        *(("Most popular", rank) for rank in (1, 2, 3)), *(("Editors' picks", rank) for rank in (1, 2, 3)),
    ]  # fmt: skip


def test_a_story_linked_twice_keeps_its_place() -> None:
    twice = f"<li><a href=/city/0>{TITLES[0]} again</a></li>"
    found = after(f"<aside class=related><h2>Read also</h2><ul>{items()}{twice}</ul></aside>")
    assert [rank for _, rank, _ in found] == [1, 2, 3, 1]


def test_a_card_inside_the_story_stands_in_its_own_small_box() -> None:
    box = f"<div class=related><h4>Read also</h4><a href=/city/1>{TITLES[1]}</a></div>"
    (card,) = clean(story(box)).related
    assert (card.slot, card.rank) == ("Read also", 1)


def test_no_heading_is_made_up() -> None:
    assert {slot for slot, _, _ in after(f"<div class=related><ul>{items()}</ul></div>")} == {None}
