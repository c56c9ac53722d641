"""What stands in front of Streamlit: policy, hosts, fonts, compression."""

import ctypes
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket
from streamlit import config

from lib.ui.access import is_loopback, refusal
from lib.ui.memory import ARENAS
from lib.ui.paths import INDEX
from lib.ui.security_headers import inline_scripts
from lib.ui.server import middleware, routes
from tests.cases import every_case
from tests.running import ROOT

OWN, SOCKET = "http://localhost", "ws://localhost/socket"


async def page(request: Request) -> PlainTextResponse:
    """Return a long answer."""
    return PlainTextResponse("news " * 2000)


async def socket(opened: WebSocket) -> None:
    """Send one word."""
    await opened.accept()
    await opened.send_text("news")
    await opened.close()


def application() -> Starlette:
    """Return a page and a socket behind our middleware."""
    paths = [Route("/", page), WebSocketRoute("/socket", socket), *routes()]
    return Starlette(routes=paths, middleware=middleware())


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(application(), base_url=OWN) as opened:
        yield opened


def test_nothing_may_come_from_or_go_to_another_machine(client: TestClient) -> None:
    policy = client.get("/", headers={"host": "localhost:8501"}).headers["content-security-policy"]
    assert "default-src 'self'" in policy and "img-src 'self' data: blob:" in policy
    assert "http:" not in policy and "unsafe-eval" not in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in scripts and len(inline_scripts()) >= 1
    assert "connect-src 'self' ws://localhost:8501 wss://localhost:8501;" in policy


def test_no_click_waits_until_all_memory_is_looked_through() -> None:
    assert config.get_option("runner.postScriptGC") is False


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1:80:80", "", "127.0.0.2"],
)
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 403 and "does not answer under the name" in answer.text


FOREIGN = [
    "http://localhost:3000", "http://127.0.0.1", "https://localhost", "http://evil.example", "null", "",
    "http://localhost.evil.example", "http://localhost@evil.example", "file://", "http://localhost:80",
]  # fmt: skip


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_origin_opens_nothing(client: TestClient, origin: str) -> None:
    answer = client.get("/", headers={"origin": origin})
    assert answer.status_code == 403 and "another site or port" in answer.text
    with (
        pytest.raises(WebSocketDenialResponse) as refused,
        client.websocket_connect(SOCKET, headers={"origin": origin}),
    ):
        pass
    assert refused.value.status_code == 403 and "another site or port" in refused.value.text


NAMES = ("localhost", "127.0.0.1", "[::1]", "0.0.0.0", "localhost.", "LOCALHOST.example", "desk.local")
ORIGINS = [
    f"{scheme}://{name}{port}"
    for scheme in ("http", "https", "ws", "chrome-extension")
    for name in NAMES
    for port in ("", ":3000", ":8501")
]


@every_case(("kind", "scheme"), [("http", "http"), ("websocket", "ws")])
def test_of_84_origins_the_page_s_own_alone_is_let_in(kind: str, scheme: str) -> None:
    scope = {"type": kind, "scheme": scheme, "path": "/socket", "server": ("127.0.0.1", 8501)}
    host = (b"host", b"localhost:8501")
    let_in = [
        origin
        for origin in ORIGINS
        if refusal({**scope, "headers": [host, (b"origin", origin.encode())]}) is None
    ]
    assert let_in == ["http://localhost:8501"]


def test_a_socket_is_opened_by_the_page_that_is_served_and_by_nothing_unnamed(client: TestClient) -> None:
    with client.websocket_connect(SOCKET, headers={"origin": OWN}) as opened:
        assert opened.receive_text() == "news"
    with pytest.raises(WebSocketDenialResponse) as refused, client.websocket_connect(SOCKET):
        pass
    assert "does not say which page" in refused.value.text


@every_case(
    ("address", "inside"),
    [("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("::ffff:127.0.0.1", True),
     ("/run/desk.sock", True), ("0.0.0.0", False), ("192.168.1.7", False),
     ("::ffff:10.0.0.4", False), ("fe80::1%eth0", False),
     ("desk.example", False)],
)  # fmt: skip
def test_what_comes_over_the_network_is_refused(address: str, inside: bool) -> None:
    assert is_loopback(address) == inside
    scope = {"type": "http", "scheme": "http", "path": "/", "server": (address, 8501),
             "headers": [(b"host", b"localhost:8501")]}  # fmt: skip
    assert ("over the network" in str(refusal(scope))) != inside


def test_the_fonts_are_served_and_answers_are_compressed(client: TestClient) -> None:
    assert client.get("/fonts/fonts.css").status_code == 200
    assert client.get("/").headers["content-encoding"] == "gzip"
    assert client.get("/fonts/../server.py").status_code == 404


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/Read?tags=Cuba", "/read?tags=Cuba"),
        ("/TIMELINE/", "/timeline"),
        ("/Desk", "/"),
        ("/desk?q=a", "/?q=a"),
    ],
)
def test_a_page_in_other_letters_is_led_to(client: TestClient, path: str, leads: str) -> None:
    answer = client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, leads)


def test_an_unknown_path_says_what_there_is(client: TestClient) -> None:
    answer = client.get("/<b>reed")
    assert answer.status_code == 404 and "no page called “&lt;b&gt;reed”" in answer.text
    assert 'href="/timeline"' in answer.text and 'href="/"' in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/api", "/_stcore/health", "/favicon.ico"])
def test_paths_of_programs_are_left_alone(client: TestClient, path: str) -> None:
    assert "no page called" not in client.get(path).text


@pytest.mark.parametrize("path", ["/", "/timeline?q=a"])
def test_each_page_comes_with_the_styles_that_hold_before_anything_is_drawn(
    client: TestClient, path: str
) -> None:
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    head, _, body = answer.text.partition("</style></head>")
    assert head.count("veiled") > 1 and (head + "</head>" + body).count("</head>") == 1
    assert body == INDEX.read_text(encoding="utf-8").partition("</head>")[2]
    assert answer.headers["content-encoding"] == "gzip" and answer.headers["cache-control"] == "no-cache"


def test_what_is_no_page_and_a_page_that_is_saved_stay_as_they_are() -> None:
    made = "<html><head></head><body>é</body></html>"

    async def saved(request: Request) -> HTMLResponse:
        return HTMLResponse(made, headers={"Content-Disposition": 'attachment; filename="timeline.html"'})

    app = Starlette(
        routes=[Route("/media/{name}", saved), Route("/static/news", page)], middleware=middleware()
    )
    accept = "text/html,application/xhtml+xml,*/*;q=0.8"  # of a browser that saves a link
    with TestClient(app, base_url=OWN) as client:
        assert client.get("/static/news", headers={"accept": "text/html"}).text == "news " * 2000
        assert client.get("/media/1.html", headers={"accept": accept}).text == made


MEMORY = """
import ctypes, sys, threading
from lib.ui.memory import keep_together
c = ctypes.CDLL(None)
c.malloc.restype = c.fopen.restype = ctypes.c_void_p
if sys.argv[1] == "kept together":
    keep_together()
all_here = threading.Barrier(9)
def work():
    c.malloc(1000)
    all_here.wait()
    all_here.wait()
for _ in range(8):
    threading.Thread(target=work).start()
all_here.wait()
file = ctypes.c_void_p(c.fopen(sys.argv[2].encode(), b"w"))
c.malloc_info(0, file)
c.fclose(file)
all_here.wait()
c.free(ctypes.c_void_p(c.malloc(8_000_000)))
class Mallinfo(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena ordblks smblks hblks hblkhd a b c d e".split()]
c.mallinfo2.restype = Mallinfo
before = c.mallinfo2().hblks
for _ in range(50):  # other threads may give back some in the meantime
    c.malloc(300_000)
print(round((c.mallinfo2().hblks - before) / 50))
"""


@pytest.mark.process
@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="no such glibc"
)
@pytest.mark.parametrize("how", ["kept together", "as it is"])
def test_threads_share_few_arenas_and_a_large_block_is_the_system_s_own(how: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", MEMORY, how, str(tmp_path / "info")]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    arenas, together = (tmp_path / "info").read_text().count("<heap nr="), how == "kept together"
    assert (arenas <= ARENAS, done.stdout.split()) == (together, ["1" if together else "0"])


@pytest.mark.parametrize(("headers", "address", "status"), [
    ({"host": "elsewhere.example"}, "/", 403),
    ({"host": "x;script-src *"}, "/", 403),
    ({}, "/api/stories", 401),
])  # fmt: skip
def test_what_is_refused_has_the_security_headers_too(
    client: TestClient, headers: dict[str, str], address: str, status: int
) -> None:
    answer = client.get(address, headers=headers, follow_redirects=False)
    assert answer.status_code == status
    assert answer.headers["x-frame-options"] == "DENY" and "x-content-type-options" in answer.headers
    assert "script-src *" not in answer.headers["content-security-policy"]


@pytest.mark.process
def test_the_app_starts_without_what_cleans_captures() -> None:
    script = """
import ast, importlib, pathlib, sys
for path in [pathlib.Path("app.py"), *pathlib.Path("pages").glob("*.py")]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module.startswith("lib."):
            importlib.import_module(node.module)
print(*sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "lib.ui.server" in loaded
    assert not {"lib.clean.clean", "lib.ingest.workers", "trafilatura", "spacy"} & loaded
