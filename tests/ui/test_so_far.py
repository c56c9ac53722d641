"""The days that stood out on the page: in order, each with its sentence, open to its reports and stories."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from lib.model.article import Article
from lib.query.so_far import MEASURE
from lib.ui import component, so_far
from lib.ui.session import session
from lib.ui.view import View, view_of
from tests import builders
from tests.papers import NAMES
from tests.query.test_so_far import CALM, CRANES, EVENT, FLOWN, SAME, printed

SHOW = {"show": ["so-far"]}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the HTML that pages show from now on."""
    shown: list[str] = []
    monkeypatch.setattr(component, "sheet", lambda markup, *_: shown.append(str(markup)))
    monkeypatch.setattr(so_far, "save_button", lambda *_, **__: None)
    return shown


def show(folder: Path, stories: Sequence[Article], view: View) -> None:
    path = builders.archive(folder, *(builders.parsed(each, names=NAMES) for each in stories))
    with session(path):
        so_far.show(view)


def test_a_day_is_open_to_the_reports_that_say_its_sentence_and_to_its_stories(
    tmp_path: Path, drawn: list[str]
) -> None:
    hostile = printed("<b>Dock</b> at rest", 10, SAME, EVENT[2].blocks[2].text, publisher="harbour.example")
    show(tmp_path, [*CALM, *EVENT[:2], hostile, *EVENT[3:]], view_of("timeline", SHOW, "own"))
    (page,) = drawn
    assert "/read?since=2024-04-10&amp;until=2024-04-10" in page and "6 stories" in page
    assert SAME in page and "&lt;b&gt;Dock&lt;/b&gt; at rest" in page and "<b>" not in page
    assert "<summary>2 of 3 independent reports say it</summary>" in page
    assert (
        page.index(SAME) < page.index(CRANES) < page.index("1 more report of the event") < page.index(FLOWN)
    )
    assert "First: " in page and "coast.example" in page and "10 April 2024, 7:00 am" in page
    assert MEASURE in page.replace("&#39;", "'")


def test_names_that_the_selection_asks_for_are_marked(tmp_path: Path, drawn: list[str]) -> None:
    asked = view_of("timeline", {**SHOW, "actors": ["person/eva-roth"]}, "own")
    show(tmp_path, [*CALM, *EVENT], asked)
    assert "<mark>Eva Roth</mark>" in drawn[0] and "<mark>Harbour" not in drawn[0]


def test_where_no_day_stands_out_it_is_said_how_one_would(tmp_path: Path, drawn: list[str]) -> None:
    show(tmp_path, CALM, view_of("timeline", SHOW, "own"))
    assert so_far.NONE.strip() in drawn[0] and "3 independent reports or more" in drawn[0]


def test_an_actor_and_a_pair_lead_to_their_days() -> None:
    view = view_of("actors", {"pair": ["a/b~~c/d"], "tags": ["Strike"]}, "own")
    assert so_far.link(view, view.criteria).href == "/timeline?tags=Strike&show=so-far"
