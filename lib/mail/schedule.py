"""Which mailings are due, by this machine's clock."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lib.mail.name import MailingName
from lib.store.files.settings import Mail
from lib.store.journal.mailings import Mailing
from lib.store.stored_settings import machine_zone

DAYS = ("day", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def last_moment(mail: Mail, now: datetime) -> datetime:
    """Return, in UTC, the latest moment up to `now` at which mail is due; ValueError for an unknown day."""
    here = now.astimezone(ZoneInfo(machine_zone()))
    at = time.fromisoformat(mail.at)
    for back in range(8):
        moment = datetime.combine(here.date() - timedelta(days=back), at, here.tzinfo)
        if moment <= here and mail.every in ("day", DAYS[moment.isoweekday()]):
            return moment.astimezone(UTC)
    raise ValueError(f"{mail.every} is no day")


def due(
    mail: Mail, names: Iterable[MailingName], states: Mapping[str, Mailing], now: datetime
) -> list[MailingName]:
    """Return the mailings that are due: never done, being sent, or last done before the scheduled moment.

    `names` are the mailings that are set up, `states` their noted states by stored name.
    """
    last = last_moment(mail, now)

    def is_due(name: MailingName) -> bool:
        """Return whether a mailing is unknown, is being sent, or was not done with from `last` to `now`."""
        state = states.get(name.stored)
        return state is None or state.is_open or not last <= datetime.fromisoformat(state.at) <= now

    return [name for name in names if is_due(name)]
