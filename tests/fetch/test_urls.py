"""Addresses of every notation: refused ones never reach a socket, the others reach the resolver."""

import re
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from lib.fetch import urls
from lib.fetch.client import HttpClient
from lib.fetch.dialer import Dialer
from lib.fetch.fetching import fetch
from lib.fetch.outcome import Fetched, Limits, Refusal, Refused
from lib.fetch.urls import objection
from tests.cases import every_case
from tests.fetch.server import Server

REFUSED = [
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://0/", "http://0.0.0.0:80/",
    "http://2130706433/", "http://017700000001/", "http://0x7f.0.0.1/", "http://0x7F000001/",
    "http://0177.0.0.1/", "http://127.0.0.1./", "http://127。0。0。1/", "http://①②⑦.⓪.⓪.①/",
    "http://１２７.0.0.1/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[0:0:0:0:0:ffff:c0a8:0001]/",
    "http://[64:ff9b::10.0.0.1]/", "http://[64:ff9b:1::1]/", "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fd00:ec2::254]/",
    "http://[fc00::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://[fec0::1]/",
    "http://[100::1]/", "http://10.9.8.7/", "http://172.31.255.255/", "http://192.168.0.1/",
    "http://100.100.100.200/", "http://169.254.169.254/latest/", "http://168.63.129.16/",
    "http://192.0.0.192/", "http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
    "http://240.0.0.1/", "http://0xa9fea9fe/", "http://169.254.43518/", "http://localhost/",
    "http://LOCALHOST./", "http://printer.local/", "http://db.internal/", "http://a.localhost/",
    "http://x.onion/", "http://ten.test/", "http://mixed.test/", "http://six.test/", "https://ten.test/",
    "http://rebound.test/", "http://public.test:22/", "http://public.test:6379/",
    "http://public.test:8501/", "http://public.test:0/", "http://public.test@127.0.0.1/",
    "http://127.0.0.1@public.test/", "http://a:b@public.test/", "http://public.test:80@10.0.0.1/",
    "http://@public.test/", "http://public.test\\@127.0.0.1/", "http://public.test#@127.0.0.1:80\\/",
    "http:\\\\127.0.0.1\\", "http://127.0.0.1%2f@public.test/", "http://127%2e0.0.1/",
    "http://pub_lic..test/", "http://public.test../", "http://public.test/\x9b31m",
    "http://public.test/\ud800", f"http://{'a' * 64}.test/", "http://" + ".".join(["a" * 60] * 6) + "/",
    "http://public.test:8e1/", "http://public.test:-1/", "http://public.test:+80/",
    "http://public.test:65536/", "http://100.64.0.1/", "http://0.1.2.3/", "http://[5f00::1]/",
    "http://[3fff::1]/", "http://[4000::1]/", "http://[::ffff:0:127.0.0.1]/", "http://⓪ⓧ⑦ⓕ.1/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://loc\u00adalhost/", "http://router.home.arpa/", "http://[127.0.0.1]/",
    "http://[::1", "http://public.test:99999/", "http://public.test:port/", "http:///path", "http://",
    "//public.test/", "public.test", "ftp://public.test/", "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_x", "javascript:alert(1)", "data:text/html,x", "dict://127.0.0.1:11211/",
    "blob:x", "view-source:http://127.0.0.1/", "jar:http://127.0.0.1!/", "ws://public.test/",
    "http://256.256.256.256/", "http://1.2.3.4.5/", "http://09.0.0.1/", "unix:///var/run/x.sock",
    "ldap://127.0.0.1/", "sftp://public.test/", "http://public.test/\r\nHost: 127.0.0.1",
    "http://127.0.0.1\t/", "http://public.test/\x00", "", " ",
]  # fmt: skip

ASKED = [
    "http://public.test/", "https://public.test/news?a=1", "HTTP://PUBLIC.TEST./x",
    "http://public.test:8080/", "https://public.test:8443/", "https://пример.испытание/",
    "http://bücher.test/", "http://xn--bcher-kva.test/", "http://93.184.216.34/", "http://1572395042/",
    "http://0x5db8d822/", "http://[2606:2800:220:1::1]/", "http://[64:ff9b::93.184.216.34]/",
    "http://[::ffff:93.184.216.34]/", "http://public.test/a/../b",
    "http://public.test/?q=http://127.0.0.1/", "http://public.test/#@127.0.0.1",
    "http://127.0.0.1.public.test/", "http://localhost.public.test/",
]  # fmt: skip
KNOWN = {
    "ten.test": ("10.1.2.3",),
    "mixed.test": ("93.184.216.34", "192.168.7.7"),
    "six.test": ("::ffff:10.0.0.1",),
}
SOON = Limits(connect=1.5, read=1.5, whole=1.5)
_watched: list[list[str]] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect" and _watched:
        _watched[-1].append(str(arguments[1][0]))  # type: ignore[index]


sys.addaudithook(_watch)  # sees every connection of this process, whoever makes it; it cannot be taken off


@contextmanager
def connections() -> Iterator[list[str]]:
    """Return the addresses that any socket of this process is connected to meanwhile."""
    _watched.append([])
    try:
        yield _watched[-1]
    finally:
        _watched.pop()


class Book:
    """A resolver that remembers whom it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        if host == "rebound.test":  # another address each time, the second one inside
            return ("127.0.0.1",) if self.asked.count(host) > 1 else ("93.184.216.34", "127.0.0.1")
        if host in KNOWN:
            return KNOWN[host]
        raise OSError("this resolver knows no public address")


@every_case("url", REFUSED)
def test_no_socket_is_connected_to_what_may_not_be_asked(url: str) -> None:
    with connections() as connected, HttpClient(dialer=Dialer(resolve=Book())) as client:
        outcome = fetch(url, limits=SOON, client=client)
    assert connected == []
    assert isinstance(outcome, Refused)
    assert outcome.kind == "address", outcome
    assert outcome.message.endswith(".")


@every_case("url", ASKED)
def test_a_public_address_passes(url: str) -> None:
    target = urls.target(url)
    if urls.is_number(target.host):
        assert objection(target.host) is None
        return
    book = Book()
    with HttpClient(dialer=Dialer(resolve=book)) as client:
        outcome = fetch(url, limits=SOON, client=client)
    assert isinstance(outcome, Refused)
    assert outcome.kind == "name"
    assert book.asked == [target.host]


def test_a_name_is_resolved_once_and_the_checked_address_called(
    server: Server, opens: Callable[..., HttpClient]
) -> None:
    answers = [("127.0.0.1",), ("10.0.0.1",)]
    asked: list[str] = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return answers[min(len(asked), 2) - 1]

    client = opens(resolve=rebinding)
    with connections() as connected:
        first = fetch(server.url("document"), limits=SOON, client=client)  # hangs up: the next one dials anew
        second = fetch(server.url("page"), limits=SOON, client=client)
    assert isinstance(first, Refused) and first.kind == "content type"
    assert isinstance(second, Refused) and second.kind == "address"
    assert len(asked) == 2 and connected == ["127.0.0.1"]


def test_a_redirect_to_a_name_inside_is_refused_at_the_socket(
    server: Server, opens: Callable[..., HttpClient]
) -> None:
    with connections() as connected:
        for path in ("to-private", "to-metadata", "to-this-machine", "to-file", "to-login"):
            outcome = fetch(server.url(path), limits=SOON, client=opens())
            assert isinstance(outcome, Refused)
            assert outcome.kind == "address"
            assert len(outcome.hops) <= 1
    assert set(connected) == {"127.0.0.1"}
    assert len(connected) == 5


@pytest.mark.parametrize("name", ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"])
def test_a_proxy_of_the_environment_is_no_way_round(
    name: str, server: Server, opens: Callable[..., HttpClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "http://127.0.0.2:3128")
    monkeypatch.setenv("NO_PROXY", "")
    with connections() as connected:
        outcome = fetch(server.url("page"), limits=SOON, client=opens())
        refused = fetch("http://10.0.0.1/", limits=SOON, client=opens())
    assert isinstance(outcome, Fetched) and isinstance(refused, Refused)
    assert connected == ["127.0.0.1"]


def test_a_wire_that_was_given_nothing_asks_nothing_of_this_machine(server: Server) -> None:
    with connections() as connected, HttpClient() as client:
        outcome = fetch(f"http://127.0.0.1:{server.port}/page", limits=SOON, client=client)
    assert isinstance(outcome, Refused)
    assert connected == []


@every_case(
    ("written", "base", "wire"),
    [
        ("http://Bücher.test/a b?q=ä&r=%20#x", "", "http://xn--bcher-kva.test/a%20b?q=%C3%A4&r=%20"),
        ("https://public.test:443", "", "https://public.test/"),
        ("?page=2", "https://public.test/list?page=1", "https://public.test/list?page=2"),
    ],
)
def test_an_address_is_spelled_for_the_wire(written: str, base: str, wire: str) -> None:
    assert urls.target(written, base=base).url == wire


def test_a_name_that_never_answers_costs_its_time_and_no_more(opens: Callable[..., HttpClient]) -> None:
    never = threading.Event()

    def mute(host: str, port: int) -> Sequence[str]:
        never.wait(10)
        return ()

    outcome = fetch("http://public.test/", limits=SOON, client=opens(resolve=mute))
    never.set()
    assert isinstance(outcome, Refused)
    assert "in time" in outcome.message


COMPLETED = {
    "//news.test/feed": "https://news.test/feed",
    "post.example/feed": "https://post.example/feed",
    " http://post.example/feed ": "http://post.example/feed",
    "feed://post.example/feed": "https://post.example/feed",
    "feed:http://post.example/feed": "http://post.example/feed",
    "FEED:https://post.example": "https://post.example",
    "post.example:8080/feed": "https://post.example:8080/feed",
    "feed.example": "https://feed.example",
    "file:///etc/passwd": "file:///etc/passwd",
    "feed:file:///etc/passwd": "file:///etc/passwd",
    "javascript:alert(1)": "javascript:alert(1)",
}


@every_case(("typed", "address"), COMPLETED.items())
def test_an_address_as_people_type_it_is_completed(typed: str, address: str) -> None:
    assert urls.completed(typed) == address


@every_case(
    ("written", "sentence"),
    [
        # a user name is not repeated, a long address is cut, and too long a one left out
        ("http://a@/x", r"The address contains a user name; remove it\."),
        ("http://a:b@public.test/", r"The address of public\.test contains a user name; remove it\."),
        ("gopher://public.test/" + "x" * 3_000, r"(?=.*…).{1,299}"),
        ("http://public.test/" + "x" * 5_000, ".{1,149}"),
    ],
)
def test_an_address_is_refused_in_a_short_sentence(written: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        urls.target(written)
    assert re.fullmatch(sentence, refused.value.message)
    assert urls.shown("http://public.test/") == "http://public.test/"
