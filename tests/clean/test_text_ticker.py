from datetime import date, datetime, time

import pytest

from lib.clean.text_ticker import Item, days_of

TODAY = date(2024, 4, 9)
YESTERDAY = date(2024, 4, 8)
TICKERS = (
    ((time(0, 16),), None, [TODAY]),
    ((time(0, 40), time(23, 15)), None, [TODAY, YESTERDAY]),
    ((time(9, 10), time(8, 0), time(23, 50), time(22, 0)), None, [TODAY, TODAY, YESTERDAY, YESTERDAY]),
    ((time(8, 0), time(9, 10), time(10, 30)), None, [TODAY, TODAY, TODAY]),
    ((time(23, 50), time(22, 0)), datetime(2024, 4, 9, 6, 0), [YESTERDAY, YESTERDAY]),
)


@pytest.mark.parametrize(("clocks", "before", "days"), TICKERS)
def test_items_fall_on_the_days_their_order_tells(
    clocks: tuple[time, ...], before: datetime | None, days: list[date]
) -> None:
    items = [Item(clock, str(clock), 0, ()) for clock in clocks]
    assert days_of(items, TODAY, before) == days
