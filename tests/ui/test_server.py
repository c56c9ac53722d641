"""What stands in front of Streamlit: policy, hosts, fonts, compression."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from lib.ui.server import inline_scripts, middleware, routes


async def page(request: Request) -> PlainTextResponse:
    """Return a long answer."""
    return PlainTextResponse("news " * 2000)


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=[Route("/", page), *routes()], middleware=middleware())) as opened:
        yield opened


def test_nothing_may_come_from_or_go_to_another_machine(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy and "img-src 'self' data: blob:" in policy
    assert "http:" not in policy and "unsafe-eval" not in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in scripts and len(inline_scripts()) >= 1


def test_another_host_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_the_fonts_are_served_and_answers_are_compressed(client: TestClient) -> None:
    assert client.get("/fonts/fonts.css").status_code == 200
    assert client.get("/").headers["content-encoding"] == "gzip"
    assert client.get("/fonts/../server.py").status_code == 404
