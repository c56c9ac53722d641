"""Cards of a text page tell in which box they stood, and at which place."""

from lib.model.cleaned import Related
from tests.cases import every_case
from tests.clean.live.test_ticker import STORY
from tests.clean.markup import cleaned_whole, text_capture

FIRST, SECOND, THIRD = (
    "Bridge over the lower river gets a second lane",
    "Choir of the port wins the prize of the coast",
    "Ice house will have a roof before summer",
)
BOXES = {
    "lines": f"Most popular\n\n{FIRST}\n{SECOND}\n{THIRD}\n",
    "lines apart": f"Most popular\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n",
    "numbers": f"Most popular\n1\n{FIRST}\n2\n{SECOND}\n3\n{THIRD}\n",
    "German": f"Meistgelesen\n{FIRST}\n{SECOND}\n{THIRD}\n",
}


def cards(after: str) -> tuple[Related, ...]:
    return cleaned_whole(text_capture(f"{STORY}{after}\nImprint\n\nAll rights reserved")).related


@every_case("box", BOXES)
def test_a_box_of_headlines_is_kept_with_its_places(box: str) -> None:
    slot = BOXES[box].split("\n", 1)[0]
    found = [(card.slot, card.rank, card.headline) for card in cards(BOXES[box])]
    assert found == [(slot, 1, FIRST), (slot, 2, SECOND), (slot, 3, THIRD)]


def test_signed_cards_of_a_box_have_their_places() -> None:
    box = f"Read also\n\n{FIRST}\nHarbour PostIda Brandt\n\n{SECOND}\nHarbour PostJon Vale\n"
    found = [(card.slot, card.rank, card.authors) for card in cards(box)]
    assert found == [("Read also", 1, ("Ida Brandt",)), ("Read also", 2, ("Jon Vale",))]


def test_a_card_without_a_heading_over_it_has_no_slot() -> None:
    (card,) = cards(f"{FIRST}\nHarbour PostIda Brandt\n")
    assert (card.slot, card.rank) == (None, None)


def test_the_authors_under_a_headline_are_no_story() -> None:
    box = f"Most read\n{FIRST}\nIda Brandt, Jon Vale\n{SECOND}\nMaren Holt\n{THIRD}\nAda Obi\n"
    found = [(card.rank, card.headline, card.authors) for card in cards(box)]
    assert found == [
        (1, FIRST, ("Ida Brandt", "Jon Vale")), (2, SECOND, ("Maren Holt",)), (3, THIRD, ("Ada Obi",)),
    ]  # fmt: skip


def test_among_headlines_and_decks_no_place_is_claimed() -> None:
    deck = "The council voted for it on Friday evening after a long debate."
    found = cards(f"Most popular\n{FIRST}\n{SECOND}\n{deck}\n")
    assert {(card.slot, card.rank) for card in found} == {("Most popular", None)}


def test_one_line_under_a_heading_makes_no_list() -> None:
    assert cards(f"Most popular\n{FIRST}\n") == ()


def test_two_entries_of_a_menu_are_no_card() -> None:
    assert cards("Guide to the northern quays\nWine Club\nReprints\nJobs\n") == ()


def test_headlines_over_names_are_cards_where_one_follows_another() -> None:
    found = cards(f"{FIRST}\nIda Brandt\n{SECOND}\nJon Vale\nImprint\n")
    assert [card.headline for card in found] == [FIRST, SECOND]


def test_a_call_to_all_entries_is_nobody_s_name() -> None:
    assert cards(f"{FIRST}\nAll Creators\n{SECOND}\nMore Charts\n") == ()
    assert cards(f"{FIRST}\nHarbour CloseUps\n{SECOND}\nNorden's Tide Turns\n") == ()


def test_a_name_with_small_words_or_an_inner_capital_signs_a_card() -> None:
    box = (
        f"Most read\n{FIRST}\nFiona McHolt\n{SECOND}\nAna de la Vega, Jan van den Brandt\n{THIRD}\nIMPRINT\n"
    )
    found = [(card.headline, card.authors) for card in cards(box)]
    assert found == [
        (FIRST, ("Fiona McHolt",)), (SECOND, ("Ana de la Vega", "Jan van den Brandt")), (THIRD, ()),
    ]  # fmt: skip
