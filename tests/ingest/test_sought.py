"""With `--names file` only names of the actor file are looked for; charts say so until `reclean`."""

from pathlib import Path

import pytest

from lib.ingest.cluster import Conversion, convert, tasks_of
from lib.ingest.loading import load
from lib.ingest.reclean import reclean_all
from lib.ingest.run import ingest
from lib.model.filter import Filter
from lib.model.parsed import Sought
from lib.query.names_sought import coverage_note
from lib.store.archive import open_for_reading
from lib.store.upkeep.compact import compact
from tests.cli.conftest import Run
from tests.cli.conftest import home as home
from tests.cli.conftest import run as run
from tests.ingest.conftest import page

NOTICE = "In 1 story names beyond the actor file were not looked for."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page that names a country of the actor file and a person beyond it."""
    made = tmp_path / "pages"
    made.mkdir()
    text = page("ferry", 1).replace("the mayor said in her speech", "Jane Holmqvist said in her speech")
    (made / "ferry.html").write_text(text)
    return made


def found(archive: Path) -> tuple[set[str], str]:
    """Return who is named, and what charts say of it."""
    with open_for_reading(archive) as db:
        keys = {key for (key,) in db.execute("select distinct actor_id from mentions").fetchall()}
        return keys, coverage_note(db, Filter()).full


def converted(folder: Path, to: Path, sought: Sought) -> list[bool]:
    tasks = tasks_of([str(folder)], str(to), Conversion(), pooled=False, sought=sought)
    return [convert(task).known for task in tasks]


def test_names_of_the_actor_file_alone_are_found_until_reclean(folder: Path, tmp_path: Path) -> None:
    archive, whole = tmp_path / "archive.duckdb", tmp_path / "whole.duckdb"
    ingest([folder], archive=archive, jobs=1, sought="file")
    ingest([folder], archive=whole, jobs=1)
    keys, note = found(archive)
    assert "country/norway" in keys and not any("/~" in key for key in keys) and note == NOTICE
    compact(archive)
    assert found(archive) == (keys, NOTICE)
    assert found(whole)[1] == "" and any("holmqvist" in key for key in found(whole)[0])
    reclean_all(archive)
    assert found(archive) == found(whole)


def test_a_cluster_s_partitions_tell_which_names_were_sought(folder: Path, tmp_path: Path) -> None:
    out, archive = tmp_path / "out", tmp_path / "archive.duckdb"
    assert converted(folder, out, "file") == [False] and converted(folder, out, "file") == [True]
    assert load(str(out), archive=archive).counts.stored == 1
    assert found(archive)[1] == NOTICE
    assert converted(folder, out, "all") == [False] and converted(folder, out, "all") == [True]
    other = tmp_path / "other.duckdb"
    assert load(str(out), archive=other).counts.stored == 1
    assert found(other)[1] == ""


@pytest.mark.process
def test_the_verb_takes_it(run: Run, folder: Path, tmp_path: Path, home: Path) -> None:
    feeds = tmp_path / "feeds.opml"
    feeds.write_text("<opml version='2.0'><body/></opml>")
    status, _, note = run("ingest", "--names", "file", str(feeds))
    assert status == 2 and "--names file is for captures; a list of feeds is followed with all names" in note
    status, out, _ = run("ingest", "--names", "file", str(folder))
    assert status == 0 and "1 story stored" in out
