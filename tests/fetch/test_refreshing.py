"""What an answer means for a source: what is new, what is remembered, when it is asked again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lib.capture.feeds.parse import parse
from lib.fetch import (
    Fetched,
    HttpClient,
    Pace,
    PoliteClient,
    Refreshed,
    RefreshOptions,
    Refused,
    Source,
    refresh,
)
from lib.fetch.news import News, news_of
from lib.fetch.outcome import Hop, Outcome, RefusalKind, Unchanged, Validators
from lib.fetch.refreshing import pages_that_came
from lib.fetch.robots import Robots
from lib.fetch.source import PendingPage
from lib.model.errors import UnreadableCapture
from lib.model.feed import Feed
from tests.cases import every_case
from tests.fetch.conftest import HURRIED, SMALL
from tests.fetch.habits.answers import rss
from tests.fetch.server import Server

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SOURCE = Source(url="https://post.example/feed")


def came(body: str = rss(3), **line: object) -> Fetched:
    fields: dict[str, object] = {
        "url": SOURCE.url, "address": SOURCE.url, "status": 200, "body": body.encode(),
        "media_type": "application/rss+xml", "charset": None, "fetched_at": NOW, "weight": 1,
        "validators": Validators(etag='"a"'),
    }  # fmt: skip
    return Fetched(**{**fields, **line})  # type: ignore[arg-type]


def refused(kind: RefusalKind, **line: object) -> Refused:
    return Refused(url=SOURCE.url, kind=kind, message="It failed.", at=NOW, **line)  # type: ignore[arg-type]


def news(outcome: Outcome, source: Source = SOURCE) -> News:
    return news_of(source, outcome, NOW, parse)


def test_the_first_time_all_is_new() -> None:
    line = news(came())
    assert (line.result, len(line.new), line.items, line.message) == ("new items", 3, 3, "3 new of 3 items.")
    assert line.fetched is not None
    assert (line.source.title, line.source.validators.etag, len(line.source.seen)) == ("Ferry news", '"a"', 3)
    assert line.source.next_due and line.source.next_due > NOW
    assert line.source.last_success == line.source.last_asked == NOW


def test_only_what_was_not_seen_is_new() -> None:
    before = news(came()).source
    line = news(came(rss(4)), before)
    assert [item.title for item in line.new] == ["Ferry 3 sails & returns"]
    assert len(line.source.seen) == 4


def test_the_same_items_in_other_bytes_are_nothing_new() -> None:
    before = news(came()).source
    line = news(came(rss(3, ttl=60)), before)
    assert (line.result, line.items, line.fetched) == ("unchanged", 3, None)
    assert line.source.every is not None


@every_case("how", ["304", "same bytes"])
def test_what_is_unchanged_keeps_what_is_known(how: str) -> None:
    before = replace(news(came()).source, errors_in_row=2, last_error="x")
    outcome: Outcome = came()
    if how == "304":
        outcome = Unchanged(
            url=SOURCE.url, address=SOURCE.url, fetched_at=NOW, validators=Validators(etag='"b"')
        )
    line = news(outcome, before)
    assert (line.result, line.message, line.new) == ("unchanged", "Nothing new.", ())
    assert (line.source.seen, line.source.errors_in_row, line.source.last_error) == (before.seen, 0, None)
    assert line.source.validators.etag == ('"b"' if how == "304" else '"a"')


def test_an_item_that_was_corrected_is_taken_in_once_more_though_none_is_new() -> None:
    before = news(came(rss(3, text="The bridge opens on Tuesday."))).source
    line = news(came(rss(3, text="The bridge opens on Friday.")), before)
    assert (line.result, line.new, line.items) == ("changed", (), 3)
    assert line.fetched is not None and line.message == "No new item, but known ones differ."
    assert news(came(rss(2, text="The bridge opens on Friday.")), line.source).result == "unchanged"
    assert news(came(rss(3, text="The bridge opens on Tuesday.")), line.source).result == "changed"


def test_the_rest_of_an_item_whose_feed_was_cut_short_is_taken_in_later() -> None:
    whole = rss(3)
    before = news(came(whole[:-500])).source
    line = news(came(whole), before)
    assert (line.result, line.fetched is not None) == ("changed", True)


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
    line = news(refused("timeout"), replace(SOURCE, errors_in_row=1))
    assert (line.result, line.message, line.source.errors_in_row) == ("failed", "It failed.", 2)
    assert line.source.last_error == "It failed." and line.source.last_success is None


def test_a_machine_without_a_connection_is_no_fault_of_the_source() -> None:
    line = news(refused("name"), replace(SOURCE, errors_in_row=7)).source
    assert line.next_due == NOW + SOURCE.interval and line.errors_in_row == 8
    assert news(refused("timeout"), replace(SOURCE, errors_in_row=7)).source.next_due != line.next_due


def test_a_source_whose_host_rests_is_not_blamed() -> None:
    before = replace(SOURCE, address="https://new.example/feed", errors_in_row=2)
    later = NOW + timedelta(hours=5)
    line = news(refused("busy", retry_at=later), before)
    assert (line.result, line.source.errors_in_row, line.source.next_due) == ("failed", 2, later)
    assert (line.source.request_url, line.source.last_asked) == (before.request_url, None)
    asked = news(refused("busy", retry_at=later, status=429), before).source
    assert (asked.errors_in_row, asked.last_asked) == (3, NOW)


def test_a_source_that_is_gone_is_not_asked_again_but_at_its_old_address() -> None:
    gone = news(refused("gone"))
    assert (gone.result, gone.source.gone, gone.source.next_due) == ("gone", True, None)
    assert gone.message == gone.source.last_error == "It failed. It is not requested again."
    moved = news(refused("gone"), replace(SOURCE, address="https://new.example/feed"))
    assert (moved.result, moved.source.gone, moved.source.request_url) == ("failed", False, SOURCE.url)


def test_only_a_redirect_for_good_can_lead_a_source_to_its_end() -> None:
    there = "https://new.example/feed"
    passing = news(refused("gone", hops=(Hop(status=302, leads_to=there),)))
    assert (passing.result, passing.source.gone, passing.source.next_due is None) == ("failed", False, False)
    assert news(refused("gone", hops=(Hop(status=301, leads_to=there),))).source.gone


def test_a_permanent_redirect_is_remembered_a_passing_one_is_not() -> None:
    there = "https://new.example/feed"
    assert news(came(hops=(Hop(status=301, leads_to=there),))).source.request_url == there
    assert news(came(hops=(Hop(status=302, leads_to=there),))).source.request_url == SOURCE.url


def test_a_page_is_no_feed_and_offers_those_that_it_names() -> None:
    page = "<html><head><link rel=alternate type=application/rss+xml href=/real></head><body>x</body></html>"
    line = news(came(page, media_type="text/html"))
    assert line.result == "failed"
    assert "no feed. It offers https://post.example/real." in line.message


def test_an_empty_answer_and_an_unreadable_feed_are_failures() -> None:
    assert "nothing at all" in news(came(" ")).message

    def unreadable(*_: object) -> Feed | None:
        raise UnreadableCapture("x", "The feed is a knot.")

    assert news_of(SOURCE, came(), NOW, unreadable).message == "The feed is a knot."

    def breaks(*_: object) -> Feed | None:
        raise RecursionError

    line = news_of(SOURCE, came(), NOW, breaks)
    assert line.result == "failed" and "cannot be read as a feed (RecursionError)." in line.message


def test_pages_behind_summaries_are_owed_once() -> None:
    source = replace(
        SOURCE, full_text=True, pending=(PendingPage(link="https://post.example/story/0", tries=1),)
    )
    line = news(came(rss(2, text="Short.")), source)
    assert line.source.pending == (*source.pending, PendingPage(link="https://post.example/story/1"))
    assert news(came(rss(2)), replace(SOURCE, full_text=True)).source.pending == ()
    assert news(came(rss(2, text="Short."))).source.pending == ()


def test_a_damaged_feed_is_noted_beside_what_it_brought() -> None:
    line = news(came(rss(3)[:-30]))
    assert line.result == "new items" and any("end of the feed is missing" in note for note in line.notes)


DEFAULT_OPTIONS = RefreshOptions(limits=SMALL, workers=4)


@pytest.fixture
def visitor(opens: Callable[..., HttpClient]) -> PoliteClient:
    return PoliteClient(opens(), pace=HURRIED)


def asked(
    visitor: PoliteClient, *sources: Source, options: RefreshOptions = DEFAULT_OPTIONS
) -> dict[str, Refreshed]:
    return {each.source.url: each for each in refresh(sources, visitor, parse, options=options)}


def tries_of(visitor: PoliteClient, source: Source, runs: int = 4) -> list[list[int]]:
    """Return after each run how often the pages that still wait were tried."""
    tries = []
    for _ in range(runs):
        (line,) = asked(visitor, source).values()
        source = line.source
        tries.append([each.tries for each in source.pending])
    return tries


def test_each_source_is_asked_once_and_one_that_is_gone_not_at_all(
    server: Server, visitor: PoliteClient
) -> None:
    url, gone = server.url("desk/2"), server.url("desk/3")
    line = asked(visitor, Source(url=url), Source(url=url), Source(url=gone, gone=True))
    assert list(line) == [url]
    assert server.asked["news.test/desk/2"] == 1 and server.asked["news.test/desk/3"] == 0


def test_pages_behind_summaries_come_in_the_order_of_the_feed(server: Server, visitor: PoliteClient) -> None:
    source = Source(url=server.url("desk/4"), full_text=True)
    (line,) = asked(visitor, source).values()
    assert [page.link for page in line.pages] == [server.url(f"report/{n}") for n in range(4)]
    assert len(pages_that_came(line)) == 4
    assert all(isinstance(page.outcome, Fetched) for page in line.pages)
    assert line.source.pending == ()


def test_more_pages_than_a_run_may_cost_wait_for_the_next(server: Server, visitor: PoliteClient) -> None:
    source = Source(url=server.url("desk/5"), full_text=True)
    options = RefreshOptions(limits=SMALL, workers=2, pages=2)
    (first,) = asked(visitor, source, options=options).values()
    assert (len(first.pages), len(first.source.pending)) == (2, 3)
    (second,) = asked(visitor, first.source, options=options).values()
    assert (second.news.result, len(second.pages), len(second.source.pending)) == ("unchanged", 2, 1)


def test_a_page_that_two_feeds_name_is_fetched_once(server: Server, visitor: PoliteClient) -> None:
    first, second = (Source(url=server.url(f"desk/{n}"), full_text=True) for n in (3, 4))
    line = asked(visitor, first, second)
    assert [len(pages_that_came(line[each.url])) for each in (first, second)] == [3, 4]
    assert all(each.source.pending == () and each.news.result == "new items" for each in line.values())
    assert {server.asked[f"news.test/report/{n}"] for n in range(4)} == {1}


def test_a_host_that_asks_for_long_pauses_is_asked_for_few_pages_at_a_time(
    opens: Callable[..., HttpClient], server: Server
) -> None:
    visitor = PoliteClient(opens(), pace=HURRIED)
    origin = f"http://patient.test:{server.port}"
    links = [server.url(f"report/{n}", "patient.test") for n in range(9)]
    visitor.robots[origin] = Robots(
        verdict="rules", asked_at=datetime.now(UTC), text="User-agent: *\nCrawl-delay: 0.05"
    )
    source = Source(
        url=server.url("feed", "other.test"),
        full_text=True,
        pending=tuple(PendingPage(link=each) for each in links),
    )
    options = RefreshOptions(limits=SMALL, patience=0.12)
    (line,) = asked(visitor, source, options=options).values()
    assert [page.link for page in line.pages] == links[:2]
    assert [pending.link for pending in line.source.pending] == links[2:]
    (line,) = asked(visitor, source, options=replace(options, patience=0.01)).values()
    assert len(line.pages) == 1


@pytest.mark.parametrize(("path", "times"), [("slow-drip", 2), ("broken", 3), ("not-there", 1)])
def test_what_may_pass_is_tried_again_and_what_took_its_time_once_only(
    path: str, times: int, server: Server, opens: Callable[..., HttpClient]
) -> None:
    visitor = PoliteClient(opens(), pace=Pace(delay=0.0, pauses=(0.0, 0.0)))
    visitor.visit(server.url(path), limits=SMALL)
    assert server.asked[f"news.test/{path}"] == times


def test_a_page_that_fails_for_a_passing_reason_is_tried_three_times_in_all(
    server: Server, visitor: PoliteClient
) -> None:
    pending = (PendingPage(link=server.url("broken")), PendingPage(link=server.url("not-there")))
    source = Source(url=server.url("desk/1"), full_text=True, pending=pending)
    assert tries_of(visitor, source) == [[1], [2], [], []]
    assert server.asked["news.test/not-there"] == 1


def test_a_page_that_fails_together_with_its_feed_waits_on(server: Server, visitor: PoliteClient) -> None:
    pending = (PendingPage(link=server.url("broken"), tries=1),)
    assert tries_of(visitor, Source(url=server.url("broken"), full_text=True, pending=pending)) == [[1]] * 4


def test_a_page_whose_host_rests_waits_on(server: Server, visitor: PoliteClient) -> None:
    visitor.resting["other.test"] = datetime.now(UTC) + timedelta(hours=5)
    pending = (PendingPage(link=server.url("page", "other.test")),)
    assert tries_of(visitor, Source(url=server.url("desk/1"), full_text=True, pending=pending)) == [[0]] * 4


def test_a_page_whose_robots_txt_cannot_be_had_is_tried_again(server: Server, visitor: PoliteClient) -> None:
    pending = (PendingPage(link=server.url("page", "faulty.test")),)
    source = Source(url=server.url("desk/1"), full_text=True, pending=pending)
    assert tries_of(visitor, source) == [[1], [2], [], []]


def test_a_source_that_failed_last_time_is_not_pressed(server: Server, visitor: PoliteClient) -> None:
    (line,) = asked(visitor, Source(url=server.url("broken"), errors_in_row=1)).values()
    assert line.news.result == "failed" and line.source.errors_in_row == 2
    assert server.asked["news.test/broken"] == 1


def test_a_feed_that_moved_is_asked_at_its_new_place(server: Server, visitor: PoliteClient) -> None:
    url = server.url("moved-feed")
    (line,) = asked(visitor, Source(url=url)).values()
    assert (line.source.url, line.source.request_url) == (url, server.url("untagged-feed"))
    asked(visitor, line.source)
    assert server.asked["news.test/moved-feed"] == 1


def test_items_of_one_guid_are_all_new(server: Server, visitor: PoliteClient) -> None:
    (line,) = asked(visitor, Source(url=server.url("twin-feed"))).values()
    assert len(line.news.new) == 6


@pytest.mark.parametrize(("path", "host"), [("busy-for-long", "news.test"), ("page", "busy.test")])
def test_a_whole_host_rests_a_day_at_most_also_for_what_its_robots_say(
    path: str, host: str, server: Server, visitor: PoliteClient
) -> None:
    before = datetime.now(UTC)
    visitor.visit(server.url(path, host), limits=SMALL)
    (until,) = visitor.resting.values()
    assert list(visitor.resting) == [host]
    assert before < until <= datetime.now(UTC) + timedelta(days=1)


def test_a_host_that_asks_to_be_left_alone_is(server: Server, visitor: PoliteClient) -> None:
    first = Source(url=server.url("busy-seconds"))
    asked(visitor, first)
    line = asked(visitor, Source(url=server.url("desk/1")))
    (refused,) = line.values()
    assert "wants no requests until" in refused.news.message
    assert server.asked["news.test/desk/1"] == 0
    assert isinstance(visitor.visit(server.url("page", "other.test"), limits=SMALL), Fetched | Refused)
    (host,) = visitor.resting
    visitor.resting[host] += timedelta(days=9)  # begun by a clock that has been set back
    (refused,) = asked(visitor, Source(url=server.url("desk/1"))).values()
    assert refused.news.new and server.asked["news.test/desk/1"] == 1
