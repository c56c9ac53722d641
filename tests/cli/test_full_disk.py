"""On a full or read-only disk, and in a home without rights, a verb says one sentence, and leaves the state
before it or after it.

The disk is a small one in memory, mounted where only the test's own process sees it. That process is one of
the superuser, who mounts, but without the rights to pass over those of files.
"""

import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest

from lib.actors.decided import Ledger
from lib.fetch import followed_sources
from lib.ingest.pictures import keep_pictures
from lib.ingest.startup import finish_killed_runs
from lib.store import originals
from lib.store.archive import open_for_reading
from lib.store.backup_files import backups
from lib.store.batches.stories import save
from lib.store.files import settings
from lib.store.journal import corrections, joined_names, ledger, marks
from lib.store.lookups import tombstones
from lib.store.paths import files
from lib.store.upkeep.doctor import examine
from tests.builders import article, keep_original, parsed
from tests.fetch.server import running
from tests.ingest.test_pictures import story
from tests.ingest.web import asks_at
from tests.running import ROOT, Done, verb
from tests.store.upkeep.test_backup import everything

Limit = Callable[[], AbstractContextManager[object]]

APART = ["unshare", "--user", "--map-root-user", "--mount"]
BOUND = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
SIZE = 160  # MiB of the disk
ROOMS = (0, 4, 16, 64, 256, 1024, 4096, 16384)  # KiB that are left
SAMPLE = ROOT / "tests" / "data" / "captures"
VERBS: dict[str, tuple[str, ...]] = {
    "ingest": ("ingest", str(SAMPLE / "sample.html"), str(SAMPLE / "sample.txt"), "--jobs", "1"),
    "remove": ("remove", "{One}", "--yes"), "bring-back": ("bring-back", "{Two}"),
    "follow": ("follow", str(SAMPLE / "sample.opml")), "unfollow": ("unfollow", "https://a.example/feed"),
    "ledger": ("ledger", "merge", "country/sweden", "country/denmark"),
    "names": ("names", "join", "publisher", "harbour.example", "Harbour Test"),
    "pictures": ("pictures", "{Crane 7 lands}"), "reclean": ("reclean", "--jobs", "1"),
    "backup": ("backup",), "restore": ("restore",),
}  # fmt: skip


def filled(home: Path, picture: str) -> dict[str, str]:
    """Fill a home with a file of each kind; return the ids of its stories by their headlines."""
    path = everything(home)
    talks = parsed(article("Talks", "Sweden met Denmark."), names={"Sweden": "country", "Denmark": "country"})
    keep_original(files(path).originals, talks.capture)
    save(path, [talks], resolver=Ledger(ledger.read(path)))
    story(home, 7, picture)
    with open_for_reading(path) as reading:
        ids = dict(reading.execute("select headline, article_id from stories").fetchall())
    marks.set_starred(path, ids["One"], True)
    for words in (("remove", ids["Two"], "--yes"), ("backup",)):
        assert verb(home, *words).status == 0
    return ids


def state(home: Path) -> dict[str, object]:
    """Return all that was told as kept, without what each run makes anew."""
    path = home / "archive.duckdb"
    own = files(path)
    with open_for_reading(path) as reading:
        stories = reading.execute("select headline, text from stories order by all").fetchall()
        actors = reading.execute("select article_id, actor_id from mentions order by all").fetchall()
        removed = sorted(tombstones(reading).values())
    return {
        "stories": stories, "actors": actors, "removed": removed,
        "originals": sorted(originals.hashes_in(own.originals)),
        "pictures": sorted(each.name for each in own.pictures.rglob("*") if each.is_file()),
        "starred": marks.in_state(path, "starred"), "corrections": len(corrections.read(path)),
        "decisions": [(each.what, each.actor) for each in ledger.read(path)],
        "names": len(joined_names.read(path)), "sources": sorted(followed_sources.sources(own.sources)),
        "settings": settings.read(own.settings), "backups": len(backups(path)),
    }  # fmt: skip


def try_all(home: Path, whole: Path, ids: dict[str, str], limits: dict[str, Limit]) -> int:
    """Print what each verb says under each limit, and what it leaves amiss; return 1 where there is any."""
    wrong = []
    _, before, note = taken(home, whole, [])
    for name, words in VERBS.items():
        arguments = [each.format_map(ids) for each in words]
        done, after, _ = taken(home, whole, arguments)
        usual = done.status
        assert usual in (0, 3), (name, done)
        for limited, limit in limits.items():
            done, found, faults = taken(home, whole, arguments, limit)
            said = (done.err.strip() or done.out.strip()).replace(str(home), "HOME")
            print(f"{name}, {limited}: {done.status} {said[-300:]!r}")
            partly = [key for key in after if found[key] not in (before[key], after[key])]
            undone = [key for key in after if done.status == usual and found[key] != after[key]]
            if done.status not in (usual, 1) or not said or partly or undone or faults - note:
                wrong.append((name, limited, partly, undone, faults - note))
    print(*wrong, sep="\n")
    return int(bool(wrong))


def taken(
    home: Path, whole: Path, arguments: list[str], limit: Limit = nullcontext
) -> tuple[Done, dict[str, object], set[str]]:
    """Run a verb on a copy of the home; return how it ended, what it left and what is amiss."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(whole, home)
    done = Done(status=0, out="", err="")
    with limit():
        try:
            done = verb(home, *arguments) if arguments else done
        except Exception:
            done = Done(status=9, out="", err=traceback.format_exc())
    path = home / "archive.duckdb"
    finish_killed_runs(path)
    amiss = {each.sentence for each in examine(path) if each.trouble and " free on " not in each.sentence}
    return done, state(home), amiss


@contextmanager
def room(disk: Path, left: int) -> Iterator[None]:
    """Fill the disk but for so many KiB."""
    ballast, there = disk / "ballast", os.statvfs(disk)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, there.f_bavail * there.f_bsize - left * 1024)
    yield
    ballast.unlink()


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Let nobody write on the disk."""
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    yield
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)


@contextmanager
def without_rights(home: Path, folder: int, file: int) -> Iterator[None]:
    """Leave the home and all in it only these rights."""
    paths = [home, *home.rglob("*")]
    before = {path: path.stat().st_mode for path in paths}
    for path in reversed(paths):
        path.chmod(folder if path.is_dir() else file)
    yield
    for path in paths:
        path.chmod(before[path])


@pytest.mark.soak
@pytest.mark.process
@pytest.mark.skipif(not shutil.which("unshare"), reason="there are no mounts of a process's own")
def test_a_full_or_read_only_disk_or_a_closed_home_is_a_sentence_and_nothing_half_done(
    tmp_path: Path,
) -> None:
    (tmp_path / "disk").mkdir()
    command = [*APART, *BOUND, sys.executable, "-m", "tests.cli.test_full_disk", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "unshare failed" in done.stderr:
        pytest.skip("this user may mount nothing")
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    disk, whole = folder / "disk", folder / "whole"
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "none", disk], check=True)
    limits: dict[str, Limit] = {f"{left} KiB left": partial(room, disk, left) for left in ROOMS}
    limits["read-only"] = partial(read_only, disk)
    limits["no right to write"] = partial(without_rights, disk / "home", 0o500, 0o400)
    limits["no right to read"] = partial(without_rights, disk / "home", 0o000, 0o000)
    with running() as server:
        asking = partial(keep_pictures, opener=asks_at(server.port))
        named = filled(whole, server.url("photo"))
        with patch("lib.ingest.pictures.keep_pictures", asking):
            sys.exit(try_all(disk / "home", whole, named, limits))
