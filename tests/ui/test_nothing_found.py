"""An empty selection is explained, and what would find something is offered."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.query.nothing import Emptied
from lib.ui import nothing_found
from lib.ui.render import Link
from lib.ui.session import session
from lib.ui.view import view_of
from tests.builders import archive, article, parsed

ENDS = (("First", 3), ("Last", 9))


def test_a_nearer_spelling_stands_for_the_word_and_not_inside_another() -> None:
    view = view_of("read", {"q": ["portrait port"]}, "own")
    (line,) = nothing_found.suggestions(view, Emptied(missing=(("port", ("fort",)),)))
    assert [part.href for part in line if isinstance(part, Link)] == ["/read?q=portrait+fort"]


def test_what_no_story_of_the_archive_has_is_not_said_to_be_spelled_wrong(said: list[str]) -> None:
    nothing_found.show_nothing_found(view_of("browse", {}, "own"), "sections")
    assert "No sections in this archive" in said[0] and "spelling" not in said[0]
    nothing_found.show_nothing_found(view_of("browse", {"tags": ["Ice"]}, "own"), "sections")
    assert "No sections in this selection" in said[1] and "Remove one" in said[1]


@pytest.mark.parametrize(("asked", "text"), [
    ({"read": ["starred"]}, "You have starred none yet"), ({"q": ["is:starred"]}, "press Star"),
    ({"read": ["unread"]}, "You have read them all"), ({"read": ["read"]}, "once you have opened it"),
])  # fmt: skip
def test_where_nothing_is_marked_it_is_said_how_that_is_done(
    tmp_path: Path, said: list[str], asked: dict[str, list[str]], text: str
) -> None:
    with session(archive(tmp_path, parsed(article("One")))):
        nothing_found.show_nothing_found(view_of("read", asked, "own"))
    assert text in said[0] and "spell" not in said[0] and 'href="/read"' in said[0]


def test_where_no_story_is_of_the_days_those_of_the_archive_are_told(tmp_path: Path, said: list[str]) -> None:
    first, last = (article(name, published_at=datetime(2024, 4, day, 9, tzinfo=UTC)) for name, day in ENDS)
    with session(archive(tmp_path, parsed(first), parsed(last))):
        nothing_found.show_nothing_found(view_of("read", {"since": ["2025-01-01"]}, "own"))
        nothing_found.show_nothing_found(view_of("read", {"tags": ["Ice"]}, "own"))
    assert "The stories of the archive are from 3–9 April 2024." in said[0] and "April" not in said[1]
