"""The ingest itself, with its workers: killed, and then run again."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lib.ingest import ingest, mend
from lib.store.archive import open_for_reading
from lib.store.files import receipts
from lib.store.upkeep.doctor import examine
from tests.ingest.conftest import page

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parents[2]

INGEST = """
import sys
from pathlib import Path
from lib.ingest import run
if __name__ == "__main__":
    run.BATCH = 3
    archive, told = Path(sys.argv[2]), lambda each: print(each.done, flush=True)
    run.ingest([sys.argv[1]], archive=archive, jobs=2, progress=told)
"""


def survive(folder: Path, kills: int, seed: int) -> None:
    pages, path, chance = folder / "pages", folder / "archive.duckdb", random.Random(seed)
    pages.mkdir()
    for number in range(30):
        (pages / f"{number}.html").write_text(page(f"ferry{number}", 1 + number % 28), encoding="utf-8")
    for _ in range(kills):
        with subprocess.Popen(
            [sys.executable, "-c", INGEST, str(pages), str(path)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as process:  # fmt: skip
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.5))
            process.send_signal(signal.SIGKILL)
    last = ingest([pages], archive=path, jobs=1)
    assert last.stored + last.known == 30
    with open_for_reading(path) as reading:
        told = reading.execute("select count(*), count(distinct headline) from stories").fetchall()
    assert told == [(30, 30)]
    assert sum(line.articles for line in receipts.read(folder / "receipts.jsonl")) == 30
    assert [finding.sentence for finding in examine(path) if finding.trouble] == []
    assert mend(path, jobs=1, apart=False).summary.stored == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_an_ingest_that_was_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    survive(tmp_path, kills=2, seed=1)


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_hundred_killed_ingests_lose_nothing(tmp_path: Path) -> None:
    survive(tmp_path, kills=100, seed=2)
