"""Work in child processes: one of a kind, all kinds one after the other, the last result kept."""

import errno
import json
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from lib.store.paths import work_path
from lib.ui.jobs import child, events, work
from lib.ui.jobs.child import Ended
from lib.ui.jobs.work import Task


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch, empty_home: Path) -> None:
    """Children run the Python that their first argument holds."""
    monkeypatch.setattr(child, "command", lambda arguments: [sys.executable, "-c", *arguments])


def done(name: str, code: str, then: Callable[[Ended], None] = lambda _: None) -> Ended:
    """Run it to its end."""
    ended = threading.Event()
    heard: list[Ended] = []

    def hear(text: Ended) -> None:
        heard.append(text)
        then(text)
        ended.set()

    assert work.submit(Task(name=name, arguments=(code,)), hear)
    assert ended.wait(60)
    return heard[0]


@pytest.mark.process
@pytest.mark.usefixtures("runs")
def test_a_result_outlives_the_work() -> None:
    event = '{"code": "done", "parameters": {"sentences": ["All is well."]}}'
    ended = done("check", f"print('first'); print({event!r})")
    assert (ended.code, ended.sentence, ended.good) == (0, "All is well.", True)
    assert work.last_result("check") == ended
    assert work.last_event("check") == ended.event
    assert work.last_result("backup") is None and work.last_event("backup").parameters == {"message": ""}


OTHERS: tuple[object, ...] = (
    {"event": {"code": "restored", "parameters": {}}}, {"event": {"code": "unheard of", "parameters": {}}},
    {"event": {"code": "ingested", "parameters": {"counts": {"stored": 1}, "rejected": []}}},
    {"event": {"code": "refreshed", "parameters": {}}}, {"event": {"code": "done", "parameters": []}},
    {"event": {"code": "examined", "parameters": {"findings": ["Sound."]}}}, {"ended_at": "noon"},
    {"ended_at": 3}, {"code": None, "event": None}, [],
)  # fmt: skip


@pytest.mark.parametrize("other", OTHERS, ids=map(str, range(len(OTHERS))))
def test_what_another_version_noted_otherwise_is_forgotten(empty_home: Path, other: object) -> None:
    note, usual = work_path() / "restore.json", {"code": 0, "ended_at": "2024-04-09T06:31:00+00:00"}
    note.parent.mkdir()
    usual |= {"event": {"code": "done", "parameters": {"sentences": ["It is back."]}}}
    note.write_text(json.dumps(usual))
    assert work.last_result("restore") is not None
    note.write_text(json.dumps({**usual, **other} if isinstance(other, dict) else other))
    assert work.last_result("restore") is None


@pytest.mark.process
@pytest.mark.usefixtures("runs")
@pytest.mark.parametrize(("code", "good"), [(0, True), (3, True), (1, False), (2, False)])
def test_the_exit_status_says_whether_it_went_well(code: int, good: bool) -> None:
    ended = done("check", f"raise SystemExit({code})")
    assert (ended.code, ended.good, ended.sentence) == (code, good, "It ended without saying why.")


@pytest.mark.process
@pytest.mark.usefixtures("runs")
def test_one_of_a_kind_at_a_time() -> None:
    again: list[bool] = []
    done("check", "pass", lambda _: again.append(work.submit(Task(name="check", arguments=("pass",)))))
    assert again == [False]


def test_all_wait_for_each_other(monkeypatch: pytest.MonkeyPatch, empty_home: Path) -> None:
    at_once, most, guard = 0, 0, threading.Lock()

    class Slow:
        def wait(self) -> int:
            nonlocal at_once, most
            with guard:
                at_once += 1
                most = max(most, at_once)
            threading.Event().wait(0.05)
            with guard:
                at_once -= 1
            return 0

    def start(arguments: Sequence[str], log: Path) -> Slow:
        log.parent.mkdir(parents=True, exist_ok=True)
        return Slow()

    monkeypatch.setattr(child, "start", start)
    left = threading.Semaphore(0)
    for name in ("ingest", "refresh", "restore"):
        work.submit(Task(name=name, arguments=()), lambda _: left.release())
        assert work.submitted_at(name) is not None
    assert all(left.acquire(timeout=60) for _ in range(3))
    assert most == 1


def test_who_waits_for_work_hears_of_its_end_on_a_full_disk_too(
    monkeypatch: pytest.MonkeyPatch, empty_home: Path
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(child, "start", full)
    monkeypatch.setattr(work, "write_end", full)
    ended = done("ingest", "pass")
    assert not ended.good and ended.sentence.startswith("The work could not start (no space left)")


@pytest.mark.process
@pytest.mark.usefixtures("runs")
def test_the_last_event_is_read_however_long_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "READ_BACK", 100)
    event = '{"code": "done", "parameters": {"sentences": ["All is {}well."]}}'
    ended = done("check", f"print('first'); print({event!r}.replace('{{}}', 9999 * 'very '))")
    assert ended.event.code == "done" and len(ended.sentence) > 40_000
    assert work.last_event("check") == ended.event
    assert done("check", "print(9999 * 'very ')").event.code == events.UNEXPLAINED


def test_work_of_a_kind_that_has_no_words_is_not_begun(empty_home: Path) -> None:
    with pytest.raises(KeyError):
        work.submit(Task(name="dance", arguments=()))
    assert work.submitted_at("dance") is None


def test_a_kind_whose_last_words_cannot_be_deleted_can_be_begun_later(
    monkeypatch: pytest.MonkeyPatch, empty_home: Path
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError("another program reads it")

    with monkeypatch.context() as patched, pytest.raises(PermissionError):
        patched.setattr(Path, "unlink", refused)
        work.submit(Task(name="check", arguments=()))
    assert work.submitted_at("check") is None
