"""Which mentions count: the filter's kinds, roles, zones and cast in words, and links that change them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from lib.model.article import DEFAULT_ZONES
from lib.model.filter import Cast, Filter
from lib.model.mention import DEFAULT_KINDS, DEFAULT_ROLES
from lib.ui.render import Choices, Link
from lib.ui.view import View, with_value


class CountedField(NamedTuple):
    """A field of the filter that says which mentions count: label, values in words, usual values."""

    label: str
    words: Mapping[str, str]  # in the order of the address
    usual: tuple[str, ...]


CASTS: Mapping[Cast, str] = {"all": "all", "recorded": "recorded actors only"}
FIELDS: Mapping[str, CountedField] = {
    "kinds": CountedField("Who counts", {
        "person": "people", "organisation": "organisations", "country": "countries", "place": "places",
        "group": "groups", "other": "products, events and works",
    }, DEFAULT_KINDS),
    "roles": CountedField("Named how", {
        "name": "by name", "metonym": "by capital or seat", "demonym": "by people", "title": "in a title",
        "nested": "inside another name", "surname": "by surname", "undecided": "by an ambiguous surname",
        "unsure": "by an uncertain name",
    }, DEFAULT_ROLES),
    "zones": CountedField("Named where", {
        "headline": "headline", "deck": "standfirst", "body": "text", "quote": "quotations", "list": "lists",
        "table": "tables", "caption": "captions", "related": "cards of other stories", "ticker": "ticker",
    }, DEFAULT_ZONES),
}  # fmt: skip


def is_usual(criteria: Filter, field: str) -> bool:
    """Return whether a filter has the usual values in `field`, one of FIELDS."""
    return set(getattr(criteria, field)) == set(FIELDS[field].usual)


def all_usual(criteria: Filter) -> bool:
    """Return whether a filter counts mentions as usual: of all actors, with the usual values of FIELDS."""
    return criteria.cast == "all" and all(is_usual(criteria, field) for field in FIELDS)


def choices_of(view: View) -> list[Choices]:
    """Return links that choose which actors count, and links that add or remove a value of each field."""
    casts = [
        _link_to_filter(view, replace(view.criteria, cast=cast), words, current=cast == view.criteria.cast)
        for cast, words in CASTS.items()
    ]
    return [Choices("Actors that count", casts), *(_toggles(view, field) for field in FIELDS)]


def _toggles(view: View, field: str) -> Choices:
    """Return links that add or remove a value of a field; removing the last brings back the usual ones."""
    label, words, usual = FIELDS[field]
    chosen = set(getattr(view.criteria, field))

    def filter_counting(names: set[str]) -> Filter:
        kept = tuple(value for value in words if value in names)
        return with_value(view.criteria, field, usual if set(kept) == set(usual) else kept)

    links = [
        _link_to_filter(view, filter_counting(chosen ^ {value} or set(usual)), said, current=value in chosen)
        for value, said in words.items()
    ]
    if not is_usual(view.criteria, field):
        links.append(_link_to_filter(view, filter_counting(set(usual)), "as usual"))
    return Choices(label, links)


def _link_to_filter(view: View, criteria: Filter, words: str, *, current: bool = False) -> Link:
    return Link(view.narrowed(criteria), words, current=current, stay=True)
