"""Mail is due once after each moment for which it is set, by the clock of this machine."""

from datetime import UTC, datetime, timedelta

import pytest

from lib.mail.name import MailingName
from lib.mail.schedule import DAYS, due, last_moment
from lib.store.files.settings import Mail
from lib.store.journal.mailings import Mailing, Outcome
from tests.mail.post_office import Post, account

WEDNESDAY = datetime(2024, 4, 10, 12, tzinfo=UTC)
NAMES = (MailingName("view", "Ports"),)


@pytest.fixture(autouse=True)
def zone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")


def mail(**changed: str) -> Mail:
    return account(Post(), **changed)


def mailing(at: datetime, outcome: Outcome = "sent") -> dict[str, Mailing]:
    return {"view Ports": Mailing(name="view Ports", outcome=outcome, at=at.isoformat(), batch=1)}


@pytest.mark.parametrize(
    ("changed", "moment"),
    [({}, datetime(2024, 4, 10, 5)), ({"at": "14:00"}, datetime(2024, 4, 10, 12)),
     ({"at": "14:01"}, datetime(2024, 4, 9, 12, 1)), ({"every": "wednesday"}, datetime(2024, 4, 10, 5)),
     ({"every": "thursday"}, datetime(2024, 4, 4, 5)),
     ({"every": "wednesday", "at": "23:59"}, datetime(2024, 4, 3, 21, 59))],
)  # fmt: skip
def test_the_last_moment_is_the_newest_that_is_over(changed: dict[str, str], moment: datetime) -> None:
    assert last_moment(mail(**changed), WEDNESDAY) == moment.replace(tzinfo=UTC)


@pytest.mark.parametrize("every", DAYS)
def test_each_day_has_a_moment_in_the_week_before(every: str) -> None:
    for hours in range(0, 24 * 8, 5):
        now = WEDNESDAY + timedelta(hours=hours)
        last = last_moment(mail(every=every), now)
        assert now - timedelta(days=7 if every != "day" else 1) < last <= now


@pytest.mark.parametrize("at", ["02:30", "03:00"])
def test_days_that_skip_or_repeat_an_hour_have_one_moment_each(at: str) -> None:
    for first in (datetime(2024, 3, 30, tzinfo=UTC), datetime(2024, 10, 26, tzinfo=UTC)):
        moments = {last_moment(mail(at=at), first + timedelta(minutes=10 * n)) for n in range(6 * 24 * 3)}
        assert len(moments) in (3, 4)  # the day before counts with its own


def test_what_was_done_since_the_last_moment_is_not_due() -> None:
    last = last_moment(mail(), WEDNESDAY)
    cases: tuple[tuple[datetime, Outcome, bool], ...] = (
        (last - timedelta(minutes=1), "sent", True), (last, "sent", False), (WEDNESDAY, "nothing", False),
        (last - timedelta(days=30), "unknown", True), (WEDNESDAY, "unknown", False),
        (WEDNESDAY, "begun", False),
        (WEDNESDAY, "sending", True),
    )  # fmt: skip
    for at, outcome, is_due in cases:
        assert due(mail(), NAMES, mailing(at, outcome), WEDNESDAY) == [*NAMES] * is_due, (at, outcome)
    assert due(mail(), NAMES, {}, WEDNESDAY) == [*NAMES] and due(mail(), (), mailing(last), WEDNESDAY) == []


def test_a_clock_that_was_set_back_does_not_end_the_mail() -> None:
    assert due(mail(), NAMES, mailing(WEDNESDAY + timedelta(days=300)), WEDNESDAY) == [*NAMES]
