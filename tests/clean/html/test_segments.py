"""The source text of a page and how it falls into pieces."""

import pytest

from lib.clean.html.segments import source_text
from tests.clean.markup import capture, page

BODIES = [
    ("<p>one</p><p>two</p>", ["one", "two"]),
    ("one<p>two</p>three", ["one", "two", "three"]),
    ("<p>one<br>two</p>", ["one two"]),
    ("<p>one<br><br>two</p>", ["one", "two"]),
    # a line that is all bold stands alone, as in an interview; a label goes with what it is the label of
    ("<p><b>Why now?</b><br>It was time.</p>", ["Why now?", "It was time."]),
    ("<p><b>Why</b> now?<br>It was time.</p>", ["Why now? It was time."]),
    ("<p><b>Mayor:</b><br>It was time.</p>", ["Mayor: It was time."]),
    ("<p><b>READ MORE</b><br><a href=/x>Ice house</a></p>", ["READ MORE Ice house"]),
    ("<p><b><a href=/x>Ice house to get a roof</a></b><br>9 March</p>", ["Ice house to get a roof 9 March"]),
    ("<p><b>one<br>two</b></p>", ["one two"]),
    ("<p>one<!-- not --> two</p>", ["one two"]),
    ("<p>one<script>not</script> two<style>not</style></p><template>not</template>", ["one two"]),
    ("<a href=/a>City</a><a href=/b>Port</a>", ["City Port"]),
    ("<p>the <a href=/a>quay</a>, old</p>", ["the quay, old"]),
    ("<p>one <svg><path/></svg>two</p>", ["one two"]),
    ("<figcaption>Boats <span class=credit>Brandt</span></figcaption>", ["Boats", "Brandt"]),
    ("<ul><li>one<ul><li>two</li></ul>three</li></ul>", ["one", "two", "three"]),
    # what a link says to screen readers alone
    ("<p>the <a href=/a>quay<span class=sr-only>, opens new tab</span></a> again</p>", ["the quay again"]),
    (
        "<p>the <a href=/a>quay<span style='clip:rect(0 0 0 0)'> (opens a window)</span></a>, old</p>",
        ["the quay, old"],
    ),
    ("<p><span class=sr-only>Opinion:</span> the quay</p>", ["Opinion: the quay"]),
    ("<p><a href=/a><span class=sr-only>To the quay</span></a></p>", ["To the quay"]),
    # a card that opens at a touch, with links and pictures of its own
    (
        "<p>Mayor <span class=rollover><a href=/m>Maren Holt</a><span class=rollover-block><img src=/m.jpg>"
        "<a href=/m>Maren Holt</a><a href=/n>Ice</a><br><a href=/o>More</a></span></span>, she said.</p>",
        ["Mayor Maren Holt, she said."],
    ),
    ("<p><span class=tooltip-text>Quay</span> opened</p>", ["Quay opened"]),
    ("<p>The <span class=popover-body><div>quay</div></span></p>", ["The", "quay"]),
    ("<table><tr><td>one</td><td>two</td></tr></table>", ["one", "two"]),
]


@pytest.mark.parametrize(("body", "expected"), BODIES)
def test_a_page_falls_into_its_blocks(body: str, expected: list[str]) -> None:
    assert [piece.text for piece in page(f"<html><body>{body}</body></html>").pieces] == expected


@pytest.mark.parametrize(("body", "expected"), BODIES)
def test_pieces_cover_the_source_text(body: str, expected: list[str]) -> None:
    source = page(f"<html><body>{body}</body></html>").source
    position = 0
    for piece in source.pieces:
        assert not source.text[position : piece.at].strip()
        position = piece.end
    assert not source.text[position:].strip()


def test_the_source_text_is_every_text_node_in_order() -> None:
    content = (
        "<html><head><title>T</title><script>no</script></head><body><p>a <b>b</b></p><p>c</p></body></html>"
    )
    assert source_text(capture(content)) == "Ta bc"


def test_words_that_are_not_bold_keep_a_line_from_standing_alone() -> None:
    found = page("<body><p>Boats came.<br><b>Ice house</b><br><b>Roof</b><br>It leaks.</p></body>").pieces
    assert [piece.text for piece in found] == ["Boats came. Ice house Roof It leaks."]


def test_a_bold_line_before_a_text_stands_alone() -> None:
    found = page("<body><p><b>Ice house</b><br>It leaks.<br>So they say.</p></body>").pieces
    assert [piece.text for piece in found] == ["Ice house", "It leaks. So they say."]
