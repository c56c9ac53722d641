"""Links to tags."""

import pytest

from lib.clean import clean
from lib.clean.fields.tag_links import marked_tags
from tests.clean.markup import page, story

MARKED = [
    ("<a rel=tag href=/t>Port</a><a rel='category tag' href=/c>City</a>", ["Port"]),
    ("<a rel='category tag' href=/c>City</a>", ["City"]),
    ("<a href=/tag/port>Port</a>", []),
]
PRINTED = [
    (
        "<ul><li><a href=/tag/port>Port</a></li><li><a href=/tag/old-city>Old city (12)</a></li></ul>",
        ("Port", "Old city"),
    ),
    ("<p><a href=/topics/port>#Port</a> <a href=/topics/city>#City</a></p>", ("Port", "City")),
    ("<p>The whole <a href=/tag/port>port</a> was closed for eleven days, said the office.</p>", ()),
    ("<p><a href=/tag/port>All about the port and what has become of it.</a></p>", ()),
    ("<nav><a href=/tag/port>Port</a></nav>", ()),
    ("<p><a href='http://[broken'>Port</a></p>", ()),
]


@pytest.mark.parametrize(("markup", "expected"), MARKED)
def test_a_category_is_a_tag_only_where_nothing_else_is(markup: str, expected: list[str]) -> None:
    assert marked_tags(page(f"<html><body>{markup}</body></html>").tree) == expected


@pytest.mark.parametrize(("markup", "expected"), PRINTED)
def test_lines_of_links_to_tags_are_tags(markup: str, expected: tuple[str, ...]) -> None:
    article = clean(story(markup)).article
    assert article.tags == expected
    assert article.provenance["tags"] == ("links to tags" if expected else "none")
