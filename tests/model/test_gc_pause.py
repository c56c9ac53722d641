"""The collector is off while anybody needs it off, and afterwards as it was."""

import gc
import threading

import pytest

from lib.model.gc_pause import collector_paused


def test_the_first_to_finish_leaves_the_pause_to_the_other() -> None:
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with collector_paused():
            entered.set()
            leave.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    assert entered.wait(10)
    with collector_paused():
        leave.set()
        other.join()
        assert not gc.isenabled(), "the thread that began the pause has ended it for this one too"
    assert gc.isenabled()


def test_the_last_to_finish_ends_the_pause_of_another() -> None:
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with collector_paused():
            entered.set()
            leave.wait(10)

    other = threading.Thread(target=hold)
    with collector_paused():
        other.start()
        assert entered.wait(10)
    assert not gc.isenabled()
    leave.set()
    other.join()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_an_error_ends_the_pause() -> None:
    with pytest.raises(KeyError), collector_paused():
        raise KeyError
    assert gc.isenabled()
