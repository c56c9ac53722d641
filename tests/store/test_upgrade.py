"""An archive of a former layout is upgraded where it lies, whole or not at all."""

import os
import random
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import duckdb
import pytest

from bench.generate import World
from lib.model.errors import ArchiveError
from lib.model.filter import Filter
from lib.store.archive import open_for_reading
from lib.store.opening import connect
from lib.store.schema import LAYOUT
from lib.store.stored_sums import OF_ALL
from lib.store.upkeep.compact import compact
from lib.store.upkeep.copying import checksums, copy
from tests import builders
from tests.lots import few
from tests.query.town import captures
from tests.store.batches.test_counted import agree, answers

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = (
    "actors integer[]", "roles utinyint[]", "chunks usmallint[]", "smasks ubigint[]", "pmasks ubigint[]",
    "szones ubigint[]", "pzones ubigint[]",
)  # fmt: skip
OPENS = """
import sys
from pathlib import Path
from lib.store.archive import open_for_reading
print("ready", flush=True)
with open_for_reading(Path(sys.argv[1])):
    print("done", flush=True)
"""


def fifth(path: Path, *, without: tuple[str, ...] = ()) -> Path:
    """Make an archive one of the fifth layout, which may lack tables that came later."""
    with duckdb.connect(str(path)) as connection:
        for column in COLUMNS:
            connection.execute(f"alter table article add column {column} default []")
        connection.execute("drop view quotations")
        for table in ("story_actor", "quotation", *without):
            connection.execute(f"drop table {table}")
        connection.execute("update setting set value = '5' where key = 'layout'")
    return path


def seventh(path: Path) -> Path:
    """Make an archive one of the seventh layout, which has no quotations."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("drop view quotations; drop table quotation")
        connection.execute("update setting set value = '7' where key = 'layout'")
    return path


def layout_of(path: Path) -> int:
    with duckdb.connect(str(path)) as connection:
        return int(connection.execute("select value from setting where key = 'layout'").fetchall()[0][0])


LACKING = ((*OF_ALL, "counted_name", "site_name", "sought", "indexed"), (), OF_ALL)


@pytest.mark.parametrize("without", few(LACKING, 1))
def test_an_archive_of_the_fifth_layout_answers_as_before(tmp_path: Path, without: tuple[str, ...]) -> None:
    path = builders.archive(tmp_path, *captures(), zone="Europe/Kyiv")
    filters = (Filter(), Filter(zones=("headline", "caption")), Filter(kinds=("person",)))
    note = [answers(path, each) for each in filters]
    fifth(path, without=without)
    copied = path.with_name("copied.duckdb")
    copy(path, copied)
    compact(copied)
    for each in (path, copied):
        assert [answers(each, criteria) for criteria in filters] == note
        assert agree(each)
        assert layout_of(each) == LAYOUT


def test_quotations_of_the_seventh_layout_are_those_found_at_ingest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.store.quotations.AT_ONCE", 2)
    said = "Ada Lind said: “The ferry will wait for us.” It rained. She said “nobody asked me” again."
    stories = (
        builders.article(f"Talks {n}", "It rained.", said, canonical_url=f"https://a.example/{n}")
        for n in range(5)
    )
    path = builders.archive(
        tmp_path, *(builders.parsed(each, names={"Ada Lind": "person"}) for each in stories)
    )
    asked = "from quotation order by all"
    with open_for_reading(path) as reading:
        wanted = reading.execute(asked).fetchall()
    seventh(path)
    with open_for_reading(path) as reading:
        assert reading.execute(asked).fetchall() == wanted and len(wanted) == 5
    assert layout_of(path) == LAYOUT


def test_what_must_stay_as_it_is_is_read_and_not_upgraded(tmp_path: Path) -> None:
    path = fifth(builders.archive(tmp_path, builders.parsed()))
    before = path.read_bytes()
    with connect(path, read_only=True, as_it_is=True) as connection:
        assert connection.execute("select count(*) from article").fetchall() == [(1,)]
    assert path.read_bytes() == before


def test_an_upgrade_that_fails_says_so_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = fifth(builders.archive(tmp_path, builders.parsed()))

    def full(connection: object) -> None:
        raise duckdb.IOException("IO Error: no space left on device")

    monkeypatch.setattr("lib.store.upgrade.sum_every_story", full)
    with pytest.raises(
        ArchiveError, match=r"could not be brought up to date .*Nothing was changed: make room"
    ):
        connect(path, read_only=True)
    monkeypatch.undo()
    assert layout_of(path) == 5
    with open_for_reading(path) as reading:
        assert reading.setting("layout") == str(LAYOUT)


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("points", few([4, 20], 1))
def test_killed_at_any_point_it_is_as_it_was_or_upgraded(tmp_path: Path, points: int) -> None:
    made = builders.archive(tmp_path, *islice(World(60, 4).stories(), 60))
    with connect(made, read_only=True) as connection:
        wanted = checksums(connection)
    fifth(made)
    path, chance, took = tmp_path / "killed" / made.name, random.Random(5), 0.0
    path.parent.mkdir()
    layouts = set()
    for point in range(-1, points):  # the first is not killed and says how long it takes
        for file in (path, path.with_name(f"{path.name}.wal")):
            file.unlink(missing_ok=True)
        copy(made, path)
        process = subprocess.Popen(
            [sys.executable, "-c", OPENS, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        begun = time.monotonic()
        if point >= 0:
            time.sleep(took * (point + chance.random()) / points)
            process.send_signal(signal.SIGKILL)
        if process.communicate()[0] == "done\n":
            took = (time.monotonic() - begun) * 0.9
        layouts.add(layout_of(path))
        with connect(path, read_only=True) as connection:
            found = checksums(connection)
        found["setting"] = wanted["setting"]  # which holds the state and the layout
        assert found == wanted
    assert layouts == {5, LAYOUT}
