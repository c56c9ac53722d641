"""What the page sends of a selected passage, and fields that two windows write."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.store.journal import highlights, marks
from lib.ui.read.highlights import add
from tests.builders import archive, article, parsed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return archive(tmp_path, parsed(article("Fog", "The 😀 ferry 😀 sails.")))


def test_letters_beside_a_passage_may_cut_a_pair(path: Path) -> None:
    add(path, "a", r'{"quote": "ferry", "before": "\ude00 ", "after": " \ud83d"}')
    (kept,) = highlights.of_story(path, "a")
    assert (kept.quote, kept.before, kept.after) == ("ferry", " ", " ")


SCRIPT = """
from pathlib import Path
from dataclasses import replace
from lib.store.journal import marks
from lib.ui.read.highlights import menu, placed
from lib.ui.read.page import labels_field
from tests.builders import article

archive, story = Path({archive!r}), replace(article("Fog", "The ferry sails."), id="a")
mark = marks.marks_on(archive, "a")
menu(archive, story, placed(archive, story), mark.note)
labels_field(archive, "a", mark.labels)
"""


def window(path: Path) -> Any:  # the fields of an AppTest have no types
    return AppTest.from_string(SCRIPT.format(archive=str(path)), default_timeout=60).run()


def on_story(path: Path) -> str:
    return marks.marks_on(path, "a").note


def on_passage(path: Path) -> str:
    return highlights.of_story(path, "a")[0].note


@pytest.mark.parametrize(("place", "noted"), [(0, on_story), (1, on_passage)])
def test_what_two_windows_write_on_one_story_is_kept(
    path: Path, place: int, noted: Callable[[Path], str]
) -> None:
    marks.set_note(path, "a", "First")
    highlights.add(path, "a", quote="ferry", before="", after="")
    highlights.set_note(path, highlights.of_story(path, "a")[0], "First")
    one, two = window(path), window(path)
    two.text_area[place].set_value("First, and a second line").run()
    one.text_area[place].set_value("First!").run()
    assert noted(path) == "First, and a second line\n\nFirst!"
    assert one.text_area[place].value == two.run().text_area[place].value == noted(path)
    two.text_area[place].set_value(" Both ").run()
    two.text_area[place].set_value("Both.").run()
    assert noted(path) == "Both."


def test_a_passage_that_another_window_removed_comes_back_for_new_words_alone(path: Path) -> None:
    highlights.add(path, "a", quote="ferry", before="", after="")
    for words in ("", "Which ferry?"):
        one = window(path)
        highlights.remove(path, highlights.of_story(path, "a")[0])
        one.text_area[1].set_value(words or " ").run()
        assert [each.note for each in highlights.of_story(path, "a")] == ([words] if words else [])
        highlights.add(path, "a", quote="ferry", before="", after="")


def test_a_label_is_kept_as_its_address_is_read(path: Path) -> None:
    marks.add_label(path, "a", "China")
    one = window(path)
    one.multiselect[0].set_value(["China", "  ", "China ", " far  east"]).run()
    assert marks.marks_on(path, "a").labels == ("China", "far east")
    assert one.multiselect[0].value == ["China", "far east"]
    marks.set_labels(path, "a", [], instead_of=["China"])  # in another window
    assert one.run().multiselect[0].value == ["far east"]
