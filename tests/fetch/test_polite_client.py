"""robots.txt is read as RFC 9309 says, heeded, and kept for a day."""

import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest

from lib.fetch import Fetched, PoliteClient, Refused
from lib.fetch.outcome import Hop, RefusalKind
from lib.fetch.robots import GIVEN_UP_AFTER, KEPT_FOR, LONGEST_DELAY, Robots, robots_from
from tests.cases import every_case
from tests.fetch.conftest import SMALL
from tests.fetch.server import Server
from tests.fetch.test_refreshing import came, refused

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
RULES = (
    "User-agent: *\nDisallow: /\n\nUser-agent: wireroom\nDisallow: /story\nAllow: /story/1$\nCrawl-delay: 7"
)
CLOSED_BY: list[tuple[RefusalKind, int | None, str]] = [
    ("status", 503, "closed"), ("status", 404, "open"), ("status", 403, "open"), ("gone", 410, "open"),
    ("timeout", None, "closed"), ("name", None, "closed"), ("busy", 429, "closed"),
    ("redirects", None, "open"), ("content type", None, "open"),
]  # fmt: skip


def test_the_rules_for_us_count_and_the_longest_match_wins() -> None:
    note = robots_from(came(RULES), NOW, None)
    assert note.allows("https://a.example/page") and note.allows("https://a.example/story/1")
    assert not note.allows("https://a.example/story/2")
    assert note.delay == 7


NAMED = [
    "\ufeffUser-agent: *\nDisallow: /",
    "User-agent: Wireroom/0.1.0\nDisallow: /",
    "User-Agent : WIREROOM/9 (news reader)\r\nDisallow: /\r\n",
    "User-agent: wireroom/1\rDisallow: /\r",
]


@every_case("text", NAMED)
def test_a_mark_before_the_first_rule_or_a_version_behind_our_name_is_no_way_round(text: str) -> None:
    assert not robots_from(came(text), NOW, None).allows("https://a.example/page")


def test_rules_for_thousands_of_others_are_kept_once() -> None:
    others = "".join(f"User-agent: bot{number}\nuser agent reader{number}/2\n" for number in range(1_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(2_000))
    tracemalloc.start()
    note = robots_from(came(f"{others}User-agent: *\n{rules}"), NOW, None)
    assert note.allows("https://a.example/page") and not note.allows("https://a.example/7")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20_000_000


OTHERS = [
    "User-agent: Bingbot\nUser-agent: WirelessBot\nDisallow: /",
    "User-agent: wireroomer\nDisallow: /\n\nUser-agent\nUser-agent: # nobody\nDisallow: /",
    "User-agent: *\nDisallow: /\n\nUser-agent: wire*room # ours\nDisallow: /other",
]


@every_case("text", OTHERS)
def test_rules_for_others_are_not_ours(text: str) -> None:
    assert robots_from(came(text), NOW, None).allows("https://a.example/page")


def test_a_robots_txt_that_leads_astray_is_told_as_such() -> None:
    hops = (Hop(status=302, leads_to="http://10.0.0.1/"),)
    note = robots_from(refused("address", hops=hops), NOW, None)
    assert (note.verdict, note.kind) == ("closed", "robots")
    assert note.reason.startswith("its robots.txt cannot be had")
    assert robots_from(refused("timeout"), NOW, None).reason == "It failed."


def test_a_delay_of_hours_is_not_honoured() -> None:
    assert robots_from(came("User-agent: *\nCrawl-delay: 9000"), NOW, None).delay == LONGEST_DELAY


@every_case(("kind", "status", "verdict"), CLOSED_BY)
def test_no_answer_closes_a_site_and_no_file_opens_it(
    kind: RefusalKind, status: int | None, verdict: str
) -> None:
    assert robots_from(refused(kind, status=status), NOW, None).verdict == verdict


def test_what_was_known_counts_while_nothing_answers() -> None:
    before = robots_from(came(RULES), NOW - timedelta(days=2), None)
    still = robots_from(refused("timeout"), NOW, before)
    assert (still.text, still.asked_at, still.verdict) == (RULES, before.asked_at, "rules")


def test_a_silence_of_thirty_days_opens_a_site() -> None:
    closed = robots_from(refused("timeout"), NOW, None)
    assert not closed.allows("https://a.example/")
    later = robots_from(refused("timeout"), NOW + GIVEN_UP_AFTER, closed)
    assert (later.verdict, later.closed_since) == ("open", NOW)


def test_rules_known_before_a_silence_hold_for_its_thirty_days_and_never_close_the_site() -> None:
    rules = robots_from(came(RULES), NOW - 2 * GIVEN_UP_AFTER, None)  # Wireroom did not run since
    verdicts = []
    for days in (0, 1, 29, 30, 31, 60):
        rules = robots_from(refused("timeout"), NOW + timedelta(days=days), rules)
        verdicts.append(rules.verdict)
    assert verdicts == ["rules"] * 3 + ["open"] * 3
    assert robots_from(came(RULES), NOW, rules).closed_since is None


def test_it_is_asked_for_once_a_day() -> None:
    note = Robots(verdict="rules", asked_at=NOW)
    assert note.is_fresh(NOW + KEPT_FOR / 2) and not note.is_fresh(NOW + KEPT_FOR)
    assert not Robots(verdict="closed", asked_at=NOW).is_fresh(NOW)


HOSTS = [
    ("news", True),
    ("closed", False),
    ("picky", False),
    ("faulty", False),
    ("lying", True),
    ("huge", False),
]


@pytest.mark.parametrize(("host", "allowed"), HOSTS)
def test_a_visitor_heeds_it(host: str, allowed: bool, server: Server, visitor: PoliteClient) -> None:
    outcome = visitor.visit(server.url("story/2", f"{host}.test"), limits=SMALL)
    assert isinstance(outcome, Fetched) == allowed, outcome
    if isinstance(outcome, Refused):
        assert outcome.kind in ("robots", "status") and outcome.message.endswith(".")
        assert server.asked[f"{host}.test/story/2"] == 0


def test_a_visitor_asks_for_it_once_in_a_run(server: Server, visitor: PoliteClient) -> None:
    for number in range(3):
        visitor.visit(server.url(f"story/{number}"), limits=SMALL)
    assert server.asked["news.test/robots.txt"] == 1
