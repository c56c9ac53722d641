"""Sources become partitions of Parquet on a cluster; an archive loaded from them is that of an ingest."""

import json
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from lib.ingest import cluster, parsing, storing
from lib.ingest.cluster import Conversion, convert, tasks_of
from lib.ingest.correct import correct
from lib.ingest.loading import Months, load
from lib.ingest.object_store import PartitionError
from lib.ingest.parse_context import ParseContext
from lib.ingest.parsing import results_of
from lib.ingest.rejections import refused
from lib.ingest.result import Result
from lib.ingest.result_json import from_json, to_json
from lib.ingest.run import ingest
from lib.ingest.work_item import WorkItem
from lib.model.imported import Highlight, Imported
from lib.store import originals
from lib.store.archive import create
from lib.store.paths import archive_path, files
from lib.store.removal import remove
from lib.store.upkeep.doctor import examine
from tests.builders import once
from tests.cli.conftest import Run
from tests.cli.conftest import home as home
from tests.cli.conftest import run as run
from tests.ingest.conftest import five, page
from tests.ingest.conftest import written as written_pages
from tests.ingest.test_correct import paragraph, shown
from tests.lots import few
from tests.store.asked import rows
from tests.store.contents import contents

pytestmark = pytest.mark.skipif(
    not find_spec("distributed"), reason="the extra that `make cluster` installs is not there"
)
HERE = Path(__file__).resolve().parents[1] / "data" / "captures"


def written(folder: Path) -> dict[str, bytes]:
    """Return the Parquet files below a folder, by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


def converted(sources: Path, to: Path | str) -> Conversion:
    """Convert in this process, task by task, as a cluster does."""
    done = Conversion()
    for task in tasks_of([str(sources)], str(to), done, pooled=False):
        convert(task)
    return done


@pytest.fixture
def months(pages: Path) -> Path:
    """The five pages; the last two are of May, and one has no date."""
    return of_months(pages)


@once
def partitions(home: Path) -> Path:
    """Convert those pages."""
    converted(of_months(five(written_pages(home))), home / "out")
    return home / "out"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The partitions of those pages."""
    return partitions(tmp_path)


def of_months(pages: Path) -> Path:
    """Give the last two pages a day of May, and lay one without a date beside them."""
    for subject in ("tunnel", "airfield"):
        path = next(pages.glob(f"*-{subject}.html"))
        path.write_text(path.read_text().replace("2024-04", "2024-05"))
    undated = page("ferry", 1).replace("2024-04-01T08:00:00+00:00", "").replace("/ferry", "/undated")
    (pages / "undated.html").write_text(undated.replace("after two years", "after nine years"))
    return pages


@pytest.fixture
def whole_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that two archives have the same batches."""
    monkeypatch.setattr(storing, "BATCH_SECONDS", 1e9)


@pytest.mark.usefixtures("whole_batches")
def test_a_loaded_archive_is_that_of_an_ingest(months: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one" / "a.duckdb", tmp_path / "two" / "a.duckdb"
    for archive in (one, two):
        archive.parent.mkdir()
    ingest([months], archive=one, jobs=1)
    converted(months, tmp_path / "out")
    summary = load(str(tmp_path / "out"), archive=two)
    assert (summary.counts.stored, len(summary.rejected)) == (6, 1)
    assert contents(two) == contents(one)
    kept = [
        {path.name: path.read_bytes() for path in files(each).originals.rglob("*.zst")} for each in (one, two)
    ]
    assert kept[0] == kept[1] and len(kept[0]) == 6
    assert [finding for finding in examine(two) if finding.trouble] == []
    assert load(str(tmp_path / "out"), archive=two).counts.known == 6


def test_months_are_loaded_alone(out: Path, tmp_path: Path) -> None:
    stored = [
        load(str(out), archive=tmp_path / "archive.duckdb", months=chosen).counts.stored
        for chosen in (*map(Months.of, ("2024-05", "2024-01..2024-03", "2023-12..2024-05")), None)
    ]
    assert stored == [2, 0, 3, 1]


@pytest.fixture
def at_midnight(tmp_path: Path) -> Path:
    """Three stories of the night in Berlin that ends September, and one of a day alone."""
    (tmp_path / "night").mkdir()
    for subject, moment in (
        ("beacon", "2019-09-30T21:30:00Z"), ("anchor", "2019-09-30T22:30:00Z"),
        ("barge", "2019-10-31T23:30:00Z"), ("crane", "2019-10-01"),
    ):  # fmt: skip
        text = page(subject, 1).replace("2024-04-01T08:00:00+00:00", moment)
        (tmp_path / "night" / f"{subject}.html").write_text(text)
    return tmp_path / "night"


@pytest.mark.parametrize("cut_in", few(["Europe/Berlin", "Pacific/Auckland", "UTC"], 2))
def test_months_are_those_of_the_archive_s_days(at_midnight: Path, tmp_path: Path, cut_in: str) -> None:
    done, out, archive = Conversion(), tmp_path / "out", tmp_path / "archive.duckdb"
    for task in tasks_of([str(at_midnight)], str(out), done, pooled=False, zone=cut_in):
        convert(task)
    if cut_in == "Europe/Berlin":
        cut = {path.name for path in out.glob("stories/*")}
        assert cut == {"month=2019-09", "month=2019-10", "month=2019-11"}
    create(archive, archive_zone="Europe/Berlin")
    stored = [
        load(str(out), archive=archive, months=Months.of(month)).counts.stored
        for month in ("2019-08", "2019-10", "2019-11..2019-12", "2019-09")
    ]
    assert stored == [0, 2, 1, 1]
    days = rows(archive, "select day from stories order by day")
    assert [str(day) for (day,) in days] == ["2019-09-30", "2019-10-01", "2019-10-01", "2019-11-01"]


@pytest.mark.parametrize(
    "text", ["2024", "2024-4", "2024-13", "2024-04..", "..", "2024-06..2024-04", "April"]
)
def test_what_names_no_months_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Months.of(text)


@pytest.mark.usefixtures("whole_batches")
def test_corrections_and_removals_hold_for_what_is_loaded(pages: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    ingest([pages], archive=archive, jobs=1)
    ferry, note = shown(archive, "1-ferry.html")
    correct(archive, ferry, "cut", paragraph(note, "Norway had paid"))
    ((market,),) = rows(archive, "select article_id from stories where headline like '%market%'")
    remove(archive, str(market))
    later = tmp_path / "later"
    later.mkdir()
    for subject, day in (("market", 4), ("ferry", 1)):
        text = page(subject, day).replace("two years of work", "three years of work")
        (later / f"{subject}.html").write_text(text)
    converted(later, tmp_path / "out")
    other = tmp_path / "other"
    shutil.copytree(tmp_path, other, ignore=shutil.ignore_patterns("other", "out", "later", "pages"))
    ingest([later], archive=archive, jobs=1)
    summary = load(str(tmp_path / "out"), archive=other / "archive.duckdb")
    assert (summary.counts.removed, summary.counts.revised) == (1, 1)
    cut = "text like '%three years%' and text not like '%Norway had paid%'"
    assert rows(other / "archive.duckdb", f"select count(*) from stories where {cut}") == [(1,)]


def test_what_is_there_is_not_done_again(months: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    converted(months, out)
    before = written(out)
    (task,) = tasks_of([str(months)], str(out), Conversion(), pooled=False)
    assert convert(task).known
    for path in (out / "manifest").iterdir():
        path.unlink()  # as a kill leaves it
    assert not convert(task).known
    assert written(out) == before and len(before) == 3
    assert not list(out.rglob(".*"))


def test_a_page_refused_for_want_of_memory_is_tried_again(
    months: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ferry, out = next(months.glob("*-ferry.html")), tmp_path / "out"
    (task,) = tasks_of([str(ferry)], str(out), Conversion(), pooled=False)
    with monkeypatch.context() as patched:
        died = Mock(side_effect=lambda page, **how: refused(page.origin, page.sha256, "ended the process"))
        patched.setattr(parsing, "parse", died)
        first = convert(task)
        assert convert(task).rejected == first.rejected and not convert(task).known
    done = Conversion(converted=1, counts=Counter(first.manifest.counts), rejected=list(first.rejected))
    note = "1 rejected, 1 of them for want of memory or time, which the same command tries again; "
    assert note in done.sentence
    assert load(str(out), archive=tmp_path / "archive.duckdb").counts.rejected == 1
    again = convert(task)
    assert not again.known and again.rejected == () and convert(task).known
    assert [path.parent.name for path in out.glob("stories/*/*")] == ["month=2024-04"]
    assert load(str(out), archive=tmp_path / "archive.duckdb").counts.stored == 1


def test_a_full_disk_fails_the_task_and_not_the_page(
    months: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(originals, "stage", Mock(side_effect=OSError(28, "No space left on device")))
    with pytest.raises(OSError, match=r"original could not be kept \(No space left on device\)"):
        converted(months, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_partitions_lie_in_any_file_system(months: Path, tmp_path: Path) -> None:
    files = pytest.importorskip("fsspec").filesystem("memory")
    files.put(str(months), "/pages", recursive=True)
    try:
        tasks = list(tasks_of(["memory://pages"], "memory://out", Conversion(), pooled=False))
        assert [convert(task).known for task in tasks] == [False]
        summary = load("memory://out", archive=tmp_path / "archive.duckdb")
    finally:
        files.rm("/", recursive=True)
    assert (summary.counts.stored, len(summary.rejected)) == (6, 1)
    assert summary.rejected[0].origin == "memory:///pages/empty.txt"


def test_a_store_that_does_not_answer_is_told(
    months: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse = Mock(side_effect=LookupError("no credentials"))
    for asked in ("info", "glob", "exists"):
        monkeypatch.setattr(pytest.importorskip("fsspec").get_filesystem_class("memory"), asked, refuse)
    note = r"memory://out cannot be reached \(LookupError: no credentials\); check the address, the network"
    with pytest.raises(PartitionError, match=note):
        load("memory://out", archive=tmp_path / "archive.duckdb")
    with pytest.raises(PartitionError, match=note):
        cluster.run([str(months)], "memory://out")
    with pytest.raises(PartitionError, match=note):
        list(tasks_of(["memory://out"], "out", Conversion()))


def test_results_come_back_as_they_were(tmp_path: Path) -> None:
    context = ParseContext(originals=tmp_path)
    found: list[Result] = [
        result
        for name in ("sample.html", "sample.eml", "sample.warc", "sample.jsonl")
        for result in results_of(WorkItem(path=str(HERE / name)), context, lambda _: None)
    ]
    found.append(
        Imported(
            url="https://a.example/\udcff", origin="list", highlights=(Highlight(quote="words"),), read=True
        )
    )
    for result in found:
        assert from_json(type(result).__name__, to_json(result)) == result


NO_RESULTS = [
    ("Parsed", "[]"), ("Parsed", "null"), ("Parsed", "7"), ("Parsed", '{"capture": "x"}'),
    ("Parsed", '{"capture": []}'), ("Skipped", '{"origin": 3, "reason": "x"}'),
    ("Imported", '{"url": "u", "origin": "o", "tags": "abc"}'),
    ("Imported", '{"url": "u", "origin": "o", "highlights": ["x"]}'),
    ("Imported", '{"url": null, "origin": "o"}'),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), NO_RESULTS)
def test_what_is_no_result_is_refused(kind: str, text: str) -> None:
    with pytest.raises(TypeError, match=r"stands where (dict|list|str) is written"):
        from_json(kind, text)


def test_a_damaged_file_and_a_folder_of_another_version_say_what_to_do(out: Path, tmp_path: Path) -> None:
    archive, path = tmp_path / "archive.duckdb", next(out.glob("stories/month=2024-05/*"))
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(PartitionError, match=r"month=2024-05.* is missing, damaged or of another version"):
        load(str(out), archive=archive)
    path = min((out / "manifest").iterdir())
    path.write_text(json.dumps({**json.loads(path.read_text()), "form": 1}))
    with pytest.raises(PartitionError, match="is of another version; write its source to a new folder"):
        load(str(out), archive=archive)


def test_pages_of_a_folder_are_grouped_alike_when_one_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "GROUP", 4)
    for number in range(0, 80, 2):
        (tmp_path / f"{number:02}.html").write_text("x")
    (tmp_path / "all.warc").write_text("x")
    before = {task.sources for task in tasks_of([str(tmp_path)], "out", Conversion())}
    (tmp_path / "41.html").write_text("x")
    after = {task.sources for task in tasks_of([str(tmp_path)], "out", Conversion())}
    assert len(before) > 6 and len(after - before) in (1, 2)
    assert (str(tmp_path / "all.warc"),) in before
    assert sum(map(len, after)) == 42


def test_a_folder_is_enough_work_for_each_worker(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.html").write_text("x")

    def sizes(workers: int) -> list[int]:
        tasks = tasks_of([str(tmp_path)], "out", Conversion(), workers=workers)
        return [len(task.sources) for task in tasks]

    assert 2 <= len(sizes(2)) <= 8 and sum(sizes(2)) == 40
    for number in range(40, 4000):
        (tmp_path / f"{number:02}.html").write_text("x")
    assert 8 <= len(sizes(2)) <= 64 and 64 <= len(sizes(50)) <= 400
    ends = {task.sources[-1] for task in tasks_of([str(tmp_path)], "out", Conversion(), workers=2)}
    assert ends <= {task.sources[-1] for task in tasks_of([str(tmp_path)], "out", Conversion(), workers=50)}


@pytest.fixture
def address() -> Iterator[str]:
    """A cluster of one worker in this process."""
    distributed: Any = pytest.importorskip("distributed")
    doors = {**cluster.HERE, "host": None}
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, **doors) as here:
        yield here.scheduler_address


@pytest.mark.process
def test_workers_that_dask_starts_as_it_does_read_pages_under_limits(months: Path, tmp_path: Path) -> None:
    distributed: Any = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, **cluster.HERE) as usual:
        done = cluster.run([str(months)], str(tmp_path / "out"), address=usual.scheduler_address)
    assert (done.failed, done.counts["Parsed"], len(done.rejected)) == ([], 6, 1)


@pytest.mark.process
def test_a_cluster_writes_what_one_process_writes(months: Path, tmp_path: Path, address: str) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    converted(months, one)
    missing = tmp_path / "missing.warc"
    done = cluster.run([str(months), str(missing)], str(many), address=address, pooled=False)
    assert written(many) == written(one)
    assert (done.converted, done.counts["Parsed"], len(done.rejected)) == (1, 6, 1)
    assert len(done.failed) == 1 and done.failed[0].startswith(f"{missing} is not done (FileNotFoundError: ")
    missing.write_text("no archive")
    again = cluster.run([str(months), str(missing)], str(many), address=address, pooled=False)
    assert (again.converted, again.known, again.failed) == (1, 1, [])


def test_without_the_extra_a_sentence_says_so(
    run: Run, months: Path, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    note = "This needs an extra that is not installed (fsspec.core); run `make cluster` to install it.\n"
    assert run("ingest", "--cluster", str(months), "--to", str(tmp_path / "out")) == (1, "", note)
    assert run("load", str(tmp_path / "out")) == (1, "", note)


def test_the_verbs_say_what_they_need(run: Run, tmp_path: Path, home: Path) -> None:
    for wrong in (["ingest"], ["ingest", "--cluster", "a.html"], ["ingest", "a.html", "--to", "out"]):
        status, _, note = run(*wrong)
        assert status == 2 and "error: name a SOURCE or more; --cluster and --to go together\n" in note
    assert run("load", str(tmp_path), "--months", "April")[0] == 2
    status, _, note = run("load", str(tmp_path))
    assert status == 1 and note.startswith(f"{tmp_path} holds nothing to load; name the folder that")
    status, _, note = run("load", "nowhere://bucket")
    assert status == 1 and "nowhere://bucket cannot be reached" in note


@pytest.mark.process
@pytest.mark.usefixtures("home")
def test_the_verb_converts_and_loads_by_months_of_the_archive_s_zone(
    run: Run, months: Path, at_midnight: Path, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = cluster.run
    monkeypatch.setattr(cluster, "run", lambda *given, **named: go(*given, **named, pooled=False))
    create(archive_path(), archive_zone="Europe/Berlin")
    night, to = str(tmp_path / "of the night"), str(tmp_path / "out")
    assert run("ingest", "--cluster", address, str(at_midnight), "--to", night)[0] == 0
    assert "2 stories stored" in run("load", night, "--months", "2019-10")[1]
    status, out, _ = run("ingest", "--cluster", address, str(months), "--to", to)
    assert status == 3 and "1 task done, 6 captures understood, 1 rejected, 1 skipped (hidden file)" in out
    status, out, _ = run("load", to)
    assert status == 3 and "6 stories stored, 1 rejected" in out


@pytest.mark.soak
@pytest.mark.process
def test_a_killed_worker_changes_nothing(
    months: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed: Any = pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "GROUP", 1)
    one, many = tmp_path / "one", tmp_path / "many"
    converted(months, one)
    killed: list[int] = []

    def kill(_: object) -> None:
        if not killed:
            killed.append(next(worker.pid for worker in two.workers.values()))
            os.kill(killed[0], signal.SIGKILL)

    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, **cluster.HERE) as two:
        done = cluster.run([str(months)], str(many), address=two.scheduler_address, progress=kill)
    assert killed and done.failed == [] and done.counts["Parsed"] == 6
    assert written(many) == written(one)
