"""Letters lose the towns of their writers; names on lines of their own elsewhere stay whole."""

from lib.actors.signatures import with_signatures
from tests.actors.cast import recognised_name, story
from tests.cases import every_case

LETTERS = [
    (
        ("The fees are high.\nGary Bolen Larkhaven\nThe lamps are out.\nSusan Marsh Upper Quay",),
        {"Gary Bolen Larkhaven": "Gary Bolen", "Susan Marsh Upper Quay": "Susan Marsh"},
    ),
    (
        ("The fees are high.", "Gary Bolen Larkhaven", "Yours,", "Peter P. Marsh Larkhaven"),
        {"Gary Bolen Larkhaven": "Gary Bolen", "Peter P. Marsh Larkhaven": "Peter P. Marsh"},
    ),
    (
        (
            "The fees are high.",
            "Jan Van Der Quarn Larkhaven",
            "Yours,",
            "Peter  Marsh  Quayton",
            "Yours,",
            "Ben Brell Upper Hithe",
        ),
        {
            "Jan Van Der Quarn Larkhaven": "Jan Van Der Quarn",
            "Peter  Marsh  Quayton": "Peter  Marsh",
            "Ben Brell Upper Hithe": "Ben Brell",
        },
    ),
]
LISTS = [
    (
        "The judges named the winners on Friday.",
        "Mary Beth Holmquist",
        "Peter Paul Rasmussen",
        "Anna Maria Lindberg",
        "They met the mayor.",
    ),
    ("The police named them.\nJohn Paul Rasmussen\nPeter Adam Rasmussen\nKarl Brandt",),
    ("The police named them.\nJohn Bolen Rasmussen\nPeter Marsh Rasmussen\nGary Bolen Rasmussen",),
    ("The cast:\nMary Quarn Holm\nShe plays the aunt.\nPeter Brell Marsh\nHe plays the son.",),
    ("It is late.\nMary Quarn Holm\nIt is dark.\nMary Quarn Holm",),
    ("The fees are high.\nMary Beth Holm\nThe lamps are out.\nPeter Paul Marsh",),
    ("The fees are high.\nJan Van Quarn\nThe lamps are out.\nMary Le Brell",),
    ("The fees are high.\nJan Van Der Quarn\nThe lamps are out.\nMary De La Brell",),
    ("The fees are high.\nJohn Paul Marsh\nThe lamps are out.\nPeter Adam Marsh",),
]


@every_case(("texts", "writers"), LETTERS)
def test_the_town_below_a_letter_is_no_part_of_its_writer(
    texts: tuple[str, ...], writers: dict[str, str]
) -> None:
    where = story(*texts)
    names = with_signatures(where, [recognised_name(where, signed, "person") for signed in writers])
    assert [name.surface for name in names] == list(writers.values())


@every_case("texts", LISTS)
def test_names_on_lines_of_their_own_keep_their_surnames(texts: tuple[str, ...]) -> None:
    where = story(*texts)
    lines = [line for text in texts for line in text.split("\n") if line[-1] not in ".:"]
    seen = [recognised_name(where, line, "person", lines[:n].count(line)) for n, line in enumerate(lines)]
    assert [name.surface for name in with_signatures(where, seen)] == lines
