"""Tags of a text page: labelled, or a bare list of names."""

import pytest

from lib.clean.text.page import clean_text
from tests.clean.text.test_page import HEAD, SENTENCE, text_capture

STORY = f"{HEAD}\nBy Ada Obi\nOct. 3, 2025\n\n{SENTENCE * 3}\n\n{SENTENCE}The line reopens in May."


def tags(after: str) -> tuple[str, ...]:
    return clean_text(text_capture(f"{STORY}\n{after}\nImprint")).article.tags


@pytest.mark.parametrize(
    "line",
    [
        "Tagged harbour, ferries",
        "Tagged with: harbour, ferries",
        "Tags: harbour, ferries",
        "Tags\nharbour\nferries",
    ],
)
def test_a_label_opens_tags(line: str) -> None:
    assert tags(line) == ("harbour", "ferries")


def test_a_bare_list_of_names_is_one_of_tags() -> None:
    assert tags("Harbour, Ferries, Winter Storms") == ("Harbour", "Ferries", "Winter Storms")


def test_an_entry_of_a_list_is_none() -> None:
    dates = "Dates of the choir:\nJune 9 -- Quay Hall, Ostvik\nSept. 18 -- The Anchor, Port Ellen, IS\n"
    assert tags(f"{dates}Oct. 3 -- Rope Works, Bergholm") == ()


def test_a_headline_in_a_box_of_others_is_none() -> None:
    assert tags("Most popular\nNet Menders, Rope Makers, Bell Ringers Sail Together\n") == ()
