"""Saved views for programs: listed, and each as a feed whose address may carry the token."""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from lib.export.feed import Entry, Feed, atom
from lib.store.journal import views
from lib.ui.api.token import token
from lib.ui.api.views import address
from tests import builders
from tests.builders import article, parsed

Key = dict[str, str]
NAME = "Ports & bread/1"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def saved(empty_home: Path) -> None:
    """A view of two stories of three, one of which has a control character and markup in its headline."""
    stories = [
        article(
            "Crane & <b>ferry</b>\x0b", "They met.", tags=("Ports",), canonical_url="https://port.example/1"
        ),
        article("Second crane", "It fell.", tags=("Ports",), authors=("Ida Brandt",), published_at=None),
        article("Bread", "It is dear.", tags=("Bread",)),
    ]
    views.save(builders.archive(empty_home, *map(parsed, stories)), NAME, "tags=Ports", batch=0)


def test_views_are_listed_with_their_feeds(client: TestClient, key: Key, saved: None) -> None:
    (view,) = client.get("/api/views", headers=key).json()["views"]
    assert view["name"] == NAME and view["atom"] == "/api/views/Ports%20%26%20bread%2F1.atom"
    assert client.get(view["stories"], headers=key).json()["total"] == 2
    assert client.get(view["json"], headers=key).status_code == 200
    (view,) = client.get("/api/views", params={"archive": "own"}, headers=key).json()["views"]
    assert all(view[name].endswith("archive=own") for name in ("stories", "atom", "json"))
    assert client.get(view["json"], headers=key).json()["feed_url"].endswith("archive=own")


def test_a_feed_opens_with_the_token_in_its_address_alone(client: TestClient, saved: None) -> None:
    assert client.get(address(NAME, "atom")).status_code == 401
    assert client.get(address(NAME, "atom", token="guess")).status_code == 401
    assert client.get("/api/stories", params={"token": token()}).status_code == 401
    assert client.get(address(NAME, "atom", token=token())).status_code == 200
    gone = client.get(address("None", "json", token=token()))
    assert gone.status_code == 404 and "no saved view called “None”" in gone.json()["error"]


def test_an_archive_that_is_neither_own_nor_sample_is_refused(
    client: TestClient, key: Key, saved: None
) -> None:
    for path in ("/api/views", address(NAME, "atom"), "/api/stories/any"):
        answer = client.get(path, params={"archive": "moon"}, headers=key)
        assert answer.status_code == 400 and "it takes one of: own, sample" in answer.json()["error"]
    assert client.get("/api/stories/any?archiv=own", headers=key).status_code == 400


def test_the_atom_feed_says_who_when_and_where(client: TestClient, saved: None) -> None:
    answer = client.get(address(NAME, "atom", token=token()))
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    assert root.findtext("a:title", namespaces=ATOM) == f"{NAME} · Wireroom"
    entries = {each.findtext("a:title", namespaces=ATOM): each for each in root.findall("a:entry", ATOM)}
    assert set(entries) == {"Crane & <b>ferry</b>", "Second crane"}
    first, second = entries["Crane & <b>ferry</b>"], entries["Second crane"]
    links = {each.get("rel"): each.get("href") for each in first.findall("a:link", ATOM)}
    assert links["via"] == "https://port.example/1"
    assert str(links["alternate"]).startswith("http://localhost/read?article=")
    assert first.findtext("a:published", namespaces=ATOM) == "2024-04-09T06:31:00Z"
    assert second.findtext("a:published", namespaces=ATOM) is None
    assert second.findtext("a:author/a:name", namespaces=ATOM) == "Ida Brandt"
    assert [each.get("term") for each in first.findall("a:category", ATOM)] == ["Ports"]


def test_the_json_feed_holds_the_same_stories(client: TestClient, saved: None) -> None:
    answer = client.get(address(NAME, "json", token=token(), archive="own"))
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["home_page_url"] == "http://localhost/read?tags=Ports&archive=own"
    items = {each["title"]: each for each in feed["items"]}
    assert set(items) == {"Crane & <b>ferry</b>\x0b", "Second crane"}
    assert items["Second crane"]["authors"] == [{"name": "Ida Brandt"}]
    assert "date_published" not in items["Second crane"] and items["Second crane"]["date_modified"]


def test_letters_that_xml_cannot_hold_break_no_feed() -> None:
    odd = "\uffff\ufffe\x0b\ud83d"
    entry = Entry(
        id="a", link="http://localhost/read", original=f"https://port.example/{odd}", title=f"Crane{odd}",
        summary=odd, authors=[f"Ida{odd}"], tags=[f"Ports{odd}"], language=None, published_at=None,
        stored_at=datetime(2026, 11, 28, tzinfo=UTC),
    )  # fmt: skip
    feed = Feed(title=f"Mine{odd}", address="http://localhost/a", page="http://localhost/", entries=[entry])
    root = ElementTree.fromstring(atom(feed))
    assert root.findtext("a:title", namespaces=ATOM) == "Mine"
    assert root.findtext("a:entry/a:title", namespaces=ATOM) == "Crane"
