"""Killed at any moment, the journal loses nothing that was told as written, and brings back nothing erased.

A process ends itself with SIGKILL at the nth thing that it does with a file: each moment between two of them
is tried, so that the outcome does not hang on the speed of a machine.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from lib.store.journal.journal import Journal
from lib.store.paths import files
from tests.store.former import HELD, SECRET, unpacked
from tests.store.former import work as work_of
from tests.store.journal.test_damage import DAMAGE, flip, held, keep, made, work
from tests.store.noted import noted

pytestmark = [
    pytest.mark.process, pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL"),
]  # fmt: skip
ROOT = Path(__file__).resolve().parents[3]

# Does something with the journal of an archive and is killed at the nth of its dealings with files.
WORKING = """
import os, signal, sys
from pathlib import Path
from lib.store.journal.event import Event
from lib.store.journal.journal import Journal

doing, path, moment = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
seen = 0

def passed():
    global seen
    seen += 1
    if seen == moment:
        os.kill(os.getpid(), signal.SIGKILL)

def watch(event, arguments):
    if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.copyfile",
                 "sqlite3.connect"):
        passed()

def synced(number, sync=os.fsync):
    passed()
    sync(number)
    passed()

journal = Journal(path)
import sqlite3, shutil, lib.store.receipts, lib.store.journal.ledger, lib.store.journal.recipes
import lib.store.journal.corrections, lib.store.journal.joined_names
os.fsync = synced
sys.addaudithook(watch)
if doing == "append":
    for number in range(3):
        journal.append([Event(kind="star", story=f"new {number}", fields={"value": True})])
        os.write(1, f"{number}\\n".encode())
elif doing == "erase":
    journal.erase(["gone"])
elif doing == "unite":
    journal.unite(Journal(path.parent / "other" / path.name).events())
else:
    journal.check()
os.write(1, b"done\\n")
"""


def killed(doing: str, path: Path, moment: int) -> str:
    """Return what a process had told when it was killed, or when it had ended before."""
    done = subprocess.run(
        [sys.executable, "-c", WORKING, doing, str(path), str(moment)], cwd=ROOT, capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, text=True,
    )  # fmt: skip
    assert done.returncode in (0, -9), done.stderr
    return done.stdout


def whole(path: Path) -> None:
    """Both copies agree, and no event is there twice."""
    Journal(path).check()
    assert Journal(path).check() is None
    ids = Counter(each.id for each in Journal(path).events())
    assert set(ids.values()) == {1}


def appending(folder: Path, moment: int) -> bool:
    path = work(folder)
    before = Journal(path).events()
    note = killed("append", path, moment).split()
    whole(path)
    after = Journal(path).events()
    stories = [each.story for each in after[len(before) :]]
    assert after[: len(before)] == before
    assert stories == [f"new {number}" for number in range(len(stories))]
    assert len(stories) >= len([each for each in note if each != "done"])
    assert {(story,) for story in stories} <= set(Journal(path).select("select story from mark"))
    return "done" in note


def erasing(folder: Path, moment: int) -> bool:
    path = work(folder, kept=True)
    before = {each.id for each in Journal(path).events()}
    ended = "done" in killed("erase", path, moment)
    whole(path)
    assert {each.id for each in Journal(path).events()} == before
    Journal(path).erase(["gone"])  # as the next start does
    assert SECRET not in noted(path) and not files(path).aside.exists()
    assert held(path)[0] != []
    return ended


def uniting(folder: Path, moment: int) -> bool:
    path, other = work(folder), work(folder / "other")
    ids = {each.id for each in (*Journal(path).events(), *Journal(other).events())}
    own = {each.id for each in Journal(path).events()}
    ended = "done" in killed("unite", path, moment)
    whole(path)
    assert {each.id for each in Journal(path).events()} in (own, ids)
    Journal(path).unite(Journal(other).events())
    whole(path)
    assert {each.id for each in Journal(path).events()} == ids
    return ended


def repairing(folder: Path, moment: int) -> bool:
    path = work(folder)
    before = held(path)
    keep(path)
    if moment % 2:
        flip("label 7")(files(path).journal)
        flip("label 250")(files(path).journal_log)
    else:
        name = random.Random(moment).choice(["journal.sqlite", "journal.jsonl"])
        DAMAGE[random.Random(moment).choice(sorted(DAMAGE))](folder / name)
    ended = "done" in killed("check", path, moment)
    whole(path)
    assert held(path) == before
    return ended


def moving(folder: Path, moment: int) -> bool:
    layout = 4 + moment % 2
    path = unpacked(layout, folder)
    ended = "done" in killed("check", path, moment)
    assert work_of(path) == HELD[layout]
    whole(path)
    assert work_of(path) == HELD[layout]
    if layout == 5:
        assert SECRET not in noted(path)
    assert not any(
        getattr(files(path), name).is_file() for name in ("marks", "marks_log", "ledger", "recipes")
    )
    return ended


DOINGS = {
    "append": appending, "erase": erasing, "unite": uniting, "repair": repairing, "migrate": moving,
}  # fmt: skip


@pytest.mark.parametrize("doing", DOINGS)
def test_a_kill_in_the_middle_loses_nothing(doing: str, tmp_path: Path) -> None:
    DOINGS[doing](tmp_path, 9)


@pytest.mark.soak
@pytest.mark.parametrize("doing", DOINGS)
def test_sixty_kills_lose_nothing_and_bring_nothing_back(doing: str, tmp_path: Path) -> None:
    kills, last, chance = 0, 1, random.Random(7)
    while kills < 60 and not DOINGS[doing](tmp_path / f"first {last}", last):
        kills, last = kills + 1, last + 1
    moments = kills
    while kills < 60:
        kills += not DOINGS[doing](tmp_path / f"again {kills}", chance.randint(1, moments))
    print(f"{doing}: {kills} kills at {moments} moments")


WRITING = """
import sys
from pathlib import Path
from lib.store.journal.event import Event
from lib.store.journal.journal import Journal
journal, name = Journal(Path(sys.argv[1])), sys.argv[2]
for number in range(int(sys.argv[3])):
    journal.append([Event(kind="label", id=f"{name}-{number}", story=name, fields={"name": str(number)})])
"""


def at_once(folder: Path, each: int) -> None:
    """Let two processes write so many events each."""
    folder.mkdir(exist_ok=True)
    path = folder / "archive.duckdb"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITING, str(path), name, str(each)], cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for name in ("one", "two")
    ]  # fmt: skip
    assert [process.wait() for process in running] == [0, 0]
    assert Journal(path).check() is None
    events = Journal(path).events()
    assert [event.seq for event in events] == [*range(1, 2 * each + 1)]
    for name in ("one", "two"):
        assert [event.id for event in events if event.story == name] == [f"{name}-{n}" for n in range(each)]


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    at_once(tmp_path, 50)


@pytest.mark.soak
def test_two_processes_write_ten_thousand_events(tmp_path: Path) -> None:
    at_once(tmp_path, 5_000)


def test_a_home_that_was_copied_in_the_middle_is_whole(tmp_path: Path) -> None:
    path = work(tmp_path / "one")
    copy = shutil.copytree(tmp_path / "one", tmp_path / "two") / path.name
    Journal(path).append([made("star", "late", value=True)])
    shutil.copy(files(path).journal_log, files(copy).journal_log)
    assert Journal(copy).check() is None
    assert held(copy) == held(path)
    assert json.loads(files(copy).journal_log.read_bytes().splitlines()[0])["journal"]
