"""A publisher's printed names, its site and the editions of it are one."""

from pathlib import Path

import pytest

from lib.model.filter import Filter
from lib.query import authors, publishers, stories
from lib.store.archive import open_for_reading
from lib.store.names.publishers import listed_publisher
from tests import builders
from tests.cases import every_case

SITES = {
    ("de.harbourpost.com", "Harbour Post"): "harbourpost.com",
    ("fr.m.harbourpost.co.uk", "harbourpost"): "harbourpost.co.uk",
    ("money.harbourpost.com", "Harbour Money"): "money.harbourpost.com",
    ("tide.blogs.com", "Tide"): "tide.blogs.com",
    ("harbourpost.com", "Harbour Post"): "harbourpost.com",
    ("de.harbourpost.com", None): "de.harbourpost.com",
    ("Harbour Post", "Harbour Post"): "Harbour Post",
    ("", None): "",
}


@every_case(("printed", "called"), SITES)
def test_an_edition_that_calls_itself_as_the_site_is_the_site(printed: str, called: str | None) -> None:
    text = builders.article("Harbour reopens", publisher=printed, site_name=called)
    assert listed_publisher(text) == SITES[printed, called]


def test_editions_are_one_publisher_and_owners_no_authors(tmp_path: Path) -> None:
    given = (
        builders.article(
            f"Story {place}", publisher=f"{place}harbourpost.com", site_name="Harbour Post", authors=signed
        )
        for place, signed in (("de.", ("Condé Nast",)), ("", ("Ida Brandt", "Condé Nast")))
    )
    with open_for_reading(builders.archive(tmp_path, *map(builders.parsed, given))) as db:
        assert publishers.counts(db, Filter())[["publisher", "stories"]].values.tolist() == [
            ["harbourpost.com", 2]
        ]
        assert authors.counts(db, Filter())["author"].tolist() == ["Ida Brandt"]


PRINTED = (  # names of one publisher, the last of which is its domain
    ("TheTide", "The Tide", "thetide.com"),
    ("Harbour Post", "The Harbour Post", "harbourpost.com"),
    ("Post.co.uk", "post.co.uk"),
)
# Each name comes first once, and each of two before the other.
ONE = {names[n:] + names[:n]: names[-1] for names in PRINTED for n in range(len(names))}


@pytest.mark.parametrize("order", ONE, ids=", ".join)
def test_all_printed_names_of_a_domain_are_one_publisher(tmp_path: Path, order: tuple[str, ...]) -> None:
    for number, name in enumerate(order):
        text = builders.article(f"Story {number}", publisher=name)
        path = builders.archive(tmp_path, builders.parsed(text))
    with open_for_reading(path) as db:
        found = publishers.counts(db, Filter())[["publisher", "stories"]].values.tolist()
        assert found == [[ONE[order], len(order)]]
        assert db.execute("select count(*) from publisher").fetchall() == [(1,)]
        for name in order:
            assert int(stories.totals(db, Filter(publishers=(name,)))["stories"].iloc[0]) == len(order)


def test_two_papers_of_one_name_in_two_countries_stay_two(tmp_path: Path) -> None:
    given = (
        builders.article(f"Story {name}", publisher=name) for name in ("post.co.uk", "post.ie", "The Post")
    )
    with open_for_reading(builders.archive(tmp_path, *map(builders.parsed, given))) as db:
        assert {*publishers.counts(db, Filter())["publisher"]} == {"post.co.uk", "post.ie", "The Post"}
