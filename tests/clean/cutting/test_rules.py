"""Every rule to cut has its wording, its place and its reason."""

import pytest

from lib.clean.cutting.rules import Position, is_echo, rule_of, said, standing, wordings
from lib.clean.text.lines import Line, ends_a_sentence, weight
from lib.model.rules import RULES

SAID = [
    ("Advertisement", "advertisement"),
    ("ADVERTISEMENT Rope and tar at Holt & Sons", "advertisement"),
    ("Read more: the ice house", "read more"),
    ("Sign up for our newsletter", "newsletter"),
    ("Already a subscriber? Log in", "subscription"),
    ("Already a member of the league, the town built a second pier.", None),
    ("有料会員になると続きをお読みいただけます。", "subscription"),
    ("残り1200文字", "subscription"),
    ("Support independent journalism today", "donation"),
    ("Share this article", "share"),
    ("12 comments", "comments"),
    ("© 2024 Harbour Post", "note"),
    ("無断転載を禁じます", "note"),
    ("漫画の無断転載が港町で問題になっている。", None),
    ("저작권자 ⓒ 항구신문, 무단전재 및 재배포 금지", "note"),
    ("未经本报许可不得转载", "note"),
    ("3 min read", "field: read time"),
    ("Filed under: Port, City", "field: tags"),
    ("Maren Holt is a reporter who covers the port.", None),
    ("Learn more about the port by heart, she said.", None),
    ("Read more than one book a year, the teacher told the class.", None),
    ("Read the full report of the harbour board before the vote.", None),
    ("Source: the harbour master's own log", None),
    ("Headquarters", None),
    ("Loading", None),
    ("Sign up today, the recruiter shouted, and the crew will feed you.", None),
    ("Send this on by the first boat, the note said.", None),
    ("Do you want to row? The harbour school asks for help.", None),
    ("We use cookies to improve the site", "consent"),
    ("Listen to this article", "field: audio"),
    ("Follow us on the water", "promotion"),
    ("Follow the boats with our reporters:", None),
    ("We may earn a commission if you buy rope here.", "advertisement"),
    ("The boats came in before seven.", None),
    ("On this page", "control"),
    ("Please, enter correct email address", "control"),
    ("nach oben", "control"),
    ("Suche nach: Suchen", "control"),
    ("12 Ergänzungen", "comments"),
    ("Back to the harbour they came before noon.", None),
    ("Enter the hall by the north door, the usher told every guest who had given a name at the gate.", None),
    ("Table of contents", "control"),
    ("Contents of the chest were never found", None),
    ("On this page of the log the captain drew a whale.", None),
    ("“Do you want to see the boats?” she asked.", None),
    ("Holt's first book is a novel about a reporter.", None),
    ("More than four hundred piles were replaced", None),
]
PLACE_NAMES: tuple[Position, ...] = ("anywhere", "closing")
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
    assert {each.name for place in PLACE_NAMES for each in wordings(place)} <= set(RULES)


def test_long_prose_is_never_cut_by_its_wording() -> None:
    assert said("Read more books, the mayor told the children of the harbour school. " * 10) is None


LINES = (
    ("We use cookies to improve this site", "consent"),
    ("Listen to this story (5 min)", "field: audio"),
    ("Support our journalism for as little as $2.", "donation"),
    ("Delta news in your inbox", "newsletter"),
    ("Share on Facebook", "share"),
    ("View Comments", "comments"),
    ("Most popular", "related"),
    ("Weitere Meldungen", "related"),
    ("Lesen Sie auch: Der Hafen schließt früher", "read more"),
    ("Anzeige", "advertisement"),
    ("© 2024 Elbtaler Bote", "note"),
    ("Skip to main content", "control"),
    ("Visit Delta Insights to learn more", "promotion"),
)
STORY = (
    "The minister said the newsletter of the party had been sent to the wrong people.",
    "“Subscribe to that view if you like,” she told the council.",
    "Support for the bridge has grown since the spring, a survey of two thousand people shows.",
    "Cookies were sold at the fair, and the money went to the school.",
    "Visit after visit, the inspectors found the same broken pump.",
    "Related to the mayor by marriage, he never spoke of it.",
    "The union told its members in a newsletter that nobody would sail before the vote.",
)


def line(text: str) -> Line:
    return Line(0, 0, len(text), text, True, True, weight(text), ends_a_sentence(text), 1)


@pytest.mark.parametrize(("text", "rule"), LINES)
def test_a_line_of_the_page_names_its_rule(text: str, rule: str) -> None:
    found = rule_of(line(text))
    assert found is not None and found.name == rule


@pytest.mark.parametrize("text", STORY)
def test_a_sentence_of_a_story_meets_no_rule(text: str) -> None:
    assert rule_of(line(text)) is None


def test_an_echo_repeats_words_of_the_call() -> None:
    call = line("Visit Delta Insights to learn more and subscribe")
    assert is_echo(line("visit delta insights"), call)
    assert not is_echo(line("Visit our harbour"), call)
