"""One job at a time for a host, many hosts at once, and the host that is ready first goes first."""

import threading
import time

import pytest

from lib.fetch.host_queues import HostQueues


def queues(workers: int = 4, waits: dict[str, float] | None = None) -> HostQueues[str]:
    return HostQueues(workers=workers, wait_for=lambda host: (waits or {}).get(host, 0.0))


def test_every_job_is_done_once() -> None:
    work = queues()
    for number in range(40):
        work.add(f"host{number % 7}", lambda number=number: str(number))  # type: ignore[misc]
    assert sorted(work.results(), key=int) == [str(number) for number in range(40)]


def test_a_host_is_asked_by_one_question_at_a_time() -> None:
    at_once, most, guard = 0, 0, threading.Lock()

    def job() -> str:
        nonlocal at_once, most
        with guard:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.002)
        with guard:
            at_once -= 1
        return ""

    work = queues(8)
    for _ in range(20):
        work.add("one.test", job)
    assert len(list(work.results())) == 20
    assert most == 1


def test_hosts_do_not_wait_for_each_other() -> None:
    met = threading.Barrier(3, timeout=120)

    def job() -> str:
        met.wait()  # breaks unless all three hosts are at it together
        return "met"

    work = queues(3)
    for host in ("a.test", "b.test", "c.test"):
        work.add(host, job)
    assert list(work.results()) == ["met"] * 3


def test_the_host_that_is_ready_goes_first() -> None:
    work = queues(1, {"slow.test": 0.05})
    work.add("slow.test", lambda: "slow")
    work.add("quick.test", lambda: "quick")
    assert list(work.results()) == ["quick", "slow"]


def test_jobs_may_be_added_while_results_come() -> None:
    work = queues()
    work.add("a.test", lambda: "first")
    text = []
    for result in work.results():
        text.append(result)
        if result == "first":
            work.add("a.test", lambda: "second")
    assert text == ["first", "second"]


def test_a_fault_of_ours_is_not_swallowed() -> None:
    def fault() -> str:
        raise ZeroDivisionError

    work = queues()
    work.add("a.test", fault)
    with pytest.raises(ZeroDivisionError):
        list(work.results())


def test_nothing_to_do_is_no_wait() -> None:
    assert list(queues().results()) == []
