"""A worker that hangs, dies or swallows memory costs its capture and nothing else."""

import os
import re
import signal
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import Mock

import pytest

from lib.ingest import workers
from lib.ingest.limits import Limits, allow
from lib.ingest.parse_context import ParseContext
from lib.ingest.result import Result
from lib.ingest.work_item import WorkItem
from lib.ingest.workers import Begun, Finished, WorkerPool, work
from lib.model.capture import Rejected, Skipped

pytestmark = pytest.mark.process

PATIENT = Limits(cpu_seconds=1, wall_seconds=300)
HASTY = Limits(cpu_seconds=60, wall_seconds=3)


def misbehave(pipe: Connection, context: ParseContext) -> None:
    """Do with each source what its name says."""
    try:
        while source := pipe.recv():
            allow(context.limits.looking_through(source.size()))
            if source.skip and source.path != "dies anew":
                pipe.send(Skipped(origin=source.path, reason=f"read on behind {source.skip}"))
                pipe.send(Finished())
                continue
            while source.path == "spins early":
                pass
            allow(context.limits)
            pipe.send(Begun(origin=f"{source.path}#1", sha256="ab"))
            if source.path == "spins":
                while True:
                    pass
            elif source.path == "sleeps":
                time.sleep(1000)
            elif source.path in ("dies", "dies anew"):
                os.kill(os.getpid(), signal.SIGKILL)
            elif source.path == "exits":
                os._exit(7)
            pipe.send(Skipped(origin=source.path, reason="well read"))
            pipe.send(Finished())
    except EOFError:
        return


def results(*names: str, jobs: int = 2, limits: Limits = PATIENT) -> list[tuple[str, list[Result]]]:
    with WorkerPool(jobs, ParseContext(limits=limits), misbehave) as workers:
        sources = iter([WorkItem(path=name) for name in names])
        return [(source.path, came) for source, came in workers.results(sources, lambda: False)]


DEATHS = (
    ("sleeps", HASTY, "takes more than 3 seconds to read, the limit for one page"),
    ("dies", PATIENT, "ended the process that read it, most likely for want of memory"),
    ("exits", PATIENT, r"ended the process that read it \(status 7\)"),
)


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of Unix")
@pytest.mark.parametrize(("name", "limits", "note"), DEATHS)
def test_a_capture_is_rejected_when_its_worker(name: str, limits: Limits, note: str) -> None:
    came = dict(results("one", name, "two", limits=limits))
    refused, behind = came[name]
    assert behind == Skipped(origin=name, reason="read on behind 1")
    assert isinstance(refused, Rejected)
    assert (refused.origin, refused.sha256, refused.kind) == (f"{name}#1", "ab", "TooLarge")
    assert re.search(note, refused.message)
    for good in ("one", "two"):
        assert came[good] == [Skipped(origin=good, reason="well read")]


def test_results_come_in_the_order_of_the_sources() -> None:
    names = [f"page {number}" for number in range(40)]
    assert [name for name, _ in results(*names, jobs=3)] == names


def test_workers_end_when_their_parent_is_killed() -> None:
    script = """
import os, time
from lib.ingest.parse_context import ParseContext
from lib.ingest.workers import WorkerPool
if __name__ == "__main__":
    pool = WorkerPool(1, ParseContext(actors=False))
    print(pool._workers[0].process.pid, flush=True)
    time.sleep(100)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        parent.kill()
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError(f"worker {worker} goes on without its parent")


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is that of Linux")
def test_memory_over_the_limit_is_refused() -> None:
    script = """
from lib.ingest.limits import Limits, allow
allow(Limits(memory=100 << 20))
bytearray(10 << 20)
try:
    bytearray(200 << 20)
except MemoryError:
    print("refused")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of Unix")
def test_loading_the_models_has_more_time_than_a_page(tmp_path: Path) -> None:
    script = """
import resource, sys
from lib.ingest import workers
from lib.ingest.work_item import WorkItem
class Pipe:
    sources = [WorkItem(path=sys.argv[1]), None]
    recv = lambda self: self.sources.pop(0)
    send = lambda self, message: None
left = lambda: print(resource.getrlimit(resource.RLIMIT_CPU)[0] - sum(resource.getrusage(0)[:2]) > 60)
workers.recogniser_state = left
workers.work(Pipe(), workers.ParseContext())
left()
"""
    page = tmp_path / "quay.html"
    page.write_text("<title>Quay</title><p>The quay is open again.</p>", encoding="utf-8")
    command = [sys.executable, "-c", script, str(page)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "True\nFalse\n"


def test_a_large_file_has_time_by_its_size_until_its_next_page() -> None:
    page = Limits(cpu_seconds=10, wall_seconds=120)
    assert page.looking_through(4_000_000) == page
    whole = page.looking_through(60_000_000)
    assert (whole.cpu_seconds, whole.wall_seconds, whole.whose) == (22, 168, "a file of its size")


@pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of Unix")
def test_the_time_of_a_file_is_told_apart_from_that_of_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("spins", "spins early"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(5_000_000)
    came = dict(results("spins", "spins early"))
    assert came["spins"][1:] == [Skipped(origin="spins", reason="read on behind 1")]
    note = [each.message for each, *_ in came.values() if isinstance(each, Rejected)]
    assert [re.sub(r"^.*? takes", "takes", each) for each in note] == [
        "takes more than 1 seconds to read, the limit for one page; save the article alone, for example from "
        "the browser's reading view.",
        "takes more than 2 seconds to read, the limit for a file of its size; part it into smaller files, "
        "such as one web archive a day, and take these in.",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="it ends by a signal")
def test_a_file_that_costs_one_worker_after_another_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MOST", 3)
    came = dict(results("dies anew", "one"))["dies anew"]
    note = [each.message for each in came if isinstance(each, Rejected)]
    assert len(note) == 4
    assert note[-1].startswith("dies anew was left after 3 of its pages had cost the process that read them;")


@pytest.mark.parametrize("lost", [EOFError, BrokenPipeError, ConnectionResetError])
def test_a_worker_whose_parent_is_gone_ends_without_a_word(
    lost: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signal, "signal", Mock())  # this process goes on to hear Ctrl-C
    pipe = Mock(recv=Mock(side_effect=lost))
    work(pipe, ParseContext(actors=False))
    assert pipe.recv.call_count == 1
