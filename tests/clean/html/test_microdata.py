"""What elements marked with itemprop say."""

import pytest

from lib.clean.html.microdata import items
from tests.clean.markup import page

ROWS = [
    ("<span itemprop=author>Maren Holt</span>", "author", ("Maren Holt",)),
    (
        "<div itemprop=author itemscope><span itemprop=name>Maren Holt</span>Editor</div>",
        "author",
        ("Maren Holt",),
    ),
    ("<meta itemprop=datePublished content='2024-03-11'>", "datePublished", ("2024-03-11",)),
    ("<time itemprop=datePublished datetime='2024-03-11'>Monday</time>", "datePublished", ("2024-03-11",)),
    ("<p><b itemprop=author>Maren</b> <b itemprop=author>Ivo</b></p>", "author", ("Maren", "Ivo")),
    (
        "<div itemscope itemtype='https://schema.org/Comment'><b itemprop=author>A reader</b></div>"
        "<b itemprop=author>Maren Holt</b>",
        "author",
        ("Maren Holt",),
    ),
    (
        "<p itemprop=author>Maren Holt</p><section><ul><li><div><i><b itemprop=author>Ada</b></i></div></li>"
        "</ul></section>",
        "author",
        ("Maren Holt",),
    ),
]


@pytest.mark.parametrize(("markup", "name", "values"), ROWS)
def test_properties_of_the_story_are_read(markup: str, name: str, values: tuple[str, ...]) -> None:
    assert (
        items(page(f"<html><body><main><article>{markup}</article></main></body></html>").tree)[name]
        == values
    )
