"""Times of an article as the clocks of its zone show them."""

from datetime import UTC, datetime

from lib.model.article import Timezone, in_zone
from tests import builders
from tests.cases import every_case

MIDNIGHT = datetime(2024, 4, 24, 22, tzinfo=UTC)
SHOWN = (
    ("Europe/Berlin", "2024-04-25T00:00:00+02:00"),
    ("+05:30", "2024-04-25T03:30:00+05:30"),
    ("-03:00", "2024-04-24T19:00:00-03:00"),
    ("UTC", "2024-04-24T22:00:00+00:00"),
)
SOURCES = (
    ("meta date, day only", "day"),
    ("printed time, day only, day first by the page's language (de)", "day"),
    ('json-ld; meta date, day only says "2024-04-24"', "minute"),
    ("json-ld", "minute"),
)


@every_case(("name", "shown"), SHOWN)
def test_an_instant_keeps_the_offset_of_its_zone(name: str, shown: str) -> None:
    local = in_zone(MIDNIGHT, Timezone(name=name, assumed=True, reason=""))
    assert local == MIDNIGHT and local.isoformat() == shown


def test_an_instant_of_no_zone_is_in_utc() -> None:
    assert in_zone(MIDNIGHT, None) == MIDNIGHT
    assert in_zone(None, None) is None


@every_case(("source", "precision"), SOURCES)
def test_the_source_of_a_time_tells_how_precise_it_is(source: str, precision: str) -> None:
    dated = builders.article(published_at=MIDNIGHT, provenance={"published_at": source})
    assert dated.published_precision == precision
    assert builders.article(published_at=None).published_precision is None
