"""What a box around a line or a picture says."""

import pytest

from lib.clean.html.pictures import (
    PictureText,
    caption_and_credit,
    is_of_form,
    is_pictured,
    same_picture,
    text_beside,
)
from tests.clean.markup import PROSE, page

LINES = [
    ("<div class=x><img src=/i.jpg><p>Boats at the quay on Monday.</p></div>", True),
    ("<div class=x><img src=/i.jpg><p>Boats at the quay.</p><p>Image: Ivo Brandt</p></div>", True),
    ("<p><img src=/i.jpg>Boats at the quay</p>", True),
    ("<p><img src=/i.jpg>The boats came in before seven.</p>", False),
    ("<p>Boats <img src=/i.jpg> at the quay</p>", False),
    ("<div class=x><p>Boats at the quay</p><img src=/i.jpg></div>", False),
    ("<div class=x><img src=/i.jpg width=1 height=1><p>Boats at the quay</p></div>", False),
    ("<section><img src=/i.jpg><p>Boats at the quay</p></section>", False),
    ("<blockquote><img src=/i.jpg><p>Boats at the quay</p></blockquote>", False),
    (f"<div class=x><img src=/i.jpg>{'<p>Boats at the quay</p>' * 3}</div>", False),
    (f"<div class=x><img src=/i.jpg><p>{' '.join(PROSE)}</p></div>", False),
    ("<div class=x><img src=/i.jpg><p><a href=/ice>The ice house is open</a></p></div>", False),
]


@pytest.mark.parametrize(("markup", "expected"), LINES)
def test_a_caption_is_told_by_its_picture(markup: str, expected: bool) -> None:
    found = page(f"<main><p>{PROSE[0]}</p>{markup}<p>{PROSE[1]}</p></main>")
    main = frozenset(found.tree.iter("main", "body", "html"))
    assert is_pictured(found.pieces, 1, main) is expected


BOXES = [
    ("<section><h3>Inside the port</h3><p>All you need.</p><form><input type=email></form></section>", True),
    ("<div><p>What do you think of it?</p><label><input type=radio>Much</label></div>", True),
    ("<div><p>Boats at the quay</p><input type=hidden></div>", False),
    ("<div><p>Boats at the quay</p><button>Larger</button></div>", False),
    (f"<div>{'<p>Boats at the quay</p>' * 7}<form></form></div>", False),
    (f"<div><p>{' '.join(PROSE * 2)}</p><form></form></div>", False),
]


@pytest.mark.parametrize(("markup", "expected"), BOXES)
def test_a_line_beside_a_field_is_of_the_form(markup: str, expected: bool) -> None:
    found = page(f"<main><p>{PROSE[0]}</p>{markup}<p>{PROSE[1]}</p></main>")
    main = frozenset(found.tree.iter("main", "body", "html"))
    assert is_of_form(found.pieces, 1, main) is expected


URL = "https://harbourpost.example/i/old-quay-1200x800.jpg"
BASE = "https://harbourpost.example/city/quay"
PICTURE = "<img src='/i/old-quay-600x400.jpg'>"
PICTURED = [
    (f"<div>{PICTURE}<p>Boats at the quay.</p></div>", PictureText(caption="Boats at the quay.")),
    (f"<div><div>{PICTURE}</div><p>Boats at the quay.</p><p>Foto: Brandt</p></div>",
     PictureText(caption="Boats at the quay.", credit="Brandt")),
    (f"<div>{PICTURE}<p>Boats at the quay. (Brandt/AFP)</p></div>",
     PictureText(caption="Boats at the quay.", credit="Brandt/AFP")),
    ("<div><img data-srcset='/x.jpg 1x, /i/old-quay-900w.jpg 2x'><p>Boats</p></div>",
     PictureText(caption="Boats")),
    (f"<div>{PICTURE}<h2>Another story</h2></div>", PictureText()),
    (f"<div>{PICTURE}<p><a href=/x>Another story about the quay</a></p></div>", PictureText()),
    (f"<div>{PICTURE}<p>One.</p><p>Two.</p><p>Three.</p></div>", PictureText()),
    (f"<article>{PICTURE}<p>The text of the story itself.</p></article>", PictureText()),
    (f"<div>{PICTURE}<p>{'A long paragraph of the story. ' * 30}</p></div>", PictureText()),
    ("<div><img src='/i/mayor-at-work.jpg'><p>The mayor.</p></div>", PictureText()),
    ("<div><img src='http://[broken'><p>The mayor.</p></div>", PictureText()),
]  # fmt: skip
SAME = [
    (URL, "https://cdn.example/x/old-quay.jpg", True),
    ("https://a.example/image/9c81aa55/?w=1", "https://a.example/image/9c81aa55/?w=2", True),
    ("https://a.example/1/01.jpg", "https://a.example/2/01.jpg", False),
    ("https://a.example/i/mayor-at-work.jpg", URL, False),
    ("http://[broken", URL, False),
    (None, URL, False),
]


@pytest.mark.parametrize(("markup", "said"), PICTURED)
def test_a_few_short_lines_alone_with_a_picture_are_its_caption(markup: str, said: PictureText) -> None:
    found = page(f"<html><body><main>{markup}</main></body></html>")
    assert text_beside(found, URL, BASE) == said


@pytest.mark.parametrize(("one", "other", "expected"), SAME)
def test_two_sizes_of_one_picture_are_the_same(one: str | None, other: str, expected: bool) -> None:
    assert same_picture(one, other) is expected


def test_a_line_that_is_only_a_credit_is_no_caption() -> None:
    assert caption_and_credit(["Picture: AFP"]) == PictureText(credit="AFP")
    assert not caption_and_credit([])
