"""The app as a reader runs it: a data home with the sample, a server on a free port, a Chromium."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 120.0  # seconds for a start on a busy machine


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a process that keeps its data in the folder."""
    return {"WIREROOM_BACKGROUND": "off", **os.environ, "WIREROOM_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def verb(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one verb of the command line to its end."""
    return subprocess.run(
        [sys.executable, "-m", "lib", *arguments],
        cwd=ROOT, env=environment(home), capture_output=True, text=True, encoding="utf-8", timeout=600,
        check=False,
    )  # fmt: skip


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def app(home: Path, *, module: str = "streamlit", **more: str) -> Iterator[str]:
    """Run the app on the data home and yield its address; `more` is added to its environment."""
    port = free_port()
    command = [sys.executable, "-m", module, "run", "app.py", f"--server.port={port}"]
    log = home / "app.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**environment(home), **more}, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        _wait(port, process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


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
