"""What one actor's own page says in numbers."""

import re
from datetime import date

import pandas as pd

from lib.ui.actors.one_actor import quoted_words, since
from lib.ui.render import paragraph
from lib.ui.view import EVERYTHING, View
from tests.cases import every_case

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
