"""Cleaning everything again tells what it changed, and a kill leaves the archive whole."""

import random
import sys
from pathlib import Path

import pytest

from lib.ingest.reclean import UnknownPublisher, reclean_all
from lib.store import originals
from lib.store.archive import open_for_writing
from lib.store.paths import files
from lib.store.upkeep.doctor import examine
from tests.lots import few
from tests.running import run_and_kill
from tests.store.asked import rows
from tests.store.contents import contents

ANEW = """
import sys
from importlib import import_module
from pathlib import Path
recleaning = import_module("lib.ingest.reclean")
if __name__ == "__main__":
    recleaning.BATCH = 1
    recleaning.reclean_all(Path(sys.argv[1]), progress=lambda each: print(each.done, flush=True))
"""


@pytest.fixture
def archive(ingested: Path) -> Path:
    """Five pages in an archive."""
    return ingested


def change(path: Path, sql: str) -> None:
    """Make the archive hold something else than the captures are understood to hold now."""
    with open_for_writing(path) as connection:
        connection.execute(sql)


def test_nothing_changes_where_nothing_is_understood_otherwise(archive: Path) -> None:
    before = contents(archive)
    done = reclean_all(archive)
    assert (done.stories, done.captures, done.changed, done.lines) == (5, 5, 0, [])
    assert done.sentence == "5 captures of 5 stories cleaned again; 0 stories changed, 5 stayed the same."
    assert contents(archive) == before


CHANGES = (
    ("update article_text set kicker = 'Old' where headline like '%ferry%'", ["kicker"]),
    ("update article set authors = [] where id = 1", ["authors"]),
    ("update article_block set zone = 4 where zone = 2 and block = 2", ["zones"]),
    ("delete from cut where position = 0", ["left out"]),
    ("update article_body set body = 'Nothing.' where id = 1", ["text"]),
)


@pytest.mark.parametrize("case", few(CHANGES, 3))
def test_each_field_that_changes_is_counted(archive: Path, case: tuple[str, list[str]]) -> None:
    sql, fields = case
    before = contents(archive)
    change(archive, sql)
    done = reclean_all(archive)
    assert list(done.fields) == fields
    assert done.changed == max(done.fields.values()) >= 1
    assert done.lines[0].startswith(f"{fields[0]}: changed in ")
    assert contents(archive) == before


def test_one_publisher_alone_is_cleaned_again(archive: Path) -> None:
    change(archive, "update article_text set kicker = 'Old'")
    assert reclean_all(archive, publisher="HarbourPost.example").changed == 5
    with pytest.raises(UnknownPublisher, match=r"no story of nowhere\.example"):
        reclean_all(archive, publisher="nowhere.example")


def test_a_capture_that_is_lost_keeps_its_text(archive: Path) -> None:
    (sha256,) = rows(archive, "select sha256 from capture where outcome = 'stored' limit 1")[0]
    before = contents(archive)
    originals.path_of(files(archive).originals, sha256).unlink()
    done = reclean_all(archive)
    assert [each.kind for each in done.rejected] == ["OriginalDamaged"]
    assert (done.captures, done.changed) == (4, 0)
    assert "1 capture could not be understood now and kept the text of before." in done.sentence
    assert contents(archive) == before


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("kills", few((1, 20), 1))
def test_a_kill_leaves_the_archive_whole(archive: Path, kills: int) -> None:
    before, chance = contents(archive), random.Random(3)
    change(archive, "update article_text set kicker = 'Old'")
    for _ in range(kills):
        assert run_and_kill(ANEW, archive, moment=chance.uniform(0, 0.2))
        assert [finding.sentence for finding in examine(archive) if finding.trouble] == []
    reclean_all(archive)
    assert contents(archive) == before
