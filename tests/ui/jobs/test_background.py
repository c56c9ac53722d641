"""The desk that works by itself: what it begins, in which order, and what it does about failures."""

import errno
import os
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from time_machine import travel

from lib.fetch import Source, followed_sources
from lib.ingest import inbox as piped
from lib.mail import setup
from lib.store.paths import archive_path
from lib.ui.intake import desk_settings, followed, inbox
from lib.ui.jobs import background, work
from lib.ui.jobs.background import Worker
from lib.ui.jobs.child import Ended
from lib.ui.jobs.events import Event
from lib.ui.jobs.work import Task
from tests.mail.post_office import Post, account
from tests.ui.conftest import ended, failed, summary

Heard = Callable[[Ended], None]
Begun = list[tuple[Task, Heard]]  # tasks that were begun, with who hears of their end
BEGIN = Worker.begin


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch, empty_home: Path) -> Begun:
    """None of the tasks runs."""
    tasks: Begun = []

    def submit(task: Task, heard: Heard = lambda _: None) -> bool:
        tasks.append((task, heard))
        return True

    monkeypatch.setattr(work, "submit", submit)
    return tasks


def test_what_lies_in_the_inbox_is_taken_in_together(begun: Begun) -> None:
    arrivals = [inbox.put([("a.txt", b"a")]), inbox.put([("b.txt", b"b")])]
    Worker(by_itself=False).look_in()
    ((task, heard),) = begun
    assert task.arguments[0] == "ingest" and set(task.arguments[1:3]) == {
        source for each in arrivals for source in inbox.sources(each)
    }
    heard(ended(summary(), 0))
    assert inbox.waiting() == []


def test_an_ingest_that_fails_as_a_whole_is_tried_again_and_then_told(begun: Begun) -> None:
    arrival, desk = inbox.put([("a.txt", b"a")]), Worker(by_itself=False)
    for tries in range(1, background.TRIES + 1):
        desk.look_in()
        assert len(begun) == tries
        begun[-1][1](ended(summary(), 1))
        desk.look_in()  # not at once
        assert len(begun) == tries
        try_at_once(desk)
    text = inbox.result(arrival)
    assert text is not None and text.code == 1 and inbox.folder_of(arrival).exists()


def try_at_once(desk: Worker) -> None:
    """Let the pauses after failures be over."""
    for each in desk.arrivals.values():
        each.until = 0.0


def test_an_arrival_waits_as_long_as_another_program_holds_the_archive(begun: Begun) -> None:
    arrival, desk = inbox.put([("a.txt", b"a")]), Worker(by_itself=False)
    busy = Event(code="failed", parameters={"message": "Another ingest is at work.", "busy": True})
    for tries in range(1, background.TRIES + 3):
        desk.look_in()
        assert len(begun) == tries
        begun[-1][1](replace(ended(summary(), 1), event=busy))
        try_at_once(desk)
    assert inbox.waiting() == [arrival]


def test_of_two_apps_one_works_and_then_the_other(empty_home: Path) -> None:
    one, other = Worker(by_itself=False), Worker(by_itself=False)
    assert one.holds_lock() and one.holds_lock() and not other.holds_lock()
    one.held.close()  # as the end of its process does
    assert other.holds_lock()


@pytest.fixture
def saved(folder: Path) -> Path:
    """A page in a folder of the reader's."""
    (folder / "page.html").write_text("<p>News", encoding="utf-8")
    return folder / "page.html"


def test_a_watched_folder_is_walked_only_by_a_desk_that_works_by_itself(
    begun: Begun, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk_settings.watch(str(saved.parent)) == ""
    awake = Worker(by_itself=True)
    assert _threads(Worker(by_itself=False), monkeypatch) == ["look_in"]
    assert _threads(awake, monkeypatch) == ["look_in", "walk_folders"]
    _walk(awake, 2)
    ((task, heard),) = begun
    assert task.name == "watched" and task.arguments[:2] == ("ingest", str(saved))
    heard(ended(summary(), 1))
    _walk(awake, 1)
    assert len(begun) == 2  # it was not taken in: once more
    begun[-1][1](ended(summary(), 3))
    _walk(awake, 3)
    assert len(begun) == 2


def _threads(desk: Worker, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the threads that a desk begins."""
    names: list[str] = []
    monkeypatch.setattr(threading, "Thread", lambda name, **_: names.append(name) or Mock())
    BEGIN(desk)
    return names


def test_a_walk_is_given_up_once_its_folder_is_watched_no_more(begun: Begun, saved: Path) -> None:
    desk, folder = Worker(by_itself=True), saved.parent
    assert not desk.is_watched(str(folder))
    assert desk.watch.arrived([str(folder)], desk.is_watched) == {} and desk.watch.growing == {}
    desk_settings.watch(str(folder))
    assert desk.is_watched(str(folder))
    desk.end()
    assert not desk.is_watched(str(folder))


def test_what_goes_wrong_in_one_thread_is_told_until_its_next_look(empty_home: Path) -> None:
    desk = Worker(by_itself=True)

    def fails() -> None:
        desk.end()
        raise OSError("The disk is full.")

    def goes_well() -> None:
        desk.end()

    desk.look_until_end(fails)
    assert desk.trouble == "The disk is full. It is tried again in a moment."
    desk.stopping.clear()
    desk.look_until_end(goes_well)
    assert "full" in desk.trouble  # of the other thread
    goes_well.__name__ = "fails"
    desk.stopping.clear()
    desk.look_until_end(goes_well)
    assert desk.trouble == ""


def test_a_poke_wakes_every_thread_also_one_that_was_looking(
    empty_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "LOOK", 60.0)
    desk = Worker(by_itself=True)
    quick_looks, slow_looks = threading.Semaphore(0), threading.Semaphore(0)
    poked = threading.Event()

    def look_quickly() -> None:
        quick_looks.release()

    def look_slowly() -> None:
        slow_looks.release()
        assert poked.wait(10)

    looks = (look_quickly, look_slowly)
    threads = [threading.Thread(target=desk.look_until_end, args=(look,)) for look in looks]
    for thread in threads:
        thread.start()
    try:
        assert quick_looks.acquire(timeout=10) and slow_looks.acquire(timeout=10)
        desk.poke()
        assert quick_looks.acquire(timeout=10)
        time.sleep(0.05)  # the quick thread waits again
        poked.set()
        assert slow_looks.acquire(timeout=10), "The slow thread missed the poke."
    finally:
        poked.set()
        desk.end()
        for thread in threads:
            thread.join(10)


def _walk(desk: Worker, times: int) -> None:
    for _ in range(times):
        desk.walk_at = 0.0
        desk.walk_folders()


def test_sources_are_asked_when_they_are_due_and_the_reader_wants_it(begun: Begun) -> None:
    background.refresh_due()
    assert begun == []
    later = datetime.now(UTC) + timedelta(hours=1)
    followed_sources.follow(followed.sources_path(), Source(url="https://a.example/feed", next_due=later))
    background.refresh_due()
    assert begun == []
    followed_sources.follow(followed.sources_path(), Source(url="https://b.example/feed"))
    desk_settings.change(by_itself=False)
    background.refresh_due()
    assert begun == []
    desk_settings.change(by_itself=True)
    background.refresh_due()
    assert begun[0][0].arguments[0] == "refresh"


def test_mail_is_sent_when_it_is_due_and_rests_after_a_failure(
    begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "ASK", 0.0)
    desk = Worker(by_itself=True)
    desk.look_in()
    assert begun == []  # nothing is set up
    setup.change(archive_path(), asdict(account(Post(port=465), digest=True)))
    desk.look_in()
    assert begun == []
    with travel(datetime.now(UTC) + timedelta(days=1)):
        Worker(by_itself=False).look_in()
        assert begun == []
        desk.look_in()
        ((task, heard),) = begun
        assert task == Task(name="mail", arguments=("digest", "--mail"))
        heard(ended(failed("smtp.example.org cannot be reached."), 1, name="mail"))
        desk.look_in()
        assert len(begun) == 1 and desk.trouble == ""
        desk.mail_failures.until = 0.0
        desk.look_in()
        assert len(begun) == 2


def test_what_a_killed_reader_of_a_pipe_left_waits_for_no_source(
    begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = piped.put_piped(archive_path(), b"A page.")
    background.refresh_due()
    assert begun == []  # its reader may be at work
    then = time.time() - 2 * piped.HOUR
    os.utime(left, (then, then))
    background.refresh_due()
    assert [task.arguments[0] for task, _ in begun] == ["refresh"]
    now = datetime.now(UTC).isoformat()
    monkeypatch.setattr(work, "last_result", lambda _: ended(summary(), 0, name="refresh", at=now))
    background.refresh_due()
    assert len(begun) == 1


def test_a_list_that_was_dropped_before_a_kill_is_followed_by_the_next_start(begun: Begun) -> None:
    arrival = inbox.put([("feeds.opml", b"<opml/>")], held=True)
    Worker(by_itself=False).look_in()
    ((task, heard),) = begun
    assert task.arguments == ("follow", str(inbox.folder_of(arrival) / "feeds.opml"))
    heard(ended(summary(), 0, name="follow"))
    assert inbox.to_follow() == [] and not inbox.folder_of(arrival).exists()
    assert begun[1][0].arguments[0] == "refresh"


def test_the_next_run_is_the_first_that_is_due(empty_home: Path) -> None:
    now = datetime(2024, 4, 9, tzinfo=UTC)
    assert followed.next_run(now) is None
    hours = {"a": now + timedelta(hours=2), "b": now + timedelta(hours=1)}
    sources = [Source(url=f"https://{name}.example", next_due=at) for name, at in hours.items()]
    for each in (*sources, Source(url="https://c.example", gone=True)):
        followed_sources.follow(followed.sources_path(), each)
    assert followed.next_run(now) == now + timedelta(hours=1)
    assert followed.next_run(now + timedelta(hours=5)) == now + timedelta(hours=5)
    followed_sources.update(followed.sources_path(), [replace(sources[0], last_asked=now)])
    earlier = now - timedelta(days=1)
    assert followed.next_run(earlier) == earlier and followed.any_due(earlier)


def _retried(desk: Worker) -> None:
    """Let the pauses pass."""
    desk.list_failures.until = 0.0
    try_at_once(desk)
    desk.look_in()


def test_a_list_stays_where_following_broke_off_and_is_tried_again_after_a_pause(begun: Begun) -> None:
    arrival, desk = inbox.put([("feeds.opml", b"<opml/>")], held=True), Worker(by_itself=False)
    for times, pause in enumerate((15, 30, 60, 120), 1):
        _retried(desk)
        begun[-1][1](ended(failed("There is no room left."), 1))
        desk.look_in()  # not at once
        assert len(begun) == times and inbox.to_follow() == [arrival]
        assert desk.trouble == f"There is no room left. It is tried again in {pause} seconds."
    _retried(desk)
    begun[-1][1](ended(summary(), 0))
    assert inbox.to_follow() == [] and desk.trouble == ""


def test_a_list_that_cannot_be_read_is_for_an_ingest_which_says_why(begun: Begun) -> None:
    arrival, desk = inbox.put([("feeds.opml", b"<opml")], held=True), Worker(by_itself=False)
    desk.look_in()
    text = Event(code="done", parameters={"sentences": ["1 of 1 could not be followed."]})
    begun[-1][1](ended(text, 1))
    assert inbox.to_follow() == [] and inbox.waiting() == [arrival]
    desk.look_in()
    assert [task.name for task, _ in begun] == ["follow", "ingest"]


def test_what_is_left_of_a_list_that_a_kill_half_cleared_away_goes(begun: Begun) -> None:
    arrival = inbox.put([("feeds.opml", b"<opml/>")], held=True)
    (inbox.folder_of(arrival) / "feeds.opml").unlink()
    Worker(by_itself=False).look_in()
    assert not begun and inbox.to_follow() == []


def test_an_arrival_of_which_nothing_can_be_noted_is_tried_again_after_a_growing_pause(
    begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    arrival, desk = inbox.put([("a.txt", b"a")]), Worker(by_itself=False)
    with monkeypatch.context() as patched:
        patched.setattr(inbox, "write_end", full)
        for times, code in enumerate((1, 1, 1, 0), 1):
            _retried(desk)
            begun[-1][1](ended(summary(), code))
            desk.look_in()  # not at once
            assert len(begun) == times and inbox.waiting() == [arrival]
    assert desk.trouble.endswith("(no space left). It is tried again in 120 seconds.")
    _retried(desk)
    begun[-1][1](ended(summary(), 0))
    assert inbox.waiting() == [] and desk.trouble == ""


def test_a_watched_folder_that_cannot_be_taken_in_rests_longer_each_time_and_says_so(
    begun: Begun, saved: Path
) -> None:
    desk_settings.watch(str(saved.parent))
    desk = Worker(by_itself=True)
    _walk(desk, 1)
    for pause in (15, 30, 60):
        _walk(desk, 1)
        begun[-1][1](ended(failed("There is no room left."), 1))
        assert desk.walk_at - time.monotonic() == pytest.approx(pause, abs=5)
        assert desk.trouble == f"There is no room left. It is tried again in {pause} seconds."
    saved.unlink()
    _walk(desk, 1)
    assert desk.trouble == ""
