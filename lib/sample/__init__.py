"""The sample: four weeks of October 1962 as papers that never existed would have put them on the web."""

import hashlib
import os
from pathlib import Path

from lib.sample.pages import pages
from lib.sample.pictures import pictures

__all__ = ["fingerprint", "pictures", "write"]


def write(folder: Path) -> list[Path]:
    """Write every page of the sample into the folder, dated as it was saved, and name the files."""
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
    """Return a hash of the whole sample; it changes with any page or date of saving."""
    sum_of_all = hashlib.sha256()
    for page in pages():
        sum_of_all.update(f"{page.name}\0{page.saved.isoformat()}\0".encode())
        sum_of_all.update(hashlib.sha256(page.content).digest())
    return sum_of_all.hexdigest()
