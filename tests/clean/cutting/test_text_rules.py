import pytest

from lib.clean.cutting.text_rules import is_echo, rule_of
from lib.clean.text.lines import Line, ends_a_sentence, weight

LINES = (
    ("* indicates required", "control"),
    ("Please, enter correct email address", "control"),
    ("We use cookies to improve this site", "consent"),
    ("This audio is created with the help of a machine", "field: audio"),
    ("Support our journalism for as little as $2.", "donation"),
    ("visa masterCard americanExpress", "donation"),
    ("Delta news in your inbox", "newsletter"),
    ("Share on Facebook", "share"),
    ("Auf Facebook teilen", "share"),
    ("View Comments", "comments"),
    ("Most popular", "related"),
    ("Editors' Picks", "related"),
    ("Die Redaktion empfiehlt", "related"),
    ("Lesen Sie auch: Der Hafen schließt früher", "read more"),
    ("Anzeige", "advertisement"),
    ("Edit post", "control"),
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
