"""A file of the inbox goes when all of it is stored, is laid aside when not; others are left alone."""

from pathlib import Path

from lib.ingest import inbox
from lib.ingest.clearing import clear_away
from lib.ingest.parsing import Source, refused
from lib.ingest.taken import Taken
from tests.ingest.answers import answer

REFUSAL = refused("https://harbourpost.example/ferry", None, "is too long")


def test_what_is_stored_goes_and_what_was_refused_is_laid_aside(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    stored, bad = inbox.put(archive, [answer()]), inbox.put(archive, [answer()])
    clear_away(
        archive,
        [
            Taken(source=Source(path=str(stored), fetched=True)),
            Taken(source=Source(path=str(bad), fetched=True), refused=(REFUSAL,)),
        ],
    )
    assert (stored.exists(), bad.exists()) == (False, False)
    assert [each.name for each in inbox.refused(archive)] == [bad.name]


def test_a_file_that_was_refused_goes_once_it_is_stored(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    inbox.keep_back(archive, inbox.put(archive, [answer()]))
    (path,) = inbox.refused(archive)
    clear_away(archive, [Taken(source=Source(path=str(path), fetched=True), refused=(REFUSAL,))])
    assert inbox.refused(archive) == [path]
    clear_away(archive, [Taken(source=Source(path=str(path), fetched=True))])
    assert inbox.refused(archive) == []


def test_the_reader_s_own_files_are_never_touched(tmp_path: Path) -> None:
    own = tmp_path / "own.html"
    own.write_text("mine", encoding="utf-8")
    done = [
        Taken(source=Source(path=str(own))),
        Taken(source=Source(path=str(own)), refused=(REFUSAL,)),
        Taken(source=Source(path="https://harbourpost.example/", refusal=REFUSAL), refused=(REFUSAL,)),
    ]
    clear_away(tmp_path / "archive.duckdb", done)
    assert own.read_text(encoding="utf-8") == "mine"
