"""A story is counted under a day of the archive's time zone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from lib.model.article import DAY_ONLY, Timezone
from lib.store.batches.days import archive_day, aware, day_of
from tests.builders import article
from tests.cases import every_case


def test_days_are_days_of_the_archive_zone() -> None:
    late = datetime(2024, 4, 9, 22, 30, tzinfo=UTC)
    assert archive_day(late, ZoneInfo("UTC")) == date(2024, 4, 9)
    assert archive_day(late, ZoneInfo("Europe/Kyiv")) == date(2024, 4, 10)
    assert archive_day(None, ZoneInfo("UTC")) is None
    assert aware(late.replace(tzinfo=None)) == late


@every_case("desk", ["America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"])
def test_a_day_that_is_printed_alone_is_that_day_at_every_desk(desk: str) -> None:
    tokyo = Timezone(name="Asia/Tokyo", assumed=False, reason="")
    midnight = datetime(2024, 4, 8, 15, tzinfo=UTC)  # of 9 April in Tokyo
    timed = article(published_at=midnight, published_zone=tokyo, provenance={"published_at": "json-ld"})
    alone = replace(timed, provenance={"published_at": f"json-ld, {DAY_ONLY}"})
    assert day_of(alone, ZoneInfo(desk)) == date(2024, 4, 9)
    assert day_of(timed, ZoneInfo(desk)) == archive_day(midnight, ZoneInfo(desk))
