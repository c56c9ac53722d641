"""Pages handed in by programs: into the inbox, with their address; never parsed by the server."""

import gzip
import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lib import capture
from lib.capture.unpack import LIMIT
from lib.ingest.run import ingest
from lib.model.capture import Capture
from lib.store.paths import archive_path
from lib.ui.intake import inbox
from tests.ui.conftest import ended, failed

Key = dict[str, str]
HTML = (
    "<!DOCTYPE html><title>Ferry sails again</title><h1>Ferry sails again</h1><article>"
    "<p>The ferry between Larkhaven and Osk sailed again on Wednesday, two days after a storm — so it was "
    "announced.</p><p>Islanders who had waited since Monday were taken over first, the company said, and "
    "fresh bread went with them to the island.</p></article>"
)
URL = "https://harbour.example/ferry"


def send(client: TestClient, key: Key, body: bytes, kind: str = "text/html", query: str = "") -> str:
    """Hand a page in; gives the arrival's id."""
    answer = client.post(f"/api/captures{query}", headers={**key, "Content-Type": kind}, content=body)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/api/captures/{answer.json()['id']}"
    return str(answer.json()["id"])


def captured(arrival: str) -> Capture:
    """Return the one capture that the arrival's folder holds."""
    (found,) = capture.read(inbox.folder_of(arrival))
    assert isinstance(found, Capture)
    return found


def taken_in(arrival: str, code: int = 0) -> None:
    """Return what the child process and the desk do."""
    done = ingest([inbox.folder_of(arrival)], archive=archive_path(), jobs=1, pooled=False)
    inbox.finish([arrival], ended(failed("Done."), code))
    assert done.counts.seconds >= 0


BODIES = [
    (HTML.encode(), "text/html", f"?url={URL}", URL, "text/html"),
    (HTML.encode("utf-16"), "text/html; charset=utf-16", f"?url={URL}", URL, "text/html"),
    (HTML.encode(), "text/html;charset=UTF-8", "", None, "text/html"),
    (HTML.encode("cp1252"), 'Text/HTML; Charset="Windows-1252"', "", None, "text/html"),
    (HTML.encode(), "text/html;charset*0=u;charset*=x", "", None, "text/html"),  # no charset by any rule
    ("Ferry sails\n\nIt did — on Monday.".encode(), "text/plain", f"?url={URL}", URL, "text/plain"),
    ("Ferry sails\n\nIt did — on Monday.".encode(), "text/plain", "", None, "text/plain"),
    (json.dumps({"html": HTML, "url": URL}).encode(), "application/json", "", URL, "text/html"),
    (json.dumps({"html": HTML}).encode(), "application/json", f"?url={URL}", URL, "text/html"),
    (json.dumps({"text": "Ferry sails\n\nIt did — on Monday.", "url": None}).encode(), "application/json", "",
     None, "text/plain"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "kind", "query", "url", "media_type"), BODIES)
def test_a_page_lies_in_the_inbox_with_its_address(
    client: TestClient, key: Key, body: bytes, kind: str, query: str, url: str | None, media_type: str
) -> None:
    arrival = send(client, key, body, kind, query)
    found = captured(arrival)
    assert (found.url, found.media_type) == (url, media_type)
    assert "—" in found.content
    assert inbox.waiting() == [arrival]


REFUSED = [
    (b"", "text/html", "", 400, "empty"),
    (b"   ", "text/plain", "", 400, "empty"),
    (b"<p>x", "image/png", "", 415, "text/html"),
    (b"<p>x", "", "", 415, "text/html"),
    (b"<p>x", "garbage", "", 415, "text/html"),
    (b'{"html": "<p>x", "text": ""}', "application/json", "", 400, "one of them"),
    (b"", "", "", 400, "The body is empty; send the page as text/html"),
    (b" ", "image/png", "", 400, "The body is empty"),
    (b"", "application/json", "", 400, "The body is empty"),
    (b"<p>x", "text/html", "?urll=https://a.test/", 400, "“urll” is no parameter"),
    (b"<p>x", "text/html", "?url=https://a.test/" + "x" * 4000, 400, "at most 4,000 characters"),
    (b"<p>x", "text/html", "?url=https://a.test/%0d%0aX:y", 400, "“https://a.test/��X:y” is no address"),
    (b"<p>x", "text/html", "?url=javascript:alert(1)", 400, "no address"),
    (b"<p>x", "text/html", "?url=file:///etc/passwd", 400, "no address"),
    (b"<p>x", "text/html", "?url=https://a.example/%0d%0aWARC-Type:x", 400, "no address"),
    (b"\xff\xfe\xfa", "text/html", "", 400, "UTF-8"),
    (b"<p>x", "text/html; charset=klingon", "", 400, "UTF-8"),
    (b"<p>x", "text/html; charset=zlib", "", 400, "UTF-8"),
    (b"{", "application/json", "", 400, "not JSON"),
    (b"[" * 100_000, "application/json", "", 400, "not JSON"),
    (b"[]", "application/json", "", 400, "html"),
    (b'{"html": "a", "text": "b"}', "application/json", "", 400, "one of them"),
    (b'{"html": "a", "\\ud800": 1}', "application/json", "", 400, "“?” is no field of this JSON"),
    (b'{"html": 3}', "application/json", "", 400, "html"),
    (b'{"html": "a", "url": 3}', "application/json", "", 400, "url"),
    (b'{"html": "a", "": 1}', "application/json", "", 400, "“” is no field"),
    (b'{"text": "a", "ulr": "https://a.test/"}', "application/json", "", 400, "“ulr” is no field"),
    (b"x" * (LIMIT + 1), "text/html", "", 413, "20 MB"),
    (gzip.compress(HTML.encode()), "text/html", "", 400, "UTF-8"),  # the server unpacks nothing
]


@pytest.mark.parametrize(("body", "kind", "query", "status", "word"), REFUSED)
def test_what_cannot_be_a_page_is_refused_in_words(
    client: TestClient, key: Key, body: bytes, kind: str, query: str, status: int, word: str
) -> None:
    answer = client.post(f"/api/captures{query}", headers={**key, "Content-Type": kind}, content=body)
    assert (answer.status_code, word in answer.json()["error"]) == (status, True), answer.text
    assert inbox.waiting() == []


def test_the_receipt_tells_what_became_of_it(client: TestClient, key: Key, empty_home: Path) -> None:
    arrival = send(client, key, HTML.encode(), query=f"?url={URL}")
    assert client.get(f"/api/captures/{arrival}", headers=key).json()["state"] == "waiting"
    taken_in(arrival)
    note = client.get(f"/api/captures/{arrival}", headers=key).json()
    assert note["state"] == "done" and note["captures"][0]["outcome"] == "stored"
    story = client.get(note["captures"][0]["story"]["api"], headers=key).json()
    assert story["headline"] == "Ferry sails again" and story["canonical_url"] == URL
    assert not inbox.folder_of(arrival).exists()

    (once_more := inbox.put([("page.html", HTML.encode())], mark=inbox.mark_of(arrival)))
    taken_in(once_more)
    note = client.get(f"/api/captures/{once_more}", headers=key).json()
    assert note["captures"][0]["story"]["headline"] == "Ferry sails again"


def test_a_rejected_page_stays_in_the_inbox_and_says_why(client: TestClient, key: Key) -> None:
    arrival = send(client, key, b"\x01\x02\x03" * 500, "text/plain")
    taken_in(arrival, code=3)
    note = client.get(f"/api/captures/{arrival}", headers=key).json()
    assert note["state"] == "done" and note["captures"][0]["outcome"] == "rejected"
    assert note["captures"][0]["reason"].endswith(".")
    assert inbox.folder_of(arrival).exists() and inbox.waiting() == []


@pytest.mark.parametrize("asked", ["nothing", "20240409-063100-0123456789abcdef", "%2e%2e%2farchive"])
def test_an_unknown_receipt_is_told_to_be_one(client: TestClient, key: Key, asked: str) -> None:
    assert client.get(f"/api/captures/{asked}", headers=key).status_code == 404
