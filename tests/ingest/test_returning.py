"""A removed story may come in again once it is brought back, and says so where nothing of it is kept."""

import shutil
from pathlib import Path

import pytest

from lib.ingest import ingest, mend
from lib.ingest.returning import bring_back
from lib.model.errors import ArchiveError
from lib.store.archive import open_for_reading
from lib.store.files import originals, receipts
from lib.store.files.home import files
from lib.store.removal import remove
from lib.store.upkeep.doctor import examine
from tests.ingest.conftest import page


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


FEED = """<rss version="2.0"><channel><title>The Harbour Post</title><item>
<title>{title}</title><link>https://harbourpost.example/ferry?utm_source=feed</link>
<pubDate>Mon, 01 Apr 2024 08:00:00 GMT</pubDate><description>{text}</description></item></channel></rss>"""
SUMMARY = (
    "The ferry of the harbour town opened on Tuesday morning after two years of work, and visitors came."
)


def one_story(archive: Path, source: Path) -> str:
    ingest([source], archive=archive, jobs=1)
    (only,) = stories(archive)
    return only


def feed(folder: Path, title: str, text: str) -> Path:
    path = folder / f"{title}.rss"
    path.write_text(FEED.format(title=title, text=text), encoding="utf-8")
    return path


def html(folder: Path, name: str, words: str) -> Path:
    path = folder / f"{name}.html"
    path.write_text(page("ferry", 1).replace("two years of work", words), encoding="utf-8")
    return path


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("first", ["page", "item"])
@pytest.mark.parametrize("then", ["summary", "changed item", "other revision"])
def test_a_removed_story_comes_by_no_other_way(tmp_path: Path, first: str, then: str, apart: bool) -> None:
    archive = tmp_path / "home" / "archive.duckdb"
    came = html(tmp_path, "first", "two years of work") if first == "page" else feed(tmp_path, "A", SUMMARY)
    gone = one_story(archive, came)
    remove(archive, gone)
    ways = {
        "summary": lambda: feed(tmp_path, "New ferry opens", SUMMARY),
        "changed item": lambda: feed(tmp_path, "A", SUMMARY + " It was late."),
        "other revision": lambda: html(tmp_path, "second", "three years of work"),
    }
    again = ways[then]()
    told = ingest([again], archive=archive, jobs=1, apart=apart)
    assert (told.stored, told.removed, stories(archive)) == (0, 1, {})
    assert list(originals.kept(files(archive).originals)) == []
    assert mend(archive, jobs=1, apart=False).summary.stored == 0
    archive.unlink()
    mend(archive, jobs=1, apart=False)
    assert ingest([again], archive=archive, jobs=1).removed == 1
    bring_back(archive, gone)
    assert ingest([again], archive=archive, jobs=1).stored == 1
    assert list(stories(archive)) == [gone]
    assert [finding.sentence for finding in examine(archive) if finding.trouble] == []
