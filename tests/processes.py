"""Keeps unit tests to their own process, and tests that share fixtures or an app to one worker."""

import sys
from collections import Counter
from collections.abc import Generator, Iterable
from multiprocessing.process import BaseProcess

import pytest
from xdist.scheduler import LoadScopeScheduling

FIXTURES = frozenset({"chromium", "pressroom", "sample_home"})  # all have processes of their own
WHOLE_LIVES = (
    "ingest",
    "upkeep",
)  # folders of tests that take an archive from its first capture to its repair
# Files of tests/browser whose tests share an app: on one worker it starts once.
APPS = {
    "of the sample": "accessibility actors days live_blog lost network reading searching workbench",
    "of a home of its own": "browse deciding desk doubtful first_minutes highlights keys listening lists "
    "notes own_archive phone removed saved_views",
}
SHARED = {f"tests/browser/test_{name}.py": app for app, names in APPS.items() for name in names.split()}
ACTORS = "tests/actors/"  # its tests search stories in ten languages: the models of each are loaded once
LONG = ("browser", "process", "slow")  # marks, those of the longest tests first
EVENTS = frozenset({"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system"})


class UnmarkedProcess(AssertionError):
    """A test without the mark `process` starts a process."""


class Guard:
    """Refuses every process while a test runs that is not marked `process`."""

    def __init__(self) -> None:
        self._test = ""  # the test that may start none
        sys.addaudithook(self._audit)
        start = BaseProcess.start  # it raises no audit event

        def guarded(process: BaseProcess) -> None:
            self._refuse(f"multiprocessing: {process.name}")
            start(process)

        BaseProcess.start = guarded  # type: ignore[assignment, method-assign]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Watch one test from its set-up to its end."""
        self._test = "" if item.get_closest_marker("process") else item.nodeid
        try:
            return (yield)
        finally:
            self._test = ""

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in EVENTS:
            self._refuse(f"{event}: {arguments[:1]}")

    def _refuse(self, what: str) -> None:
        if self._test:
            raise UnmarkedProcess(f"{self._test} starts a process ({what}): mark it pytest.mark.process.")


def scope(nodeid: str) -> str:
    """Return what goes to one worker: the tests of an app, of actors, or of a file."""
    path = nodeid.partition("::")[0]
    return ACTORS if path.startswith(ACTORS) else SHARED.get(path, path)


class Scheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Sends the tests of one app, and those of actors, to one worker, and all others file by file."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def mark(items: Iterable[pytest.Item]) -> None:
    """Mark every test that drives a browser or whose fixtures start processes, and those of whole lives."""
    for item in items:
        if item.get_closest_marker("browser") or FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("process")
        if item.path.parent.name in WHOLE_LIVES:
            item.add_marker("slow")


def order(items: list[pytest.Item]) -> None:
    """Put what waits for processes first, the larger part before the smaller: no worker ends alone."""
    ranks: dict[str, int] = {}
    parts = {item.nodeid: scope(item.nodeid) for item in items}
    sizes = Counter(parts.values())
    for item in items:
        rank = next((rank for rank, name in enumerate(LONG) if item.get_closest_marker(name)), len(LONG))
        ranks[parts[item.nodeid]] = min(rank, ranks.get(parts[item.nodeid], rank))
    items.sort(key=lambda item: (ranks[parts[item.nodeid]], -sizes[parts[item.nodeid]], parts[item.nodeid]))
