"""ingest, remove, backup, restore, doctor and sample: what they do, ask and say."""

import json
from pathlib import Path

import pytest

from lib.cli.verbs import doctor, ingest
from lib.ingest.mend import Mended
from lib.ingest.summary import Counts, Summary
from lib.model.capture import Rejected
from lib.model.errors import ArchiveError
from lib.store import removal
from lib.store.archive import open_for_reading
from lib.store.paths import files
from lib.store.statements import value
from lib.store.stored_settings import COMPACTION_DUE, setting
from tests.builders import rejected
from tests.cli.conftest import Run
from tests.ingest.conftest import page

pytestmark = pytest.mark.process


def headlines(path: Path) -> list[str]:
    with open_for_reading(path) as reading:
        return [text for (text,) in reading.execute("select headline from stories order by all").fetchall()]


def summary(*refused: Rejected, stopped: bool = False) -> Summary:
    counts = Counts(
        stored=1, revised=0, known=0, removed=0, briefs=0, rejected=len(refused), skipped={}, seconds=1,
        stopped=stopped,
    )  # fmt: skip
    return Summary(counts=counts, archive=Path("a"), rejected=refused)


STATUSES = ((summary(), 0), (summary(rejected()), 3), (summary(rejected(), stopped=True), 1))


@pytest.mark.parametrize(("came", "status"), STATUSES)
def test_ingest_and_a_retry_of_what_was_refused_tell_by_their_status(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch, came: Summary, status: int
) -> None:
    monkeypatch.setattr("lib.ingest.run.ingest", lambda *_, **__: came)
    text, out, _ = run("ingest", "x")
    assert text == status
    assert out.endswith(came.sentence + "\n")
    assert ("Rejected (UnreadableCapture): empty.txt is empty" in out) == bool(came.rejected)
    assert ingest.HELP
    monkeypatch.setattr("lib.ingest.refresh.retry_refused", lambda *_, **__: came)
    assert run("refresh", "--refused")[0] == status


def test_ingest_takes_captures_in(home: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "ferry.html").write_text(page("ferry", 1), encoding="utf-8")
    status, out, _ = run("ingest", str(tmp_path / "ferry.html"), "--jobs", "1")
    assert status == 0
    assert out.startswith("1 story stored;")
    assert headlines(home / "archive.duckdb") == ["New ferry opens in the harbour town"]


def id_of(home: Path, headline: str = "=Rain") -> str:
    with open_for_reading(home / "archive.duckdb") as reading:
        sql = "select article_id from stories where headline = ?"
        return str(value(reading, sql, [headline]))


@pytest.mark.parametrize(
    "verb", [("reclean",), ("refresh",), ("mail", "--off"), ("names",), ("corrections",), ("sources",)]
)
def test_a_mistyped_archive_is_refused_and_gets_no_files(
    tmp_path: Path, run: Run, verb: tuple[str, ...]
) -> None:
    status, out, err = run(*verb, "--archive", str(tmp_path / "there" / "tpyo.duckdb"))
    assert (
        (status, out) == (1, "") and err.startswith("There is no archive at ") and "tpyo.duckdb yet;" in err
    )
    assert not (tmp_path / "there").exists()


def test_the_readers_own_archive_may_be_named_before_it_is_made(home: Path, run: Run) -> None:
    assert run("ledger", "--archive", str(home / "archive.duckdb"))[0] == 0


def test_an_archive_whose_sources_were_followed_first_is_no_mistake(home: Path, run: Run) -> None:
    path = home / "other.duckdb"
    files(path).sources.write_bytes(b"")
    assert run("sources", "--archive", str(path))[0] == 0


def test_remove_asks_first(filled: Path, run: Run) -> None:
    left = ["=Rain", "Fog over Norway"]
    for answer, gone in (("n\n", ""), ("\n", ""), ("", ""), ("y\n", "=Rain"), ("YES\n", "Fog over Norway")):
        asked = left[0]
        status, out, _ = run("remove", id_of(filled, asked), answer=answer)
        assert status == 0 and f'Remove "{asked}" for good? [y/N]' in out
        left = [each for each in left if each != gone]
        assert headlines(filled / "archive.duckdb") == left, answer


def test_remove_names_the_backups_that_still_hold_the_story(filled: Path, run: Run) -> None:
    run("backup")
    _, out, _ = run("remove", id_of(filled), "--yes")
    assert "for good?" not in out
    assert f"The backups in {filled / 'backups'} still hold it" in out
    assert out.startswith("Removed ") and "with 1 capture." in out


def test_remove_names_all_that_may_still_hold_the_story(filled: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "disk").mkdir()
    run("backup", "--also", str(tmp_path / "disk"))
    run("restore")
    _, out, _ = run("remove", id_of(filled), "--yes")
    (former,) = (filled / "aside").glob("*.duckdb")
    assert f"The backups in {filled / 'backups'} and {tmp_path / 'disk'} still hold it" in out
    assert f"{filled / 'aside'} may hold it too and is never deleted by itself: {former.name}." in out


def test_with_an_unknown_story_none_is_removed_and_one_named_twice_goes_once(filled: Path, run: Run) -> None:
    story = id_of(filled)
    status, _, err = run("remove", story, "nosuch", "--yes")
    assert status == 1 and "There is no story nosuch" in err and "nothing was removed" in err
    assert "=Rain" in headlines(filled / "archive.duckdb")
    status, out, _ = run("remove", story, story, "--yes")
    assert status == 0 and out.count("Removed ") == 1


def test_what_was_removed_before_an_error_is_deleted_from_the_file_too(
    filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, first, second = filled / "archive.duckdb", id_of(filled), id_of(filled, "Fog over Norway")
    remove = removal.remove

    def refusing(archive: Path, article_id: str) -> removal.Removed:
        if article_id == second:
            raise ArchiveError(archive, "The folder cannot be written; check its rights.")
        return remove(archive, article_id)

    monkeypatch.setattr(removal, "remove", refusing)
    status, out, err = run("remove", first, second, "--yes")
    assert status == 1 and out.startswith(f"Removed {first}") and "cannot be written" in err
    assert headlines(path) == ["Fog over Norway"]
    with open_for_reading(path) as db:
        assert setting(db, COMPACTION_DUE) == ""


def test_backup_and_restore_say_what_they_did(filled: Path, run: Run) -> None:
    status, out, _ = run("backup")
    assert status == 0
    assert "read back from end to end" in out
    run("remove", id_of(filled), "--yes")
    status, out, _ = run("restore")
    assert status == 0
    assert "was read from end to end and put in place" in out
    assert "1 story that was removed after the backup is removed again." in out
    assert headlines(filled / "archive.duckdb") == ["Fog over Norway"]


def test_a_second_place_is_set_once_a_backup_is_made(
    filled: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with monkeypatch.context() as patched:
        patched.setenv("WIREROOM_HOME", str(tmp_path / "other"))
        assert run("backup", "--also", str(disk))[0] == 1
        assert not (tmp_path / "other" / "desk.json").exists()
    monkeypatch.setenv("WIREROOM_EVENTS", "1")
    _, out, _ = run("backup", "--also", str(disk))
    (event,) = (json.loads(line) for line in out.splitlines() if line.startswith("{"))
    assert [Path(path).parent for path in event["parameters"]["paths"]] == [filled / "backups", disk]
    assert len(event["parameters"]["sentences"]) == 2
    assert "no longer copied to a second folder" in run("backup", "--also", "")[1]
    status, out, _ = run("backup", "--also", str(disk / "gone"))
    assert status == 1 and out.startswith("The archive was copied to ") and '"done"' not in out


def test_doctor_gives_1_when_something_is_wrong(home: Path, tmp_path: Path, run: Run) -> None:
    assert run("doctor")[0] == 1
    (tmp_path / "ferry.html").write_text(page("ferry", 1), encoding="utf-8")
    run("ingest", str(tmp_path / "ferry.html"), "--jobs", "1")
    status, out, _ = run("doctor")
    assert status == 0
    assert "The one original is there and unchanged." in out


def test_doctor_mends(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    done = Mended(
        damage="It is damaged.", aside=Path("aside/x"), lost=1200, beside=("desk.json is back.",),
        originals=7, summary=summary(rejected()), gone=3,
    )  # fmt: skip
    monkeypatch.setattr("lib.ingest.mend.mend", lambda *_, **__: done)
    _, out, _ = run("doctor", "--mend")
    for text in (
        "It is damaged.",
        "aside/x",
        "1,200 batches were missing.",
        "desk.json is back.",
        "7 originals came back from the backups.",
        "Rejected",
        "From the kept originals:",
        "3 stories could not be brought back",
    ):
        assert text in out
    assert doctor.HELP


def test_the_sample_is_laid_out_once(home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def lay(folder: Path) -> list[Path]:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ferry.html").write_text(page("ferry", 1), encoding="utf-8")
        return [folder / "ferry.html"]

    monkeypatch.setattr("lib.sample.write", lay)
    assert run("sample", "--jobs", "1")[0] == 0
    assert headlines(home / "sample.duckdb") == ["New ferry opens in the harbour town"]
    status, out, _ = run("sample")
    assert status == 0
    assert "is up to date" in out
    assert "1 story stored" in run("sample", "--fresh", "--jobs", "1")[1]
    monkeypatch.setattr("lib.sample.fingerprint", lambda: "other pages")
    assert "1 story stored" in run("sample", "--jobs", "1")[1]
    assert not (home / "archive.duckdb").exists()
    assert [each.name for each in home.iterdir() if each.name.startswith(".")] == []
