from datetime import UTC, date, datetime
from typing import TypeVar
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.model.article import FORMS, ZONES
from lib.model.errors import UnreadableFilter
from lib.model.filter import Choice, Filter
from lib.model.mention import KINDS, ROLES
from lib.query.filter.address import MOST_VALUES, PARAMETERS, filter_of, from_address, syntax_help, to_address
from tests.cases import every_case
from tests.query.unreadable import UNREADABLE

NONSENSE: list[tuple[dict[str, list[str]], Filter]] = [
    ({}, Filter()),
    ({"since": ["yesterday"]}, Filter()),
    ({"since": ["2024-02-30", "2024-04-01"]}, Filter(since=date(2024, 4, 1))),
    (
        {"since": ["2024-04-09"], "until": ["2024-04-01"]},
        Filter(since=date(2024, 4, 1), until=date(2024, 4, 9)),
    ),
    ({"zones": ["footer"]}, Filter()),
    ({"zones": ["caption", "footer", "body"]}, Filter(zones=("body", "caption"))),
    ({"read": ["maybe"]}, Filter()),
    ({"forms": ["song", "brief"]}, Filter(forms=("brief",))),
    ({"read": ["starred"]}, Filter(read="starred")),
    ({"tags": ["", "  ", "China", "China", " Russia "]}, Filter(tags=Choice(any=("China", "Russia")))),
    ({"tags": ["a\0b\ud800"]}, Filter(tags=Choice(any=("ab",)))),
    ({"as_of": ["soon"]}, Filter()),
    ({"as_of": ["2024-04-09T10:00:00"]}, Filter(as_of=datetime(2024, 4, 9, 10, tzinfo=UTC))),
    ({"as_of": ["2024-04-09T12:00:00+02:00"]}, Filter(as_of=datetime(2024, 4, 9, 10, tzinfo=UTC))),
    ({"as_of": ["0001-01-01T00:00:00+14:00"]}, Filter()),
    ({"q": [], "unit": ["day"], "min": ["3"]}, Filter()),
]
ADDRESS = {
    "q": ["aid"], "since": ["2024-04-01"], "until": ["2024-04-09"], "tags": ["China"], "tags_all": ["War"],
    "tags_not": ["Sport"], "actors": ["Joe Biden", "Xi Jinping"], "actors_all": ["NATO"],
    "actors_not": ["person/~x"], "authors": ["A"], "publishers": ["p.example"], "sections": ["World"],
    "languages": ["en"], "forms": ["brief"],
    "zones": ["headline", "caption"], "read": ["unread"], "labels": ["later"],
    "as_of": ["2024-04-09T10:00:00Z"], "roles": ["title"], "kinds": ["place"], "cast": ["recorded"],
}  # fmt: skip

T = TypeVar("T", bound=str)
word = st.text(min_size=1).map(lambda text: text.replace("\0", "").strip()).filter(bool)
names = st.lists(word, max_size=3, unique=True).map(tuple)
choice = st.builds(Choice, any=names, all=names, none=names)


def some(values: tuple[T, ...]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.sets(st.sampled_from(values), min_size=1).map(
        lambda kept: tuple(v for v in values if v in kept)
    )


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    days = sorted(draw(st.lists(st.dates(), min_size=2, max_size=2)))
    return Filter(
        text=draw(st.just("") | word), since=draw(st.sampled_from([None, days[0]])),
        until=draw(st.sampled_from([None, days[1]])), publishers=draw(names), sections=draw(names),
        as_of=draw(st.none() | st.datetimes(timezones=st.just(UTC))), authors=draw(names), tags=draw(choice),
        actors=draw(choice), languages=draw(names), forms=draw(st.just(()) | some(FORMS)),
        zones=draw(some(ZONES)), roles=draw(some(ROLES)),
        kinds=draw(some(KINDS)), read=draw(st.sampled_from(["all", "unread", "read", "starred"])),
        labels=draw(names), cast=draw(st.sampled_from(["all", "recorded"])),
    )  # fmt: skip


@given(filters())
def test_a_filter_comes_back_from_its_address(criteria: Filter) -> None:
    assert from_address(to_address(criteria)) == criteria


@given(st.dictionaries(st.sampled_from(PARAMETERS) | st.text(), st.lists(st.text(), max_size=3)))
def test_any_address_gives_a_filter_that_its_own_address_keeps(address: dict[str, list[str]]) -> None:
    criteria = from_address(address)
    assert from_address(to_address(criteria)) == criteria


@every_case(("address", "criteria"), NONSENSE)
def test_nonsense_is_dropped(address: dict[str, list[str]], criteria: Filter) -> None:
    assert from_address(address) == criteria


def test_parameter_names_are_public_and_stay() -> None:
    assert set(ADDRESS) == set(PARAMETERS)
    assert to_address(from_address(ADDRESS)) == ADDRESS


def test_an_unfiltered_view_has_a_bare_address() -> None:
    assert to_address(Filter()) == {}


def test_an_address_of_thousands_of_names_is_cut() -> None:
    assert len(from_address({"tags": [str(n) for n in range(5_000)]}).tags.any) == MOST_VALUES


@every_case(("address", "words"), UNREADABLE)
def test_a_sentence_refuses_what_may_not_be_dropped(address: str, words: str) -> None:
    with pytest.raises(UnreadableFilter) as refused:
        filter_of(address)
    assert words in str(refused.value) and str(refused.value).endswith(".")


@given(filters())
def test_what_may_not_be_dropped_is_read_as_a_page_reads_it(criteria: Filter) -> None:
    assert filter_of("?" + urlencode(to_address(criteria), doseq=True)) == criteria
    assert filter_of({"until": [""], "limit": ["5"], **to_address(criteria)}, {"limit": ()}) == criteria


def test_how_a_filter_is_written_names_each_key_and_its_values() -> None:
    said = syntax_help()
    assert [name for name in PARAMETERS if name not in said] == []
    assert f"kinds ({', '.join(KINDS)})" in said and "Days are written as 2024-04-09." in said
