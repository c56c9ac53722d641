"""Cards for other stories are records."""

from lib.clean import clean
from tests.clean.markup import story

CARDS = (
    "<aside class=related-stories><ul>"
    "<li><a href=/city/ice>Ice house to get a roof before summer</a>"
    "<p>The council voted for it on Friday evening.</p>"
    "<span class=byline>Ivo Brandt</span></li>"
    "<li><a href='https://other.example/a'>Ferry timetable changes in April</a></li>"
    "<li><a href=/city>City</a></li></ul></aside>"
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
    offer = "<div class=related><a href=/offer>Sign up to the letter of the harbour for less</a></div>"
    assert clean(story(offer)).related == ()


def test_a_menu_entry_is_no_card() -> None:
    assert len(clean(story(CARDS)).related) == 2


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
