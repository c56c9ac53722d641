"""The app as a reader runs it: a data home with the sample, a server on a free port, a Chromium."""

import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from lib import actors
from lib.cli import main
from lib.export.chromium import find
from lib.ingest import one_capture, storing
from lib.ingest.parse_context import ParseContext
from lib.ingest.work_item import WorkItem
from lib.model.capture import Capture

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
LOG = "app.log"  # what the app says, in its data home
PATIENCE = 120.0  # seconds for a start on a busy machine


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a process that keeps its data in the folder."""
    return {"WIREROOM_BACKGROUND": "off", **os.environ, "WIREROOM_HOME": str(home), "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a verb of the command line ended."""

    status: int
    out: str
    err: str


def read_here() -> Any:
    """Let an ingest read captures in its own process: a worker would load the program and its models anew.

    Return a patch, to be started or entered.
    """
    results = vars(storing)["results_by_source"]

    def here(found: Sequence[WorkItem], context: ParseContext, **how: Any) -> object:
        return results(found, context, **{**how, "jobs": 0})

    return patch.object(storing, "results_by_source", here)


def understood_once() -> Any:
    """Let equal captures be cleaned, and equal articles searched for actors, once a process.

    Return a patch, to be started or entered, for tests of what is done with the results.
    """
    found = SimpleNamespace(find=_once(actors.find))
    return patch.multiple(one_capture, clean=_once(vars(one_capture)["clean"]), actors=found)


@cache
def _once(understand: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[bytes, Any] = {}

    def understood(given: Any, **how: Any) -> Any:
        alike = replace(given, origin="") if isinstance(given, Capture) else given
        key = pickle.dumps((alike, how))
        if key not in known:
            known[key] = understand(given, **how)
        return known[key]

    return understood


def verb(home: Path, *arguments: str, apart: bool = False) -> Done:
    """Run one verb of the command line to its end, in this process; workers read captures where `apart`."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    reading = nullcontext() if apart else read_here()
    with reading, patch.dict(os.environ, environment(home)), redirect_stdout(out), redirect_stderr(err):
        status = main(arguments)
    return Done(status=status, out=_written(out), err=_written(err))


def _written(stream: TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def run_and_kill(code: str, *arguments: object, moment: float, lines: int = 1) -> str:
    """Run Python code of ours until a moment after it has printed so many lines; return these."""
    with subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:  # fmt: skip
        assert process.stdout
        printed = "".join(process.stdout.readline() for _ in range(lines))
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        return printed


def program() -> str:
    """Return the program of the browser: the one without windows, which takes half the time, else any."""
    light = None if "BROWSER_PATH" in os.environ else shutil.which("chromium-headless-shell")
    return light or str(find())


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def opened(page: str, address: Mapping[str, str] = MappingProxyType({})) -> "AppTest":
    """Return a page of the app, such as "2_Read", run once at the address by Streamlit's test runner."""
    from streamlit.testing.v1 import AppTest

    shown = AppTest.from_file(str(ROOT / "lib" / "ui" / "frame.py"), default_timeout=90)
    for name, value in address.items():
        shown.query_params[name] = value
    if page == "1_Desk":
        return shown.run()
    with patch.dict(os.environ, {"WIREROOM_HOME": "nowhere"}):
        shown.run()  # the Desk, without which no other page is known; it has nothing to show here
    return shown.switch_page(f"../../pages/{page}.py").run()


@contextmanager
def app(home: Path, *, module: str = "streamlit", **more: str) -> Iterator[str]:
    """Run the app on the data home and yield its address; `more` is added to its environment."""
    port = free_port()
    command = [sys.executable, "-m", module, "run", "app.py", f"--server.port={port}"]
    log = home / LOG
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**environment(home), **more}, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        _wait(port, process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The app did not start: {log.read_text('utf-8', 'replace')[-2000:]}")
