"""Two apps on one data home and commands beside them: nothing is lost, doubled or told as a fault."""

import os
import time
from pathlib import Path
from unittest.mock import patch

import pytest

from bench.readers import look_everywhere
from lib.store.archive import open_for_reading
from lib.store.paths import inbox_path
from lib.ui.intake import inbox
from tests.running import LOG, ROOT, app, environment, verb

ARRIVALS, PATIENCE = 12, 240.0  # captures in the inbox; seconds
SAMPLE = ROOT / "tests" / "data" / "captures" / "sample.txt"


def page(number: int) -> bytes:
    """Return a story of its own."""
    text = f"The harbour master rang the bell for crane {number} on Monday morning. "
    return f"Crane {number} is moved\n\n{text * 30}".encode()


def patiently(home: Path, *words: str) -> None:
    """Run a verb, again and again while it says that another one is at work."""
    until = time.monotonic() + PATIENCE
    while (done := verb(home, *words)).status and time.monotonic() < until:
        assert "is at work on" in done.err and "run this again" in done.err, done
        time.sleep(0.5)
    assert done.status == 0, done


@pytest.mark.soak
@pytest.mark.process
def test_two_apps_and_commands_share_a_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert verb(home, "ingest", str(SAMPLE)).status == 0
    with app(home, WIREROOM_BACKGROUND="on") as first:
        (home / LOG).rename(tmp_path / "first.log")
        with app(home, WIREROOM_BACKGROUND="on") as second, patch.dict(os.environ, environment(home)):
            for number in range(ARRIVALS):
                inbox.put([(f"crane-{number}.txt", page(number))])
                page_here = tmp_path / f"{number}.txt"
                page_here.write_bytes(page(ARRIVALS + number))
                patiently(home, *(("ingest", str(page_here)), ("backup",))[number % 2])
            until = time.monotonic() + PATIENCE
            while inbox.waiting() and time.monotonic() < until:
                time.sleep(0.5)
            for address in (first, second):
                assert look_everywhere(address).errors == []
            ends = [inbox.result(note.stem) for note in inbox_path().glob("*.json")]
    assert len(ends) == ARRIVALS and all(end and end.good for end in ends), ends
    with open_for_reading(home / "archive.duckdb") as reading:
        rows = reading.execute("select headline from stories where headline like 'Crane %'").fetchall()
    assert len(rows) == len(set(rows)) == ARRIVALS + ARRIVALS // 2
    assert verb(home, "doctor").status == 0
    for log in (tmp_path / "first.log", home / LOG):
        assert "Traceback" not in log.read_text("utf-8", "replace")
