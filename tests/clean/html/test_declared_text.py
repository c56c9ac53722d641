"""What JSON-LD tells of a story's text."""

import json
from datetime import UTC, datetime

from lib.clean.html.declared_text import told_text, told_updates
from tests.clean.markup import PROSE, page

UPDATES = [
    {"@type": "BlogPosting", "headline": "Second ferry cancelled", "articleBody": PROSE[0]},
    {
        "@type": "BlogPosting",
        "headline": "Wind &amp; rain",
        "datePublished": "2024-03-11T08:00:00+01:00",
        "articleBody": f"<p>{PROSE[1]}</p><p>{PROSE[2]}</p>",
    },
]


def script(kind: str, **fields: object) -> str:
    return f"<head><script type='application/ld+json'>{json.dumps({'@type': kind, **fields})}</script></head>"


def test_the_updates_of_a_live_blog_are_told_in_order() -> None:
    data = page(f"{script('LiveBlogPosting', liveBlogUpdate=UPDATES)}<p>x</p>")
    lines = ["Second ferry cancelled", PROSE[0], "Wind & rain", PROSE[1], PROSE[2]]
    assert told_text(data).split("\n") == lines


def test_an_update_has_its_own_instant() -> None:
    first, second = told_updates(page(f"{script('LiveBlogPosting', liveBlogUpdate=UPDATES)}<p>x</p>"))
    assert (first.instant, second.headline) == (None, "Wind & rain")
    assert second.instant is not None
    assert second.instant.moment.astimezone(UTC) == datetime(2024, 3, 11, 7, tzinfo=UTC)
    assert second.paragraphs == (PROSE[1], PROSE[2])


def test_a_story_that_is_no_live_blog_has_no_updates() -> None:
    assert told_updates(page(f"{script('NewsArticle', liveBlogUpdate=UPDATES)}<p>x</p>")) == ()
