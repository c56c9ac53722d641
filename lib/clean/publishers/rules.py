"""The form a publisher's layout rules are written in, and what they came to on one page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lib.model.article import Zone

Field = Literal["authors", "published_at", "updated_at", "tags", "section", "kicker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is certain about the pages of one publisher in one period.

    A selector is CSS, or XPath when it opens with a slash. It speaks for the element and all in it, the inner
    one before the outer one. One that finds nothing on a page is no error.
    """

    domains: tuple[str, ...]  # without www; "bbc.com" holds for all below it
    since: date | None = None  # first and last day of the layout, by the day of the capture
    until: date | None = None
    cut: Mapping[str, str] = field(default_factory=dict)  # selector -> name of a rule in cuts.REASONS
    keep: Mapping[str, Zone] = field(default_factory=dict)  # selector -> zone; "body" is any of the text's
    read: Mapping[Field, str] = field(default_factory=dict)  # field -> selector of what prints it
    clock: str | None = None  # zone of the printed times that name none, e.g. "America/New_York"

    def holds(self, day: date) -> bool:
        """Return whether the layout was in use on a day."""
        return (self.since is None or self.since <= day) and self.may_hold_after(day)

    def may_hold_after(self, day: date) -> bool:
        """Return whether the layout was in use on a day or later."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What the rules of its publisher say about one page; nothing for most pages."""

    source: str = ""  # "rule for apnews.com"
    cut: Mapping[int, str] = field(default_factory=dict)  # number of a piece -> rule
    keep: Mapping[int, Zone] = field(default_factory=dict)
    read: Mapping[Field, tuple[str, ...]] = field(default_factory=dict)
    clock: str | None = None
    doubt: str | None = None  # why the rules were set aside for this page

    @property
    def text(self) -> frozenset[int]:
        """The pieces that are kept as text of the story."""
        return frozenset(n for n, zone in self.keep.items() if zone in ("body", "quote", "list", "table"))

    def first(self, zone: Zone) -> int | None:
        """Return the first piece that is kept in a zone."""
        return min((number for number, each in self.keep.items() if each == zone), default=None)

    def texts(self, name: Field) -> tuple[str, ...]:
        """Return what the page prints for a field."""
        return self.read.get(name, ())

    @property
    def printed(self) -> tuple[str, ...]:
        """The fields that stand where a rule says, whatever other sources tell."""
        zones: tuple[Zone, ...] = ("headline", "deck", "byline")
        kicker = ("kicker",) if self.texts("kicker") else ()
        return (*(zone for zone in zones if self.first(zone) is not None), *kicker)


NO_RULES = Applied()
