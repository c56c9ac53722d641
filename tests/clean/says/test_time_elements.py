"""The time of an element is the one that it prints or that an attribute of a time holds, no other number."""

from datetime import UTC, datetime

from lxml.html import fromstring

from lib.clean.says.stamps import Stamp, stamp_of
from tests.cases import every_case

PRINTED_IN_FULL = (
    "6 October 1962, 9:30",
    "6. Oktober 1962, 9:30 Uhr",
    "6 de octubre de 1962, 9:30",
    "6 octobre 1962, 9h30",
    "6 октября 1962, 9:30",
    "1962年10月6日 9:30",
)


def stamp(markup: str) -> Stamp:
    return stamp_of(fromstring(markup))


@every_case("text", PRINTED_IN_FULL)
def test_a_day_in_an_attribute_replaces_no_printed_date(text: str) -> None:
    found = stamp(f"<time datetime='1962-10-22'>{text}</time>")
    assert (found.moment, found.printed) == (datetime(1962, 10, 6, 9, 30), text)


@every_case("day", ("1962-10-22", "19621022"))
def test_a_day_in_an_attribute_dates_a_printed_clock(day: str) -> None:
    for name in ("datetime", "content"):
        assert stamp(f"<time {name}='{day}'>9:30</time>").moment == datetime(1962, 10, 22, 9, 30)
    assert stamp(f"<time datetime='{day}'>Holm</time>").moment is None


def test_a_whole_time_in_an_attribute_is_the_time() -> None:
    wanted = datetime(1962, 10, 22, 8, 30, tzinfo=UTC)
    assert stamp("<time datetime='1962-10-22T08:30Z'>6 October 1962, 9:30</time>").moment == wanted
    assert stamp("<time data-utc='1962-10-22T08:30Z'>9:30</time>").moment == wanted
    assert stamp("<time data-seen='1963-01-01T00:00Z' datetime='1962-10-22T08:30Z'></time>").moment == wanted


@every_case("name", ("data-id", "id", "data-post", "title"))
def test_a_number_of_eight_digits_is_no_date(name: str) -> None:
    found = stamp(f"<time {name}='20241231'>9:30</time>")
    assert found.moment is None and found.clock is not None
