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
DECK = "The council voted for it on Friday evening after a long debate."
Card = tuple[str | None, int | None, str, tuple[str, ...]]  # slot, rank, headline, authors


def listed(slot: str) -> list[Card]:
    return [(slot, number, title, ()) for number, title in enumerate((FIRST, SECOND, THIRD), 1)]


BOXES: tuple[tuple[str, str, list[Card]], ...] = (
    ("lines", f"Most popular\n\n{FIRST}\n{SECOND}\n{THIRD}\n", listed("Most popular")),
    ("lines apart", f"Most popular\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n", listed("Most popular")),
    ("numbers", f"Most popular\n1\n{FIRST}\n2\n{SECOND}\n3\n{THIRD}\n", listed("Most popular")),
    ("German", f"Meistgelesen\n{FIRST}\n{SECOND}\n{THIRD}\n", listed("Meistgelesen")),
    ("signed cards", f"Read also\n\n{FIRST}\nHarbour PostIda Brandt\n\n{SECOND}\nHarbour PostJon Vale\n",
     [("Read also", 1, FIRST, ("Ida Brandt",)), ("Read also", 2, SECOND, ("Jon Vale",))]),
    ("without a heading over it a card has no slot", f"{FIRST}\nHarbour PostIda Brandt\n",
     [(None, None, FIRST, ("Ida Brandt",))]),
    ("the authors under a headline are no story",
     f"Most read\n{FIRST}\nIda Brandt, Jon Vale\n{SECOND}\nMaren Holt\n{THIRD}\nAda Obi\n",
     [("Most read", 1, FIRST, ("Ida Brandt", "Jon Vale")), ("Most read", 2, SECOND, ("Maren Holt",)),
      ("Most read", 3, THIRD, ("Ada Obi",))]),
    ("a name with small words or an inner capital signs",
     f"Most read\n{FIRST}\nFiona McHolt\n{SECOND}\nAna de la Vega, Jan van den Brandt\n{THIRD}\nIMPRINT\n",
     [("Most read", 1, FIRST, ("Fiona McHolt",)),
      ("Most read", 2, SECOND, ("Ana de la Vega", "Jan van den Brandt")), ("Most read", 3, THIRD, ())]),
    ("headlines over names are cards where one follows another",
     f"{FIRST}\nIda Brandt\n{SECOND}\nJon Vale\nImprint\n",
     [(None, None, FIRST, ("Ida Brandt",)), (None, None, SECOND, ("Jon Vale",))]),
    ("one line under a heading makes no list", f"Most popular\n{FIRST}\n", []),
    ("entries of a menu are no card", "Guide to the northern quays\nWine Club\nReprints\nJobs\n", []),
    ("a call to all entries is nobody's name", f"{FIRST}\nAll Creators\n{SECOND}\nMore Charts\n", []),
    ("a word with a capital in it is none",
     f"{FIRST}\nHarbour CloseUps\n{SECOND}\nNorden's Tide Turns\n", []),
)  # fmt: skip


def cards(after: str) -> tuple[Related, ...]:
    return cleaned_whole(text_capture(f"{STORY}{after}\nImprint\n\nAll rights reserved")).related


@every_case(("promise", "box", "found"), BOXES)
def test_a_box_of_headlines_is_kept_with_its_places(promise: str, box: str, found: list[Card]) -> None:
    assert [(card.slot, card.rank, card.headline, card.authors) for card in cards(box)] == found


def test_among_headlines_and_decks_no_place_is_claimed() -> None:
    found = cards(f"Most popular\n{FIRST}\n{SECOND}\n{DECK}\n")
    assert {(card.slot, card.rank) for card in found} == {("Most popular", None)}
