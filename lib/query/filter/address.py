"""A filter as the parameters of an address, and back; the parameters' names are a public interface."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Any, get_args
from urllib.parse import parse_qs, urlencode

from lib.model.article import FORMS, ZONES
from lib.model.errors import UnreadableFilter
from lib.model.filter import Cast, Choice, Filter, ReadState
from lib.model.mention import KINDS, MANNERS
from lib.model.wording import count

MOST_VALUES = 100  # of one parameter; an address longer than that is no reader's


def _parsed_day(text: str) -> date | None:
    """Return the day of a text in ISO 8601, such as "1962-10-24"; None if the text is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _parsed_instant(text: str) -> datetime | None:
    """Return the time of a text in ISO 8601, in UTC, also if it has no timezone; None for other texts."""
    try:
        when = datetime.fromisoformat(text)
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _in_utc(when: datetime) -> str:
    """Return a moment as ISO 8601 in UTC, ending with Z; one without a timezone is taken for UTC."""
    return f"{(when.astimezone(UTC) if when.tzinfo else when).replace(tzinfo=None).isoformat()}Z"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address: what it sets of a filter, and how its values are read and written."""

    part: str  # the attribute of Filter, that of a Choice behind a point
    values: tuple[str, ...] = ()  # what it takes; () where that is any
    one: bool = False  # it takes one value
    read: Callable[[str], Any] = str  # None for what cannot be read
    write: Callable[[Any], str] = str

    def found(self, given: Sequence[str]) -> list[Any]:
        """Return the values read, each once, without unknown and empty ones.

        NUL and lone surrogates are removed from a value before it is read.
        """
        whole = (value.replace("\0", "").encode("utf-8", "ignore").decode().strip() for value in given)
        kept = list(dict.fromkeys(value for value in whole if value))[:MOST_VALUES]
        if self.values:
            return [value for value in self.values if value in kept]
        return [value for value in map(self.read, kept) if value is not None]


def _of_names() -> Iterator[tuple[str, Parameter]]:
    """Yield by name the parameters for names of any wording; labels come behind them."""
    for field in fields(Filter):
        if field.type is Choice:
            for end, how in (("", "any"), ("_all", "all"), ("_not", "none")):
                yield f"{field.name}{end}", Parameter(f"{field.name}.{how}")
        elif field.type == tuple[str, ...] and field.name != "labels":
            yield field.name, Parameter(field.name)


TABLE = {
    "q": Parameter("text", one=True),
    "since": Parameter("since", one=True, read=_parsed_day),
    "until": Parameter("until", one=True, read=_parsed_day),
    **dict(_of_names()),
    "forms": Parameter("forms", FORMS),
    "zones": Parameter("zones", ZONES),
    "read": Parameter("read", get_args(ReadState), one=True),
    "labels": Parameter("labels"),
    "as_of": Parameter("as_of", one=True, read=_parsed_instant, write=_in_utc),
    "roles": Parameter("roles", MANNERS),
    "cast": Parameter("cast", get_args(Cast), one=True),
    "kinds": Parameter("kinds", KINDS),
}
PARAMETERS = tuple(TABLE)


def filter_of(
    given: str | Mapping[str, list[str]], beside: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Filter:
    """Parse a filter strictly, from an address or its parameters; raises UnreadableFilter.

    `beside` names other parameters that are allowed, each with its allowed values; () allows any value.
    """
    if isinstance(given, str):
        given = parse_qs(given.removeprefix("?"), keep_blank_values=True)
    known = {**{name: each.values for name, each in TABLE.items()}, **beside}
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
        most = 1 if name in beside or TABLE[name].one else MOST_VALUES
        if len(values) > most:
            words = f"{name} takes up to {count(most, 'value')}; {len(values):,} are given."
            raise UnreadableFilter(name, words)
    return criteria


def syntax_help() -> str:
    """Return a sentence that explains how a filter is written."""
    takes = {name: f" ({', '.join(each.values)})" if each.values else "" for name, each in TABLE.items()}
    keys = ", ".join(f"{name}{values}" for name, values in takes.items())
    return (
        "A filter is what stands behind the ? of a page's address, of these keys, joined by & and those that "
        f"take several values repeated: {keys}. Days are written as 2024-04-09."
    )


def from_address(parameters: Mapping[str, list[str]]) -> Filter:
    """Parse a filter from the parameters of an address; what is unknown, empty or no date is ignored."""
    parts: dict[str, Any] = {}
    choices: dict[str, dict[str, Any]] = {}
    for name, each in TABLE.items():
        if found := each.found(parameters.get(name, ())):
            field, _, how = each.part.partition(".")
            into = choices.setdefault(field, {}) if how else parts
            into[how or field] = found[0] if each.one else tuple(found)
    since, until = parts.get("since"), parts.get("until")
    if since and until and since > until:  # typed the wrong way round
        parts |= {"since": until, "until": since}
    return Filter(**parts | {field: Choice(**chosen) for field, chosen in choices.items()})


def from_query(query: str) -> Filter:
    """Return the filter in the query of an address, such as "tags=Cuba"; invalid parameters are dropped."""
    return from_address(parse_qs(query.removeprefix("?")))


def to_query(criteria: Filter) -> str:
    """Return a filter as the query of an address; "" for the filter that selects everything."""
    return urlencode(to_address(criteria), doseq=True)


def to_address(criteria: Filter) -> dict[str, list[str]]:
    """Return a filter as {parameter of an address: its values}, without those at their default."""
    address = {}
    for name, each in TABLE.items():
        value, default = (attrgetter(each.part)(of) for of in (criteria, Filter()))
        values = [each.write(one) for one in ([value] if each.one else value) if one]
        if values and value != default:
            address[name] = values
    return address
