"""Watched folders: finding new files that have stopped growing, and the Intake section about them."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import streamlit as st

from lib.capture import paths
from lib.model.capture import Skipped
from lib.store.paths import work_path
from lib.ui.component import say
from lib.ui.intake import desk_settings
from lib.ui.intake.outcome import last_work
from lib.ui.render import render
from lib.ui.widgets import one_line, section

UNFINISHED = (".part", ".crdownload", ".download", ".tmp", ".partial", ".opdownload")
MOST = 200  # files that one ingest is handed by name
FARTHEST = 100_000  # new files of one watched folder that are held in mind between two looks
STEP = 100  # files and folders between two questions whether to go on

Mark = tuple[int, int]  # size, time of change in nanoseconds


@dataclass(slots=True)
class Watch:
    """The files of watched folders between two scans: those taken, and those that may still grow."""

    taken: dict[str, Mark] = field(default_factory=dict)
    growing: dict[str, Mark] = field(default_factory=dict)  # seen once: taken when they look the same again

    def arrived(
        self, folders: Iterable[str], goes_on: Callable[[str], bool] = lambda _: True
    ) -> dict[str, Mark]:
        """Return up to 200 new files that have not changed since the last scan, with size and time.

        `goes_on` is called with the folder now and then, so that the scan of a large one can be stopped.
        """
        new: dict[str, Mark] = {}
        for folder in folders:
            unknown = (each for each in _marks(folder, goes_on) if self.taken.get(each[0]) != each[1])
            new |= islice(unknown, FARTHEST)  # those behind them follow once they were taken
        still = [(path, mark) for path, mark in new.items() if self.growing.get(path) == mark]
        self.growing = new
        return dict(still[:MOST])

    def take(self, arrived: Mapping[str, Mark]) -> None:
        """Record files as ingested, with their size and time."""
        self.taken |= arrived
        _note().parent.mkdir(parents=True, exist_ok=True)
        with _note().open("ab") as file:  # a line of its own, also behind one that a kill has cut short
            file.write(f"\n{json.dumps(dict(arrived))}\n".encode())  # in ASCII: a path may be of any bytes


def remembered() -> Watch:
    """Return a Watch with the files taken by an earlier run; those in unreadable lines count as new."""
    watch = Watch()
    with suppress(OSError):
        for line in _note().read_bytes().splitlines():  # one that a kill has cut short is none
            with suppress(ValueError, TypeError, LookupError, AttributeError):
                kept = json.loads(line)
                watch.taken |= {path: (int(mark[0]), int(mark[1])) for path, mark in kept.items()}
    return watch


def is_readable(folder: str) -> bool:
    """Return whether a folder can be read now."""
    try:
        with os.scandir(folder):
            return True
    except OSError:
        return False


def _marks(folder: str, goes_on: Callable[[str], bool]) -> Iterator[tuple[str, Mark]]:
    """Yield the files of a folder that are complete, each with size and time; stop early if asked to."""
    for number, path in enumerate(paths(folder) if is_readable(folder) else ()):
        if number % STEP == 0 and not goes_on(folder):
            return
        if isinstance(path, Skipped) or path.name.casefold().endswith(UNFINISHED):
            continue
        try:
            status = path.stat()
        except OSError:
            continue  # gone between two looks
        if status.st_size:
            yield os.fspath(path), (status.st_size, status.st_mtime_ns)


def _note() -> Path:
    return work_path() / "watched.taken.json"


def watched_folders() -> None:
    """Show the watched folders, their last arrival, and a field to add one."""
    folders = desk_settings.settings().watched
    shown = render(
        "intake/watched.html",
        folders=[(folder, is_readable(folder)) for folder in folders],
        last=last_work("watched", "Last arrival", "Files have arrived and are being added."),
        asleep="" if desk_settings.allowed() else desk_settings.OFF,
    )
    stop = {"stop": desk_settings.unwatch}
    section("watched", "Watched folders", shown, stop, key="watched-folders")
    with st.form("watch-form", clear_on_submit=False, border=False), one_line("watch-line"):
        given = st.text_input(
            "Watch a folder: its whole path", placeholder="/home/you/Downloads/pages", key="watch-path"
        )
        if st.form_submit_button("Watch it", key="watch-now"):
            if problem := desk_settings.watch(given):
                say("watch-problem", problem, css_class="bad", role="alert")
            else:
                st.rerun()
