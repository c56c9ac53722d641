"""What an answer means for a source: what is new, what is remembered, when it is asked again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lib.capture.feeds.parse import parse
from lib.fetch.news import News, read
from lib.fetch.outcome import Fetched, Hop, Kind, Outcome, Refused, Unchanged, Validators
from lib.fetch.source import Owed, Source
from lib.model.errors import UnreadableCapture
from lib.model.feed import Feed
from tests.fetch.habits.answers import rss

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SOURCE = Source(url="https://post.example/feed")


def came(body: str = rss(3), **told: object) -> Fetched:
    fields: dict[str, object] = {
        "url": SOURCE.url, "address": SOURCE.url, "status": 200, "body": body.encode(),
        "media_type": "application/rss+xml", "charset": None, "fetched_at": NOW, "weight": 1,
        "validators": Validators(etag='"a"'),
    }  # fmt: skip
    return Fetched(**{**fields, **told})  # type: ignore[arg-type]


def refused(kind: Kind, **told: object) -> Refused:
    return Refused(url=SOURCE.url, kind=kind, message="It failed.", at=NOW, **told)  # type: ignore[arg-type]


def news(outcome: Outcome, source: Source = SOURCE) -> News:
    return read(source, outcome, NOW, parse)


def test_the_first_time_all_is_new() -> None:
    told = news(came())
    assert (told.result, len(told.new), told.items, told.message) == ("new items", 3, 3, "3 new of 3 items.")
    assert told.fetched is not None
    assert (told.source.title, told.source.validators.etag, len(told.source.seen)) == ("Ferry news", '"a"', 3)
    assert told.source.next_due and told.source.next_due > NOW
    assert told.source.last_success == told.source.last_asked == NOW


def test_only_what_was_not_seen_is_new() -> None:
    before = news(came()).source
    told = news(came(rss(4)), before)
    assert [item.title for item in told.new] == ["Ferry 3 sails & returns"]
    assert len(told.source.seen) == 4


def test_the_same_items_in_other_bytes_are_nothing_new() -> None:
    before = news(came()).source
    told = news(came(rss(3, ttl=60)), before)
    assert (told.result, told.items, told.fetched) == ("unchanged", 3, None)
    assert told.source.every is not None


@pytest.mark.parametrize("how", ["304", "same bytes"])
def test_what_is_unchanged_keeps_what_is_known(how: str) -> None:
    before = replace(news(came()).source, errors_in_row=2, last_error="x")
    outcome: Outcome = came()
    if how == "304":
        outcome = Unchanged(
            url=SOURCE.url, address=SOURCE.url, fetched_at=NOW, validators=Validators(etag='"b"')
        )
    told = news(outcome, before)
    assert (told.result, told.message, told.new) == ("unchanged", "Nothing new.", ())
    assert (told.source.seen, told.source.errors_in_row, told.source.last_error) == (before.seen, 0, None)
    assert told.source.validators.etag == ('"b"' if how == "304" else '"a"')


def test_an_item_that_was_corrected_is_taken_in_once_more_though_none_is_new() -> None:
    before = news(came(rss(3, text="The bridge opens on Tuesday."))).source
    told = news(came(rss(3, text="The bridge opens on Friday.")), before)
    assert (told.result, told.new, told.items) == ("changed", (), 3)
    assert told.fetched is not None and told.message == "No new item, but known ones differ."
    assert news(came(rss(2, text="The bridge opens on Friday.")), told.source).result == "unchanged"
    assert news(came(rss(3, text="The bridge opens on Tuesday.")), told.source).result == "changed"


def test_the_rest_of_an_item_whose_feed_was_cut_short_is_taken_in_later() -> None:
    whole = rss(3)
    before = news(came(whole[:-500])).source
    told = news(came(whole), before)
    assert (told.result, told.fetched is not None) == ("changed", True)


def test_items_of_long_ago_are_forgotten_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.fetch.news.SHOWN", 3)
    before = news(came(rss(2))).source
    after = news(came(rss(2, start=5)), before).source
    assert len(after.shown) == 4
    assert news(came(rss(2, start=5, ttl=9)), after).result == "unchanged"
    last = news(came(rss(1, start=5)), after)
    assert (last.result, len(last.source.shown)) == ("unchanged", 3)


def test_a_source_of_an_older_state_is_not_taken_in_anew() -> None:
    before = replace(news(came()).source, shown=())
    assert news(came(rss(3, text="Other words.")), before).result == "unchanged"


def test_items_that_left_the_feed_are_remembered() -> None:
    before = news(came()).source
    after = news(came(rss(2, start=5)), before).source
    assert news(came(rss(3)), after).result == "unchanged"


def test_a_failure_is_told_and_counted() -> None:
    told = news(refused("timeout"), replace(SOURCE, errors_in_row=1))
    assert (told.result, told.message, told.source.errors_in_row) == ("failed", "It failed.", 2)
    assert told.source.last_error == "It failed." and told.source.last_success is None


def test_a_machine_without_a_connection_is_no_fault_of_the_source() -> None:
    told = news(refused("name"), replace(SOURCE, errors_in_row=7)).source
    assert told.next_due == NOW + SOURCE.interval and told.errors_in_row == 8
    assert news(refused("timeout"), replace(SOURCE, errors_in_row=7)).source.next_due != told.next_due


def test_a_source_whose_host_rests_is_not_blamed() -> None:
    before = replace(SOURCE, address="https://new.example/feed", errors_in_row=2)
    later = NOW + timedelta(hours=5)
    told = news(refused("busy", retry_at=later), before)
    assert (told.result, told.source.errors_in_row, told.source.next_due) == ("failed", 2, later)
    assert (told.source.asks, told.source.last_asked) == (before.asks, None)
    asked = news(refused("busy", retry_at=later, status=429), before).source
    assert (asked.errors_in_row, asked.last_asked) == (3, NOW)


def test_a_source_that_is_gone_is_not_asked_again_but_at_its_old_address() -> None:
    gone = news(refused("gone"))
    assert (gone.result, gone.source.gone, gone.source.next_due) == ("gone", True, None)
    assert gone.message == gone.source.last_error == "It failed. It is not asked again."
    moved = news(refused("gone"), replace(SOURCE, address="https://new.example/feed"))
    assert (moved.result, moved.source.gone, moved.source.asks) == ("failed", False, SOURCE.url)


def test_only_a_redirect_for_good_can_lead_a_source_to_its_end() -> None:
    there = "https://new.example/feed"
    passing = news(refused("gone", hops=(Hop(status=302, leads_to=there),)))
    assert (passing.result, passing.source.gone, passing.source.next_due is None) == ("failed", False, False)
    assert news(refused("gone", hops=(Hop(status=301, leads_to=there),))).source.gone


def test_a_permanent_redirect_is_remembered_a_passing_one_is_not() -> None:
    there = "https://new.example/feed"
    assert news(came(hops=(Hop(status=301, leads_to=there),))).source.asks == there
    assert news(came(hops=(Hop(status=302, leads_to=there),))).source.asks == SOURCE.url


def test_a_page_is_no_feed_and_offers_those_that_it_names() -> None:
    page = "<html><head><link rel=alternate type=application/rss+xml href=/real></head><body>x</body></html>"
    told = news(came(page, media_type="text/html"))
    assert told.result == "failed"
    assert "no feed. It offers https://post.example/real." in told.message


def test_an_empty_answer_and_an_unreadable_feed_are_failures() -> None:
    assert "nothing at all" in news(came(" ")).message

    def unreadable(*_: object) -> Feed | None:
        raise UnreadableCapture("x", "The feed is a knot.")

    assert read(SOURCE, came(), NOW, unreadable).message == "The feed is a knot."


def test_pages_behind_summaries_are_owed_once() -> None:
    source = replace(SOURCE, full_text=True, owed=(Owed(link="https://post.example/story/0", tries=1),))
    told = news(came(rss(2, text="Short.")), source)
    assert told.source.owed == (*source.owed, Owed(link="https://post.example/story/1"))
    assert news(came(rss(2)), replace(SOURCE, full_text=True)).source.owed == ()
    assert news(came(rss(2, text="Short."))).source.owed == ()


def test_a_damaged_feed_is_noted_beside_what_it_brought() -> None:
    told = news(came(rss(3)[:-30]))
    assert told.result == "new items" and any("end of the feed is missing" in note for note in told.notes)
