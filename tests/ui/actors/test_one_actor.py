"""What one actor's own page says in numbers."""

import pandas as pd
import pytest

from lib.ui.actors.one_actor import _quoted

QUOTED = [
    ({"total": 2, "looked_at": 9, "of": 9}, "Quoted in 2 passages."),
    ({"total": 12, "looked_at": 90, "of": 90}, "Quoted in 12 passages. The newest 2 are shown."),
    (
        {"total": 700, "looked_at": 1000, "of": 1200},
        "Quoted in 700 passages of the newest 1,000 paragraphs of 1,200 that give the name. "
        "The newest 2 are shown.",
    ),
]


@pytest.mark.parametrize(("found", "words"), QUOTED)
def test_quotations_say_among_how_many_paragraphs_they_were_sought(found: dict[str, int], words: str) -> None:
    frame = pd.DataFrame({"words": ["No ship will wait", "Nobody asked me"]})
    frame.attrs |= found
    assert _quoted(frame) == words
