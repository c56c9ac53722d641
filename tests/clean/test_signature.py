"""The printed byline, where machines are told nothing."""

import pytest

from lib.clean import clean
from tests.clean.markup import capture, story

PRINTED = [
    ("<p class=byline>By Maren Holt and Ivo Brandt</p>", ("Maren Holt", "Ivo Brandt")),
    ("<div><a rel=author href=/m>Maren</a></div>", ("Maren",)),
    ("<p>By Maren Holt</p>", ("Maren Holt",)),
    ("<p>Maren Holt</p>", ("Maren Holt",)),
    ("<div>Maren Holt | 11.03.2024</div>", ("Maren Holt",)),
    ("<div class=comments><p class=author>Angry Reader</p></div>", ()),
    ("<p class=byline>Follow us on Facebook</p>", ()),
]


@pytest.mark.parametrize(("line", "expected"), PRINTED)
def test_a_line_under_the_headline_names_the_authors(line: str, expected: tuple[str, ...]) -> None:
    page = story()
    content = page.content.replace("</h1>", f"</h1>{line}")
    assert clean(capture(content)).article.authors == expected


def test_the_printed_byline_is_kept_apart_from_the_text() -> None:
    article = clean(capture(story().content.replace("</h1>", "</h1><p>By Maren Holt</p>"))).article
    assert article.byline == "By Maren Holt"
    assert "Maren" not in article.text
