"""Fields of a page whose sources do not agree."""

import json

import pytest

from lib.clean.clean import clean
from tests.clean.markup import story


def doubts(head: str = "", byline: str = "", **fields: object) -> dict[str, str]:
    node = json.dumps({"@type": "NewsArticle", "headline": "Old quay reopens", **fields})
    page = story(
        f"<p class=byline>{byline}</p>", head=f"<script type=application/ld+json>{node}</script>{head}"
    )
    return {each.kind: each.reason for each in clean(page).doubts}


def test_sources_that_agree_raise_no_doubt() -> None:
    assert not doubts(
        datePublished="2024-03-11T08:00:00+01:00", author={"@type": "Person", "name": "Ida Brandt"}
    )


def test_two_days_of_publication_are_told_with_both_sources() -> None:
    meta = "<meta property=article:published_time content=2024-02-01T08:00:00Z>"
    told = doubts(meta, datePublished="2024-03-11T08:00:00Z")["sources disagree"]
    assert "json-ld" in told and "article:published_time" in told and "2024-02-01" in told


def test_a_headline_that_machines_are_not_told_is_doubtful() -> None:
    page = story(
        head="<meta property=og:title content='Seven recipes for herring and cabbage'>",
        headline="Council is silent on the pier",
    )
    assert "headline" in [each.kind for each in clean(page).doubts]


@pytest.mark.parametrize("value", ["0000-00-00", "99999", "1", "999999999999999", "yesterday"])
def test_a_date_that_no_calendar_knows_is_no_date(value: str) -> None:
    assert set(doubts(datePublished=value)) == {"no date"}
