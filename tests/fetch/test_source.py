"""A source with news is asked sooner, one without later, one that fails ever later."""

from datetime import UTC, datetime, timedelta

from lib.fetch import source as schedule
from tests.cases import every_case

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
URL = "https://post.example/feed"


def test_news_brings_it_nearer_and_silence_moves_it_away() -> None:
    assert schedule.next_interval(HOUR, new=3) < HOUR < schedule.next_interval(HOUR, new=0)


def test_the_bounds_hold() -> None:
    near = far = HOUR
    for _ in range(50):
        near, far = schedule.next_interval(near, new=1), schedule.next_interval(far, new=0)
    assert (near, far) == (schedule.SHORTEST, schedule.LONGEST)


@every_case(
    ("wish", "least"),
    [(None, HOUR), (5 * HOUR, 5 * HOUR), (timedelta(days=40), schedule.LONGEST_WISH), (timedelta(0), HOUR)],
)
def test_a_wish_is_heeded_within_bounds(wish: timedelta | None, least: timedelta) -> None:
    wait = schedule.due_after_answer(NOW, HOUR, wishes=[wish], url=URL) - NOW
    assert least <= wait <= least * (1 + schedule.SPREAD)


def test_sources_do_not_come_due_together() -> None:
    assert len({schedule.due_after_answer(NOW, HOUR, url=f"{URL}/{n}") for n in range(50)}) == 50
    assert schedule.due_after_answer(NOW, HOUR, url=URL) == schedule.due_after_answer(NOW, HOUR, url=URL)


def test_failures_double_the_wait_up_to_a_day() -> None:
    waits = [schedule.due_after_error(NOW, HOUR, errors=n) - NOW for n in (1, 2, 3, 9, 10**6)]
    assert waits == [HOUR, 2 * HOUR, 4 * HOUR, schedule.LONGEST, schedule.LONGEST]


def test_a_question_that_nobody_heard_is_asked_again_within_the_hour() -> None:
    waits = [schedule.due_after_error(NOW, HOUR / 2, errors=n, reached=False) - NOW for n in (1, 2, 9)]
    assert waits == [HOUR / 2, HOUR, HOUR]
    assert schedule.due_after_error(NOW, 3 * HOUR, errors=9, reached=False) - NOW == 3 * HOUR


def test_a_clock_that_was_set_back_keeps_no_source_waiting() -> None:
    asked = schedule.Source(url=URL, last_asked=NOW, next_due=NOW + HOUR)
    assert not asked.is_due(NOW) and asked.is_due(NOW + HOUR) and asked.is_due(NOW - HOUR)


def test_the_hour_that_a_server_names_is_waited_for() -> None:
    later = NOW + timedelta(days=2)
    assert schedule.due_after_error(NOW, HOUR, errors=1, retry_at=later) == later
    assert schedule.due_after_error(NOW, HOUR, errors=1, retry_at=NOW) == NOW + HOUR
