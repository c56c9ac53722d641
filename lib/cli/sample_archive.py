"""The sample's archive: built again whenever its pages or the code that reads them have changed."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from lib import sample
from lib.ingest.run import ingest
from lib.ingest.summary import Progress, Summary
from lib.model.errors import ArchiveError
from lib.store import pictures
from lib.store.archive import keep_setting, open_for_reading
from lib.store.journal.journal import Journal
from lib.store.lock import writer_lock
from lib.store.paths import ROOT, files
from lib.store.stored_settings import JOURNAL
from lib.store.upkeep.compact import compact

ROOMS = ("model", "capture", "clean", "actors", "store", "ingest")
READ = (".py", ".yaml", ".json", ".txt")  # code, and the wordings, names and weights that it reads
SETTING = "sample"
ZONE = "America/New_York"  # where the sample's paper stands


def is_up_to_date(path: Path) -> bool:
    """Return whether the sample's archive was built from the present pages by the present code."""
    if not path.exists():
        return False
    try:
        with open_for_reading(path) as reading:
            return reading.setting(SETTING) == fingerprint()
    except ArchiveError:
        return False  # whatever is wrong with it, it is made anew


def fingerprint() -> str:
    """Return a hash of the sample's pages and of all code and data that read them."""
    digest = hashlib.sha256(sample.fingerprint().encode())
    for room in ROOMS:
        for file in sorted((ROOT / "lib" / room).rglob("*")):
            if file.suffix in READ:
                digest.update(file.read_bytes())
    return digest.hexdigest()


def lay_out(path: Path, *, jobs: int, progress: Callable[[Progress], None]) -> Summary:
    """Build the sample's archive in a new folder, move it to `path` unless stopped, return the counts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pages = path.with_name(f"{path.stem}-pages")
    with writer_lock(path), tempfile.TemporaryDirectory(prefix=".sample-", dir=path.parent) as folder:
        for left in path.parent.glob(".sample-*"):  # of those that were killed while they laid it out
            if left.name != Path(folder).name:
                shutil.rmtree(left, ignore_errors=True)
        present = sample.write(pages)  # those of a former version may lie beside them
        made = Path(folder) / path.name
        Journal(made).append(Journal(path).events("correct", "decide", "undo", "move"))  # are followed
        summary = ingest(present, archive=made, jobs=jobs, progress=progress, pooled=True, archive_zone=ZONE)
        if summary.counts.stopped:
            return summary  # half of it would count as whole
        for url, picture in sample.pictures():
            pictures.save(made, url, picture)
        keep_setting(made, SETTING, fingerprint())
        keep_setting(made, JOURNAL, Journal(path).id or None)
        compact(made)
        put_in_place(made, path)
    return summary


def put_in_place(made: Path, path: Path) -> None:
    """Replace the sample and its folders at `path` by the new one `made`.

    The archive moves last, so that after a crash the sample is built again.
    """
    new, old = files(made), files(path)
    for each in (path, path.with_name(f"{path.name}.wal")):
        each.unlink(missing_ok=True)
    for name in ("originals", "pictures", "receipts"):
        former, place = made.with_name(f"former-{name}"), getattr(old, name)
        if place.exists():
            place.replace(former)  # goes with the folder
        getattr(new, name).replace(place)
    new.archive.replace(path)
