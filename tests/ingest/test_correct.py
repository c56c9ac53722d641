"""A correction changes the story everywhere, and undone it leaves no trace."""

import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.ingest.correct import correct, undo
from lib.ingest.mend import mend
from lib.ingest.parse_context import Replay
from lib.ingest.reclean import cleaned, reclean
from lib.ingest.run import ingest
from lib.model.article import Block
from lib.model.cleaned import Cleaned, Cut
from lib.model.correction import BY_HAND
from lib.model.errors import ArchiveBusy
from lib.model.parsed import Parsed
from lib.store import originals
from lib.store.journal import corrections
from lib.store.journal.corrections import CorrectionError
from lib.store.lock import writer_lock
from lib.store.paths import files
from tests.ingest.conftest import five, fresh, page, sound, written
from tests.running import run_and_kill
from tests.store.asked import rows
from tests.store.contents import contents

TEXT = """Skip to content
Menu

Ferry service between Larkhaven and Osk resumes after storm

by Ida Brandt March 3, 2021 8:05 AM

The ferry between Larkhaven and the island of Osk sailed again on Wednesday, two days after a storm had torn
part of the pier away.

Transport Minister Pelle Arnhem told reporters in Larkhaven that the repairs had cost less than the ministry
feared, and that Norway had lent a crane.

Share this article
Subscribe to our newsletter
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five pages, two text captures with one text, and a later capture of the ferry's page."""
    pages = five(written(tmp_path_factory.mktemp("pages")))
    (pages / "a.txt").write_text(TEXT, encoding="utf-8")
    (pages / "b.txt").write_text(f"Home\n{TEXT}", encoding="utf-8")
    (pages / "later.html").write_text(
        page("ferry", 1).replace("two years of work", "three years of work"), encoding="utf-8"
    )
    return pages


@pytest.fixture(scope="module")
def whole(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh(pages, tmp_path_factory.mktemp("whole") / "one")


@pytest.fixture
def archive(whole: Path, tmp_path: Path) -> Path:
    """An archive of the pages."""
    return Path(shutil.copytree(whole.parent, tmp_path / "one")) / whole.name


def shown(archive: Path, name: str) -> tuple[str, Cleaned]:
    """Return a capture of the archive by the end of its name: its hash, and what it holds now."""
    sql = "select sha256 from capture where origin like ? and outcome <> 'rejected'"
    ((sha256,), *_) = rows(archive, sql, [f"%{name}"])
    (note,) = cleaned(archive, [sha256], Replay(corrections.read(archive)), named=False)
    assert isinstance(note, Parsed)
    return sha256, note.cleaned


def footer(cleaned: Cleaned) -> Cut:
    return next(cut for cut in cleaned.cuts if "Harbour Post" in cut.text)


def paragraph(cleaned: Cleaned, word: str) -> Block:
    return next(block for block in cleaned.article.blocks if word in block.text and block.zone == "body")


def texts(archive: Path, sql: str) -> list[object]:
    return [note for (note,) in rows(archive, sql)]


@pytest.mark.slow
def test_the_archive_is_as_one_made_with_the_corrections(archive: Path, pages: Path, tmp_path: Path) -> None:
    before = contents(archive)
    sha256, note = shown(archive, "1-ferry.html")
    correct(archive, sha256, "keep", footer(note))
    other, bridge = shown(archive, "3-lighthouse.html")
    correct(archive, other, "cut", paragraph(bridge, "Norway had paid"))
    assert contents(archive) != before and sound(archive)
    two = fresh(pages, tmp_path / "two", files(archive).journal_log)
    assert contents(archive) == contents(two)
    for each in corrections.read(archive):
        undo(archive, each.id)
    assert contents(archive) == before and sound(archive)


def test_charts_and_mentions_follow(archive: Path) -> None:
    named = "select count(*) from mentions where actor = 'Norway' and sentence like 'Norway had paid%'"
    assert texts(archive, named) == [5]
    sha256, note = shown(archive, "3-lighthouse.html")
    correct(archive, sha256, "cut", paragraph(note, "Norway had paid"))
    assert texts(archive, named) == [4]
    (one,) = corrections.read(archive)
    undo(archive, one.id)
    assert texts(archive, named) == [5]


def test_another_capture_of_the_address_is_corrected_too(archive: Path) -> None:
    sha256, note = shown(archive, "1-ferry.html")
    correct(archive, sha256, "keep", footer(note))
    body = "select body from article_body where body like '%ferry%' and body like '%The Harbour Post'"
    assert len(texts(archive, body)) == 2
    (one,) = corrections.read(archive)
    assert one.url == "https://harbourpost.example/ferry"
    assert shown(archive, "later.html")[1].article.provenance[BY_HAND] == one.id


def test_every_capture_that_bears_the_text_is_corrected(archive: Path) -> None:
    sha256, note = shown(archive, "a.txt")
    cut = next(cut for cut in note.cuts if "Subscribe" in cut.text)
    correct(archive, sha256, "keep", cut)
    assert len({each.id for each in corrections.read(archive)}) == 1
    assert len({each.sha256 for each in corrections.read(archive)}) == 2
    assert len(texts(archive, "select body from article_body where body like '%Larkhaven%'")) == 1
    assert len(texts(archive, "select text from stories where text like '%Subscribe to our newsletter'")) == 1
    undo(archive, corrections.read(archive)[0].id)
    assert texts(archive, "select text from stories where text like '%Subscribe to our newsletter'") == []


def test_an_undated_story_is_recognised_though_it_was_corrected(archive: Path, tmp_path: Path) -> None:
    undated = TEXT.replace(" March 3, 2021 8:05 AM", "").replace("Osk", "Usk")
    late = tmp_path / "late"
    late.mkdir()
    (late / "c.txt").write_text(undated, encoding="utf-8")
    ingest([late], archive=archive, jobs=1)
    stories = len(texts(archive, "select article_id from stories"))
    sha256, note = shown(archive, "c.txt")
    correct(archive, sha256, "cut", paragraph(note, "Transport Minister"))
    (late / "d.txt").write_text(f"Home\n{undated}", encoding="utf-8")
    ingest([late], archive=archive, jobs=1)
    assert len(texts(archive, "select article_id from stories")) == stories


def test_a_rebuilt_archive_has_the_corrections(archive: Path) -> None:
    sha256, note = shown(archive, "3-lighthouse.html")
    correct(archive, sha256, "keep", footer(note))
    whole = "select text from stories order by all"
    before = texts(archive, whole)
    archive.write_bytes(b"")
    mend(archive, jobs=1, pooled=False)
    assert texts(archive, whole) == before and sound(archive)


def test_an_archive_that_lost_a_correction_is_mended(archive: Path) -> None:
    copy = archive.with_name("copy")
    shutil.copy(archive, copy)
    sha256, note = shown(archive, "3-lighthouse.html")
    correct(archive, sha256, "keep", footer(note))
    before = contents(archive)
    shutil.copy(copy, archive)
    assert not sound(archive)
    mend(archive, jobs=1, pooled=False)
    assert contents(archive) == before and sound(archive)


def test_what_does_not_stand_there_is_refused_and_nothing_written(archive: Path) -> None:
    sha256, note = shown(archive, "3-lighthouse.html")
    before = contents(archive)
    for piece in (footer(note), paragraph(note, "Norway had paid")):
        gone = type(piece)(**{**{n: getattr(piece, n) for n in piece.__slots__}, "text": "Nowhere."})
        with pytest.raises(CorrectionError, match=r"“Nowhere\.” does not stand so in the capture"):
            correct(archive, sha256, "keep" if isinstance(piece, Cut) else "cut", gone)
    with writer_lock(archive), pytest.raises(ArchiveBusy):  # it waits for no ingest
        correct(archive, sha256, "keep", footer(note))
    with pytest.raises(CorrectionError, match="not in the archive any more"):
        correct(archive, "ab" * 32, "keep", footer(note))
    originals.forget(files(archive).originals, sha256)
    with pytest.raises(CorrectionError, match=r"was not made: The original .* is missing"):
        correct(archive, sha256, "keep", footer(note))
    assert contents(archive) == before and not files(archive).journal.exists()


@pytest.mark.process
def test_cleaning_everything_again_changes_nothing(archive: Path) -> None:
    before = contents(archive)
    hashes = [str(each) for each in texts(archive, "select sha256 from capture where outcome <> 'rejected'")]
    done = reclean(archive, hashes)
    assert (done.captures, done.stories, done.rejected) == (8, 6, ())
    assert done.sentence == "6 stories cleaned again from 8 captures."
    assert contents(archive) == before
    assert reclean(archive, ["ab" * 32]).captures == 0


CORRECT = """
import sys
from pathlib import Path
from lib.ingest.correct import correct, undo
from lib.store.journal import corrections
from tests.ingest.test_correct import footer, paragraph, shown
archive = Path(sys.argv[1])
while True:
    for each in {each.id for each in corrections.read(archive)}:
        undo(archive, each)
    sha256, told = shown(archive, "3-lighthouse.html")
    correct(archive, sha256, "keep", footer(told))
    print("made", flush=True)
    correct(archive, sha256, "cut", paragraph(told, "Norway had paid"))
"""


def survive(archive: Path, again: Callable[[Path], Path], kills: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(kills):
        run_and_kill(CORRECT, archive, moment=chance.uniform(0, 2.5))
        mend(archive, jobs=1, pooled=False)
        assert sound(archive)
    assert contents(archive) == contents(again(files(archive).journal_log))


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_kills_leave_file_and_archive_at_one(archive: Path, pages: Path, tmp_path: Path) -> None:
    survive(archive, lambda held: fresh(pages, tmp_path / "two", held), kills=1, seed=1)


@pytest.mark.process
@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_fifty_kills_leave_file_and_archive_at_one(archive: Path, pages: Path, tmp_path: Path) -> None:
    survive(archive, lambda held: fresh(pages, tmp_path / "two", held), kills=50, seed=2)
