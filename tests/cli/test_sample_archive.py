"""The sample is there whole, or the next start lays it out anew."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from lib.cli import sample_archive
from lib.cli.sample_archive import SETTING, fingerprint, is_up_to_date, lay_out
from lib.ingest.summary import Counts, Summary
from lib.model.ledger import Decision
from lib.store import originals, pictures
from lib.store.archive import create, keep_setting, open_for_reading
from lib.store.batches.stories import save
from lib.store.journal import ledger
from lib.store.journal.journal import Journal
from lib.store.lookups import stored_hashes
from lib.store.paths import files
from lib.store.stored_settings import JOURNAL
from lib.store.upkeep.doctor import examine
from tests.builders import archive, article, keep_original, once, parsed, rejected
from tests.lots import few

PICTURE = "https://harbour.example/lead.jpg"
STEPS = 9  # files and folders that are deleted or renamed


def laid(folder: Path) -> Path:
    """Return an archive that counts as the sample: a story of the folder's name, its original, a picture."""
    page = parsed(article(folder.name))
    path = archive(folder, page)
    keep_original(files(path).originals, page.capture)
    pictures.save(path, PICTURE, folder.name.encode())
    keep_setting(path, SETTING, fingerprint())
    return path


@once
def three(folder: Path) -> Path:
    """Fill a folder with three such archives: the one in place, a new one, and the one of the next start."""
    for name in ("home", "fresh", "again"):
        laid(folder / name)
    return folder


def is_whole(path: Path) -> bool:
    """Return whether all that belongs to the archive is there and of it."""
    with open_for_reading(path) as reading:
        ((headline,),) = reading.execute("select headline from stories").fetchall()
        hashes = stored_hashes(reading)
    picture = pictures.place(path, pictures.file_name(PICTURE))
    return (
        list(originals.hashes_in(files(path).originals)) == hashes
        and picture.read_bytes() == str(headline).encode()
        and not any(finding.trouble for finding in examine(path))
    )


@pytest.mark.parametrize(
    "step", few([STEPS, 0, 4, *(each for each in range(STEPS) if each not in (0, 4))], 3)
)
def test_a_kill_at_any_step_leaves_no_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    path, fresh, again = (three(tmp_path) / name / "archive.duckdb" for name in ("home", "fresh", "again"))
    steps = count()

    def until_killed(do: Callable[..., Any]) -> Callable[..., Any]:
        def doing(*given: object, **named: object) -> object:
            if next(steps) == step:
                raise KeyboardInterrupt
            return do(*given, **named)

        return doing

    with monkeypatch.context() as patched, suppress(KeyboardInterrupt):
        for name in ("unlink", "replace"):
            patched.setattr(Path, name, until_killed(getattr(Path, name)))
        sample_archive.put_in_place(fresh, path)
    assert next(steps) == min(step + 1, STEPS)
    assert is_up_to_date(path) is (step in (0, STEPS))
    assert not is_up_to_date(path) or is_whole(path)
    sample_archive.put_in_place(again, path)
    assert is_up_to_date(path) and is_whole(path)


@pytest.mark.parametrize("name", ["rules.py", "words.yaml", "weights.json", "given_names.txt"])
def test_code_and_what_it_reads_are_part_of_the_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file = tmp_path / "lib" / "clean" / name
    file.parent.mkdir(parents=True)
    monkeypatch.setattr(sample_archive, "ROOT", tmp_path)
    file.write_text("before", "utf-8")
    before = fingerprint()
    file.write_text("after", "utf-8")
    assert fingerprint() != before


def test_a_sample_that_was_stopped_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, left = tmp_path / "sample.duckdb", tmp_path / ".sample-of-a-killed-one"
    left.mkdir()
    counts = Counts(
        stored=1, revised=0, known=0, removed=0, briefs=0, rejected=0, skipped={}, seconds=1, stopped=True
    )
    stopped = Summary(counts=counts, archive=path, rejected=())
    monkeypatch.setattr(sample_archive, "ingest", lambda *_, **__: stopped)
    monkeypatch.setattr("lib.sample.write", lambda _: None)
    assert lay_out(path, jobs=1, progress=lambda _: None) == stopped
    assert not is_up_to_date(path) and not path.exists()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_sample_laid_out_anew_has_its_own_pages_alone_and_the_journal_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, written = tmp_path / "sample.duckdb", tmp_path / "sample-pages" / "ferry.html"
    written.parent.mkdir()
    (written.parent / "of-a-former-version.html").touch()
    made = datetime(2026, 1, 2, tzinfo=UTC)
    ledger.append(path, Decision(id="d1", what="rename", actor="country/norway", called="N", made_at=made))

    def ingested(sources: list[Path], *, archive: Path, **_: object) -> Summary:
        assert sources == [written]
        create(archive)
        save(archive, [rejected()])
        for folder in (files(archive).originals, files(archive).pictures):
            folder.mkdir()
        counts = Counts(
            stored=0, revised=0, known=0, removed=0, briefs=0, rejected=0, skipped={}, seconds=1,
            stopped=False,
        )  # fmt: skip
        return Summary(counts=counts, archive=archive, rejected=())

    monkeypatch.setattr(sample_archive, "ingest", ingested)
    monkeypatch.setattr("lib.sample.write", lambda _: [written])
    monkeypatch.setattr("lib.sample.pictures", lambda: ())
    lay_out(path, jobs=1, progress=lambda _: None)
    with open_for_reading(path) as reading:
        assert reading.setting(JOURNAL) == Journal(path).id != ""
