"""The page's own words: nothing of the inbox or the terminal in them."""

from pathlib import Path

import pytest

from lib.store.files.home import archive_path
from lib.ui.intake import inbox
from lib.ui.intake.page_words import page_words, shortened


def test_the_inbox_is_not_named_in_what_is_said(empty_home: Path) -> None:
    folder = inbox.folder_of(inbox.lay([("page.html", b"x")]))
    assert page_words(f"{folder}/page.html holds no story.") == "page.html holds no story."
    assert page_words(f"{archive_path()} opens.") == f"{archive_path().name} opens."


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("`python -m lib backup` makes one.", "“Back up now” makes one."),
        (
            "`python -m lib doctor --archive x --mend` takes it in.",
            "“Bring back what is missing” takes it in.",
        ),
        ("Run `python -m lib doctor`.", "Run “Check now”."),
        ("Run `python -m lib reclean --all`.", "Run `python -m lib reclean --all`."),
    ],
)
def test_a_command_is_told_as_its_button(said: str, told: str, empty_home: Path) -> None:
    assert page_words(said) == told


def test_the_verb_of_the_terminal_is_told_as_the_button(empty_home: Path) -> None:
    assert page_words("Save it and ingest the new file.") == "Save it and take in the new file."
    assert page_words("Another ingest is at work.") == "Another ingest is at work."


def test_what_has_no_break_in_it_is_cut_short() -> None:
    assert shortened(f"{'x' * 500} is no host; {'y' * 20}") == f"{'x' * 160}… is no host; {'y' * 20}"
