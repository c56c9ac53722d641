"""What one actor's own page says in numbers."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.ui.actors.one_actor import quoted_words, since
from lib.ui.render import paragraph
from lib.ui.view import EVERYTHING, View
from tests import builders
from tests.cases import every_case

SCRIPT = """
from pathlib import Path
from lib.ui.actors.one_actor import show
from lib.ui.session import session
from lib.ui.view import EVERYTHING, View

with session(Path({path!r})):
    show(View(page="actors", criteria=EVERYTHING, own={own!r}), "person/ada-lind")
"""

QUOTED = [
    ({"total": 2}, "Quoted in 2 passages."),
    ({"total": 12}, "Quoted in 12 passages. The newest 2 are shown."),
]


@every_case(("found", "words"), QUOTED)
def test_quotations_say_how_many_there_are(found: dict[str, int], words: str) -> None:
    frame = pd.DataFrame({"words": ["No ship will wait", "Nobody asked me"]})
    frame.attrs |= found
    assert quoted_words(frame) == words


SINCE = [
    (9, 9, 0, ", all on 9 April 2024"),
    (9, 9, 1, ", on 9 April 2024, 1 without a date"),
    (9, 12, 2, ", first on 9 April 2024 and last on 12 April 2024, 2 without a date"),
]


@every_case(("first", "last", "undated", "words"), SINCE)
def test_the_days_of_an_actor_leave_out_no_undated_story(
    first: int, last: int, undated: int, words: str
) -> None:
    row = {"first_day": date(2024, 4, first), "last_day": date(2024, 4, last), "undated": undated}
    said = since(row, View(page="actors", criteria=EVERYTHING), "country/norland")
    assert re.sub("<[^>]*>", "", paragraph(*said)).strip() == words


@pytest.mark.parametrize(("own", "shown"), [({}, 8), ({"quoted": "200"}, 11), ({"quoted": "many"}, 8)])
def test_all_quotations_are_a_choice_and_a_file_away(tmp_path: Path, own: dict[str, str], shown: int) -> None:
    said = [f"“Ship {number} is late,” said Ada Lind." for number in range(11)]
    story = builders.article("Talks", *said)
    path = builders.archive(tmp_path, builders.parsed(story, names={"Ada Lind": "person"}))
    page = AppTest.from_string(SCRIPT.format(path=str(path), own=own), default_timeout=60).run()
    assert not page.exception
    quoted = str(page.get("bidi_component")[-1].proto)
    assert quoted.count("Copy</button>") == shown
    assert ("The newest 8 are shown." in quoted) == (shown == 8)
    assert page.get("download_button")[-1].proto.label == "Data (CSV)"
