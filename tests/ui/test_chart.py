"""What stands under a chart."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from lib.ui import chart
from lib.ui.view import understood


@pytest.mark.parametrize(("typed", "searched"), [("", "date:none"), ("oil OR gas", "(oil OR gas) date:none")])
def test_stories_without_a_date_are_one_link_away(typed: str, searched: str) -> None:
    view = understood("timeline", {"q": [typed], "tags": ["Cuba"]}, "own")
    drawn: Any = SimpleNamespace(frame=pd.DataFrame())
    assert chart._undated(drawn, view) == ""
    drawn.frame.attrs["undated"] = 94
    link = chart._undated(drawn, view)
    assert "Read those without a date" in link
    address = urlsplit(link.partition('href="')[2].partition('"')[0].replace("&amp;", "&"))
    assert address.path == "/read" and parse_qs(address.query) == {"q": [searched], "tags": ["Cuba"]}


def test_a_chart_leads_to_its_question() -> None:
    view = understood("actors", {"tags": ["Cuba"]}, "own")
    drawn: Any = SimpleNamespace(
        name="network", frame=pd.DataFrame({"a": [1]}), options={"min": 2, "unit": "sentence", "ego": ""}
    )
    assert "/workbench?tags=Cuba&amp;chart=network&amp;min=2&amp;unit=sentence" in chart._question(
        drawn, view
    )
    drawn.name = "networks"
    assert chart._question(drawn, view) == ""
