"""An archive of each former layout opens, or is rebuilt, with all that its reader did.

Each was written by the version that brought its layout: three stories of ours, one of them removed, one with
a star, and Norway called "The North". A new layout adds its file to tests/data/layouts.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from lib.ingest.decide import decide
from lib.ingest.mend import mend
from lib.ingest.run import ingest
from lib.model.errors import ArchiveDamaged
from lib.store import receipts
from lib.store.archive import keep_setting, open_for_reading
from lib.store.journal import marks
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.schema import LAYOUT
from lib.store.upgrade import STEPS
from lib.store.upkeep.doctor import examine
from tests.ingest.conftest import page
from tests.store.asked import rows

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parents[1] / "data" / "layouts"
LAYOUTS = sorted(int(path.name.partition(".")[0]) for path in FOLDER.glob("*.tar.xz"))
STORIES = [
    ("t1re0b8rb8", "Bridge over the Lark is closed until May"),
    ("zp0m6g1sb9", "Ferry opens after two years of work"),
]


def unpacked(layout: int, folder: Path) -> Path:
    """Return the archive of a layout."""
    with tarfile.open(FOLDER / f"{layout}.tar.xz") as packed:
        packed.extractall(folder, filter="data")
    return folder / "archive.duckdb"


def test_every_layout_from_the_fourth_has_an_archive() -> None:
    assert list(range(4, LAYOUT + 1)) == LAYOUTS


def test_an_older_layout_names_the_command_that_rebuilds_it(tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match="doctor --mend"), open_for_reading(unpacked(4, tmp_path)):
        pass


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_archive_of_each_layout_comes_to_this_one_whole(layout: int, tmp_path: Path) -> None:
    path = unpacked(layout, tmp_path)
    done = mend(path, jobs=1, pooled=False)
    assert bool(done.aside) == (layout not in {*STEPS, LAYOUT})  # what can be upgraded stays
    with open_for_reading(path) as reading:
        stories = reading.execute("select article_id, headline from stories order by headline").fetchall()
        names = reading.execute("select distinct actor from mentions where actor_id = 'country/norway'")
        assert names.fetchall() == [("The North",)]
        gone = reading.execute("select article from tombstone").fetchall()
    assert stories == STORIES
    assert gone == [("31q62qy51f",)] and receipts.readmitted_hashes(receipts.history(path)) == {}
    assert marks.marks_on(path, STORIES[1][0]).starred
    assert files(path).journal.is_file() and not files(path).ledger.is_file()
    assert [found.sentence for found in examine(path) if found.trouble] == []


MENDING = """
import sys
from pathlib import Path
from lib.ingest import storing
from lib.ingest.mend import mend
if __name__ == "__main__":
    storing.BATCH = 3
    print("ready", flush=True)
    mend(Path(sys.argv[1]), jobs=1, pooled=False)
    print("done", flush=True)
"""
WHOLE = (
    "select article_id, headline, revision, text from stories order by all",
    "select former, article from alias order by all",
    "select sha256, article from tombstone order by all",
    "select actor_id, actor, sentence from mentions order by all",
)


def whole(path: Path) -> list[list[tuple[object, ...]]]:
    """Return what must be the same before and after."""
    return [rows(path, sql) for sql in WHOLE]


def older(folder: Path) -> Path:
    """Return an archive of an older layout: 30 stories, one with a star, one removed, one actor renamed."""
    pages, path = folder / "pages", folder / "old" / "archive.duckdb"
    pages.mkdir()
    for number in range(31):
        (pages / f"{number}.html").write_text(page(f"ferry{number}", 1 + number % 28), encoding="utf-8")
    ingest([pages], archive=path, jobs=1)
    stories = whole(path)[0]
    remove(path, str(stories[0][0]))
    marks.set_starred(path, str(stories[1][0]), True)
    decide(path, "rename", actor="country/norway", called="The North")
    return path


@pytest.mark.process
@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_twenty_killed_rebuilds_of_an_older_layout_lose_nothing(tmp_path: Path) -> None:
    old, chance, cut_short = older(tmp_path), random.Random(3), 0
    before = whole(old)
    keep_setting(old, "layout", "4")
    for number in range(20):
        path = shutil.copytree(old.parent, tmp_path / str(number)) / old.name
        with subprocess.Popen(
            [sys.executable, "-c", MENDING, str(path)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as process:  # fmt: skip
            assert process.stdout and process.stdout.readline()
            time.sleep(chance.uniform(0, 3))
            process.send_signal(signal.SIGKILL)
            ended = process.stdout.read()
        cut_short += not ended
        note = any(found.trouble for found in examine(path))
        assert note or whole(path) == before  # nothing is missing without a word
        mend(path, jobs=1, pooled=False)
        assert whole(path) == before and marks.marks_on(path, str(before[0][0][0])).starred
        assert [found.sentence for found in examine(path) if found.trouble] == []
    assert cut_short > 10
