"""Of a home in which only the originals are left all stories come back; an empty one says a sentence."""

from pathlib import Path

import pytest

from lib.ingest.run import ingest
from lib.model.errors import ArchiveMissing
from lib.store.journal import marks
from lib.store.paths import files
from lib.store.upkeep.backup import backup
from lib.store.upkeep.doctor import examine
from tests.running import verb
from tests.store.asked import rows

WHOLE = "select article_id, headline, revision, text, captured_at from stories order by all"


def whole(path: Path) -> list[tuple[object, ...]]:
    return rows(path, WHOLE)


def lose(path: Path) -> None:
    """Delete the archive and its receipts."""
    path.unlink()
    files(path).receipts.unlink()


def test_stories_and_their_marks_come_back_from_the_originals_alone(pages: Path, ingested: Path) -> None:
    before = whole(ingested)
    story = str(before[0][0])
    marks.set_starred(ingested, story, True)
    lose(ingested)
    said = [found.sentence for found in examine(ingested) if found.trouble]
    assert len(said) == 1 and "5 kept originals are there. `python -m lib doctor --mend` makes" in said[0]
    with pytest.raises(ArchiveMissing, match="5 kept originals are there"):
        ingest([pages], archive=ingested, jobs=1)  # begins no second one
    done = verb(ingested.parent, "doctor", "--mend")
    assert (done.status, "5 stories stored" in done.out) == (0, True)
    assert whole(ingested) == before and marks.in_state(ingested, "starred") == [story]


def test_where_there_is_a_backup_it_is_named(ingested: Path) -> None:
    backup(ingested)
    lose(ingested)
    assert any("`python -m lib restore` puts the newest in its place" in each.sentence
               for each in examine(ingested))  # fmt: skip


def test_a_home_with_nothing_in_it_is_told_so(tmp_path: Path) -> None:
    for words in (("doctor",), ("doctor", "--mend")):
        done = verb(tmp_path, *words)
        assert done.status == 1
        assert f"There is no archive at {tmp_path / 'archive.duckdb'} yet; ingest" in done.out + done.err
    assert not (tmp_path / "archive.duckdb").exists()
