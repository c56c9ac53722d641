"""The collector is off while anybody needs it off, and afterwards as it was."""

import gc
import threading

import pytest

from lib.model.gc_pause import collector_paused


class Other(threading.Thread):
    """A thread that holds the pause from when it has entered until it may leave."""

    def __init__(self) -> None:
        super().__init__()
        self.entered, self.leave = threading.Event(), threading.Event()

    def run(self) -> None:
        with collector_paused():
            self.entered.set()
            self.leave.wait(120)


@pytest.mark.parametrize("begins", ["other", "this"])
def test_a_pause_lasts_until_the_last_who_holds_it_has_finished(begins: str) -> None:
    other = Other()
    if begins == "other":
        other.start()
        assert other.entered.wait(120)
        with collector_paused():
            other.leave.set()
            other.join()
            assert not gc.isenabled(), "the thread that began the pause has ended it for this one too"
    else:
        with collector_paused():
            other.start()
            assert other.entered.wait(120)
        assert not gc.isenabled()
        other.leave.set()
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
