"""The reader's settings: watched folders, automatic refresh, pictures."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lib.store.files import settings as stored
from lib.store.files.log import note
from lib.store.files.settings import Settings
from lib.store.paths import archive_path, files, home, inbox_path, work_path
from lib.store.upkeep.user_files import mend
from lib.ui.jobs.events import shortened

OFF = "WIREROOM_BACKGROUND"  # "off" in the environment: nothing begins by itself, whatever is set here


def settings() -> Settings:
    """Return the settings; if there are none, or none that can be read (`doctor` says so), the defaults."""
    try:
        return stored.read(files(archive_path()).settings)
    except stored.SettingsDamaged:
        return Settings()


def allowed() -> bool:
    """Return whether this process may start work without a click."""
    return os.environ.get(OFF, "").strip().casefold() not in ("off", "0", "no", "false")


def change(**changed: Any) -> None:
    """Store some of the settings, given by their names."""
    _change(lambda held: replace(held, **changed))


def _change(edit: Callable[[Settings], Settings]) -> None:
    """Store what `edit` makes of the settings; damaged settings are first restored from their last copy."""
    for sentence in mend(archive_path(), ["settings"]):
        note(archive_path(), sentence)
    stored.change(files(archive_path()).settings, edit)


def watch(folder: str) -> str:
    """Add a watched folder; return "" or a sentence that says why it cannot be watched."""
    try:
        path = Path(folder.strip()).expanduser()
        if not folder.strip() or not path.is_absolute():
            return "Give the full path of a folder, from the root of the disk."
        problem = _unfit(path)
        whole = path.resolve()
    except OSError as error:
        why = error.strerror
        return f"{shortened(folder.strip())} cannot be read ({why}); check it and its permissions."
    except (RuntimeError, ValueError):  # the home of nobody, a character that no path has
        return f"{shortened(folder.strip())} is no path on this machine; check it."
    if not problem and str(whole) in settings().watched:
        problem = f"{whole} is watched already."
    if not problem:
        _change(lambda held: replace(held, watched=tuple(dict.fromkeys((*held.watched, str(whole))))))
    return problem


def _unfit(path: Path) -> str:
    """Return why the folder cannot be watched; "" if it can. Raises OSError if it cannot be opened."""
    if not path.is_dir():
        if path.exists():
            return f"{shortened(str(path))} is a file; give the folder that it lies in."
        return f"There is no folder {shortened(str(path))}; check it, or make it first."
    with os.scandir(path):  # may it be read?
        whole = path.resolve()
    inside = {inbox_path(), work_path(), files(archive_path()).originals, files(archive_path()).backups}
    if any(whole == own or whole in own.parents for own in (home().resolve(), archive_path().resolve())):
        return f"{whole} holds the files of Wireroom itself; make a folder for your pages and watch that."
    if any(whole == own.resolve() or own.resolve() in whole.parents for own in inside):
        return f"{whole} is a folder of Wireroom itself; make one for your pages and watch that."
    return ""


def unwatch(folder: str) -> None:
    """Remove a watched folder; its files and stories stay."""
    _change(lambda held: replace(held, watched=tuple(other for other in held.watched if other != folder)))
