"""Signs that a text capture holds less than the story."""

from lib.clean.clean import clean
from tests import builders
from tests.clean.markup import PROSE

STORY = "Old quay reopens\n\nby Ida Brandt March 12, 2024 8:05 AM\n\n" + "\n\n".join(PROSE)


def kinds(text: str) -> list[str]:
    return [each.kind for each in clean(builders.capture(text)).doubts]


def test_a_whole_text_is_not_called_cut() -> None:
    assert "probably cut" not in kinds(STORY + "\n\nShare this article\n\nSubscribe to our newsletter")


def test_a_wall_below_a_short_text_is_a_sign() -> None:
    assert "probably cut" in kinds(STORY + "\n\nSubscribe to continue reading")


def test_a_last_line_with_an_ellipsis_is_a_sign() -> None:
    last = "Only the north side of the quay stays closed, the mayor said as she opened it, until the summer…"
    assert "probably cut" in kinds(f"{STORY}\n\n{last}")


def test_a_text_over_several_pages_says_so() -> None:
    assert "probably cut" in kinds(STORY + "\n\nPage 1 of 3\n\nNext")
