"""Links lead to the web or nowhere."""

import pytest

from lib.clean.addresses.links import absolute, kept_links
from lib.model.article import Link

BASE = "https://harbourpost.example/city/quay"
ADDRESSES = [
    ("/council", "https://harbourpost.example/council"),
    ("https://other.example/a", "https://other.example/a"),
    ("javascript:alert(1)", None),
    ("mailto:desk@harbourpost.example", None),
    ("http://[broken", None),
    ("data:text/html,x", None),
]


@pytest.mark.parametrize(("address", "expected"), ADDRESSES)
def test_an_address_is_made_whole_or_dropped(address: str, expected: str | None) -> None:
    assert absolute(address, BASE) == expected


def test_without_a_base_a_relative_link_is_dropped() -> None:
    assert absolute("/council", None) is None


def test_a_block_keeps_the_links_of_the_web() -> None:
    links = (Link(start=0, end=3, url="/a"), Link(start=4, end=7, url="tel:1"))
    assert kept_links(links, BASE) == (Link(start=0, end=3, url="https://harbourpost.example/a"),)
