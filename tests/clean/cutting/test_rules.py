"""Every rule to cut has its wording, its place and its reason."""

import pytest

from lib.clean.cutting.rules import said, sayings, standing
from lib.model.rules import RULES

SAID = [
    ("Advertisement", "advertisement"),
    ("ADVERTISEMENT Rope and tar at Holt & Sons", "advertisement"),
    ("Read more: the ice house", "read more"),
    ("Sign up for our newsletter", "newsletter"),
    ("Support independent journalism today", "donation"),
    ("Share this article", "share"),
    ("12 comments", "comments"),
    ("© 2024 Harbour Post", "note"),
    ("3 min read", "field: read time"),
    ("Filed under: Port, City", "field: tags"),
    ("Please, enter correct email address", "control"),
    ("Maren Holt is a reporter who covers the port.", "author bio"),
    ("We use cookies to improve the site", "consent"),
    ("This audio is created with AI assistance", "field: audio"),
    ("Follow us on the water", "newsletter"),
    ("Follow the boats with our reporters:", None),
    ("This is a breaking story, more to follow", "note"),
    ("We may earn a commission if you buy rope here.", "advertisement"),
    ("The boats came in before seven.", None),
    ("Zum Vergrößern bitte anklicken", "control"),
    ("Click to enlarge", "control"),
    ("On this page", "control"),
    ("Table of contents", "control"),
    ("Pin it for later!", "control"),
    ("As an affiliate I earn from qualifying purchases.", "advertisement"),
    ("Contents of the chest were never found", None),
    ("On this page of the log the captain drew a whale.", None),
    ("“Do you want to see the boats?” she asked.", None),
    ("Holt's first book is a novel about a reporter.", None),
    ("More than four hundred piles were replaced", None),
]
PLACES = [
    ({"newsletter", "footer"}, "newsletter"),
    ({"menu", "list"}, "menu"),
    ({"tags"}, "field: tags"),
    ({"list"}, None),
    (set(), None),
]


@pytest.mark.parametrize(("text", "rule"), SAID)
def test_wording_gives_a_piece_away(text: str, rule: str | None) -> None:
    assert said(text) == rule


@pytest.mark.parametrize(("marks", "rule"), PLACES)
def test_the_most_certain_mark_of_a_place_names_the_rule(marks: set[str], rule: str | None) -> None:
    assert standing(frozenset(marks)) == rule


def test_every_wording_names_a_rule() -> None:
    assert {each.rule for each in sayings()} <= set(RULES)


def test_long_prose_is_never_cut_by_its_wording() -> None:
    assert said("Read more books, the mayor told the children of the harbour school. " * 10) is None
