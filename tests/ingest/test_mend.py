"""What an archive has lost comes back from the kept originals, with its ids, but nothing that was removed."""

import shutil
import signal
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from lib.ingest import one_capture, parsing
from lib.ingest.mend import Mended, mend
from lib.ingest.readmit import bring_back
from lib.ingest.rejections import refused
from lib.ingest.run import ingest
from lib.ingest.summary import Progress
from lib.model.capture import Capture, Rejected
from lib.model.errors import ArchiveError
from lib.model.parsed import Parsed
from lib.store import originals, receipts
from lib.store.archive import keep_setting
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.schema import LAYOUT
from lib.store.unusable import ArchiveForeign
from lib.store.upkeep.backup import backup
from lib.store.upkeep.doctor import examine
from lib.store.upkeep.restore import restore
from tests.builders import once
from tests.ingest.conftest import page, written
from tests.lots import few
from tests.store.asked import rows

WHOLE = "select article_id, headline, revision, text, captured_at from stories order by all"


@pytest.fixture
def archive(ingested: Path) -> Path:
    return ingested


def whole(archive: Path) -> list[tuple[object, ...]]:
    return rows(archive, WHOLE)


def mended(archive: Path) -> Mended:
    done = mend(archive, jobs=1, pooled=False)
    assert [finding.sentence for finding in examine(archive) if finding.trouble] == []
    return done


def test_a_sound_archive_and_one_of_a_newer_wireroom_are_left_as_they_are(archive: Path) -> None:
    before = whole(archive)
    done = mended(archive)
    assert (done.damage, done.lost, done.summary.counts.stored) == (None, 0, 0)
    assert whole(archive) == before
    keep_setting(archive, "layout", str(LAYOUT + 1))
    with pytest.raises(ArchiveForeign):
        mend(archive, jobs=1, pooled=False)
    assert not (archive.parent / "aside").exists()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "of an older layout": lambda path: keep_setting(path, "layout", "4"),
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "empty": lambda path: path.write_bytes(b""),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", few(DAMAGES, 2))
def test_an_archive_is_rebuilt_that_is(archive: Path, name: str) -> None:
    before = whole(archive)
    DAMAGES[name](archive)
    done = mended(archive)
    assert whole(archive) == before
    assert rows(archive, "select value from setting where key = 'desk_zone'") == [("Asia/Tokyo",)]
    assert done.summary.counts.stored == 5
    assert (done.aside is None) == (name == "deleted")


def test_a_batch_that_was_lost_comes_back(pages: Path, archive: Path, all_pages: list[Path]) -> None:
    shutil.copy(archive, archive.with_name("copy"))
    ingest([all_pages[1]], archive=archive, jobs=1)
    before = whole(archive)
    shutil.copy(archive.with_name("copy"), archive)
    assert mended(archive).lost == 1
    assert whole(archive) == before


def test_what_was_removed_stays_removed_after_a_rebuild(pages: Path, archive: Path) -> None:
    remove(archive, str(rows(archive, "select article_id from stories where host is null limit 1")[0][0]))
    before = whole(archive)
    archive.write_bytes(b"")
    mended(archive)
    assert whole(archive) == before
    assert ingest([pages], archive=archive, jobs=1).counts.removed == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a signal ends the process at once")
def test_a_rebuild_that_is_stopped_stays_told_until_it_has_gone_on(archive: Path) -> None:
    before = whole(archive)
    archive.write_bytes(b"")
    note: list[Progress] = []

    def stopping(progress: Progress) -> None:
        note.append(progress)
        if len(note) == 2:
            signal.raise_signal(signal.SIGTERM)

    assert mend(archive, jobs=1, pooled=False, progress=stopping).summary.counts.stopped
    assert ["or this was interrupted" in each.sentence for each in examine(archive) if each.trouble] == [True]
    mended(archive)
    assert whole(archive) == before


def test_originals_of_no_story_are_taken_in(archive: Path, all_pages: list[Path], tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    ingest([all_pages[1]], archive=other / "archive.duckdb", jobs=1)
    for sha256 in originals.hashes_in(other / "originals"):
        target = originals.path_of(tmp_path / "originals", sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(originals.path_of(other / "originals", sha256), target)
    assert mended(archive).summary.counts.stored == 1


@once
def two_stories(folder: Path) -> Path:
    path = folder / "removing.duckdb"
    ingest(written(folder)[:2], archive=path, jobs=1)
    return path


@pytest.fixture
def removing(all_pages: list[Path], tmp_path: Path) -> Path:
    return two_stories(tmp_path)


def stories(removing: Path) -> dict[str, str]:
    return dict(rows(removing, "select article_id, headline from stories order by all"))


def test_a_story_comes_in_again_after_it_was_brought_back(removing: Path, all_pages: list[Path]) -> None:
    gone = next(iter(stories(removing)))
    remove(removing, gone)
    assert ingest(all_pages[:2], archive=removing, jobs=1).counts.removed == 1
    note = bring_back(removing, gone)
    assert (note.stories, "take its page or file in once more" in note.sentence) == (0, True)
    assert ingest(all_pages[:2], archive=removing, jobs=1).counts.stored == 1
    assert gone in stories(removing)
    assert [finding.sentence for finding in examine(removing) if finding.trouble] == []
    assert mend(removing, jobs=1, pooled=False).summary.counts.stored == 0
    assert gone in stories(removing)
    removing.unlink()
    mend(removing, jobs=1, pooled=False)
    assert len(stories(removing)) == 2  # a rebuild does not remove it again
    assert [line.kind for line in receipts.readable(files(removing).receipts)].count("removal") == 0


@pytest.mark.process
def test_a_story_whose_original_is_kept_is_back_at_once_by_its_id(removing: Path, tmp_path: Path) -> None:
    before, folder = stories(removing), files(removing).originals
    gone = next(iter(before))
    shutil.copytree(folder, tmp_path / "copy")
    remove(removing, gone)
    for sha256 in originals.hashes_in(tmp_path / "copy"):
        place = originals.path_of(folder, sha256)
        if not place.exists():
            shutil.copy(originals.path_of(tmp_path / "copy", sha256), place)
    note = bring_back(removing, gone)
    assert (note.stories, note.sentence.startswith(f"The story {gone} is back")) == (1, True)
    assert stories(removing) == before


def test_a_story_that_a_killed_run_let_in_is_brought_back_by_the_next(
    removing: Path, all_pages: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = next(iter(stories(removing)))
    remove(removing, gone)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(receipts, "append", Mock(side_effect=KeyboardInterrupt))
        bring_back(removing, gone)
    again = bring_back(removing, gone)
    assert (again.stories, "may come in again" in again.sentence) == (0, True)
    ingest(all_pages[:2], archive=removing, jobs=1)
    assert bring_back(removing, gone).sentence == f"The story {gone} is back in the archive."
    remove(removing, gone)
    assert bring_back(removing, gone).stories == 0


def test_what_was_not_removed_cannot_be_brought_back(removing: Path) -> None:
    with pytest.raises(ArchiveError, match="No story nothing was removed"):
        bring_back(removing, "nothing")


def test_a_capture_that_a_rebuild_had_no_memory_for_comes_back_with_the_next(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = whole(archive), one_capture.parse
    archive.write_bytes(b"")

    def short_of_memory(page: Capture, **options: Any) -> Parsed | Rejected:
        return (
            refused(page.origin, page.sha256, "is too much")
            if "tunnel" in page.content
            else real(page, **options)
        )

    with monkeypatch.context() as patched:
        patched.setattr(parsing, "parse", short_of_memory)
        assert len(mend(archive, jobs=1, pooled=False).summary.rejected) == 1
    assert len(whole(archive)) == len(before) - 1
    mended(archive)
    assert whole(archive) == before


def test_what_comes_after_a_rebuild_is_newer_than_what_the_reader_has_seen(
    archive: Path, all_pages: list[Path], tmp_path: Path
) -> None:
    batches = "select max(batch) from batch"
    ingest([all_pages[1]], archive=archive, jobs=1)
    ((highest,),) = rows(archive, batches)
    archive.write_bytes(b"")
    mended(archive)
    ingest([html(tmp_path, "late", "three years of work")], archive=archive, jobs=1)
    assert rows(archive, batches) == [(int(str(highest)) + 1,)]


def test_what_came_after_a_restored_backup_comes_back_and_is_told_no_more(
    archive: Path, all_pages: list[Path]
) -> None:
    backup(archive)
    ingest([all_pages[1]], archive=archive, jobs=1)
    before = whole(archive)
    restore(archive)
    assert mend(archive, jobs=1, pooled=False).summary.counts.stored == 1
    assert not any("restored backup" in finding.sentence for finding in examine(archive))
    assert whole(archive) == before


@pytest.mark.parametrize(
    "damage", [Path.unlink, lambda place: place.write_bytes(b"x" * 60)], ids=["gone", "bad"]
)
def test_an_original_comes_back_with_its_capture(archive: Path, pages: Path, damage) -> None:  # type: ignore[no-untyped-def]
    folder = files(archive).originals
    sha256 = next(originals.hashes_in(folder))
    damage(originals.path_of(folder, sha256))
    assert [each.trouble for each in examine(archive)].count(True) == 1
    assert ingest([pages], archive=archive, jobs=1, pooled=False).counts.known == 5
    assert originals.is_good(folder, sha256)
    assert [each.sentence for each in examine(archive) if each.trouble] == []


def test_stories_whose_originals_are_gone_are_told_until_their_pages_come_again(
    archive: Path, pages: Path
) -> None:
    folder, before = files(archive).originals, whole(archive)
    remove(archive, str(before[0][0]))
    for sha256 in list(originals.hashes_in(folder))[:2]:
        originals.path_of(folder, sha256).unlink()
    archive.write_bytes(b"")
    assert mend(archive, jobs=1, pooled=False).gone == 2
    assert ["lacks 2 stories" in each.sentence for each in examine(archive) if each.trouble] == [True]
    ingest([pages], archive=archive, jobs=1)
    assert mended(archive).gone == 0
    assert whole(archive) == before[1:]


def without_address(path: Path, subject: str) -> Path:
    words = path.read_text(encoding="utf-8")
    address = f'<link rel="canonical" href="https://harbourpost.com/{subject}">'
    assert address in words
    path.write_text(words.replace(address, ""), encoding="utf-8")
    return path


def of_the_post(path: Path) -> Path:
    """Let the page be of the domain that its publisher's name spells."""
    path.write_text(path.read_text("utf-8").replace("harbourpost.example", "harbourpost.com"), "utf-8")
    return path


def alike(folder: Path, subject: str) -> Path:
    """Write a page whose headline others have on the same day."""
    path = folder / f"{subject}.html"
    words = page(subject, 1).replace(f"New {subject} opens in the harbour town", "Morning report")
    path.write_text(words, encoding="utf-8")
    return of_the_post(path)


def test_captures_are_rebuilt_into_the_stories_that_they_were_of(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    pages = [alike(tmp_path, subject) for subject in ("ferry", "bridge", "market", "tunnel")]
    ingest(pages, archive=path, jobs=1)
    ingest([without_address(alike(tmp_path, "quay"), "quay")], archive=path, jobs=1)
    note = "select sha256, article, outcome from capture order by all"
    before = rows(path, note)
    assert len({article for _, article, _ in before}) == 4
    path.write_bytes(b"")
    mended(path)
    assert rows(path, note) == before


def test_a_story_that_comes_while_a_rebuild_is_cut_short_becomes_the_former_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, bare = tmp_path / "archive.duckdb", of_the_post(html(tmp_path, "bare", "two years of work"))
    story = one_story(path, without_address(bare, "ferry"))
    assert one_story(path, of_the_post(html(tmp_path, "whole", "three years of work"))) == story
    path.write_bytes(b"")
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setitem(mend.__globals__, "store_sources", Mock(side_effect=KeyboardInterrupt))
        mend(path, jobs=1, pooled=False)
    between = one_story(path, of_the_post(html(tmp_path, "between", "four years of work")))
    mended(path)
    assert (between != story, list(stories(path))) == (True, [story])
    assert rows(path, "from alias") == [(between, story)]


FEED = """<rss version="2.0"><channel><title>The Harbour Post</title><item>
<title>{title}</title><link>https://harbourpost.example/ferry?utm_source=feed</link>
<pubDate>Mon, 01 Apr 2024 08:00:00 GMT</pubDate><description>{text}</description></item></channel></rss>"""
SUMMARY = (
    "The ferry of the harbour town opened on Tuesday morning after two years of work, and visitors came."
)


def one_story(removing: Path, source: Path) -> str:
    ingest([source], archive=removing, jobs=1)
    (only,) = stories(removing)
    return only


def feed(folder: Path, title: str, text: str) -> Path:
    path = folder / f"{title}.rss"
    path.write_text(FEED.format(title=title, text=text), encoding="utf-8")
    return path


def html(folder: Path, name: str, words: str) -> Path:
    path = folder / f"{name}.html"
    path.write_text(page("ferry", 1).replace("two years of work", words), encoding="utf-8")
    return path


def test_an_original_that_a_killed_ingest_left_goes_with_its_removed_story(
    removing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, kept = html(tmp_path, "other", "three years of work"), files(removing).originals
    gone = next(story for story, headline in stories(removing).items() if "ferry" in headline)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("lib.ingest.storing.save", Mock(side_effect=KeyboardInterrupt))
        ingest([other], archive=removing, jobs=1, pooled=False)
    remove(removing, gone)
    assert len(list(originals.hashes_in(kept))) == 2
    assert mend(removing, jobs=1, pooled=False).summary.counts.removed == 1
    assert len(list(originals.hashes_in(kept))) == 1


FIRST = [(True, "page", "summary"), (False, "item", "changed item"), (False, "page", "other revision")]
THEN = ("summary", "changed item", "other revision")
WAYS_BACK = FIRST + [way for way in product((False, True), ("page", "item"), THEN) if way not in FIRST]


@pytest.mark.process
@pytest.mark.parametrize("way", few(WAYS_BACK, len(FIRST)))  # one of them in a worker process
def test_a_removed_story_comes_by_no_other_way(tmp_path: Path, way: tuple[bool, str, str]) -> None:
    pooled, first, then = way
    removing = tmp_path / "home" / "removing.duckdb"
    came = html(tmp_path, "first", "two years of work") if first == "page" else feed(tmp_path, "A", SUMMARY)
    gone = one_story(removing, came)
    remove(removing, gone)
    ways = {
        "summary": lambda: feed(tmp_path, "New ferry opens", SUMMARY),
        "changed item": lambda: feed(tmp_path, "A", SUMMARY + " It was late."),
        "other revision": lambda: html(tmp_path, "second", "three years of work"),
    }
    again = ways[then]()
    note = ingest([again], archive=removing, jobs=1, pooled=pooled)
    assert (note.counts.stored, note.counts.removed, stories(removing)) == (0, 1, {})
    assert list(originals.hashes_in(files(removing).originals)) == []
    removing.unlink()
    assert mend(removing, jobs=1, pooled=False).summary.counts.stored == 0
    assert ingest([again], archive=removing, jobs=1).counts.removed == 1
    bring_back(removing, gone)
    assert ingest([again], archive=removing, jobs=1).counts.stored == 1
    assert list(stories(removing)) == [gone]
    assert [finding.sentence for finding in examine(removing) if finding.trouble] == []
