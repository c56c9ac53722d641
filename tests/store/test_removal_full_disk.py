"""What a removal has left beside the archive goes with the next start, whatever the disk has free.

The disk is a small one in memory, mounted where only the test's own process sees it.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from lib.ingest.startup import finish_killed_runs
from lib.model.errors import ArchiveError
from lib.store.journal import marks
from lib.store.journal.journal import Journal
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.upkeep.backup import backup
from lib.ui import server
from tests.builders import archive, article, parsed
from tests.cli.test_full_disk import APART, room
from tests.running import ROOT
from tests.store.asked import rows

WORD = "Zanzibarquux"


def home(folder: Path) -> tuple[Path, str]:
    """Return an archive with two marked stories, and the id of the one that goes."""
    path = archive(folder, parsed(article("Gale")), parsed(article("Fog")))
    ids = dict(rows(path, "select headline, article_id from stories"))
    for story in ids.values():
        marks.set_starred(path, story, True)
    marks.set_note(path, ids["Gale"], WORD)
    marks.add_label(path, ids["Gale"], WORD)
    return path, ids["Gale"]


def assert_gone(path: Path) -> None:
    """The removed story's words are in none of the reader's files, and the other one's star is."""
    beside = [each for each in path.parent.rglob("journal*") if each.is_file()]
    assert not [each for each in beside if WORD.encode() in each.read_bytes()]
    assert len(marks.marked_stories(path)) == 1 and len(marks.in_state(path, "starred")) == 1


def remove_without_marks(path: Path, story: str) -> None:
    """Remove a story on a disk that is full once the archive has committed that."""
    full = ArchiveError(path, "no room")
    with patch.object(Journal, "erase", side_effect=full), pytest.raises(ArchiveError, match="not yet all"):
        remove(path, story)


def test_marks_of_a_removed_story_do_not_come_with_a_backup(tmp_path: Path) -> None:
    path, story = home(tmp_path)
    backup(path)
    remove(path, story)
    finish_killed_runs(path)
    for file in (files(path).journal, files(path).journal_log):
        file.write_bytes(b"garbage")
    assert marks.marks_on(path, story).note == ""  # the backup has one
    assert (
        marks.marked_stories(path) == set(marks.in_state(path, "starred"))
        and len(marks.marked_stories(path)) == 1
    )


@pytest.mark.process
@pytest.mark.skipif(not shutil.which("unshare"), reason="there are no mounts of a process's own")
def test_marks_of_a_removed_story_go_with_a_start_on_a_full_disk(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    command = [*APART, sys.executable, "-m", "tests.store.test_removal_full_disk", str(tmp_path / "disk")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "unshare failed" in done.stderr:
        pytest.skip("this user may mount nothing")
    assert done.returncode == 0, done.stderr[-3000:]


if __name__ == "__main__":
    disk = Path(sys.argv[1])
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "none", disk], check=True)
    for left in (0, 4, 64):  # KiB
        shutil.rmtree(disk / "home", ignore_errors=True)
        path, story = home(disk / "home")
        remove_without_marks(path, story)
        assert marks.marks_on(path, story).note == WORD
        with patch.dict("os.environ", WIREROOM_HOME=str(path.parent)), room(disk, left):
            server.finish_interrupted_work()
            assert not [
                each for each in path.parent.glob("journal*") if WORD.encode() in each.read_bytes()
            ], left
        assert_gone(path)
