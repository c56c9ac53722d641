"""Takes files, folders and web addresses into the archive, or shows what they hold."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lib.capture import paths
from lib.ingest import inbox
from lib.ingest.addresses import Opener, fetched_by_address, is_address, open_client
from lib.ingest.imported_marks import apply_imported
from lib.ingest.parse_context import ParseContext
from lib.ingest.result import Result
from lib.ingest.storing import Intake, store_sources
from lib.ingest.summary import OnProgress, StoredSource, Summary, Tally
from lib.ingest.work_item import WorkItem
from lib.ingest.workers import parsed
from lib.model.capture import Skipped
from lib.model.errors import ArchiveMissing, Remedy
from lib.model.parsed import Sought
from lib.store.archive import create
from lib.store.backup_files import backups
from lib.store.lock import writer_lock
from lib.store.paths import files
from lib.store.unusable import is_gone, missing


def ingest(
    sources: Iterable[str | Path],
    *,
    archive: Path,
    jobs: int | None = None,
    progress: OnProgress = lambda _: None,
    pooled: bool | None = None,
    sought: Sought = "all",
    archive_zone: str | None = None,
    opener: Opener = open_client,
) -> Summary:
    """Store every capture in these files, folders and addresses that the archive lacks; return the counts.

    `pooled` runs parsing in worker processes, under limits; the default for two jobs or more. With
    `sought="file"` only names from the actor file are found. A new archive counts days in `archive_zone`, by
    default the machine's.
    """
    jobs = jobs or os.cpu_count() or 1
    intake = Intake(
        archive=archive, jobs=jobs, pooled=jobs > 1 if pooled is None else pooled, sought=sought,
        progress=progress,
    )  # fmt: skip
    tally, sources = Tally(), list(sources)
    addresses = [str(source) for source in sources if is_address(source)]
    fetched = [item for _, item in fetched_by_address(archive, addresses, opener)]
    own = sources_of((source for source in sources if not is_address(source)), tally, archive)
    return store_with_pages([*fetched, *own], intake, tally, opener, zone=archive_zone)


def store_with_pages(
    sources: Sequence[WorkItem],
    intake: Intake,
    tally: Tally,
    opener: Opener,
    *,
    zone: str | None = None,
    patience: float = 0,
) -> Summary:
    """Store the captures of sources, then fetch and store pages that lists only name; return the counts.

    An inbox file is cleared once its captures are stored, or the marks of a list set. `intake.on_stored` is
    called before, so that a crash in between only takes the file in once more. `zone` is the timezone of a
    new archive.
    """
    archive, lists = intake.archive, list[StoredSource]()

    def clear(done: Sequence[StoredSource]) -> None:
        intake.on_stored(done)
        clear_away(archive, [each for each in done if each.source.fetched])
        lists.extend(each for each in done if not each.source.fetched)

    storing = replace(intake, on_stored=clear)
    with writer_lock(archive, patience=patience):
        make_if_missing(archive, zone)
        summary = store_sources(sources, storing, tally)
    left = apply_imported(archive, tally.imported)
    if left and not summary.counts.stopped:  # lists name pages that they do not hold
        pages = [item for _, item in fetched_by_address(archive, [each.url for each in left], opener)]
        with writer_lock(archive, patience=patience):
            summary = store_sources(pages, storing, tally)
        apply_imported(archive, left)
    if not (left and summary.counts.stopped):
        clear_away(archive, lists)
    return summary


def clear_away(archive: Path, done: Sequence[StoredSource]) -> None:
    """Delete the inbox files of stored sources; keep the rejected captures for a retry."""
    for each in done:
        path = Path(each.source.path)
        if each.source.is_from_inbox and each.refused:
            inbox.keep_back(archive, path, each.refused)
        elif each.source.is_from_inbox:
            path.unlink(missing_ok=True)
        elif each.refused:
            inbox.keep_refused(archive, path, each.refused)


def sources_of(
    sources: Iterable[str | Path], tally: Tally, archive: Path | None = None
) -> Iterator[WorkItem]:
    """Yield a work item for each file in these files and folders; count in `tally` the skipped ones."""
    for source in sources:
        for path in paths(source):
            if isinstance(path, Skipped):
                tally.skipped[path.reason] += 1
            else:
                yield WorkItem(path=str(path), piped=archive is not None and inbox.is_piped(archive, path))


def make_if_missing(archive: Path, archive_zone: str | None) -> None:
    """Create the archive if there is none, counting days in a timezone.

    Raises ArchiveMissing if other files show that there was an archive.
    """
    if archive.exists():
        return
    if backups(archive):
        raise missing(archive)
    receipts = files(archive).receipts
    if receipts.exists() and receipts.stat().st_size:
        raise ArchiveMissing(
            archive,
            f"The archive {archive} is gone, though {receipts.name} records that captures were stored in it. "
            "Move the receipts away to begin a new archive.",
            Remedy(command="doctor --mend", does="rebuilds the lost one from the kept originals"),
        )
    if is_gone(archive):
        raise missing(archive)
    create(archive, archive_zone=archive_zone)


def parse_only(
    sources: Iterable[str | Path],
    *,
    jobs: int | None = None,
    named: bool,
    opener: Opener = open_client,
) -> Iterator[Result]:
    """Yield the results for each capture of these files, folders and web addresses, without storing any."""
    # What is fetched has its inbox here, and so has what is learned of each site's robots.txt.
    with tempfile.TemporaryDirectory(prefix="wireroom-") as scratch:
        found = list(_found(sources, Path(scratch) / "archive.duckdb", opener))
        yield from parsed(found, ParseContext(actors=named), jobs=jobs or os.cpu_count() or 1)


def _found(sources: Iterable[str | Path], scratch: Path, opener: Opener) -> Iterator[WorkItem]:
    """Fetch the web addresses among the sources, then yield all sources as work items, in order."""
    sources = list(sources)
    addresses = [str(source) for source in sources if is_address(source)]
    fetched = dict(fetched_by_address(scratch, addresses, opener))
    for source in sources:
        if is_address(source):
            yield fetched[str(source)]
        else:
            yield from sources_of([source], Tally())
