"""Many sources asked side by side: what each brought, pages behind summaries, and what is still owed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from lib.capture.feeds.parse import parse
from lib.fetch import Fetched, Pace, Refreshed, Refused, Source, Terms, Visitor, Wire, refresh
from lib.fetch.refreshing import pages_that_came
from lib.fetch.robots import Robots
from lib.fetch.source import Owed
from tests.fetch.conftest import HURRIED, SMALL
from tests.fetch.server import Server

TERMS = Terms(limits=SMALL, workers=4)


@pytest.fixture
def visitor(opens: Callable[..., Wire]) -> Visitor:
    return Visitor(opens(), pace=HURRIED)


def asked(visitor: Visitor, *sources: Source, terms: Terms = TERMS) -> dict[str, Refreshed]:
    return {each.source.url: each for each in refresh(sources, visitor, parse, terms=terms)}


def test_each_source_is_asked_once_and_one_that_is_gone_not_at_all(server: Server, visitor: Visitor) -> None:
    url, gone = server.url("desk/2"), server.url("desk/3")
    told = asked(visitor, Source(url=url), Source(url=url), Source(url=gone, gone=True))
    assert list(told) == [url]
    assert server.asked["news.test/desk/2"] == 1 and server.asked["news.test/desk/3"] == 0


def test_pages_behind_summaries_come_in_the_order_of_the_feed(server: Server, visitor: Visitor) -> None:
    source = Source(url=server.url("desk/4"), full_text=True)
    (told,) = asked(visitor, source).values()
    assert [page.link for page in told.pages] == [server.url(f"report/{n}") for n in range(4)]
    assert len(pages_that_came(told)) == 4
    assert all(isinstance(page.outcome, Fetched) for page in told.pages)
    assert told.source.owed == ()


def test_more_pages_than_a_run_may_cost_wait_for_the_next(server: Server, visitor: Visitor) -> None:
    source = Source(url=server.url("desk/5"), full_text=True)
    terms = Terms(limits=SMALL, workers=2, pages=2)
    (first,) = asked(visitor, source, terms=terms).values()
    assert (len(first.pages), len(first.source.owed)) == (2, 3)
    (second,) = asked(visitor, first.source, terms=terms).values()
    assert (second.news.result, len(second.pages), len(second.source.owed)) == ("unchanged", 2, 1)


def test_a_page_that_two_feeds_name_is_fetched_once(server: Server, visitor: Visitor) -> None:
    first, second = (Source(url=server.url(f"desk/{n}"), full_text=True) for n in (3, 4))
    told = asked(visitor, first, second)
    assert [len(pages_that_came(told[each.url])) for each in (first, second)] == [3, 4]
    assert all(each.source.owed == () and each.news.result == "new items" for each in told.values())
    assert {server.asked[f"news.test/report/{n}"] for n in range(4)} == {1}


def test_a_host_that_asks_for_long_pauses_is_asked_for_few_pages_at_a_time(
    opens: Callable[..., Wire], server: Server
) -> None:
    visitor = Visitor(opens(), pace=HURRIED)
    origin = f"http://patient.test:{server.port}"
    links = [server.url(f"report/{n}", "patient.test") for n in range(9)]
    visitor.robots[origin] = Robots(
        verdict="rules", asked_at=visitor.clock.now(), text="User-agent: *\nCrawl-delay: 0.05"
    )
    source = Source(
        url=server.url("feed", "other.test"), full_text=True, owed=tuple(Owed(link=each) for each in links)
    )
    terms = Terms(limits=SMALL, patience=0.12)
    (told,) = asked(visitor, source, terms=terms).values()
    assert [page.link for page in told.pages] == links[:2]
    assert [owed.link for owed in told.source.owed] == links[2:]
    (told,) = asked(visitor, source, terms=replace(terms, patience=0.01)).values()
    assert len(told.pages) == 1


@pytest.mark.parametrize(("path", "times"), [("slow-drip", 2), ("broken", 3), ("not-there", 1)])
def test_what_may_pass_is_tried_again_and_what_took_its_time_once_only(
    path: str, times: int, server: Server, opens: Callable[..., Wire]
) -> None:
    visitor = Visitor(opens(), pace=Pace(delay=0.0, pauses=(0.0, 0.0)))
    visitor.visit(server.url(path), limits=SMALL)
    assert server.asked[f"news.test/{path}"] == times


def test_a_page_that_fails_for_a_passing_reason_is_tried_three_times_in_all(
    server: Server, visitor: Visitor
) -> None:
    owed = (Owed(link=server.url("broken")), Owed(link=server.url("not-there")))
    source = Source(url=server.url("desk/1"), full_text=True, owed=owed)
    tries = []
    for _ in range(4):
        (told,) = asked(visitor, source).values()
        source = told.source
        tries.append([each.tries for each in source.owed])
    assert tries == [[1], [2], [], []]
    assert server.asked["news.test/not-there"] == 1


def test_a_source_that_failed_last_time_is_not_pressed(server: Server, visitor: Visitor) -> None:
    (told,) = asked(visitor, Source(url=server.url("broken"), errors_in_row=1)).values()
    assert told.news.result == "failed" and told.source.errors_in_row == 2
    assert server.asked["news.test/broken"] == 1


def test_a_feed_that_moved_is_asked_at_its_new_place(server: Server, visitor: Visitor) -> None:
    url = server.url("moved-feed")
    (told,) = asked(visitor, Source(url=url)).values()
    assert (told.source.url, told.source.asks) == (url, server.url("untagged-feed"))
    asked(visitor, told.source)
    assert server.asked["news.test/moved-feed"] == 1


def test_items_of_one_guid_are_all_new(server: Server, visitor: Visitor) -> None:
    (told,) = asked(visitor, Source(url=server.url("twin-feed"))).values()
    assert len(told.news.new) == 6


@pytest.mark.parametrize(("path", "host"), [("busy-for-long", "news.test"), ("page", "busy.test")])
def test_a_whole_host_rests_a_day_at_most_also_for_what_its_robots_say(
    path: str, host: str, server: Server, visitor: Visitor
) -> None:
    before = visitor.clock.now()
    visitor.visit(server.url(path, host), limits=SMALL)
    (until,) = visitor.resting.values()
    assert list(visitor.resting) == [host]
    assert before < until <= visitor.clock.now() + timedelta(days=1)


def test_a_host_that_asks_to_be_left_alone_is(server: Server, visitor: Visitor) -> None:
    first = Source(url=server.url("busy-seconds"))
    asked(visitor, first)
    told = asked(visitor, Source(url=server.url("desk/1")))
    (refused,) = told.values()
    assert "asked to be left alone until" in refused.news.message
    assert server.asked["news.test/desk/1"] == 0
    assert isinstance(visitor.visit(server.url("page", "other.test"), limits=SMALL), Fetched | Refused)
