"""Work that must not run inside the server: the command line as a child process, and what it reported."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lib.ui.markup import esc

ROOT = Path(__file__).parents[3]
GOOD = (0, 3)  # 3: done, with some captures rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a child process ended."""

    ok: bool
    sentence: str  # escaped; what went wrong when it did
    report: dict[str, Any] = field(default_factory=dict)


def command(arguments: Sequence[str], module: str = "lib") -> list[str]:
    """Return the command line of one of our verbs, or of another module that can be run."""
    return [sys.executable, "-m", module, *arguments]


def start(arguments: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    """Start a verb that goes on when the page is left; its output goes to the log."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        return subprocess.Popen(
            command(arguments), cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONUNBUFFERED": "1"}, start_new_session=True,
        )  # fmt: skip


def begin(arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a verb of few words that goes on when the page is left; `outcome` tells how it ended."""
    return subprocess.Popen(
        command(arguments), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def outcome(process: subprocess.Popen[bytes]) -> Done | None:
    """Return how the process ended, None while it runs."""
    if process.poll() is None or process.stdout is None:
        return None
    with process.stdout as told:
        words = told.read().decode("utf-8", "replace").strip()
    last = words.splitlines()[-1] if words else "It failed without a word."
    return Done(ok=process.returncode == 0, sentence=esc(last))


def finish(arguments: Sequence[str], timeout: float = 900, module: str = "lib") -> Done:
    """Run a verb, or another module, to its end."""
    try:
        ended = subprocess.run(
            command(arguments, module),
            cwd=ROOT,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Done(
            ok=False,
            sentence=f"“{esc(arguments[0])}” did not end within {timeout:.0f} seconds; try it in a terminal.",
        )
    words = ended.stderr.decode("utf-8", "replace").strip() or ended.stdout.decode("utf-8", "replace").strip()
    last = words.splitlines()[-1] if words else f"“{arguments[0]}” failed without a word."
    return Done(ok=ended.returncode in GOOD, sentence=esc(last), report=_report(ended.stdout))


def _report(stdout: bytes) -> dict[str, Any]:
    for line in reversed(stdout.decode("utf-8", "replace").splitlines()):
        if line.startswith("{"):
            try:
                found = json.loads(line)
            except ValueError:
                continue  # a line of words that happens to begin with a brace
            return dict(found)
    return {}
