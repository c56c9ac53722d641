"""A reader's decision about actors holds in every story, and through all that is done to an archive."""

import random
import shutil
import sys
from pathlib import Path

import pytest

from lib.ingest.decide import decide, undecide
from lib.ingest.mend import mend
from lib.ingest.reclean import reclean
from lib.ingest.run import ingest
from lib.ingest.startup import finish_killed_runs
from lib.model.errors import ArchiveBusy, ArchiveError, ArchiveMissing
from lib.store.journal import ledger
from lib.store.journal.ledger import LedgerError
from lib.store.lock import writer_lock
from lib.store.paths import files
from lib.store.upkeep.backup import backup
from lib.store.upkeep.compact import compact
from lib.store.upkeep.restore import restore
from tests.ingest.conftest import five, fresh, page, sound, written
from tests.lots import few
from tests.running import run_and_kill
from tests.store.asked import rows
from tests.store.contents import contents

NORWAY, SWEDEN = "country/norway", "country/sweden"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return five(written(tmp_path_factory.mktemp("pages")))


@pytest.fixture(scope="module")
def whole(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh(pages, tmp_path_factory.mktemp("whole") / "one")


@pytest.fixture
def archive(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole.parent, tmp_path / "one")) / whole.name


def named(path: Path) -> dict[str, int]:
    return dict(rows(path, "select actor, count(*) from mentions group by all"))


@pytest.mark.slow
def test_the_archive_is_as_one_made_with_the_decisions(archive: Path, pages: Path, tmp_path: Path) -> None:
    before = contents(archive)
    one, note = decide(archive, "merge", actor=NORWAY, to="country/~north", called="The North")
    assert (one.name, note.stories) == ("Norway", 5)
    story = rows(archive, "select min(article_id) from stories")[0][0]
    decide(archive, "ignore", actor=SWEDEN, article=story)
    decide(archive, "alias", text="barges", to="group/~barges", called="The Barges")
    assert named(archive) == {"The North": 10, "Sweden": 4, "The Barges": 5} | {
        name: number
        for name, number in named(archive).items()
        if name not in ("The North", "Sweden", "The Barges")
    }
    assert "Norway" not in named(archive)
    assert contents(archive) == contents(fresh(pages, tmp_path / "two", files(archive).journal_log))
    for each in ledger.read(archive)[::-1]:
        undone, _ = undecide(archive, each.id)
        assert undone == each
    assert contents(archive) == before and sound(archive)


@pytest.mark.slow
def test_decisions_go_through_all_that_is_done_to_an_archive(archive: Path, tmp_path: Path) -> None:
    decide(archive, "merge", actor=NORWAY, to=SWEDEN)
    decide(archive, "rename", actor=SWEDEN, called="The Neighbours")
    held, names = ledger.read(archive), named(archive)
    assert names["The Neighbours"] == 15
    hashes = [each for (each,) in rows(archive, "select sha256 from capture where outcome = 'stored'")]
    reclean(archive, hashes)
    compact(archive)
    assert named(archive) == names and sound(archive)
    late = tmp_path / "late"
    late.mkdir()
    (late / "quay.html").write_text(page("quay", 20), encoding="utf-8")
    ingest([late], archive=archive, jobs=1)
    assert named(archive)["The Neighbours"] == 18
    archive.write_bytes(b"")
    mend(archive, jobs=1, pooled=False)
    assert named(archive)["The Neighbours"] == 18 and sound(archive)
    assert ledger.read(archive) == held


def test_a_backup_carries_the_decisions(archive: Path) -> None:
    decide(archive, "merge", actor=NORWAY, to=SWEDEN)
    names, held = named(archive), ledger.read(archive)
    made = backup(archive)
    for copy in (files(archive).journal, files(archive).journal_log):
        copy.unlink()
    restore(archive, made)
    assert (named(archive), ledger.read(archive)) == (names, held)
    assert sound(archive)
    undecide(archive, held[0].id)
    restore(archive, made)
    assert ledger.read(archive) == ()  # the journal here knows more than its copy
    assert not sound(archive)
    mend(archive, jobs=1, pooled=False)
    assert named(archive)["Norway"] == 10 and sound(archive)


def test_what_cannot_be_decided_is_refused_and_nothing_written(archive: Path, tmp_path: Path) -> None:
    before = contents(archive)
    for fields, says in (
        ({"actor": "country/nowhere", "to": SWEDEN}, "nobody in the archive has the key country/nowhere"),
        ({"actor": NORWAY}, "to is missing"),
        ({"actor": NORWAY, "to": SWEDEN, "colour": "red"}, "colour"),
        *(
            ({"actor": NORWAY, "to": SWEDEN, "called": f"a{letter}b"}, "called holds a character")
            for letter in ("\n", "\t", "\x1b", "\u2028", "\u202e", "\u200b", "\udc80")
        ),
        ({"actor": NORWAY, "to": f" {NORWAY}"}, "cannot become itself"),
    ):
        with pytest.raises(LedgerError, match=f"^The decision was not made: .*{says}.*\\.$"):
            decide(archive, "merge", **fields)
    with writer_lock(archive), pytest.raises(ArchiveBusy):
        decide(archive, "merge", actor=NORWAY, to=SWEDEN)
    assert contents(archive) == before and not files(archive).journal.exists()
    nowhere = tmp_path / "no.duckdb"
    with pytest.raises(ArchiveMissing):
        decide(nowhere, "merge", actor=NORWAY, to=SWEDEN)
    assert not files(nowhere).journal.exists()


@pytest.mark.parametrize("called", ["علی\u200cرضا", "浜田\u3000花", "O.\u00a0Berg", "क्\u200dष"])
def test_a_name_may_hold_the_joiners_and_blanks_of_its_script(archive: Path, called: str) -> None:
    one, _ = decide(archive, "rename", actor=NORWAY, called=called)
    assert one.called == called and called in named(archive)
    undecide(archive, one.id)


def test_a_decision_that_a_kill_left_to_the_file_alone_is_followed_by_the_next_run(
    archive: Path, pages: Path
) -> None:
    one, _ = decide(archive, "merge", actor=NORWAY, to=SWEDEN)
    followed = contents(archive)["mention"]
    held = [files(archive).journal, files(archive).journal_log]
    before = [each.read_bytes() for each in held]
    undecide(archive, one.id)
    for each, content in zip(held, before, strict=True):  # as killed before the archive was written
        each.write_bytes(content)
    assert not sound(archive)
    ingest([pages], archive=archive, jobs=1)
    assert sound(archive) and "Norway" not in named(archive)
    assert contents(archive)["mention"] == followed


DECIDE = """
import sys
from pathlib import Path
from lib.ingest.decide import decide, undecide
from lib.store.journal import ledger
archive = Path(sys.argv[1])
while True:
    for each in ledger.read(archive):
        undecide(archive, each.id)
    decide(archive, "merge", actor="country/norway", to="country/~north")
    print("made", flush=True)
    decide(archive, "alias", text="barges", to="group/~barges")
    decide(archive, "ignore", actor="country/sweden")
"""


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("kills", few((1, 20), 1))
def test_kills_leave_file_and_archive_at_one(archive: Path, pages: Path, tmp_path: Path, kills: int) -> None:
    chance = random.Random(1)
    for _ in range(kills):
        run_and_kill(DECIDE, archive, moment=chance.uniform(0, 1.5))
        ingest([pages], archive=archive, jobs=1)
        assert sound(archive)
    two = contents(fresh(pages, tmp_path / "two", files(archive).journal_log))
    now = contents(archive)
    for table in (
        "mention", "masks", "inverted", "named", "sketches", "found_before", "found_actor", "ledger",
    ):  # fmt: skip
        assert now[table] == two[table]


def test_a_decision_that_cannot_be_followed_yet_is_told_as_made(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(path: Path, **_: object) -> None:
        raise ArchiveBusy(path, f"The archive {path} is busy. Wait for it to finish and try again.")

    with monkeypatch.context() as patched:
        patched.setattr("lib.store.mentions.follow.open_for_writing", busy)
        with pytest.raises(ArchiveError, match=r"is noted as \w{12}, but the stories do not follow yet"):
            decide(archive, "ignore", actor=NORWAY)
    (made,) = ledger.read(archive)
    assert finish_killed_runs(archive) and "Norway" not in named(archive)
    with monkeypatch.context() as patched:
        patched.setattr("lib.store.mentions.follow.open_for_writing", busy)
        with pytest.raises(ArchiveError, match=f"The decision {made.id} is taken back, but") as note:
            undecide(archive, made.id)
    assert "try again" not in str(note.value)
    assert finish_killed_runs(archive) and "Norway" in named(archive)
