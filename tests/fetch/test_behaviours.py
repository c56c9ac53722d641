"""Every habit of the test server against what it must come to."""

from collections.abc import Callable

import pytest

from lib.capture.feeds.parse import parse
from lib.fetch import Source, refresh
from lib.fetch.client import HttpClient
from lib.fetch.fetching import fetch
from lib.fetch.outcome import Fetched, Refused, Validators
from lib.fetch.polite_client import PoliteClient
from lib.fetch.refreshing import RefreshOptions
from tests.fetch.conftest import SMALL
from tests.fetch.habits import bodies
from tests.fetch.habits.answers import PAGE, TAG
from tests.fetch.server import Server

PAGES = {  # path -> the media type that it comes with
    **dict.fromkeys(("page", "moved", "moved-308", "moved-307", "see-other", "to-space"), "text/html"),
    **dict.fromkeys(("as-gzip", "as-two-members", "as-deflate", "as-bare-deflate"), "text/html"),
    **dict.fromkeys(("as-br", "as-zstd", "not-packed", "too-long", "wrong-charset"), "text/html"),
    **dict.fromkeys(("unchanged", "keep-alive-closed", "injected-tag"), "text/html"),
    "untyped": "",
    "second-hand": "text/html",
    "packed-as-charset": "text/html",
}
OTHERS = {
    "script-shell": "text/html",
    "empty": "text/html",
    "sitemap.xml.gz": "application/x-gzip",
    "feed": "application/rss+xml",
    "feed-as-bytes": "application/octet-stream",
    "feed-as-page": "text/html",
    "great-feed": "application/rss+xml",
    "json-feed": "application/feed+json",
    "atom": "application/atom+xml",
}
REFUSED = {  # path -> kind, a word of the sentence
    "loop": ("redirects", "circle"),
    "for-ever": ("redirects", "more than 10 times"),
    "nowhere": ("redirects", "without saying where"),
    "to-private": ("address", "private network"),
    "to-metadata": ("address", "link-local"),
    "to-this-machine": ("address", "this machine"),
    "to-file": ("address", "http:// or https://"),
    "to-login": ("address", "user name"),
    "to-gone": ("gone", "to-gone leads elsewhere: http"),
    "to-backslash": ("address", "to-backslash leads to what is not requested. The address"),
    "not-there": ("status", "(404)"),
    "gone": ("gone", "gone for good"),
    "unauthorised": ("status", "login"),
    "proxy-login": ("status", "proxy"),
    "forbidden": ("status", "(403)"),
    "withheld": ("status", "legal"),
    "no-content": ("status", "nothing to show"),
    "partial": ("status", "only a part"),
    "unasked-304": ("status", "nothing was known"),
    "busy-seconds": ("busy", "come back after"),
    "busy-date": ("busy", "come back after"),
    "busy": ("busy", "later"),
    "closed-for-repairs": ("busy", "(503)"),
    "broken": ("status", "fault of its own"),
    "broken-twice": ("status", "(503)"),
    "slow-drip": ("timeout", "in time"),
    "slow-headers": ("timeout", "in time"),
    "silent": ("timeout", "in time"),
    "only-interim": ("timeout", "in time"),
    "too-short": ("protocol", "broke off"),
    "wrong-length": ("protocol", "did not speak HTTP"),
    "endless": ("too large", "0.3 MB"),
    "endless-feed": ("too large", "0.3 MB"),
    "bad-chunk": ("protocol", "broke off"),
    "cut-chunk": ("protocol", "broke off"),
    "hangs-up": ("protocol", "broke off"),
    "gzip-bomb": ("too large", "unpacks"),
    "br-bomb": ("too large", "unpacks"),
    "zstd-bomb": ("too large", "unpacks"),
    "nested-bomb": ("too large", "unpacks"),
    "gzip-crumbs": ("packing", "more than 1,000 pieces"),
    "zstd-crumbs": ("packing", "more than 1,000 pieces"),
    "many-layers": ("packing", "4 times"),
    "broken-gzip": ("packing", "damaged"),
    "cut-gzip": ("packing", "middle"),
    "cut-br": ("packing", "middle"),
    "cut-zstd": ("packing", "middle"),
    "odd-packing": ("packing", "'compress'"),
    "document": ("content type", "application/pdf"),
    "document-as-page": ("content type", "a PDF document"),
    "picture": ("content type", "image/png"),
    "bytes-only": ("content type", "does not say"),
    "huge-headers": ("protocol", "did not speak HTTP"),
    "bad-header": ("protocol", "did not speak HTTP"),
    "no-http": ("protocol", "did not speak HTTP"),
}
ROOMY = RefreshOptions(limits=SMALL, workers=8)


@pytest.fixture
def client(opens: Callable[..., HttpClient]) -> HttpClient:
    return opens()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_comes_whole_whatever_its_wrapping(path: str, server: Server, client: HttpClient) -> None:
    outcome = fetch(server.url(path), limits=SMALL, client=client)
    assert isinstance(outcome, Fetched), outcome
    assert outcome.media_type == PAGES[path]
    title = "Story /story/with%20a%20space" if path == "to-space" else "Harbour opens"
    assert outcome.body.decode() == PAGE.replace("Harbour opens", title)


@pytest.mark.parametrize("path", OTHERS)
def test_what_is_no_page_comes_as_it_is(path: str, server: Server, client: HttpClient) -> None:
    limits = SMALL if path != "great-feed" else SMALL.__class__(whole=10)
    outcome = fetch(server.url(path), limits=limits, client=client)
    assert isinstance(outcome, Fetched)
    assert outcome.media_type == OTHERS[path]


@pytest.mark.parametrize("path", REFUSED)
def test_a_bad_habit_is_named(path: str, server: Server, client: HttpClient) -> None:
    outcome = fetch(server.url(path), limits=SMALL, client=client)
    assert isinstance(outcome, Refused), outcome
    kind, word = REFUSED[path]
    assert outcome.kind == kind, outcome
    assert word in outcome.message
    assert outcome.message.endswith(".")


def test_none_stops_the_rest(server: Server, visitor: PoliteClient) -> None:
    paths = [*PAGES, *OTHERS, *REFUSED]
    sources = [Source(url=server.url(path, f"host{n}.test")) for n, path in enumerate(paths)]
    found = {each.source.url: each.news for each in refresh(sources, visitor, parse, options=ROOMY)}
    assert len(found) == len(paths) >= 40
    good = {url.rsplit("/", 1)[1]: len(news.new) for url, news in found.items() if news.result == "new items"}
    assert good == {"feed": 20, "feed-as-bytes": 3, "feed-as-page": 3, "json-feed": 4, "atom": 1}
    assert all(news.message.endswith(".") for news in found.values())


UNPACKED = ("not-packed", "said-br", "text-as-charset", "text-as-nothing", "text-as-br", "list-as-deflate")


@pytest.mark.parametrize("path", UNPACKED)
def test_a_text_is_read_though_it_is_called_packed_and_that_is_told(
    path: str, server: Server, client: HttpClient
) -> None:
    name, body = bodies.PACKED[path]
    text = fetch(server.url(path), limits=SMALL, client=client)
    assert isinstance(text, Fetched) and text.body == body()
    assert text.notes == (f"The server said {name}, but the answer was not packed.",)


@pytest.mark.parametrize("path", ["odd-words", "odd-type"])
def test_what_a_server_says_is_no_command_to_a_terminal(
    path: str, server: Server, client: HttpClient
) -> None:
    text = fetch(server.url(path), limits=SMALL, client=client)
    assert isinstance(text, Fetched), text
    assert len(text.notes) == 1 and len(text.notes[0]) < 120 and text.notes[0].isprintable()


@pytest.mark.parametrize("path", ["many-layers", "broken-gzip", "cut-br", "odd-packing"])
def test_a_fault_of_packing_says_whose_it_is(path: str, server: Server, client: HttpClient) -> None:
    text = fetch(server.url(path), limits=SMALL, client=client)
    assert isinstance(text, Refused) and text.message.startswith(server.url(path))


def test_the_declared_encoding_is_handed_on_and_nothing_is_decoded(
    server: Server, client: HttpClient
) -> None:
    text = fetch(server.url("wrong-charset"), limits=SMALL, client=client)
    assert isinstance(text, Fetched)
    assert (text.charset, text.media_type) == ("windows-1251", "text/html")
    assert text.body == PAGE.encode()


def test_a_cookie_is_never_sent_back(server: Server, client: HttpClient) -> None:
    for _ in range(2):
        text = fetch(server.url("cookie-wall"), limits=SMALL, client=client)
        assert isinstance(text, Fetched)
        assert b"Before you go on" in text.body
    assert all("cookie" not in request and "authorization" not in request for request in server.requests)


def test_the_visitor_says_who_it_is_and_how_to_keep_it_out(server: Server, client: HttpClient) -> None:
    fetch(server.url("page"), limits=SMALL, client=client)
    agent = server.requests[-1]["user-agent"]
    assert agent.startswith("Wireroom/")
    assert "robots.txt" in agent


def test_a_validator_that_cannot_stand_in_a_request_is_dropped(server: Server, client: HttpClient) -> None:
    text = fetch(server.url("injected-tag"), limits=SMALL, client=client)
    assert isinstance(text, Fetched)
    assert text.validators == Validators()
    bad = Validators(etag='"x"\r\nX-Evil: 1', last_modified="Tue\nX-Evil: 2")
    fetch(server.url("page"), known=bad, limits=SMALL, client=client)
    assert "x-evil" not in server.requests[-1]
    assert "if-none-match" not in server.requests[-1]


def test_unchanged_costs_one_request_and_no_body(server: Server, client: HttpClient) -> None:
    first = fetch(server.url("unchanged"), limits=SMALL, client=client)
    assert isinstance(first, Fetched)
    again = fetch(server.url("unchanged"), known=first.validators, limits=SMALL, client=client)
    assert type(again).__name__ == "Unchanged"
    assert server.requests[-1]["if-none-match"] == TAG
    assert server.asked["news.test/unchanged"] == 2
