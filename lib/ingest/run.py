"""Takes captures in: steps 1 to 4 for many sources, until done or stopped."""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from lib.capture import paths
from lib.ingest import inbox
from lib.ingest.asking import Asks, asking
from lib.ingest.clearing import clear_away
from lib.ingest.imports import lay
from lib.ingest.intake import Intake, Told, take
from lib.ingest.parsing import Source
from lib.ingest.summary import Summary, Tally
from lib.ingest.web import fetched_sources, is_address
from lib.model.capture import Skipped
from lib.model.errors import ArchiveMissing
from lib.store.archive import create
from lib.store.files.home import files
from lib.store.files.lock import writer_lock


def ingest(
    sources: Iterable[str | Path],
    *,
    archive: Path,
    jobs: int | None = None,
    progress: Told = lambda _: None,
    apart: bool | None = None,
    desk_zone: str | None = None,
    asks: Asks = asking,
) -> Summary:
    """Store every capture of the files, folders and addresses of the web that the archive does not hold yet.

    `apart` says whether parsing runs in worker processes, under limits; by default it does with two jobs
    or more. A new archive counts days in the desk zone, by default the machine's.
    """
    jobs = jobs or os.cpu_count() or 1
    intake = Intake(
        archive=archive, jobs=jobs, apart=jobs > 1 if apart is None else apart, progress=progress,
        settled=partial(clear_away, archive),
    )  # fmt: skip
    tally, sources = Tally(), list(sources)
    came = fetched_sources(archive, [str(each) for each in sources if is_address(each)], asks)
    own = sources_of((each for each in sources if not is_address(each)), tally, archive)
    summary = _come([*came, *own], intake, tally, desk_zone)
    left = lay(archive, tally.imported)
    if left and not summary.stopped:  # lists name pages that they do not hold
        summary = _come(list(fetched_sources(archive, [each.url for each in left], asks)), intake, tally)
        lay(archive, left)
    return summary


def _come(found: Sequence[Source], intake: Intake, tally: Tally, desk_zone: str | None = None) -> Summary:
    """Take sources in under the writer's lock."""
    with writer_lock(intake.archive):
        make_if_missing(intake.archive, desk_zone)
        return take(found, intake, tally)


def sources_of(sources: Iterable[str | Path], tally: Tally, archive: Path | None = None) -> Iterator[Source]:
    """Yield the files to read of files and folders; what is skipped is counted."""
    for source in sources:
        for each in paths(source):
            if isinstance(each, Skipped):
                tally.skipped[each.reason] += 1
            else:
                yield Source(path=str(each), piped=archive is not None and inbox.is_piped(archive, each))


def make_if_missing(archive: Path, desk_zone: str | None) -> None:
    """Begin the archive where none is; raises ArchiveMissing where one was and is gone."""
    if archive.exists():
        return
    receipts = files(archive).receipts
    if receipts.exists() and receipts.stat().st_size:
        raise ArchiveMissing(
            str(archive),
            f"The archive {archive} is gone, though {receipts.name} tells that captures were stored in it. "
            "Run `python -m lib doctor --mend` to rebuild it from the kept originals, or move the receipts "
            "away to begin a new archive.",
        )
    create(archive, desk_zone=desk_zone)
