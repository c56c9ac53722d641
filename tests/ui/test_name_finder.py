"""A typed name brings links to the actors that may be meant, whatever is typed."""

from pathlib import Path

import pytest
import streamlit as st

from lib.model.filter import Filter
from lib.ui import name_finder
from lib.ui.session import session
from lib.ui.view import View
from tests import builders
from tests.query.town import captures
from tests.ui.conftest import Sheets
from tests.ui.test_view import reopened

VIEW = View(page="actors", criteria=Filter(), own={"show": "ego", "ego": "country/norland"})


def opened(key: str) -> View:
    return View(page="actors", criteria=Filter(), own={"ego": key})


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(st, "session_state", {})
    return builders.archive(tmp_path, *captures())


def shown(path: Path, *but: str) -> None:
    """Draw the field as a run of its part does."""
    draw = name_finder.name_finder.__wrapped__  # type: ignore[attr-defined]
    with session(path):
        draw("Another name", VIEW, "find", opened, but=but)


def test_nothing_is_suggested_before_something_is_typed(town: Path, sheets: Sheets) -> None:
    shown(town)
    assert [*sheets] == ["find-field"] and 'aria-label="Another name"' in sheets["find-field"]


def test_what_is_typed_brings_links_with_kind_and_number(town: Path, sheets: Sheets) -> None:
    shown(town)
    sheets.press("find-field", "typed hale")
    shown(town)
    assert "Tom Hale, person" in sheets["find-names"]
    href = sheets["find-names"].partition('href="')[2].partition('"')[0]
    assert href == "/actors?ego=person%2Ftom-hale" and reopened(href) == opened("person/tom-hale")
    sheets.press("find-field", "typed ")
    sheets.clear()
    shown(town)
    assert [*sheets] == ["find-field"]


@pytest.mark.parametrize(("typed", "chosen", "words"), [
    ("norland", ["country/norland"], "begins with “norland”"),
    ("<script>alert(1)</script>", [], "&lt;script&gt;"),
])  # fmt: skip
def test_where_none_or_one_that_is_chosen_already_begins_so_that_is_said(
    town: Path, sheets: Sheets, typed: str, chosen: list[str], words: str
) -> None:
    shown(town)
    sheets.press("find-field", f"typed {typed}")
    shown(town, *chosen)
    assert "find-names" not in sheets
    assert words in sheets["find-none"] and "<script>" not in sheets["find-none"]


def test_enter_opens_the_first_suggestion(
    town: Path, sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[View] = []
    monkeypatch.setattr(name_finder, "go_to", gone.append)
    shown(town)
    sheets.press("find-field", "entered union")
    shown(town)
    assert [dict(view.own) for view in gone] == [{"ego": "organisation/harbour-union"}]
    sheets.clear()
    shown(town)
    assert [*sheets] == ["find-field"]  # what was typed is done with
