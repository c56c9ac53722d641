"""A page without an address still says whose it is."""

import pytest

from lib.clean import clean
from tests.clean.markup import capture, story

TOLD = [
    ("<meta property=og:site_name content='Harbour Post'>", "", "Harbour Post", "site name"),
    (
        '<script type="application/ld+json">'
        '{"@type":"NewsArticle","publisher":{"name":"Harbour Post"}}</script>',
        "",
        "Harbour Post",
        "json-ld",
    ),
    ("", "<footer>© 2024 Harbour Post. All rights reserved.</footer>", "Harbour Post", "names on the page"),
    ("<meta name=copyright content='海岸网版权所有'>", "", "海岸网", "names on the page"),
    ("", "<p>More from Harbour Post</p><p>Follow Harbour Post on the water</p>", "", None),
]


@pytest.mark.parametrize(("head", "foot", "name", "source"), TOLD)
def test_the_publisher_s_name_stands_in_for_its_address(
    head: str, foot: str, name: str, source: str | None
) -> None:
    article = clean(capture(story(foot, head=head).content, url=None)).article
    assert (article.publisher, article.provenance.get("publisher")) == (name, source)


def test_an_address_goes_before_a_name() -> None:
    head = "<meta property=og:site_name content='Harbour Post'>"
    assert clean(story(head=head)).article.publisher == "harbourpost.example"
