"""One address for one story."""

import pytest

from lib.clean.address import canonical, host_of, page_address, slug_of
from tests.clean.markup import page

FOLDED = [
    (
        "https://www.harbourpost.example/city/quay?utm_source=x&fbclid=1",
        "https://harbourpost.example/city/quay",
    ),
    ("http://m.harbourpost.example/city/quay/", "https://harbourpost.example/city/quay"),
    ("https://harbourpost.example/city/quay/amp/", "https://harbourpost.example/city/quay"),
    ("https://harbourpost.example/amp/city/quay", "https://harbourpost.example/city/quay"),
    ("https://harbourpost.example/city/quay.amp.html", "https://harbourpost.example/city/quay.html"),
    (
        "https://harbourpost-example.cdn.ampproject.org/c/s/harbourpost.example/city/quay",
        "https://harbourpost.example/city/quay",
    ),
    ("https://harbourpost.example/story.php?id=7&utm_medium=y", "https://harbourpost.example/story.php?id=7"),
    ("https://harbourpost.example:8443/a-b", "https://harbourpost.example:8443/a-b"),
    ("mailto:desk@harbourpost.example", None),
    ("http://[broken", None),
    ("localhost/x", None),
    (None, None),
]
SLUGS = [
    ("https://harbourpost.example/city/old-quay-reopens.html", "old-quay-reopens"),
    ("https://harbourpost.example/2024/03/old-quay-reopens/12345", "old-quay-reopens"),
    ("https://harbourpost.example/12345", None),
    (None, None),
]


@pytest.mark.parametrize(("address", "expected"), FOLDED)
def test_copies_of_one_story_share_an_address(address: str | None, expected: str | None) -> None:
    assert canonical(address) == expected


@pytest.mark.parametrize(("address", "expected"), SLUGS)
def test_a_slug_is_the_last_speaking_part(address: str | None, expected: str | None) -> None:
    assert slug_of(address) == expected


def test_a_publisher_is_a_host_without_prefixes() -> None:
    assert host_of("https://www.harbourpost.example/a") == host_of("https://m.harbourpost.example/b")


def test_a_canonical_link_to_the_front_page_is_passed_over() -> None:
    found = page(
        "<html><head><link rel=canonical href='https://harbourpost.example/'>"
        "<meta property='og:url' content='https://harbourpost.example/city/quay'></head><body><p>x</p></body></html>"
    )
    assert page_address(found.tree, found.data, None) == ("https://harbourpost.example/city/quay", "og:url")
