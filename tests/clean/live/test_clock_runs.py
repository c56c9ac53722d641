"""Times of day that follow one another fall on the days that their order tells."""

from datetime import datetime, time, timedelta

from lib.clean.live.clock_runs import moments_of, runs_back, steps_of
from tests.cases import every_case

NOON = datetime(2024, 4, 9, 12)
NEW_YEAR = datetime(2025, 1, 1, 8, 30)
LEAP = datetime(2024, 3, 1, 7)


def clocks(printed: str) -> list[time]:
    return [time.fromisoformat(each) for each in printed.split()]


def text(run: list[datetime] | None) -> list[str]:
    return [f"{each:%m-%d %H:%M}" for each in run or ()]


DIRECTIONS = (
    ("00:16", True), ("00:40 23:15", True), ("09:10 08:00 23:50", True), ("08:00 09:10 10:30", False),
    ("23:50 00:10 00:30", False), ("20:00 21:00 20:42 20:01", True),
    ("08:00 20:00 20:30", False), ("20:30 20:00 08:00", True),
)  # fmt: skip


@every_case(("printed", "back"), DIRECTIONS)
def test_the_short_steps_tell_which_way_a_run_goes(printed: str, back: bool) -> None:
    assert runs_back(clocks(printed)) is back


def test_an_entry_out_of_its_turn_is_no_midnight() -> None:
    assert steps_of(clocks("20:00 21:00 20:42 20:01")) == [0, 60, 42, 1]
    assert steps_of(clocks("08:00 10:00 09:00 11:00")) == [0, 120, 60, 180]
    assert steps_of([]) == []


BEFORE_THE_CAPTURE = (
    ("00:40 23:15", NOON, ["04-09 00:40", "04-08 23:15"]),
    ("23:50 22:00", NOON, ["04-08 23:50", "04-08 22:00"]),
    ("12:00", NOON, ["04-09 12:00"]),
    ("12:01", NOON, ["04-08 12:01"]),
    ("00:10 23:40 18:00", NEW_YEAR, ["01-01 00:10", "12-31 23:40", "12-31 18:00"]),
    ("23:40 18:00", NEW_YEAR, ["12-31 23:40", "12-31 18:00"]),
    ("06:00 22:00", LEAP, ["03-01 06:00", "02-29 22:00"]),
    ("22:00 23:30 00:20 06:30", NEW_YEAR, ["12-31 22:00", "12-31 23:30", "01-01 00:20", "01-01 06:30"]),
    ("09:00 23:00 08:00 22:00", NOON, ["04-09 09:00", "04-08 23:00", "04-08 08:00", "04-07 22:00"]),
)


@every_case(("printed", "latest", "moments"), BEFORE_THE_CAPTURE)
def test_a_ticker_ends_on_the_last_day_before_it_was_read(
    printed: str, latest: datetime, moments: list[str]
) -> None:
    run = moments_of(clocks(printed), latest=latest)
    assert text(run) == moments
    assert run is not None and max(run) <= latest < max(run) + timedelta(days=1)


def test_a_run_lies_around_the_moments_that_are_known() -> None:
    start, end = datetime(2024, 4, 8, 21, 5), datetime(2024, 4, 9, 6, 31)
    wanted = ["04-09 06:30", "04-09 01:00", "04-08 21:10"]
    assert text(moments_of(clocks("06:30 01:00 21:10"), near=start, newest=end)) == wanted
    assert text(moments_of(clocks("06:30 01:00 21:10"), near=start)) == wanted
    assert text(moments_of(clocks("06:30 01:00 21:10"), near=end)) == wanted
    assert text(moments_of(clocks("06:30 01:00 21:10"), known=[None, None, start])) == wanted


def test_the_story_beside_it_tells_the_nearest_day() -> None:
    assert text(moments_of(clocks("23:15"), newest=datetime(2024, 4, 9, 8))) == ["04-08 23:15"]
    assert text(moments_of(clocks("00:16"), newest=datetime(2024, 4, 8, 21))) == ["04-09 00:16"]


def test_without_any_day_there_is_no_moment() -> None:
    assert moments_of(clocks("06:30 01:00")) is None
    assert moments_of([], latest=NOON) is None


def test_a_first_day_that_a_program_knows_costs_no_time() -> None:
    run = moments_of(clocks("06:30 01:00") * 500, near=datetime(1601, 1, 1), latest=NOON)
    assert run is not None and len(run) == 1_000
