"""The sample archive: four weeks of October 1962 as invented newspapers would have put them on the web."""

import hashlib
import os
from pathlib import Path

from lib.sample.pages import pages
from lib.sample.pictures import pictures

__all__ = ["fingerprint", "pictures", "write"]


def write(folder: Path) -> list[Path]:
    """Write the sample's pages into a folder, each file dated when it was saved, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for page in pages():
        path = folder / page.name
        path.write_bytes(page.content)
        seconds = int(page.saved.timestamp())  # negative: October 1962 lies before the epoch
        os.utime(path, (seconds, seconds))
        written.append(path)
    return written


def fingerprint() -> str:
    """Return a hash of all sample pages and their dates, which changes with any of them."""
    sum_of_all = hashlib.sha256()
    for page in pages():
        sum_of_all.update(f"{page.name}\0{page.saved.isoformat()}\0".encode())
        sum_of_all.update(hashlib.sha256(page.content).digest())
    return sum_of_all.hexdigest()
