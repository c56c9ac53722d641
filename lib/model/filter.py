"""The filter: which stories a reader wants to see."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from lib.model.article import DEFAULT_ZONES, Form, Zone
from lib.model.mention import DEFAULT_KINDS, DEFAULT_ROLES, Kind, Manner

ReadState = Literal["all", "unread", "read", "starred", "muted"]
Cast = Literal["all", "recorded"]  # actors that count: all, or those of the actor file alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Tags or actors that a story must have: at least one of `any`, every one of `all`, no one of `none`."""

    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.any or self.all or self.none)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One selection of stories: words, days, publishers, tags, actors ...; equal filters select the same."""

    text: str = ""  # the search language
    since: date | None = None  # days of the archive zone, both ends included
    until: date | None = None
    as_of: datetime | None = None
    tags: Choice = field(default_factory=Choice)
    actors: Choice = field(default_factory=Choice)  # actor names (canonical) or actor ids
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    zones: tuple[Zone, ...] = DEFAULT_ZONES
    roles: tuple[Manner, ...] = DEFAULT_ROLES
    kinds: tuple[Kind, ...] = DEFAULT_KINDS
    cast: Cast = "all"
    read: ReadState = "all"
    labels: tuple[str, ...] = ()
    unmuted: bool = False  # without muted stories: how pages list; no address says so

    @property
    def asks_for_marks(self) -> bool:
        """Whether the filter depends on what the reader has read, starred, labelled or muted."""
        marked = self.read != "all" or bool(self.labels) or self.unmuted
        return marked or "is:" in self.text.casefold()
