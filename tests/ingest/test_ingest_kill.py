"""The ingest itself, with its workers: killed, and then run again; what it has printed as stored is kept."""

import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lib.ingest.mend import mend
from lib.ingest.run import ingest
from lib.store import originals, receipts
from lib.store.paths import files
from lib.store.upkeep.doctor import examine
from tests.ingest.conftest import page
from tests.lots import few
from tests.running import ROOT, environment, run_and_kill
from tests.store.asked import rows

pytestmark = pytest.mark.process

INGEST = """
import sys
from pathlib import Path
from lib.ingest import run, storing
if __name__ == "__main__":
    storing.BATCH = 3
    archive, told = Path(sys.argv[2]), lambda each: print(each.done, flush=True)
    run.ingest([sys.argv[1]], archive=archive, jobs=2, sought="file", progress=told)
"""


def survive(folder: Path, kills: int, seed: int) -> None:
    pages, path, chance = folder / "pages", folder / "archive.duckdb", random.Random(seed)
    pages.mkdir()
    for number in range(30):
        (pages / f"{number}.html").write_text(page(f"ferry{number}", 1 + number % 28), encoding="utf-8")
    for _ in range(kills):
        run_and_kill(INGEST, pages, path, moment=chance.uniform(0, 0.5))
    last = ingest([pages], archive=path, jobs=1)
    assert last.counts.stored + last.counts.known == 30
    note = rows(path, "select count(*), count(distinct headline) from stories")
    assert note == [(30, 30)]
    assert sum(line.articles for line in receipts.read(folder / "receipts.jsonl")) == 30
    assert [finding.sentence for finding in examine(path) if finding.trouble] == []
    assert mend(path, jobs=1, pooled=False).summary.counts.stored == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_an_ingest_that_was_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    survive(tmp_path, kills=1, seed=1)


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_hundred_killed_ingests_lose_nothing(tmp_path: Path) -> None:
    survive(tmp_path, kills=100, seed=2)


# As typed, but for a line a file and not one a second, so that a kill can come at any of them.
AS_TYPED = """
import sys
from lib.cli import bar, main
from lib.ingest import storing
if __name__ == "__main__":
    bar.LOG_SECONDS = 0.0
    storing.BATCH = int(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
"""


def printed_and_kept(folder: Path, *options: str, batch: int = 200, after: int = 0) -> tuple[int, int, int]:
    """Kill an ingest of ten pages at a line that says more than so many stored.

    Return how many it said, how many stories there are, and how many of these with their originals.
    """
    pages, path = folder / "pages", folder / "archive.duckdb"
    pages.mkdir(parents=True)
    for number in range(10):
        (pages / f"{number}.html").write_text(page(f"ferry{number}", 1 + number), encoding="utf-8")
    said, command = 0, [sys.executable, "-c", AS_TYPED, str(batch), "ingest", str(pages), *options]
    with subprocess.Popen(
        [*command, "--names", "file"], cwd=ROOT, env={**environment(folder), "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stderr
        while said <= after and (line := process.stderr.readline()):
            found = re.search(r"of 10 files, (\d+) stored", line)
            said = int(found[1]) if found else said
        process.send_signal(signal.SIGKILL)
    captures = rows(path, "select sha256 from stories join capture on article = article_id")
    kept = [sha256 for (sha256,) in captures if originals.is_good(files(path).originals, sha256)]
    return said, len(captures), len(kept)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("options", few(((), ("--jobs", "1")), 1))
def test_what_an_ingest_has_printed_as_stored_outlives_a_kill(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    said, stored, kept = printed_and_kept(tmp_path, *options)
    assert 0 < said <= stored == kept


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_hundred_kills_at_a_printed_line_lose_nothing_that_was_printed(tmp_path: Path) -> None:
    chance, short = random.Random(3), []
    for number in range(100):
        options = ("--jobs", "1") if number % 2 else ()
        batch, after = chance.choice([1, 3, 200]), chance.randrange(9)
        said, stored, kept = printed_and_kept(tmp_path / str(number), *options, batch=batch, after=after)
        short += [(number, said, stored, kept)] if not 0 < said <= stored == kept else []
    print(f"{100 - len(short)} of 100 kills kept all that was printed as stored.")
    assert short == []
