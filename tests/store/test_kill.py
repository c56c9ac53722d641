"""Killed at any moment, an ingest loses nothing that it has told as stored, and leaves nothing half done."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lib.store import reconcile
from lib.store.archive import open_for_reading
from lib.store.upkeep.doctor import examine
from tests.builders import archive

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parents[2]

# Stores batches of generated stories, the same ones after every start, and tells each that is stored.
WRITER = """
import sys
from itertools import islice
from pathlib import Path
from lib.store.batches.stories import save
from bench.generate import World
from tests.builders import keep_original

path, size = Path(sys.argv[1]), 7
stories = World(10_000, seed=3).stories()
while batch := list(islice(stories, size)):
    for each in batch:
        keep_original(path.parent / "originals", each.capture)
    saved = save(path, batch)
    print("told", *(receipt.sha256 for receipt in saved.receipts), flush=True)
"""

ROWS_OF = ("article_text", "article_body", "article_block", "mention", "tag_article", "actor_article")


def run_and_kill(path: Path, moment: float) -> set[str]:
    """Let the writer work until so long after its first word; return the captures that it told as stored."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout
    first = process.stdout.readline()
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    lines = [line.split() for line in (first + rest).splitlines() if line.endswith("\n") or line]
    return {sha256 for line in lines for sha256 in line[1:] if len(sha256) == 64}


def check(path: Path, note: set[str]) -> None:
    """Nothing told is lost, nothing is half there, nothing is there twice."""
    with open_for_reading(path) as reading:
        stored = [sha256 for (sha256,) in reading.execute("select sha256 from capture").fetchall()]
        assert note <= set(stored)
        assert len(stored) == len(set(stored))
        assert reading.execute("select count(*), count(distinct article) from article").fetchall()[0] == (
            len(stored),
            len(stored),
        )
        for table in ROWS_OF:
            assert reading.execute(f"select count(distinct id) from {table}").fetchall() == [(len(stored),)]
        wrong = reading.execute("""
            select b.batch from batch b left join article a on a.batch = b.batch
            group by b.batch, b.articles having count(a.id) <> b.articles""").fetchall()
        assert wrong == []


def survive(folder: Path, kills: int, seed: int) -> int:
    """So many kills in a row on one archive; gives the number of captures that were told as stored."""
    path, note, chance = archive(folder), set[str](), random.Random(seed)
    for _ in range(kills):
        note |= run_and_kill(path, chance.uniform(0, 0.6))
        check(path, note)
    reconcile.repair(path)
    assert [finding.sentence for finding in examine(path) if finding.trouble] == []
    return len(note)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_kill_loses_nothing(tmp_path: Path) -> None:
    assert survive(tmp_path, kills=1, seed=1) > 0


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    assert survive(tmp_path, kills=100, seed=2) > 0
