"""How a text ends that goes on elsewhere."""

import pytest

from lib.clean.doubts.endings import counts_pages, is_cut_short, is_wall, reads_on, stops_inside

ENDINGS = [
    ("The boats came in, and the harbour master …", True),
    ("The boats came in, and the harbour master [...]", True),
    ("“Well...”, she said.", False),
    ("The boats came in.", False),
]
INVITATIONS = [
    ("Continue reading", True),
    ("Lesen Sie weiter: jetzt weiterlesen", True),
    ("Lire la suite", True),
    ("Читати далі", True),
    ("続きを読む", True),
    ("اقرأ المزيد", True),
    ("Fishermen continue to work in the harbour.", False),
    ("Share this story", False),
]
WALLS = [
    ("Subscribe to continue reading", True),
    ("Already a member? Log in to read the full story", True),
    ("Mit einem Abonnement können Sie den ganzen Text lesen", True),
    ("Оформіть підписку, щоб читати далі", True),
    ("Subscribe to our newsletter", False),
    ("The council signed a contract.", False),
]
PAGES = [
    ("Page 1 of 3", True),
    ("Seite 1 von 4", True),
    ("1/3ページ", True),
    ("Page 1 of 1", False),
    ("Page 3 of the report was missing.", False),
]


@pytest.mark.parametrize(("text", "cut"), ENDINGS)
def test_an_ellipsis_closes_what_was_cut_short(text: str, cut: bool) -> None:
    assert is_cut_short(text) is cut


@pytest.mark.parametrize(("text", "invites"), INVITATIONS)
def test_an_invitation_to_read_on_is_known_in_the_languages_of_the_field(text: str, invites: bool) -> None:
    assert reads_on(text) is invites


@pytest.mark.parametrize(("text", "asks"), WALLS)
def test_a_wall_asks_for_something_before_the_rest_is_shown(text: str, asks: bool) -> None:
    assert is_wall(text) is asks


@pytest.mark.parametrize(("text", "counts"), PAGES)
def test_several_pages_are_counted(text: str, counts: bool) -> None:
    assert counts_pages(text) is counts


def test_a_running_text_that_stops_inside_a_sentence_is_seen() -> None:
    running = "The harbour master rang the bell that had been silent since then, and the crowd on the pier"
    assert stops_inside(running)
    assert not stops_inside(f"{running} sang.")
    assert not stops_inside(f"{running} sang ♦")
    assert not stops_inside("A short line")
