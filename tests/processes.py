"""Keeps unit tests to their own process: a test that starts another must be marked `process`."""

import sys
from collections.abc import Generator, Iterable
from multiprocessing.process import BaseProcess

import pytest

FIXTURES = frozenset({"chromium", "pressroom", "sample_home"})  # all have processes of their own
BROWSERS = frozenset({"chromium", "pressroom"})
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


def mark(items: Iterable[pytest.Item]) -> None:
    """Mark what starts a process, and keep the tests of a module that share a browser on one worker."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("browser") or FIXTURES & names:
            item.add_marker("process")
        if BROWSERS & names:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
