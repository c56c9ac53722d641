"""Ticker items become briefs with their own time."""

from datetime import UTC, datetime

from lib.clean import clean
from tests.clean.markup import story

TEXT = (
    "The rail bridge over the lower river is closed until Thursday because of cracks in one of its pillars."
)
HEAD = "<meta property='article:published_time' content='2024-03-11T08:00:00+00:00'>"


def ticker(stamp: str, text: str = TEXT) -> str:
    return f"<div class=news-ticker><ul><li>{stamp}<h4>Rail bridge closed</h4><p>{text}</p></li></ul></div>"


def test_an_item_is_a_brief_of_its_own() -> None:
    cleaned = clean(story(ticker("<time datetime='2024-03-11T06:00:00+00:00'>06:00</time>"), head=HEAD))
    (brief,) = cleaned.briefs
    assert (brief.form, brief.headline) == ("brief", "Rail bridge closed")
    assert [block.zone for block in brief.blocks] == ["headline", "ticker"]
    assert brief.published_at == datetime(2024, 3, 11, 6, tzinfo=UTC)
    assert "bridge" not in cleaned.article.text


def test_a_clock_alone_is_of_the_storys_day() -> None:
    (brief,) = clean(story(ticker("<span>07:15</span>"), head=HEAD)).briefs
    assert brief.published_at == datetime(2024, 3, 11, 7, 15, tzinfo=UTC)
    assert brief.published_zone is not None
    assert brief.published_zone.assumed


def test_a_clock_after_the_story_is_of_the_day_before() -> None:
    (brief,) = clean(story(ticker("<span>23:15</span>"), head=HEAD)).briefs
    assert brief.published_at == datetime(2024, 3, 10, 23, 15, tzinfo=UTC)


def test_an_item_without_text_is_no_brief() -> None:
    assert clean(story(ticker("<span>07:15</span>", "Soon."), head=HEAD)).briefs == ()
