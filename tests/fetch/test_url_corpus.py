"""The addresses of the corpus: none that is to be blocked reaches a socket, the others reach the resolver."""

import json

from lib.fetch.client import HttpClient
from lib.fetch.dialer import Dialer
from lib.fetch.fetching import fetch
from lib.fetch.outcome import Refused
from tests.corpora import hostile
from tests.fetch.test_urls import SOON, Book, connections

INSIDE = ("localhost", "nip.io", "rebind.test")


class Names(Book):
    """Names that lead inside, as the corpus means them."""

    def __call__(self, host: str, port: int) -> tuple[str, ...]:
        if host.endswith(INSIDE):
            return ("127.0.0.1",)
        return tuple(super().__call__(host, port))


def test_every_address_of_the_corpus_is_judged_right() -> None:
    lines = (hostile("urls") / "ssrf.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    assert len(cases) >= 20
    for case in cases:
        names = Names()
        with (
            connections() as connected,
            HttpClient(dialer=Dialer(resolve=names)) as client,
        ):
            outcome = fetch(case["url"], limits=SOON, client=client)
        assert connected == [], case
        assert isinstance(outcome, Refused)
        if case["expect"] == "block":
            assert outcome.kind == "address", case
        else:  # there is no net in a test: it got as far as asking for the name
            assert outcome.kind == "name" and names.asked, case
