"""A program that leaves ends the engine's work."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.types import Message

from lib.query import new_since, one_story, stories
from lib.store.archive import ArchiveReader, create
from lib.store.journal import views
from lib.store.paths import archive_path
from lib.ui.api.token import token
from lib.ui.server import routes

LONG = """
    with recursive x as (select 1 as n union all select n + 1 from x where n < 500_000)
    select max(n) from x"""


def left_by(receive: Callable[[], Awaitable[Message]], path: str) -> list[Message]:
    """Return what the app sends to a program whose messages are these."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "root_path": "",
        "query_string": f"token={token()}".encode() if path.endswith(("atom", "json")) else b"",
        "headers": [(b"host", b"localhost"), (b"authorization", f"Bearer {token()}".encode())],
        "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1), "scheme": "http", "http_version": "1.1",
    }  # fmt: skip
    # In a thread of its own: a worker that has driven a browser runs a loop in its main one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(Starlette(routes=routes())(scope, receive, send))).result()
    return sent


@pytest.mark.parametrize(
    "path", ["/api/stories", "/api/stories/one", "/api/views/Ports.atom", "/api/views/Ports.json"]
)
def test_a_program_that_leaves_ends_the_engine_s_work(
    path: str, empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(archive_path())
    views.save(archive_path(), "Ports", "tags=Ports", batch=0)
    begun, finished = threading.Event(), list[ArchiveReader]()

    def long(db: ArchiveReader, *about: object, **options: object) -> None:
        begun.set()
        db.execute(LONG).fetchall()
        finished.append(db)

    for module, name in ((stories, "totals"), (one_story, "article"), (new_since, "latest")):
        monkeypatch.setattr(module, name, long)

    async def receive() -> Message:
        if not begun.is_set():
            return {"type": "http.request", "body": b"", "more_body": False}
        return {"type": "http.disconnect"}

    start, *_ = left_by(receive, path)
    assert begun.is_set() and not finished  # nothing is asked of the engine any more
    assert start["status"] == 499
