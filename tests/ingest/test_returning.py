"""A removed story may come in again once it is brought back, and says so where nothing of it is kept."""

import shutil
from pathlib import Path

import pytest

from lib.ingest import ingest, mend
from lib.ingest.returning import bring_back
from lib.model.errors import ArchiveError
from lib.store import originals, receipts
from lib.store.archive import open_for_reading
from lib.store.doctor import examine
from lib.store.home import files
from lib.store.removal import remove


@pytest.fixture
def archive(all_pages: list[Path], tmp_path: Path) -> Path:
    path = tmp_path / "archive.duckdb"
    ingest(all_pages[:2], archive=path, jobs=1)
    return path


def stories(archive: Path) -> dict[str, str]:
    with open_for_reading(archive) as reading:
        rows = reading.execute("select article_id, headline from stories order by all").fetchall()
    return dict(rows)


def test_a_story_comes_in_again_after_it_was_brought_back(archive: Path, all_pages: list[Path]) -> None:
    gone = next(iter(stories(archive)))
    remove(archive, gone)
    assert ingest(all_pages[:2], archive=archive, jobs=1).removed == 1
    told = bring_back(archive, gone)
    assert (told.stories, "ingest its page or file once more" in told.sentence) == (0, True)
    assert ingest(all_pages[:2], archive=archive, jobs=1).stored == 1
    assert gone in stories(archive)
    assert [finding.sentence for finding in examine(archive) if finding.trouble] == []
    assert mend(archive, jobs=1, apart=False).summary.stored == 0
    assert gone in stories(archive)


def test_a_story_whose_original_is_kept_is_back_at_once_by_its_id(archive: Path, tmp_path: Path) -> None:
    before, folder = stories(archive), files(archive).originals
    gone = next(iter(before))
    shutil.copytree(folder, tmp_path / "copy")
    remove(archive, gone)
    for sha256 in originals.kept(tmp_path / "copy"):
        place = originals.path_of(folder, sha256)
        if not place.exists():
            shutil.copy(originals.path_of(tmp_path / "copy", sha256), place)
    told = bring_back(archive, gone)
    assert (told.stories, told.sentence.startswith(f"The story {gone} is back")) == (1, True)
    assert stories(archive) == before


def test_a_rebuild_does_not_remove_it_again(archive: Path, all_pages: list[Path]) -> None:
    gone = next(iter(stories(archive)))
    remove(archive, gone)
    bring_back(archive, gone)
    ingest(all_pages[:2], archive=archive, jobs=1)
    archive.unlink()
    mend(archive, jobs=1, apart=False)
    assert len(stories(archive)) == 2
    assert [line.kind for line in receipts.readable(files(archive).receipts)].count("removal") == 0


def test_what_was_not_removed_cannot_be_brought_back(archive: Path) -> None:
    with pytest.raises(ArchiveError, match="No story nothing was removed"):
        bring_back(archive, "nothing")
