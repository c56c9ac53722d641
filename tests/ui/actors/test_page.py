"""The table of pairs says what chance has to do with them only where that can be said."""

import pandas as pd

from lib.model.filter import Filter
from lib.stats.chance import MORE, UNTESTED
from lib.ui.actors.pair_table import pairs_table
from lib.ui.render import render
from lib.ui.view import View
from tests.cases import every_case


def table_of(*, verdict: str = "", weight: float = 4) -> str:
    """Return as HTML the table of one pair."""
    frame = pd.DataFrame([{
        "source": "Ann", "target": "Bo", "source_id": "person/~ann", "target_id": "person/~bo", "reports": 3,
        "weight": weight, "expected": 1.26, "verdict": verdict,
    }])  # fmt: skip
    frame.attrs = {"unit": "sentence", "units": 29, "counts": "1 of 1 pair."}
    return render("page/table.html", table=pairs_table(frame, View(page="actors", criteria=Filter())))


@every_case(("weight", "shown"), [(3 + 1 / 11, "3.1"), (1 / 11, "0.091"), (3.0, "3"), (1234, "1,234")])
def test_weights_of_pairs_in_lists_are_no_longer_than_is_read(weight: float, shown: str) -> None:
    assert f">{shown}<" in table_of(weight=weight)


@every_case(("verdict", "text"), [(MORE, True), (UNTESTED, False)])
def test_a_table_without_verdicts_speaks_of_no_chance(verdict: str, text: bool) -> None:
    shown = table_of(verdict=verdict)
    assert "Of 29 independent reports: 1 of 1 pair." in shown and ">Sentences<" in shown
    assert ("By chance" in shown, "1.3" in shown, MORE in shown) == (text, text, text)
