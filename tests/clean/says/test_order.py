from datetime import UTC, date, datetime

from lib.clean.says.order import Evidence, in_order
from lib.clean.says.times import find_times
from lib.model.article import Timezone
from tests.cases import every_case

APRIL, MARCH = date(2024, 4, 3), date(2024, 3, 4)
NOTHING = Evidence(None, None, None, None)


def ordered(*lines: str, evidence: Evidence = NOTHING) -> tuple[date, str, str]:
    times, reason = in_order([find_times(line) for line in lines], lambda: evidence)
    return times[0][0].day, times[0][0].order, reason


def zone(name: str) -> Timezone:
    return Timezone(name=name, assumed=True, reason="The page gives no zone.")


@every_case(
    ("lines", "evidence", "day"),
    (
        (("03/04/2024", "28/04/2024"), NOTHING, APRIL),
        (("03/04/2024", "04/28/2024"), NOTHING, MARCH),
        (("03/04/2024 5:00 PM", "28/04/2024"), NOTHING, APRIL),
        (("03/04/2024", "4 March 2024"), NOTHING, MARCH),
        (("03/04/2024 EST", "1 May 2020"), Evidence("en", None, "https://x.org/2024/04/03/a", None), APRIL),
        (("03/04/2024",), Evidence("en", None, None, datetime(2024, 3, 9, tzinfo=UTC)), MARCH),
        (("03/04/2024 5:00 PM EST",), Evidence("en", None, None, None), MARCH),
        (("03/04/2024",), Evidence("en", zone("America/Chicago"), None, None), MARCH),
        (("03/04/2024",), Evidence("en", zone("Europe/London"), None, None), APRIL),
        (("03/04/2024",), Evidence("fr", None, None, None), APRIL),
    ),
)
def test_the_page_tells_the_day_from_the_month(lines: tuple[str, ...], evidence: Evidence, day: date) -> None:
    found, order, reason = ordered(*lines, evidence=evidence)
    assert found == day
    assert order in ("day first", "month first")
    assert reason.startswith("by ")


@every_case(
    ("lines", "evidence"),
    (
        (("03/04/2024",), Evidence("en", None, None, None)),
        (("03/04/2024 5:00 PM",), Evidence("en", None, None, None)),
        (("03/04/2024",), Evidence("en", zone("America/Toronto"), None, None)),
        (("03/04/2024", "28/04/2024", "04/28/2024"), Evidence("en", None, None, None)),
    ),
)
def test_what_nothing_tells_stays_open(lines: tuple[str, ...], evidence: Evidence) -> None:
    assert ordered(*lines, evidence=evidence)[1:] == (
        "either",
        "nothing on the page decides which is the day and which the month",
    )


def test_a_date_that_can_be_read_one_way_is_left_alone() -> None:
    assert ordered("28/04/2024") == (date(2024, 4, 28), "day first", "")
