"""Cards for other stories are records."""

from lib.clean.clean import clean
from tests.cases import every_case
from tests.clean.markup import capture, story

ICE, FERRY = "Ice house to get a roof before summer", "Ferry timetable changes in April"
VOTED = "The council voted for it on Friday evening."
RELATED = "<aside class=related-stories>{}</aside>"
TITLES = (ICE, FERRY, "Choir wins the prize of the coast")
CITY = "https://harbourpost.example/city"
LINKS: tuple[tuple[str, str, list[tuple[str, str | None, str, str | None]]], ...] = (
    ("a menu entry is none, and one for another publisher is",
     f"<li><a href=/city/ice>{ICE}</a><p>{VOTED}</p></li><li><a href='https://other.example/a'>{FERRY}</a></li>"
     "<li><a href=/city>City</a></li>",
     [(ICE, VOTED, f"{CITY}/ice", None), (FERRY, None, "https://other.example/a", "other.example")]),
    ("it ends where something is asked for",
     f"<section><h4><a href=/city/ice>{ICE}</a></h4>"
     "<p class=newsletter-signup>Get the harbour letter in your inbox every Friday morning.</p></section>",
     [(ICE, None, f"{CITY}/ice", None)]),
    ("an offer is none", "<a href=/offer>Subscribe to the letter of the harbour for less</a>", []),
    ("a link to the page itself is none",
     "<a href='/city/quay#top'>Old quay reopens after two winters</a>", []),
    ("a Chinese headline of ten letters is one, a menu entry of four is not",
     "<li><a href=/city/ice>冰库将在夏季前加建屋顶</a>"
     "<p>市议会在星期五晚间经过长时间辩论之后表决通过。</p></li>"
     "<li><a href=/city>地方新闻</a></li>",
     [("冰库将在夏季前加建屋顶", "市议会在星期五晚间经过长时间辩论之后表决通过。", f"{CITY}/ice", None)]),
    ("a second line with the same link is its deck",
     f"<div><a href=/city/ice>{ICE}</a></div><div><a href=/city/ice>{VOTED}</a></div>",
     [(ICE, VOTED, f"{CITY}/ice", None)]),
    ("two stories that link their section first stay two",
     f"<div><a href=/city>City</a> <a href=/city/0>{ICE}</a></div>"
     f"<div><a href=/city>City</a> <a href=/city/1>{FERRY}</a></div>",
     [(ICE, None, f"{CITY}/0", None), (FERRY, None, f"{CITY}/1", None)]),
    ("a headline in a script without spaces",
     "<ul><li><a href=/city/ice>夏天到来之前老港口的冰库将重新盖上屋顶并对公众开放</a></li></ul>",
     [("夏天到来之前老港口的冰库将重新盖上屋顶并对公众开放", None, f"{CITY}/ice", None)]),
)  # fmt: skip


@every_case(("promise", "inside", "cards"), LINKS)
def test_a_link_to_another_story_is_a_card(
    promise: str, inside: str, cards: list[tuple[str, str | None, str, str | None]]
) -> None:
    found = clean(story(RELATED.format(inside)))
    assert [(card.headline, card.deck, card.url, card.publisher) for card in found.related] == cards
    assert "harbour letter" not in inside or any("harbour letter" in cut.text for cut in found.cuts)


def test_the_author_of_a_card_is_none_of_its_deck() -> None:
    inside = f"<a href=/city/ice>{ICE}</a><p>{VOTED}</p><span class=byline>Ivo Brandt</span>"
    (card,) = clean(story(RELATED.format(inside))).related
    assert (card.deck or "").startswith(VOTED)


def items(first: int = 0, tag: str = "h4") -> str:
    made = (
        f"<li><a href=/city/{first + n}><{tag}>{title} {first + n}</{tag}></a></li>"
        for n, title in enumerate(TITLES)
    )
    return "".join(made)


def after(markup: str) -> list[tuple[str | None, int | None, str]]:
    """Return the cards of a page whose story is followed by the markup."""
    cards = clean(capture(story().content.replace("</article>", f"</article>{markup}"))).related
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


@every_case(("name", "box"), BOXES.items())
def test_a_slot_is_named_by(name: str, box: str) -> None:
    assert after(box) == RANKED


def test_two_boxes_in_one_element_are_told_apart() -> None:
    both = f"<h3>Most popular</h3><ul>{items()}</ul><h3>Editors' picks</h3><ul>{items(5)}</ul>"
    found = after(f"<aside class=related>{both}</aside>")
    assert [(slot, rank) for slot, rank, _ in found] == [
        *(("Most popular", rank) for rank in (1, 2, 3)), *(("Editors' picks", rank) for rank in (1, 2, 3)),
    ]  # fmt: skip


PASSED = {
    "the story itself": f"<a href=/city/quay>{TITLES[0]} and more</a>",
    "a headline too short for a card": "<a href=/live>Election live</a>",
}


@every_case(("name", "entry"), PASSED.items())
def test_an_entry_that_is_no_card_has_its_place_in_the_list(name: str, entry: str) -> None:
    listed = f"<h2>Most popular</h2><ol><li>{entry}</li>{items()}<li>{entry}</li></ol>"
    found = after(f"<section>{listed}</section>")
    assert [(slot, rank) for slot, rank, _ in found] == [("Most popular", rank) for rank in (2, 3, 4)]


def test_what_is_no_entry_has_no_place() -> None:
    listed = f"<h2>Most popular</h2><ol><li>Advertisement</li>{items()}</ol>"
    found = after(f"<ul><li><a href=/>Home</a></li><li>{listed}</li></ul>")
    assert [rank for _, rank, _ in found] == [1, 2, 3]


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
