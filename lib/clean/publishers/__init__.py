"""Cleaning rules for single publishers, one YAML file each, applied on top of the general cleaning.

A file is named after the domain (`apnews_com.yaml`) and has one row per period in which the layout was in
use. The files in this folder are found automatically.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

from lib.model.article import Zone

FOLDER = Path(__file__).parent

Field = Literal["authors", "published_at", "updated_at", "tags", "section", "kicker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is certain about the pages of one publisher in one period: selectors to cut, keep and read.

    A selector is CSS, or XPath if it begins with a slash. It applies to the element and all inside; an inner
    match precedes an outer one. A selector without a match is not an error.
    """

    domains: tuple[str, ...]  # without www; "bbc.com" holds for all below it
    reason: str = ""  # what the general cleaning gets wrong in this layout
    since: date | None = None  # first and last day of the layout, by the day of the capture
    until: date | None = None
    cut: Mapping[str, str] = field(default_factory=dict)  # selector -> name of a rule in lib/model/rules.py
    keep: Mapping[str, Zone] = field(default_factory=dict)  # selector -> zone; "body" is any of the text's
    read: Mapping[Field, str] = field(default_factory=dict)  # field -> selector of what prints it
    clock: str | None = None  # zone of the printed times that name none, e.g. "America/New_York"

    def holds(self, day: date) -> bool:
        """Return whether the layout was in use on that day."""
        return (self.since is None or self.since <= day) and self.may_hold_after(day)

    def may_hold_after(self, day: date) -> bool:
        """Return whether the layout did not end before that day."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedRules:
    """A publisher's rules applied to a page: segments cut and kept, texts read, timezone, source, a doubt."""

    source: str = ""  # "rule for apnews.com"
    cut: Mapping[int, str] = field(default_factory=dict)  # number of a segment -> rule
    keep: Mapping[int, Zone] = field(default_factory=dict)
    read: Mapping[Field, tuple[str, ...]] = field(default_factory=dict)
    clock: str | None = None
    doubt: str | None = None  # why the rules were set aside for this page

    @property
    def text(self) -> frozenset[int]:
        """The numbers of segments kept as text of the story."""
        return frozenset(n for n, zone in self.keep.items() if zone in ("body", "quote", "list", "table"))

    def first(self, zone: Zone) -> int | None:
        """Return the number of the first segment that the rules keep in a zone; None if they keep none."""
        return min((number for number, kept_as in self.keep.items() if kept_as == zone), default=None)

    def texts(self, name: Field) -> tuple[str, ...]:
        """Return the texts that the rules read for a field."""
        return self.read.get(name, ())

    @property
    def printed(self) -> tuple[str, ...]:
        """The printed fields that a rule finds on the page: headline, deck, byline, kicker."""
        zones: tuple[Zone, ...] = ("headline", "deck", "byline")
        kicker = ("kicker",) if self.texts("kicker") else ()
        return (*(zone for zone in zones if self.first(zone) is not None), *kicker)


NO_RULES = AppliedRules()

_TRIED: ContextVar[tuple[Rules, ...] | None] = ContextVar("rules on trial; None: no rules", default=())


@contextmanager
def tried(rows: tuple[Rules, ...] | None) -> Iterator[None]:
    """Clean pages with these rules first, within the `with` block; None: with no publisher's rules."""
    token = _TRIED.set(rows)
    try:
        yield
    finally:
        _TRIED.reset(token)


def known(hosts: Iterable[str]) -> tuple[str, tuple[Rules, ...]]:
    """Return the first domain with rules, of these hosts or above one of them, and the rules.

    ("", ()) if no domain has rules.
    """
    rows = _TRIED.get()
    parted = (host.split(".") for host in (hosts if rows is not None else ()))
    # A host and the domains above it, the longest first.
    for domain in (".".join(parts[start:]) for parts in parted for start in range(len(parts) - 1)):
        on_trial = tuple(row for row in rows or () if domain in row.domains)
        if rules := on_trial or by_domain().get(domain, ()):
            return domain, rules
    return "", ()


@cache
def by_domain() -> dict[str, tuple[Rules, ...]]:
    """Return all rules by domain, read once."""
    found: dict[str, tuple[Rules, ...]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        for rules in read_file(path):
            for domain in rules.domains:
                found[domain] = (*found.get(domain, ()), rules)
    return found


def file_of(domain: str) -> Path | None:
    """Return the path of the file with a domain's rules; None if there is no file."""
    files = sorted(FOLDER.glob("*.yaml"))
    return next((path for path in files if any(domain in row.domains for row in read_file(path))), None)


def file_name(domain: str) -> str:
    """Return the name of a domain's file, e.g. "apnews_com.yaml"."""
    return f"{domain.replace('.', '_').replace('-', '_')}.yaml"


def read_file(path: Path) -> tuple[Rules, ...]:
    """Return the rules in a publisher's file, one for each period of its layout.

    Raises ValueError if a row has an unknown key or names no domain.
    """
    return rows_of(path.read_text(encoding="utf-8"), path.name)


def rows_of(text: str, name: str) -> tuple[Rules, ...]:
    """Return the rules in the text of a publisher's file; raises ValueError with `name` if it is faulty."""
    try:
        rows = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        held = [{name: value for name, value in row.items() if value is not None} for row in rows]
        return tuple(Rules(**{**row, "domains": tuple(row["domains"])}) for row in held)
    except (AttributeError, KeyError, TypeError, yaml.YAMLError) as error:
        raise ValueError(
            f"The publisher file {name} cannot be read ({error}); compare it with the files beside it."
        ) from error
