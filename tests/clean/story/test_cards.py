"""Cards for other stories are records."""

from lib.clean.clean import clean
from tests.cases import every_case
from tests.clean.markup import capture, story

CARDS = (
    "<aside class=related-stories><ul>"
    "<li><a href=/city/ice>Ice house to get a roof before summer</a>"
    "<p>The council voted for it on Friday evening.</p>"
    "<span class=byline>Ivo Brandt</span></li>"
    "<li><a href='https://other.example/a'>Ferry timetable changes in April</a></li>"
    "<li><a href=/city>City</a></li></ul></aside>"
)

TITLES = (
    "Ice house to get a roof before summer",
    "Ferry timetable changes in April",
    "Choir wins the prize of the coast",
)


def test_a_card_has_headline_deck_authors_and_address() -> None:
    first = clean(story(CARDS)).related[0]
    assert first.headline == "Ice house to get a roof before summer"
    assert first.deck is not None
    assert first.deck.startswith("The council voted for it on Friday evening.")
    assert first.url == "https://harbourpost.example/city/ice"
    assert first.publisher is None


def test_a_card_for_another_publisher_names_it() -> None:
    assert clean(story(CARDS)).related[1].publisher == "other.example"


def test_a_card_ends_where_something_is_asked_for() -> None:
    asked = "<p class=newsletter-signup>Get the harbour letter in your inbox every Friday morning.</p>"
    cards = (
        "<aside class=related-stories><section><h4><a href=/city/ice>Ice house to get a roof soon</a></h4>"
    )
    found = clean(story(f"{cards}{asked}</section></aside>"))
    assert [(card.headline, card.deck) for card in found.related] == [("Ice house to get a roof soon", None)]
    assert any("harbour letter" in cut.text for cut in found.cuts)


def test_an_offer_is_no_card() -> None:
    offer = "<div class=related><a href=/offer>Subscribe to the letter of the harbour for less</a></div>"
    assert clean(story(offer)).related == ()


def test_a_menu_entry_is_no_card() -> None:
    assert len(clean(story(CARDS)).related) == 2


def test_a_chinese_headline_of_ten_letters_is_a_card() -> None:
    headline, deck, entry = (
        "冰库将在夏季前加建屋顶",
        "市议会在星期五晚间经过长时间辩论之后表决通过。",
        "地方新闻",
    )
    box = (
        f"<aside class=related-stories><ul><li><a href=/city/ice>{headline}</a><p>{deck}</p></li>"
        f"<li><a href=/city>{entry}</a></li></ul></aside>"
    )
    found = clean(story(box)).related
    assert [(card.headline, card.deck) for card in found] == [(headline, deck)]


def test_a_link_to_the_page_itself_is_no_card() -> None:
    own = "<div class=related><a href='/city/quay#top'>Old quay reopens after two winters</a></div>"
    assert clean(story(own)).related == ()


def test_a_second_line_with_the_same_link_is_the_card_s_deck() -> None:
    card = (
        "<aside class=related-stories><div><a href=/city/ice>Ice house to get a roof before summer</a></div>"
        "<div><a href=/city/ice>The council voted for it on Friday evening.</a></div></aside>"
    )
    found = [(each.headline, each.deck) for each in clean(story(card)).related]
    assert found == [("Ice house to get a roof before summer", "The council voted for it on Friday evening.")]


def test_two_stories_that_link_their_section_first_stay_two() -> None:
    cards = "".join(
        f"<div><a href=/city>City</a> <a href=/city/{n}>{title}</a></div>"
        for n, title in enumerate(
            ("Ice house to get a roof before summer", "Ferry timetable changes in April")
        )
    )
    found = clean(story(f"<aside class=related-stories>{cards}</aside>")).related
    assert [(each.headline, each.url) for each in found] == [
        ("Ice house to get a roof before summer", "https://harbourpost.example/city/0"),
        ("Ferry timetable changes in April", "https://harbourpost.example/city/1"),
    ]


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


@every_case("box", BOXES)
def test_a_slot_is_named_by(box: str) -> None:
    assert after(BOXES[box]) == RANKED


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


@every_case("entry", PASSED)
def test_an_entry_that_is_no_card_has_its_place_in_the_list(entry: str) -> None:
    listed = f"<h2>Most popular</h2><ol><li>{PASSED[entry]}</li>{items()}<li>{PASSED[entry]}</li></ol>"
    found = after(f"<section>{listed}</section>")
    assert [(slot, rank) for slot, rank, _ in found] == [("Most popular", rank) for rank in (2, 3, 4)]


def test_what_is_no_entry_has_no_place() -> None:
    listed = f"<h2>Most popular</h2><ol><li>Advertisement</li>{items()}</ol>"
    assert [rank for _, rank, _ in after(f"<ul><li><a href=/>Home</a></li><li>{listed}</li></ul>")] == [
        1,
        2,
        3,
    ]


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


def test_a_headline_in_a_script_without_spaces_is_a_card_s_too() -> None:
    title = "夏天到来之前老港口的冰库将重新盖上屋顶并对公众开放"
    found = after(f"<aside class=related><ul><li><a href=/city/ice>{title}</a></li></ul></aside>")
    assert [headline for _, _, headline in found] == [title]
