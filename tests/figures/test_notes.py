"""Notes as files: a story after another, or a row each, and nothing in a row runs."""

import csv
import io
from pathlib import Path

import pytest

from lib.figures.notes import COLUMNS, notes_file
from lib.model.filter import Filter
from lib.query.noted import noted
from lib.query.stories import newest
from lib.store.archive import open_for_reading
from lib.store.journal import highlights, marks
from lib.store.removal import remove
from tests.builders import archive, article, parsed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive of a story with a note, a passage that is there, and one that is not."""
    made = archive(tmp_path, parsed(article("The quay", "Ida Brandt met Tom Hale.", tags=("Harbour",))))
    story = story_of(made)
    marks.set_note(made, story, "=cmd|' /C calc'!A0")
    marks.add_label(made, story, "to check")
    for quote in ("Tom Hale", "Nobody came"):
        highlights.add(made, story, quote=quote, before="", after="")
    return made


def story_of(path: Path) -> str:
    with open_for_reading(path) as db:
        return str(newest(db, Filter())["article_id"].iloc[0])


def written(path: Path, suffix: str) -> str:
    with open_for_reading(path) as db:
        found = noted(db, Filter(), held=tuple(highlights.all_notes(path)))
        return notes_file(db, path, found, suffix).decode("utf-8")


def test_a_table_has_a_row_a_note_and_runs_nothing(path: Path) -> None:
    whole, there, lost = sorted(
        csv.DictReader(io.StringIO(written(path, "csv"))), key=lambda row: -len(row["passage"])
    )[::-1]
    assert tuple(whole) == COLUMNS
    assert (whole["passage"], whole["note"][:5], whole["labels"]) == ("", "'=cmd", "to check")
    assert (there["passage"], there["is_lost"], there["headline"]) == ("Tom Hale", "no", "The quay")
    assert (lost["passage"], lost["is_lost"]) == ("Nobody came", "yes")
    assert whole["noted_at"].startswith("20")


def test_as_text_the_note_on_a_story_stands_before_its_passages(path: Path) -> None:
    said = written(path, "md")
    assert said.startswith("# The quay") and said.index("=cmd") < said.index("> Tom Hale")
    assert "> Nobody came\n\n*No longer in the story.*" in said


def test_of_a_removed_story_no_note_is_left(path: Path) -> None:
    remove(path, story_of(path))
    assert highlights.all_notes(path) == []
    assert written(path, "md") == "" and len(written(path, "csv").splitlines()) == 1
