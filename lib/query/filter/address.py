"""A filter as the parameters of an address, and back; the parameters' names are a public interface."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TypeVar, get_args
from urllib.parse import parse_qs

from lib.model.article import DEFAULT_ZONES, FORMS, ZONES
from lib.model.errors import UnreadableFilter
from lib.model.filter import Cast, Choice, Filter, ReadState
from lib.model.mention import DEFAULT_KINDS, DEFAULT_ROLES, KINDS, MANNERS
from lib.model.wording import count

T = TypeVar("T", bound=str)
PARAMETERS = (
    "q", "since", "until", "tags", "tags_all", "tags_not", "actors", "actors_all", "actors_not", "authors",
    "publishers", "sections", "languages", "forms", "zones", "read", "labels", "as_of", "roles", "kinds",
    "cast",
)  # fmt: skip
ONE = frozenset({"q", "since", "until", "read", "as_of", "cast"})  # these take one value
VALUES: Mapping[str, Sequence[str]] = {
    "forms": FORMS, "zones": ZONES, "roles": MANNERS, "kinds": KINDS, "cast": get_args(Cast),
    "read": get_args(ReadState),
}  # fmt: skip
MOST_VALUES = 100  # of one parameter; an address longer than that is no reader's


def filter_of(
    given: str | Mapping[str, list[str]], beside: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Filter:
    """Parse a filter strictly, from an address or its parameters; raises UnreadableFilter.

    `beside` names other options that are allowed, each with its allowed values, () for any.
    """
    if isinstance(given, str):
        given = parse_qs(given.removeprefix("?"), keep_blank_values=True)
    known = {**{name: VALUES.get(name, ()) for name in PARAMETERS}, **beside}
    criteria = from_address(given)
    for name, written in given.items():
        values = list(dict.fromkeys(filter(None, written)))
        if name not in known:
            raise UnreadableFilter(name, f"“{name[:80]}” is no parameter here; there are {', '.join(known)}.")
        if name in ("since", "until", "as_of") and values and getattr(criteria, name) is None:
            words = f"“{values[0][:80]}” is no date that {name} understands; write it as 2024-04-09."
            raise UnreadableFilter(name, words)
        if strange := next((value for value in values if value not in (known[name] or values)), ""):
            words = f"“{strange[:80]}” is no value of {name}; it takes one of: {', '.join(known[name])}."
            raise UnreadableFilter(name, words)
        most = 1 if name in ONE or name in beside else MOST_VALUES
        if len(values) > most:
            words = f"{name} takes up to {count(most, 'value')}; {len(values):,} are given."
            raise UnreadableFilter(name, words)
    return criteria


def syntax_help() -> str:
    """Return a sentence that explains how a filter is written."""
    keys = ", ".join(f"{name} ({', '.join(VALUES[name])})" if name in VALUES else name for name in PARAMETERS)
    return (
        "A filter is what stands behind the ? of a page's address, of these keys, joined by & and those that "
        f"take several values repeated: {keys}. Days are written as 2024-04-09."
    )


def from_address(parameters: Mapping[str, list[str]]) -> Filter:
    """Parse a filter from an address's parameters; what is unknown, empty or no date is ignored."""

    def names(parameter: str) -> tuple[str, ...]:
        """Return the values without characters that a database cannot hold: NUL and lone surrogates."""
        whole = (value.replace("\0", "").encode("utf-8", "ignore") for value in parameters.get(parameter, ()))
        given = (value.decode().strip() for value in whole)
        return tuple(dict.fromkeys(value for value in given if value))[:MOST_VALUES]

    def one_of(parameter: str, allowed: tuple[T, ...], default: tuple[T, ...]) -> tuple[T, ...]:
        given = set(names(parameter))
        return tuple(value for value in allowed if value in given) or default

    since, until = _first(names("since"), _day), _first(names("until"), _day)
    if since and until and since > until:  # typed the wrong way round
        since, until = until, since
    return Filter(
        text=next(iter(names("q")), ""),
        since=since,
        until=until,
        as_of=_first(names("as_of"), _instant),
        publishers=names("publishers"),
        sections=names("sections"),
        authors=names("authors"),
        tags=Choice(any=names("tags"), all=names("tags_all"), none=names("tags_not")),
        actors=Choice(any=names("actors"), all=names("actors_all"), none=names("actors_not")),
        languages=names("languages"),
        forms=tuple(form for given in names("forms") for form in FORMS if form == given),
        zones=one_of("zones", ZONES, DEFAULT_ZONES),
        roles=one_of("roles", MANNERS, DEFAULT_ROLES),
        kinds=one_of("kinds", KINDS, DEFAULT_KINDS),
        cast=one_of("cast", get_args(Cast), ("all",))[0],
        read=one_of("read", get_args(ReadState), ("all",))[0],
        labels=names("labels"),
    )


def to_address(criteria: Filter) -> dict[str, list[str]]:
    """Return a filter as the parameters of an address, without those at their default."""
    as_of = criteria.as_of
    if as_of and as_of.tzinfo:
        as_of = as_of.astimezone(UTC).replace(tzinfo=None)
    values: dict[str, Iterable[str]] = {
        "q": [criteria.text],
        "since": [criteria.since.isoformat()] if criteria.since else [],
        "until": [criteria.until.isoformat()] if criteria.until else [],
        "tags": criteria.tags.any,
        "tags_all": criteria.tags.all,
        "tags_not": criteria.tags.none,
        "actors": criteria.actors.any,
        "actors_all": criteria.actors.all,
        "actors_not": criteria.actors.none,
        "authors": criteria.authors,
        "publishers": criteria.publishers,
        "sections": criteria.sections,
        "languages": criteria.languages,
        "forms": criteria.forms,
        "zones": () if criteria.zones == DEFAULT_ZONES else criteria.zones,
        "read": () if criteria.read == "all" else [criteria.read],
        "labels": criteria.labels,
        "as_of": [f"{as_of.isoformat()}Z"] if as_of else [],
        "roles": () if criteria.roles == DEFAULT_ROLES else criteria.roles,
        "cast": () if criteria.cast == "all" else [criteria.cast],
        "kinds": () if criteria.kinds == DEFAULT_KINDS else criteria.kinds,
    }
    return {name: kept for name, given in values.items() if (kept := [value for value in given if value])}


D = TypeVar("D", date, datetime)


def _first(given: tuple[str, ...], read: Callable[[str], D | None]) -> D | None:
    return next((found for value in given if (found := read(value))), None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
