"""What stands under a chart."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from lib.ui import chart_files
from lib.ui.downloads import FILES
from lib.ui.render import Link
from lib.ui.view import view_of
from tests.cases import every_case
from tests.running import opened


@every_case(("typed", "searched"), [("", "date:none"), ("oil OR gas", "(oil OR gas) date:none")])
def test_stories_without_a_date_are_one_link_away(typed: str, searched: str) -> None:
    view = view_of("timeline", {"q": [typed], "tags": ["Cuba"]}, "own")
    drawn: Any = SimpleNamespace(frame=pd.DataFrame())
    assert chart_files.undated_link(drawn, view) == ()
    drawn.frame.attrs["undated"] = 94
    _, link = chart_files.undated_link(drawn, view)
    assert isinstance(link, Link) and link.label == "Read those without a date"
    address = urlsplit(link.href)
    assert address.path == "/read" and parse_qs(address.query) == {"q": [searched], "tags": ["Cuba"]}


def test_a_chart_leads_to_its_question() -> None:
    view = view_of("actors", {"tags": ["Cuba"]}, "own")
    drawn: Any = SimpleNamespace(
        name="network", frame=pd.DataFrame({"a": [1]}), options={"min": 2, "unit": "sentence", "ego": ""},
        has_sql=True,
    )  # fmt: skip
    _, link = chart_files.sql_link(drawn, view)
    assert isinstance(link, Link)
    assert link.href == "/workbench?tags=Cuba&chart=network&min=2&unit=sentence"
    drawn.has_sql = False
    assert chart_files.sql_link(drawn, view) == ()


@every_case(
    ("note", "line", "details"),
    [
        ("Wireroom · 3 stories of 4", "Wireroom · 3 stories of 4", ""),
        (
            f"Wireroom · {'a' * 80} · days in UTC · {'b' * 50}",
            f"Wireroom · {'a' * 80}",
            f"days in UTC · {'b' * 50}",
        ),
        (f"{'a' * 200} · b", "a" * 200, "b"),
    ],
)
def test_a_source_is_one_line_and_its_details(note: str, line: str, details: str) -> None:
    assert chart_files.source_line(note) == (line, details)


def test_a_page_and_its_file_have_one_title_and_the_usual_files_come_first(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(sample_home))
    shown = opened("3_Timeline", {"archive": "sample", "tags": "Cuba"})
    title = next(each for each in shown.text_input if each.label == "Title")
    assert title.placeholder == "When were the stories published: Cuba"
    labels = [each.proto.label for each in shown.get("download_button")]
    first = [FILES[suffix].label for suffix in chart_files.FIRST if FILES[suffix].label in labels]
    assert labels[: len(first)] == first and "Data (CSV)" in first
