"""Whatever is done to an archive, in any order and killed at any moment, no story is lost or comes back."""

import multiprocessing
import random
import signal
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from lib.store.upkeep.doctor import examine
from tests.ingest.operations import NAMES, STEPS, Model, begun, observed, shared, start_again, take

# How often each is killed in the soak; the ingest with its workers, the refresh and the restore have soaks
# of their own: test_ingest_kill.py, test_refresh_kill.py, tests/store/upkeep/test_swap.py.
KILLS = {
    "take in": 40, "remove": 40, "let in": 20, "merge": 20, "undo": 20, "backup": 30, "restore": 60,
    "compact": 20,
}  # fmt: skip
TO_NO_END = ("take in", "remove", "let in", "merge", "undo")  # steps that do nothing a second time


class Operations(RuleBasedStateMachine):
    """Steps in any order, each with the state that the model tells."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path, self.model = begun(Path(self.folder.name))
        self.clock: time_machine.travel | None = None

    @rule(step=st.sampled_from(sorted(STEPS)), name=st.sampled_from(NAMES))
    def take_a_step(self, step: str, name: str) -> None:
        """Take a step and compare."""
        take(self.path, step, name)
        start_again(self.path)
        self.model = self.model.after(step, name)
        assert observed(self.path) == self.model.state

    @rule(hours=st.integers(-9_000, 9_000))
    def set_the_clock(self, hours: int) -> None:
        """Set the clock of this machine, which only the files' own times do not follow."""
        self.stop_the_clock()
        self.clock = time_machine.travel(datetime.now(UTC) + timedelta(hours=hours))
        self.clock.start()

    def stop_the_clock(self) -> None:
        """Go back to the machine's own time."""
        if self.clock:
            self.clock.stop()
        self.clock = None

    def teardown(self) -> None:
        """Have the doctor look at what is left."""
        self.stop_the_clock()
        assert [found.sentence for found in examine(self.path) if found.trouble] == []
        self.folder.cleanup()


def explore(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Operations,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=examples < 10,
            suppress_health_check=list(HealthCheck), database=None,
        ),
    )  # fmt: skip


@pytest.mark.slow
def test_operations_in_any_order_leave_what_the_model_tells() -> None:
    explore(examples=1, steps=6)


@pytest.mark.soak
def test_many_operations_in_any_order_leave_what_the_model_tells() -> None:
    explore(examples=60, steps=30)


def survive(folder: Path, kills: Mapping[str, int], seed: int) -> None:
    """Kill the process of each step so often, at random moments, and compare with the states around it."""
    path, model = begun(folder)
    chance, killed, pace = random.Random(seed), dict.fromkeys(STEPS, 0), dict.fromkeys(STEPS, 0.5)
    # Not a copy of this process: its engines would fall where it ends.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.ingest.operations"])
    while any(killed[step] < wanted for step, wanted in kills.items()):
        step, name = chance.choice(list(STEPS)), chance.choice(NAMES)
        if step in TO_NO_END and model.after(step, name) == model:
            continue
        child = context.Process(target=take, args=(path, step, name))
        child.start()
        child.join(chance.uniform(0, pace[step]) if killed[step] < kills[step] else None)
        child.kill()
        child.join()
        assert child.exitcode in (0, -signal.SIGKILL), (step, name, child.exitcode)
        killed[step] += child.exitcode < 0
        pace[step] *= 1.2 if child.exitcode else 0.8  # about every other one ends by itself
        start_again(path)
        model = after_a_kill(path, model, step, name)
    assert [found.sentence for found in examine(path) if found.trouble] == []
    print(killed)


def after_a_kill(path: Path, model: Model, step: str, name: str) -> Model:
    """Return the model of what a killed step has left; an original may be kept before its story is stored."""
    possible = [model.after(step, name), model]
    if step == "take in":
        kept = model.state.originals | {name}
        possible.append(replace(model, state=replace(model.state, originals=kept)))
    if step == "backup":  # it copies originals first
        possible = [replace(each, shared=shared(path)) for each in possible]
    there = observed(path)
    for each in possible:
        if there == each.state:
            return each
    raise AssertionError(f"{step} {name}: {model.state} became {there}")


@pytest.mark.process
@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_kills_leave_the_state_before_or_after(tmp_path: Path) -> None:
    survive(tmp_path, KILLS, seed=1)
