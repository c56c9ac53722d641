"""The lengths of the periods by which stories are counted over time."""

from collections.abc import Mapping
from typing import Literal

Period = Literal["day", "week", "month", "year"]
TimeUnit = Literal["hour", "day", "week", "month", "year"]

WIDER: Mapping[TimeUnit, Period] = {"hour": "day", "day": "week", "week": "month", "month": "year"}
# A week begins on Monday, as DuckDB's date_trunc has it.
PANDAS_STEPS: Mapping[TimeUnit, str] = {
    "hour": "h", "day": "D", "week": "W-MON", "month": "MS", "year": "YS",
}  # fmt: skip
