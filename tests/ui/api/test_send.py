"""The bookmarklet's way in: any page may send, only the reader can say yes."""

import re
import time
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from lib import capture
from lib.model.capture import Capture
from lib.ui.api import send as api_send
from lib.ui.api import token as api_token
from lib.ui.intake import inbox

OWN = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
OURS = [
    OWN,
    {"Origin": "http://localhost"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
]
FOREIGN = [
    {},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://localhost:81", "Sec-Fetch-Site": "same-site"},
]
PAGE = "<!DOCTYPE html><title>Ferry &lt;b&gt; sails</title>\r\n<p>It sailed — on Monday.</p>"


def sent(client: TestClient, html: str = PAGE, url: str = "https://harbour.example/ferry") -> str:
    """Send a page as a foreign page does; gives what the reader is shown."""
    answer = client.post(
        "/api/send",
        data={"url": url},
        files={"html": (None, html)},
        headers={"Origin": "https://harbour.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 200, answer.text
    return answer.text


def key_of(shown: str) -> str:
    """Return what the reader's yes carries."""
    return str(re.findall(r'name="key" value="([\w-]+)"', shown)[0])


@pytest.mark.parametrize("headers", OURS)
def test_nothing_is_kept_before_the_reader_says_yes(client: TestClient, headers: dict[str, str]) -> None:
    shown = sent(client)
    assert "Ferry &lt;b&gt; sails" in shown and "https://harbour.example/ferry" in shown
    assert inbox.waiting() == []
    answer = client.post("/api/send/yes", data={"key": key_of(shown)}, headers=headers)
    assert answer.status_code == 200 and "Added" in answer.text
    (found,) = capture.read(inbox.folder_of(inbox.waiting()[0]))
    assert isinstance(found, Capture)
    assert found.url == "https://harbour.example/ferry" and "sailed — on" in found.content


@pytest.mark.parametrize("headers", FOREIGN)
def test_another_site_cannot_say_yes(client: TestClient, headers: dict[str, str]) -> None:
    shown = sent(client)
    answer = client.post("/api/send/yes", data={"key": key_of(shown)}, headers=headers)
    assert answer.status_code == 403 and inbox.waiting() == []


def test_a_yes_holds_once_and_for_what_was_shown(client: TestClient) -> None:
    key = key_of(sent(client))
    assert client.post("/api/send/yes", data={"key": key}, headers=OWN).status_code == 200
    assert client.post("/api/send/yes", data={"key": key}, headers=OWN).status_code == 410
    assert client.post("/api/send/yes", data={"key": "x"}, headers=OWN).status_code == 410
    assert len(inbox.waiting()) == 1


def test_pages_that_wait_are_few(client: TestClient) -> None:
    first = key_of(sent(client))
    for number in range(api_send.MOST):
        sent(client, f"{PAGE}{number}")
    assert client.post("/api/send/yes", data={"key": first}, headers=OWN).status_code == 410


@pytest.mark.parametrize(
    ("html", "url", "status"),
    [("", "https://a.example", 400), (PAGE, "javascript:1", 400), (PAGE, "x" * 5000, 400)],
)
def test_what_is_no_page_is_refused(client: TestClient, html: str, url: str, status: int) -> None:
    answer = client.post("/api/send", data={"url": url, "html": html})
    assert answer.status_code == status and answer.json()["error"].endswith(".")


def test_the_title_cannot_act(client: TestClient) -> None:
    shown = sent(client, "<title>&lt;script&gt;taken=1&lt;/script&gt;</title><p>x", 'https://a.example/"><b>')
    assert "<script>" not in shown and "<b>" not in shown


def test_the_bookmarklet_carries_no_secret(client: TestClient) -> None:
    code = unquote(api_send.bookmarklet("http://127.0.0.1:8501"))
    assert api_token.token() not in code and "\n" not in code
    assert code.startswith("javascript:") and "http://127.0.0.1:8501/api/send" in code
    assert "script" in client.get("/api/send").text


@pytest.mark.parametrize("crumb", ["<title>", "<title", "<title>a</titl"])
def test_a_page_of_nothing_but_beginnings_is_shown_at_once(client: TestClient, crumb: str) -> None:
    begun = time.process_time()
    assert "Add this page?" in sent(client, html=crumb * 20_000)
    assert time.process_time() - begun < 2


def test_a_large_form_of_nothing_is_not_read(client: TestClient) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post("/api/send", content=b"&" * 200_000, headers=kind)
    assert answer.status_code == 400 and "form that was sent cannot be read" in answer.json()["error"]
