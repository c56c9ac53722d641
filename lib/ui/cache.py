"""Questions to the archive of the session, answered from memory until it changes."""

import pickle
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from lib.model.filter import Filter
from lib.query import publishers, stories
from lib.query.filter.address import from_query
from lib.store.archive import ArchiveReader
from lib.store.journal import joined_names
from lib.store.paths import files
from lib.ui.answer_store import STORE, Key, state
from lib.ui.session import current_session, has_session

P = ParamSpec("P")
T = TypeVar("T")


def ask(question: Callable[Concatenate[ArchiveReader, P], T], /, *about: P.args, **options: P.kwargs) -> T:
    """Return the answer of a function of lib.query, from memory if the archive has not changed since."""
    return remember(
        f"{question.__module__}.{question.__qualname__}",
        lambda: question(current_session().reading(), *about, **options),
        *about,
        *sorted(options.items()),
    )


def remember(name: str, make: Callable[[], T], *about: object) -> T:
    """Return an answer kept in memory under a name and arguments, or make it if the archive has changed."""
    archive = current_session().archive
    journal = state(files(archive).journal_log)
    marks = journal if any(map(_by_marks, about)) else ()
    joined = joined_names.last_change(archive, journal)
    key = Key(name, str(archive), state(archive), (joined, marks, *about))
    kept = STORE.get(key)
    if kept is not None:
        value: T = pickle.loads(kept)
        return value
    with current_session().asking():
        value = make()
    STORE.put(key, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
    return value


def _by_marks(about: object) -> bool:
    """Return whether an argument, such as a filter, depends on stories read, starred, muted or labelled."""
    if isinstance(about, tuple):
        return any(map(_by_marks, about))
    if isinstance(about, str):  # another selection, as its address
        return "=" in about and _by_marks(from_query(about))
    if isinstance(about, Filter):
        return about.asks_for_marks
    return is_dataclass(about) and any(_by_marks(getattr(about, each.name)) for each in fields(about))


def stories_in(criteria: Filter) -> int:
    """Return the number of stories that a filter selects."""
    return int(ask(stories.totals, criteria)["stories"].iloc[0])


def check_archive() -> None:
    """Open the session's archive if it has changed since the last time; raise ArchiveError if that fails."""
    current = current_session()
    key = Key("opened", str(current.archive), state(current.archive))
    if STORE.get(key) is None:
        current.reading()
        STORE.drop_former(key.archive, key.state)
        STORE.put(key, b"1")


def publisher_names() -> dict[str, str]:
    """Return the names of publishers by domain, asked for once a rerun; {} outside a session."""
    if not has_session():
        return {}
    current = current_session()
    if current.publisher_names is None:
        current.publisher_names = ask(publishers.publisher_names)
    return current.publisher_names


def archive_zone() -> str:
    """Return the name of the timezone in which the archive counts days; "UTC" where none is set."""
    return ask(ArchiveReader.setting, "desk_zone") or "UTC"


def archive_day(moment: datetime) -> date:
    """Return the day of an instant in the archive's timezone."""
    with suppress(OverflowError):  # at the first and the last day that there are
        return moment.astimezone(ZoneInfo(archive_zone())).date()
    return moment.date()
