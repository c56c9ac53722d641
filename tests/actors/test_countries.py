import pytest

from tests.actors.cast import meant

ROLES = [
    ("Chinese President Xi Jinping spoke.", "Chinese", "title"),
    ("China's leader Xi Jinping spoke.", "China", "title"),
    ("Sergei Lavrov, Russia's foreign minister, spoke.", "Russia", "title"),
    ("U.S. special envoy for climate Joe Biden spoke.", "U.S.", "title"),
    ("Chinese companies told Xi Jinping so.", "Chinese", "demonym"),
    ("China thanked President Xi Jinping.", "China", "name"),
    ("The Chinese president spoke.", "Chinese", "demonym"),
]


@pytest.mark.parametrize(("text", "surface", "role"), ROLES)
def test_a_country_before_an_office_and_a_name_is_a_title(text: str, surface: str, role: str) -> None:
    assert next(found for name, _, found in meant(text) if name == surface) == role


@pytest.mark.parametrize(
    "text",
    [
        "She speaks Russian.",
        "A Russian-speaking guide left.",
        "She read it in Russian.",
        "She speaks Greek and Russian.",
    ],
)
def test_a_language_is_no_actor(text: str) -> None:
    assert meant(text) == []


def test_people_are_their_country() -> None:
    assert meant("The Russians left; Italians came.") == [
        ("Russians", "Russia", "demonym"),
        ("Italians", "Italy", "demonym"),
    ]
