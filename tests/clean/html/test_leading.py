"""Lines and lists that lead to other stories are told by their links."""

import pytest

from lib.clean.html.leading import leading
from tests.clean.markup import PROSE, page

OWN = "https://harbourpost.example/city/quay"
TEXT = "".join(f"<p>{text}</p>" for text in PROSE)
LINES = [
    ("<p>FUNDA FUTHI | <a href=/ice>The ice house is open again</a></p>", True),
    (
        "<p>See this too: <a href=https://www.harbourpost.example/ice>The ice house is open again</a></p>",
        True,
    ),
    ("<p>The paper: <a href=https://far.example/ice>The ice house is open again</a></p>", False),
    ("<p>Account: <a href=/holt>@holt</a></p>", False),
    ("<p>She said: <a href=/ice>the ice house is open again</a>, and went home.</p>", False),
    ("<h2>Piers: <a href=/ice>the ice house is open again</a></h2>", False),
    ("<ul><li>Ice: <a href=/ice>The house opens</a></li><li><a href=/tar>Tar is dear</a></li></ul>", True),
    (
        "<ul><li><a href=/ice>The ice house is open</a> after two years of works on its roof.</li>"
        "<li><a href=/tar>Tar is dear this summer</a> because the works at the coast have closed.</li></ul>",
        True,
    ),
    ("<ul><li><a href=#ice>The ice house</a></li><li><a href=#tar>Tar is dear</a></li></ul>", False),
    ("<ul><li><a href=/ice>The ice house</a></li><li>Tar is dear</li></ul>", False),
]


@pytest.mark.parametrize(("markup", "leads"), LINES)
def test_a_line_that_leads_away_is_told_by_its_shape(markup: str, leads: bool) -> None:
    found = page(TEXT + markup)
    expected = range(len(PROSE), len(found.pieces)) if leads else ()
    assert leading(found.pieces, range(len(found.pieces)), OWN) == dict.fromkeys(expected, "read more")


def test_a_page_about_its_links_keeps_them() -> None:
    found = page("<ul><li><a href=/ice>The ice house</a></li><li><a href=/tar>Tar is dear</a></li></ul>")
    assert not leading(found.pieces, range(len(found.pieces)), OWN)
