"""Headings are told by tag, role or class."""

import pytest
from lxml import html

from lib.clean.html.headings import level

HEADS = [
    ("<h3>Piers</h3>", 3),
    ("<div role=heading aria-level=4>Piers</div>", 4),
    ("<div role=heading>Piers</div>", 3),
    ("<div class='wide heading-h6'>Piers</div>", 6),
    ("<div class=pf_subheadline>Piers</div>", 3),
    ("<p class=zwischentitel>Piers</p>", 3),
    ("<p class=header>Piers</p>", 0),
    ("<li class=heading>Piers</li>", 0),
    ("<p>Piers</p>", 0),
]


@pytest.mark.parametrize(("markup", "expected"), HEADS)
def test_a_heading_has_its_level(markup: str, expected: int) -> None:
    assert level(html.fragment_fromstring(markup)) == expected
