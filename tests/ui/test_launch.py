"""The launcher: a taken port is told with another one, a screen is needed for a browser."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from lib.ui import launch

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


def test_a_browser_is_opened_only_where_it_can_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not launch.has_screen()
    monkeypatch.setenv("DISPLAY", ":0")
    assert launch.has_screen()
