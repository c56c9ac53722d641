"""The API from outside: what opens it, what is refused, and that no other origin gets anything."""

import stat
from unittest.mock import Mock

import pytest
from starlette.testclient import TestClient

from lib.store.paths import token_path
from lib.ui.api.token import renew, token
from lib.ui.intake import inbox

Key = dict[str, str]
GUARDED = [
    ("GET", "/api/stories"),
    ("GET", "/api/stories/x"),
    ("GET", "/api/captures/x"),
    ("POST", "/api/captures"),
]
OPEN = ["/api", "/api/", "/api/openapi.json", "/api/send", "/api/send.js"]
WRONG = ["", "Bearer", "Bearer ", "Bearer wrong", "Basic {token}", "{token}", "Bearer {token}x", "Bearer é"]


# Each route with one wrong token, and one route with each.
SHOWN = [(*route, WRONG[3]) for route in GUARDED] + [(*GUARDED[0], each) for each in WRONG]


@pytest.mark.parametrize(("method", "path", "shown"), SHOWN)
def test_without_the_token_nothing_is_read_or_written(
    client: TestClient, key: Key, method: str, path: str, shown: str
) -> None:
    header = shown.replace("{token}", key["Authorization"].split()[1])
    answer = client.request(method, path, headers=[(b"Authorization", header.encode())], content=b"<p>news")
    assert answer.status_code == 401 and "token" in answer.json()["error"]
    assert answer.headers["www-authenticate"] == "Bearer"


def test_the_token_is_the_readers_alone_and_a_new_one_ends_the_former(client: TestClient, key: Key) -> None:
    assert stat.S_IMODE(token_path().stat().st_mode) == 0o600
    assert client.get("/api/captures/x", headers=key).status_code == 404
    renew()
    assert stat.S_IMODE(token_path().stat().st_mode) == 0o600
    assert client.get("/api/captures/x", headers=key).status_code == 401
    token_path().write_bytes(b"\xff\xfe\x00")  # one that is damaged is replaced by a new one
    assert client.get("/api/captures/x", headers={"Authorization": f"Bearer {token()}"}).status_code == 404


@pytest.mark.parametrize("path", [*OPEN, "/api/stories", "/api/nothing"])
def test_no_answer_lets_another_origin_read_it(client: TestClient, key: Key, path: str) -> None:
    for origin in ("https://evil.example", "null"):
        answer = client.get(path, headers={**key, "Origin": origin})
        assert not [name for name in answer.headers if name.startswith("access-control-")]
        asked = client.options(path, headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
        assert asked.status_code == (405 if path.startswith("/api/send") and path != "/api/send.js" else 403)
        assert not [name for name in asked.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", [*OPEN, "/api/stories"])
def test_a_name_that_was_rebound_to_this_machine_is_refused(client: TestClient, key: Key, path: str) -> None:
    assert client.get(path, headers={**key, "Host": "evil.example:8501"}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/nothing", 404), ("DELETE", "/api/stories", 405), ("GET", "/api/captures", 405)],
)
def test_an_error_is_json_with_a_sentence(
    client: TestClient, key: Key, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path, headers=key)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".") and path in answer.json()["error"]


def test_a_full_disk_and_a_damaged_archive_are_sentences(
    client: TestClient, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(28, "No space left on device", "/home/reader/inbox/page.html")
    monkeypatch.setattr(inbox, "put", Mock(side_effect=full))
    kind = {"Content-Type": "text/plain"}
    answer = client.post("/api/captures", headers={**key, **kind}, content=b"News of the day.")
    said = "page.html could not be used (No space left on device); make room"
    assert answer.status_code == 500 and answer.json()["error"].startswith(said)
    token_path().with_name("archive.duckdb").write_bytes(b"no database" * 400)
    answer = client.get("/api/stories", headers=key)
    assert answer.status_code == 500 and "damaged" in answer.json()["error"]
