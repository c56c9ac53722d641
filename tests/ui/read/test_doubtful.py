"""The queue of what is worth a second look, and the note over a story."""

from datetime import UTC, datetime

import pandas as pd

from lib.model.filter import Filter
from lib.ui.paging import Pages
from lib.ui.read import doubtful
from lib.ui.view import View
from tests.cases import every_case

VIEW = View(page="intake", criteria=Filter())
FOREIGN = '"><script>alert(1)</script>'


def pages(of: int) -> Pages:
    return Pages(view=VIEW, of=of, size=doubtful.PAGE)


def frame(**fields: object) -> pd.DataFrame:
    given = {
        "article_id": "a1", "headline": "Old quay reopens", "publisher": "harbourpost.example",
        "language": "en", "origin": "/inbox/quay.html", "confidence": 0.42,
        "doubts": [["probably cut", "The text ends in an ellipsis.", 0.3]],
        "captured_at": datetime(2024, 3, 12, tzinfo=UTC),
    }  # fmt: skip
    return pd.DataFrame([{**given, **fields}])


def test_a_story_shows_its_confidence_its_doubts_in_words_and_the_way_to_what_was_removed() -> None:
    shown = doubtful.queue(frame(), pages(1), 12)
    assert "<b>0.42</b>" in shown and 'style="width:42%"' in shown
    assert "<b>Probably cut.</b> The text ends in an ellipsis." in shown
    assert "/read?article=a1&amp;tab=removed" in shown and "quay.html" in shown and "/inbox" not in shown
    assert "3 stories of 1,204 with a confidence below 0.8" in doubtful.queue(frame(), pages(3), 1204)
    foreign = frame(headline=FOREIGN, publisher=FOREIGN, origin=FOREIGN, doubts=[[FOREIGN, FOREIGN, 0.1]])
    assert "<script" not in doubtful.queue(foreign, pages(1), 12)
    assert '<h3 dir="rtl">' in doubtful.queue(frame(headline="הנמל הישן נפתח מחדש"), pages(1), 12)


def test_many_doubts_are_counted_after_the_heaviest() -> None:
    doubts = [["day only", f"Reason {number}.", 0.1] for number in range(6)]
    shown = doubtful.queue(frame(doubts=doubts, headline=None), pages(1), 12)
    assert "Reason 3." in shown and "Reason 4." not in shown and "2 more doubts" in shown
    assert "A story without a headline" in shown


@every_case(("whole", "words"), [(12, "None of 12 stories"), (0, "No story has been added yet")])
def test_an_empty_queue_says_what_would_stand_in_it(whole: int, words: str) -> None:
    assert words in doubtful.queue(frame().head(0), pages(0), whole)
