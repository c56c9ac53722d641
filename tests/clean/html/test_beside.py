"""What is printed beside a picture."""

import pytest

from lib.clean.html.beside import Said, parted, said_beside, same_picture
from tests.clean.markup import page

URL = "https://harbourpost.example/i/old-quay-1200x800.jpg"
BASE = "https://harbourpost.example/city/quay"
PICTURE = "<img src='/i/old-quay-600x400.jpg'>"
PAGES = [
    (f"<div>{PICTURE}<p>Boats at the quay.</p></div>", Said(caption="Boats at the quay.")),
    (f"<div><div>{PICTURE}</div><p>Boats at the quay.</p><p>Foto: Brandt</p></div>",
     Said(caption="Boats at the quay.", credit="Brandt")),
    (f"<div>{PICTURE}<p>Boats at the quay. (Brandt/AFP)</p></div>",
     Said(caption="Boats at the quay.", credit="Brandt/AFP")),
    ("<div><img data-srcset='/x.jpg 1x, /i/old-quay-900w.jpg 2x'><p>Boats</p></div>", Said(caption="Boats")),
    (f"<div>{PICTURE}<h2>Another story</h2></div>", Said()),
    (f"<div>{PICTURE}<p><a href=/x>Another story about the quay</a></p></div>", Said()),
    (f"<div>{PICTURE}<p>One.</p><p>Two.</p><p>Three.</p></div>", Said()),
    (f"<article>{PICTURE}<p>The text of the story itself.</p></article>", Said()),
    (f"<div>{PICTURE}<p>{'A long paragraph of the story. ' * 30}</p></div>", Said()),
    ("<div><img src='/i/mayor-at-work.jpg'><p>The mayor.</p></div>", Said()),
    ("<div><img src='http://[broken'><p>The mayor.</p></div>", Said()),
]  # fmt: skip
SAME = [
    (URL, "https://cdn.example/x/old-quay.jpg", True),
    ("https://a.example/image/9c81aa55/?w=1", "https://a.example/image/9c81aa55/?w=2", True),
    ("https://a.example/1/01.jpg", "https://a.example/2/01.jpg", False),
    ("https://a.example/i/mayor-at-work.jpg", URL, False),
    ("http://[broken", URL, False),
    (None, URL, False),
]


@pytest.mark.parametrize(("markup", "said"), PAGES)
def test_a_few_short_lines_alone_with_a_picture_are_its_caption(markup: str, said: Said) -> None:
    found = page(f"<html><body><main>{markup}</main></body></html>")
    assert said_beside(found, URL, BASE) == said


@pytest.mark.parametrize(("one", "other", "expected"), SAME)
def test_two_sizes_of_one_picture_are_the_same(one: str | None, other: str, expected: bool) -> None:
    assert same_picture(one, other) is expected


def test_a_line_that_is_only_a_credit_is_no_caption() -> None:
    assert parted(["Picture: AFP"]) == Said(credit="AFP")
    assert not parted([])
