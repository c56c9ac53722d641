"""The launcher: a taken port is told with another one, a screen is needed for a browser."""

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from unittest.mock import Mock

import pytest

from lib.ui import launch
from tests.running import PATIENCE, environment, free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.process
def test_a_taken_port_gets_one_sentence_with_a_free_one() -> None:
    with socket.socket() as holder:
        holder.bind((launch.HOST, 0))
        holder.listen()
        port = holder.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "lib.ui.launch", "--port", str(port)],
            cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout.startswith(f"Port {port} cannot be used") and "make run PORT=" in done.stdout


def test_what_is_no_port_or_not_the_account_s_is_not_said_to_be_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert launch.unusable(0).startswith("ports are numbers")
    assert launch.unusable(70_000).startswith("ports are numbers from 1 to 65535")
    refused = Mock(side_effect=PermissionError(13, "Permission denied"))
    monkeypatch.setattr(socket.socket, "bind", refused)
    assert launch.unusable(80) == "this account may not listen there"


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM")
def test_the_app_ends_with_the_launcher_and_lets_its_port_go(sample_home: Path, tmp_path: Path) -> None:
    home, port = shutil.copytree(sample_home, tmp_path / "home"), free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "lib.ui.launch", "--port", str(port)], cwd=ROOT, env=environment(home)
    ) as launched:
        until = time.monotonic() + PATIENCE
        while not launch.unusable(port):
            assert launched.poll() is None and time.monotonic() < until
            time.sleep(0.1)
        launched.send_signal(signal.SIGTERM)
        launched.wait(PATIENCE)
    assert not launch.unusable(port)


@pytest.mark.parametrize("held", [(), ("sample",), ("archive",)])
def test_the_port_of_a_reader_with_an_archive_opens_before_any_sample_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: tuple[str, ...]
) -> None:
    did: list[str] = []
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["launch", "--port", str(free_port())])
    monkeypatch.setattr(launch, "sample", lambda: did.append("sample"))
    monkeypatch.setattr(launch, "serve", lambda port, *, shared: did.append("port") or 0)
    monkeypatch.setattr(launch, "show", lambda address, port: None)
    for name in held:
        (tmp_path / f"{name}.duckdb").touch()
    assert launch.main() == 0
    assert did == (["port"] if "archive" in held else ["sample", "port"])


def test_a_sample_of_old_is_made_anew_beside_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, served = threading.Event(), threading.Event()
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["launch", "--port", str(free_port())])
    monkeypatch.setattr(launch, "sample", lambda: served.wait(PATIENCE) and made.set())
    monkeypatch.setattr(launch, "serve", lambda port, *, shared: served.set() or 0)
    monkeypatch.setattr(launch, "show", lambda address, port: None)
    for name in ("archive", "sample"):
        (tmp_path / f"{name}.duckdb").touch()
    assert launch.main() == 0 and made.wait(PATIENCE)


def test_a_browser_is_opened_only_where_it_can_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not launch.has_screen()
    monkeypatch.setenv("DISPLAY", ":0")
    assert launch.has_screen()
