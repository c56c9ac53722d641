"""A brush takes the bars that it touches most of: no day more, no day less."""

from datetime import date

import pandas as pd
import pytest

from lib.ui.timeline import days_of

EDGES = [
    ("1962-10-18 13:00", "day", (date(1962, 10, 19), date(1962, 10, 19))),
    ("1962-10-21 11:00", "day", (date(1962, 10, 21), date(1962, 10, 21))),
    ("1962-10-21 13:00", "day", (date(1962, 10, 22), date(1962, 10, 22))),
    ("1962-10-21 23:40", "hour", (date(1962, 10, 22), date(1962, 10, 22))),
    ("1962-10-21 23:20", "hour", (date(1962, 10, 21), date(1962, 10, 21))),
    ("1962-10-18 06:00", "week", (date(1962, 10, 15), date(1962, 10, 21))),
    ("1962-10-19 06:00", "week", (date(1962, 10, 22), date(1962, 10, 28))),
    ("1962-10-12 06:00", "month", (date(1962, 10, 1), date(1962, 10, 31))),
    ("1962-10-20 06:00", "month", (date(1962, 11, 1), date(1962, 11, 30))),
]


@pytest.mark.parametrize(("edge", "unit", "days"), EDGES)
def test_an_edge_means_the_nearest_bar(edge: str, unit: str, days: tuple[date, date]) -> None:
    assert days_of(pd.Timestamp(edge), unit) == days
