"""Another machine gets in with a key that was given out, and with nothing else."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket, WebSocketDisconnect

from lib.store.files import keys
from lib.store.paths import keys_path
from lib.ui import access, launch
from lib.ui.security_headers import HEADERS
from lib.ui.server import middleware, routes

OUTSIDE = "http://192.168.1.7:8501"
SOCKET, ORIGIN = "ws://192.168.1.7:8501/socket", {"origin": OUTSIDE}


async def echo(opened: WebSocket) -> None:
    """Send back each word."""
    await opened.accept()
    with suppress(WebSocketDisconnect):
        while True:
            await opened.send_text(await opened.receive_text())
    await opened.close()


@pytest.fixture
def other_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.setenv(access.SHARED, "1")
    monkeypatch.setattr(access, "PAUSE", 0.0)
    paths = [WebSocketRoute("/socket", echo), *routes()]
    app = Starlette(routes=paths, middleware=middleware())
    with TestClient(app, base_url=OUTSIDE, follow_redirects=False) as client:
        yield client


def is_open(client: TestClient, address: str) -> bool:
    """Return whether the app's own page is answered at an address."""
    answer = client.get(address)
    return answer.status_code == 200 and "veiled" in answer.text


def let_in(client: TestClient) -> str:
    """Open the link with a fresh key; return the key."""
    key = keys.give_out(keys_path())
    assert client.get(f"/?key={key}").status_code == 303
    return key


@pytest.mark.parametrize(
    "path", ["/", "/read", "/api", "/api/stories", "/pictures/a.png", "/fonts/fonts.css"]
)
def test_without_a_key_there_is_a_sentence_and_nothing_else(other_machine: TestClient, path: str) -> None:
    for answer in (other_machine.get(path), other_machine.get(path, params={"key": "x" * 43})):
        assert (answer.status_code, answer.text) == (401, f"{access.NO_KEY}\n")
    other_machine.cookies.set(f"{access.COOKIE}-8501", "guess")
    assert other_machine.get(path).status_code == 401


def test_what_is_answered_at_the_door_has_the_security_headers(other_machine: TestClient) -> None:
    link = f"/read?key={keys.give_out(keys_path())}"
    opening = other_machine.websocket_connect(SOCKET, headers=ORIGIN)
    with pytest.raises(WebSocketDenialResponse) as refused, opening:
        pass
    assert refused.value.status_code == 401
    answers = [other_machine.get(path) for path in ("/read", "/read?key=wrong", link)]
    assert [each.status_code for each in answers] == [401, 401, 303]
    for answer in answers:
        assert {*HEADERS.items()} <= {*answer.headers.items()}
        assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_the_link_becomes_a_cookie_that_no_script_reads(other_machine: TestClient) -> None:
    key = keys.give_out(keys_path())
    answer = other_machine.get(f"/read?tags=Cuba&key={key}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/read?tags=Cuba")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie
    assert is_open(other_machine, "/read")
    assert other_machine.get(f"{OUTSIDE}//evil.example/?key={key}").headers["location"] == "/evil.example/"
    with other_machine.websocket_connect(SOCKET, headers=ORIGIN) as opened:
        opened.send_text("news")
        assert opened.receive_text() == "news"


def test_two_apps_of_a_machine_keep_their_keys_apart(
    other_machine: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_in(other_machine)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path / "other"))
    other = OUTSIDE.replace("8501", "8502")
    assert other_machine.get(other).status_code == 401
    assert other_machine.get(f"{other}/?key={keys.give_out(keys_path())}").status_code == 303
    assert is_open(other_machine, other)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    assert is_open(other_machine, "/")


@pytest.mark.parametrize("host", ["192.168.1.7", "192.168.1.7:99999", "[2001:db8::7]"])
def test_a_host_of_any_port_is_answered(other_machine: TestClient, host: str) -> None:
    assert other_machine.get("/", headers={"host": host}).status_code == 401


def test_a_withdrawn_key_opens_nothing_and_ends_its_windows(other_machine: TestClient) -> None:
    key = let_in(other_machine)
    assert key not in keys_path().read_text(encoding="utf-8")
    with other_machine.websocket_connect(SOCKET, headers=ORIGIN) as opened:
        (mine,) = keys.listed(keys_path())
        keys.withdraw(keys_path(), mine.id)
        opened.send_text("news")
        with pytest.raises(WebSocketDisconnect):
            opened.receive_text()
    assert other_machine.get("/").status_code == 401
    with pytest.raises(keys.KeyUnknown, match="There is no key"):
        keys.withdraw(keys_path(), mine.id)


def test_names_other_origins_and_all_without_the_switch_stay_out_with_a_key_too(
    other_machine: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_in(other_machine)
    assert other_machine.get("/", headers={"host": "desk.example:8501"}).status_code == 403
    assert other_machine.get("/", headers={"origin": "http://192.168.1.8:8501"}).status_code == 403
    monkeypatch.delenv(access.SHARED)
    answer = other_machine.get("/")
    assert answer.status_code == 403 and "make run SHARE=1" in answer.text


def test_a_wrong_key_waits_for_its_answer(other_machine: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    waited = list[float]()

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(access, "PAUSE", 2.0)
    monkeypatch.setattr("lib.ui.access.asyncio.sleep", sleep)
    other_machine.get("/")
    other_machine.get("/?key=guess")
    assert waited[0] == 0 and 2.0 in waited


def test_the_launcher_prints_a_link_that_opens(
    other_machine: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "own_address", lambda: "192.168.1.7")
    link = next(word for word in launch.invitation(8501).split() if word.startswith(OUTSIDE))
    assert other_machine.get(link).status_code == 303
    assert is_open(other_machine, "/")
