"""What the headers of a response say, and what of them is sent back."""

from datetime import UTC, datetime, timedelta

from lib.fetch.headers import LATEST, conditional, fields, fresh_for, retry_at, validators
from tests.cases import every_case

NOW = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
RETRY = (
    ("60", MINUTE), ("60, 60", MINUTE), ("0", timedelta(0)), ("Wed, 02 Dec 2026 10:01:00 GMT", MINUTE),
    ("Wed, 02 Dec 2026 09:00:00 GMT", timedelta(0)), ("99999999999999", LATEST),
    ("Fri, 31 Dec 9999 23:59:59 GMT", LATEST), ("", None), ("soon", None), ("-5", None), ("٣", None),
)  # fmt: skip
FRESH = (
    ("max-age=60", MINUTE), ('public, MAX-AGE = "60"', MINUTE), ("s-maxage=60", timedelta(hours=1)),
    ("max-age=60, no-cache", None), ("max-age=9999999999", LATEST),
)  # fmt: skip


@every_case(("value", "wait"), RETRY)
def test_the_time_to_come_back_is_given_in_seconds_or_as_a_date(value: str, wait: timedelta | None) -> None:
    assert retry_at({"retry-after": value}, NOW) == (None if wait is None else NOW + wait)


@every_case(("control", "stays"), FRESH)
def test_how_long_an_answer_stays_fresh(control: str, stays: timedelta | None) -> None:
    headers = {"cache-control": control, "expires": "Wed, 02 Dec 2026 11:00:00 GMT"}
    assert fresh_for(headers, NOW) == stays


@every_case("tag", ('"bølge"'.encode(), '"bølge"'.encode("latin-1"), b'"\xf0\x9f\x8c\x8a"', b'"a\tb"'))
def test_a_mark_is_sent_back_as_it_came_or_not_at_all(tag: bytes) -> None:
    date = b"Tue, 01 Dec 2026 10:00:00 GMT"
    sent = conditional(validators(fields([(b"ETag", tag), (b"Last-Modified", date)])))
    assert sent == [(b"If-Modified-Since", date)]


def test_a_plain_mark_is_sent_back() -> None:
    assert conditional(validators(fields([(b"ETag", b'W/"a-1"')]))) == [(b"If-None-Match", b'W/"a-1"')]
