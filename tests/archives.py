"""Keeps unit tests from archives of their own: each one made or saved into takes as long as fifty of them."""

import inspect
import os
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import duckdb
import pytest

from lib.store import archive, engine, opening

WRITERS = (archive.create, archive.open_for_writing)
NO_UNIT = ("archive", "process", "slow", "soak")  # marks of the tests that `make unit` leaves out
FOLDERS = tuple(
    str(Path(__file__).resolve().parents[1] / name) + os.sep for name in ("lib", "tests", "bench")
)


class UnmarkedArchive(AssertionError):
    """A unit test makes an archive, or opens one to write."""


class Guard:
    """Refuses to make an archive, or to open one to write, for a unit test alone."""

    def __init__(self) -> None:
        self.test = ""  # the test that may write into none
        connect, attach = duckdb.connect, engine.attach

        def connected(database: Any = ":memory:", *more: Any, **how: Any) -> duckdb.DuckDBPyConnection:
            if database != ":memory:" and not how.get("read_only"):
                self._refuse(database)
            return connect(database, *more, **how)

        def attached(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
            if not read_only:
                self._refuse(path)
            return attach(path, read_only=read_only)

        duckdb.connect = connected
        vars(opening)["attach"] = attached

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Watch one test from its set-up to its end."""
        self.test = "" if any(map(item.get_closest_marker, NO_UNIT)) else item.nodeid
        try:
            return (yield)
        finally:
            self.test = ""

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Generator[None, object, object]:
        """Let a fixture of several tests write."""
        if fixturedef.scope == "function":
            return (yield)
        with shared():
            return (yield)

    def _refuse(self, path: object) -> None:
        if self.test:
            raise UnmarkedArchive(
                f"{self.test} writes into an archive ({path}): mark it pytest.mark.archive, or let "
                "`once` of tests/builders.py or a fixture of the file make the archive that it reads."
            )


GUARD = Guard()


@contextmanager
def shared() -> Iterator[None]:
    """Let archives be made within the block, by a function that makes each once for all its readers."""
    test, GUARD.test = GUARD.test, ""
    try:
        yield
    finally:
        GUARD.test = test


def mark(items: Sequence[pytest.Item]) -> None:
    """Mark every test that names, itself or by a fixture of its own, what makes or fills an archive.

    Followed are the functions and classes of this project that are named, and those that these name.
    """
    own = {item: [*map(_plain, _run_for(item))] for item in items}
    users: dict[FunctionType, set[FunctionType]] = {}  # the functions that name a function
    left = [each for functions in own.values() for each in functions]
    seen = set(left)
    while left:
        user = left.pop()
        for named in _named(user):
            users.setdefault(named, set()).add(user)
            if named not in seen:
                seen.add(named)
                left.append(named)
    left = [*map(_plain, WRITERS)]
    writers = set(left)
    while left:
        further = users.get(left.pop(), set()) - writers
        writers |= further
        left += further
    for item, functions in own.items():
        if not writers.isdisjoint(functions):
            item.add_marker("archive")


def _run_for(item: Any) -> list[Any]:
    """Return a test's function, its fixtures that are made for it alone, and functions that it is given."""
    test = item.function.hypothesis.inner_test if hasattr(item.function, "hypothesis") else item.function
    fixtures = [found[-1] for found in item._fixtureinfo.name2fixturedefs.values()]
    given = item.callspec.params.values() if hasattr(item, "callspec") else ()
    alone = [each.func for each in fixtures if each.scope == "function"]
    return [test, *alone, *(each for each in given if isinstance(each, FunctionType))]


def _plain(value: Any) -> Any:
    """Return the function that a method or a decorated function is of."""
    return inspect.unwrap(getattr(value, "__func__", value))


def _named(function: FunctionType) -> Iterator[FunctionType]:
    """Yield the functions of this project that a function names, and the methods of classes that it names.

    None for a function that makes archives by `shared`.
    """
    names, cells = _names(function.__code__), function.__closure__ or ()
    values = [function.__globals__.get(name, sys.modules.get(name)) for name in names]
    if any(each is shared for each in values):
        return
    values += [each.cell_contents for each in cells]
    values += [vars(each).get(name) for each in values if _is_module(each) for name in names]
    for value in values:
        if isinstance(value, type):
            yield from _methods(value)
        elif callable(value):
            yield from filter(_is_own, [_plain(value)])


@cache
def _methods(kind: type) -> tuple[FunctionType, ...]:
    """Return the methods that a class of this project, itself, defines."""
    is_foreign = kind.__module__.partition(".")[0] not in {"lib", "tests", "bench"}
    return () if is_foreign else tuple(filter(_is_own, map(_plain, vars(kind).values())))


def _is_own(value: object) -> bool:
    return isinstance(value, FunctionType) and value.__code__.co_filename.startswith(FOLDERS)


def _is_module(value: object) -> bool:
    return isinstance(value, ModuleType) and str(getattr(value, "__file__", "")).startswith(FOLDERS)


def _names(code: CodeType) -> set[str]:
    inner = [each for each in code.co_consts if isinstance(each, CodeType)]
    return set(code.co_names).union(*map(_names, inner))
