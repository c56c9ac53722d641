"""An object store holds partitions as a folder does: moto's server plays S3 on this machine."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lib.ingest.cluster import Conversion, convert, tasks_of
from lib.ingest.loading import load
from lib.ingest.run import ingest
from tests.ingest.conftest import page
from tests.ingest.test_cluster import converted, written
from tests.ingest.test_cluster import months as months
from tests.ingest.test_cluster import whole_batches as whole_batches
from tests.store.contents import contents

pytestmark = [pytest.mark.soak, pytest.mark.process]
ROOT = Path(__file__).resolve().parents[2]
WRITES = ("put_object", "copy_object", "delete_object", "delete_objects")
DUMMY = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "us-east-1",
}


@pytest.fixture(scope="module")
def store() -> Iterator[Any]:
    """S3 on this machine, as fsspec reaches it, with an empty bucket "news"."""
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**DUMMY, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
            patch.setenv(name, value)
        files = pytest.importorskip("s3fs").S3FileSystem()
        files.mkdir("news")
        yield files
    server.stop()


def held(store: Any, folder: str) -> dict[str, bytes]:
    """Return the objects below a folder of the bucket, by path."""
    store.invalidate_cache()
    root = f"news/{folder}"
    return {path.removeprefix(f"{root}/"): store.cat_file(path) for path in sorted(store.find(root))}


def manifests(store: Any, folder: str) -> list[str]:
    """Return the manifests of a folder of the bucket; what is on its way there has a name with a dot."""
    return [path for path in held(store, f"{folder}/manifest") if not path.startswith(".")]


def parquet(objects: dict[str, bytes]) -> dict[str, bytes]:
    """Return those that are partitions."""
    return {path: data for path, data in objects.items() if path.endswith(".parquet")}


@pytest.mark.usefixtures("whole_batches")
def test_a_bucket_holds_what_a_folder_holds(months: Path, tmp_path: Path, store: Any) -> None:
    converted(months, tmp_path / "out")
    converted(months, "s3://news/out")
    assert parquet(held(store, "out")) == written(tmp_path / "out") and len(written(tmp_path / "out")) == 3
    one, two = tmp_path / "one" / "a.duckdb", tmp_path / "two" / "a.duckdb"
    for archive in (one, two):
        archive.parent.mkdir()
    ingest([months], archive=one, jobs=1)
    assert load("s3://news/out", archive=two).counts.stored == 6
    assert contents(two) == contents(one)


def test_sources_are_read_from_a_bucket(months: Path, tmp_path: Path, store: Any) -> None:
    store.put(str(months), "news/pages", recursive=True)
    tasks = list(tasks_of(["s3://news/pages"], "s3://news/read", Conversion(), pooled=False))
    assert [convert(task).known for task in tasks] == [False]
    summary = load("s3://news/read", archive=tmp_path / "archive.duckdb")
    assert (summary.counts.stored, [each.origin for each in summary.rejected]) == (
        6,
        ["s3://news/pages/empty.txt"],
    )


@pytest.mark.parametrize(
    "number", [0, 1, 2, 4, 9, 10, 11]
)  # of four files: put, copied to its place, deleted
def test_an_upload_that_fails_is_resumed(
    months: Path, tmp_path: Path, store: Any, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    converted(months, tmp_path / "out")
    to, call, writes = f"s3://news/failing-{number}", type(store)._call_s3, []

    async def failing(self: Any, method: str, *given: Any, **named: Any) -> Any:
        writes.append(method) if method in WRITES else None
        if len(writes) == number + 1 and method in WRITES:
            raise OSError(5, "the line is cut")
        return await call(self, method, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(type(store), "_call_s3", failing)
        with pytest.raises(OSError, match="the line is cut"):
            converted(months, to)
    assert len(writes) == number + 1
    assert len(manifests(store, f"failing-{number}")) == (number == 11)  # only what is whole has one
    converted(months, to)
    assert parquet(held(store, f"failing-{number}")) == written(tmp_path / "out")
    assert load(to, archive=tmp_path / "archive.duckdb").counts.stored == 6


def test_a_run_that_is_killed_is_resumed(tmp_path: Path, store: Any) -> None:
    sources = [tmp_path / f"{day}" for day in range(1, 5)]
    for day, folder in enumerate(sources, 1):
        folder.mkdir()
        (folder / "page.html").write_text(page("ferry", day).replace("/ferry", f"/{day}"))
        converted(folder, tmp_path / "out")
    run = [sys.executable, "-m", "lib", "ingest", "--cluster", *map(str, sources)]
    run += ["--to", "s3://news/killed", "--jobs", "1"]
    process = subprocess.Popen(run, cwd=ROOT, start_new_session=True)
    while process.poll() is None and not manifests(store, "killed"):
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    archive, done = tmp_path / "archive.duckdb", len(manifests(store, "killed"))
    assert 0 < done < 4 and load("s3://news/killed", archive=archive).counts.stored == done
    again = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"{done} done before" in again.stdout
    assert parquet(held(store, "killed")) == written(tmp_path / "out")
    assert load("s3://news/killed", archive=archive).counts.stored == 4 - done
