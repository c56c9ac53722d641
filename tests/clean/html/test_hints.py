"""Remarks for screen readers alone are known by how they are laid out."""

import pytest
from lxml.html import fromstring

from lib.clean.html.hints import hints_of, is_hint
from tests.clean.markup import page

NODES = [
    ("<span class='sr-only'>, opens new tab</span>", True),
    ("<span class='c-link__visually-hidden'>(öffnet im neuen Fenster)</span>", True),
    ("<span style='position: absolute; clip: rect(0 0 0 0)'>, opens new tab</span>", True),
    ("<span style='clip-path:inset(50%)'>, opens new tab</span>", True),
    ("<span class='hidden md:inline'>the quay</span>", False),
    ("<span>, opens new tab</span>", False),
    (f"<span class=sr-only>{'The harbour master rang the bell. ' * 3}</span>", False),
]


@pytest.mark.parametrize(("markup", "expected"), NODES)
def test_a_remark_is_short_and_out_of_sight(markup: str, expected: bool) -> None:
    assert is_hint(fromstring(markup)) is expected


def test_each_remark_is_told_once() -> None:
    line = "<p>The <a href=/x>quay<span class=sr-only>,\n opens new tab</span></a> again.</p>"
    found = page(f"<html><body>{line * 3}</body></html>")
    assert hints_of(found.pieces, found.source.text) == [", opens new tab"]
