from datetime import datetime, time, timedelta

import pytest

from lib.clean.dates.ago import find_ago, moment_of

READ = datetime(2025, 10, 4, 9, 30)
COUNTED = (
    ("Published 15 hours ago", "15 hours ago", timedelta(hours=15)),
    ("an hour ago", "an hour ago", timedelta(hours=1)),
    ("Ada Obi3 minutes ago", "3 minutes ago", timedelta(minutes=3)),
    ("5 HOURS AGO", "5 HOURS AGO", timedelta(hours=5)),
    ("Publié il y a 3 heures", "il y a 3 heures", timedelta(hours=3)),
    ("vor einer Stunde", "vor einer Stunde", timedelta(hours=1)),
    ("hace 20 minutos", "hace 20 minutos", timedelta(minutes=20)),
    ("há 2 horas", "há 2 horas", timedelta(hours=2)),
    ("2 ore fa", "2 ore fa", timedelta(hours=2)),
    ("2 uur geleden", "2 uur geleden", timedelta(hours=2)),
    ("2 godziny temu", "2 godziny temu", timedelta(hours=2)),
    ("2 години тому", "2 години тому", timedelta(hours=2)),
    ("10 минут назад", "10 минут назад", timedelta(minutes=10)),
    ("3時間前", "3時間前", timedelta(hours=3)),
    ("3시간 전", "3시간 전", timedelta(hours=3)),
)
DAYS = (
    ("yesterday at 5:12 p.m.", 1, time(17, 12)),
    ("Today, 14:05", 0, time(14, 5)),
    ("gestern um 17:12 Uhr", 1, time(17, 12)),
    ("hier à 17h12", 1, time(17, 12)),
    ("ayer a las 17:12", 1, time(17, 12)),
    ("вчора о 17:12", 1, time(17, 12)),
    ("вчера в 17:12", 1, time(17, 12)),
    ("wczoraj o 17:12", 1, time(17, 12)),
    ("3 days ago", 3, None),
)
NO_AGO = (
    "Long ago, in a harbour",
    "The ferry sailed 2 hours late",
    "Yesterday was calm",
    "The harbour opened for the first time yesterday evening, said the master, and 9:30 was the hour",
    "x" * 500,
)


@pytest.mark.parametrize(("text", "printed", "before"), COUNTED)
def test_minutes_and_hours_are_counted_back(text: str, printed: str, before: timedelta) -> None:
    ago = find_ago(text)
    assert ago is not None
    assert (text[ago.start : ago.end], ago.before) == (printed, before)
    assert moment_of(ago, READ) == (READ - before, True)


@pytest.mark.parametrize(("text", "days", "clock"), DAYS)
def test_days_are_days_of_the_calendar(text: str, days: int, clock: time | None) -> None:
    ago = find_ago(text)
    assert ago is not None
    assert (ago.days, ago.clock) == (days, clock)
    expected = datetime.combine(READ.date() - timedelta(days=days), clock or time())
    assert moment_of(ago, READ) == (expected, clock is not None)


def test_weeks_and_months_give_no_day() -> None:
    ago = find_ago("3 weeks ago")
    assert ago is not None
    assert moment_of(ago, READ) == (None, False)


@pytest.mark.parametrize("text", NO_AGO)
def test_other_words_are_no_time(text: str) -> None:
    assert find_ago(text) is None
