"""What the reader has set for the app: the folders that it watches, whether it works by itself."""

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from lib.store.home import desk_path

OFF = "WIREROOM_BACKGROUND"  # "off" in the environment: nothing begins by itself, whatever is set here


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The reader's settings."""

    by_itself: bool = True  # sources that are due are asked without being told to
    watched: tuple[str, ...] = ()


def settings() -> Settings:
    """Return the settings; the usual ones where none were made or they cannot be read."""
    try:
        told = json.loads(desk_path().read_text(encoding="utf-8"))
        return Settings(by_itself=bool(told["by_itself"]), watched=tuple(map(str, told["watched"])))
    except (OSError, ValueError, TypeError, KeyError):
        return Settings()


def keep(changed: Settings) -> None:
    """Write the settings."""
    desk_path().parent.mkdir(parents=True, exist_ok=True)
    fresh = desk_path().with_suffix(".new")
    fresh.write_text(json.dumps(asdict(changed), ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(desk_path())


def allowed() -> bool:
    """Tell whether anything may begin by itself in this process."""
    return os.environ.get(OFF, "").strip().casefold() not in ("off", "0", "no", "false")


def work_by_itself(yes: bool) -> None:
    """Set whether sources are asked when they are due."""
    keep(replace(settings(), by_itself=yes))


def watch(folder: str) -> str:
    """Watch a folder from now on; return "" or a sentence on why not."""
    path = Path(folder.strip()).expanduser()
    if not folder.strip() or not path.is_absolute():
        return "Give the whole path of a folder, from the top of the disk on."
    if not path.is_dir():
        return f"There is no folder {path}; check the path, or make the folder first."
    here = settings()
    if str(path.resolve()) in here.watched:
        return f"{path.resolve()} is watched already."
    keep(replace(here, watched=(*here.watched, str(path.resolve()))))
    return ""


def unwatch(folder: str) -> None:
    """Watch a folder no longer; its files and stories stay where they are."""
    here = settings()
    keep(replace(here, watched=tuple(each for each in here.watched if each != folder)))
