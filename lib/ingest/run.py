"""Takes captures in: steps 1 to 4 for many sources, until done or stopped."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from lib.capture import paths
from lib.clean.addresses import canonical
from lib.ingest import inbox
from lib.ingest.crew import Crew, Orders
from lib.ingest.intake import Intake, clear_away, take
from lib.ingest.parsing import Result, WorkItem
from lib.ingest.summary import OnProgress, Summary, Tally
from lib.ingest.web import Asks, asking, fetched_by_address, fetched_sources, is_address
from lib.model.capture import Skipped
from lib.model.errors import ArchiveMissing, Remedy
from lib.model.imported import Imported
from lib.store.archive import create
from lib.store.files import marks
from lib.store.files.home import files
from lib.store.files.lock import writer_lock
from lib.store.lookups import stories_at, stories_of


def ingest(
    sources: Iterable[str | Path],
    *,
    archive: Path,
    jobs: int | None = None,
    progress: OnProgress = lambda _: None,
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
        on_stored=partial(clear_away, archive),
    )  # fmt: skip
    tally, sources = Tally(), list(sources)
    came = fetched_sources(archive, [str(each) for each in sources if is_address(each)], asks)
    own = sources_of((each for each in sources if not is_address(each)), tally, archive)
    summary = _come([*came, *own], intake, tally, desk_zone)
    left = apply_imported(archive, tally.imported)
    if left and not summary.stopped:  # lists name pages that they do not hold
        summary = _come(list(fetched_sources(archive, [each.url for each in left], asks)), intake, tally)
        apply_imported(archive, left)
    return summary


def _come(found: Sequence[WorkItem], intake: Intake, tally: Tally, desk_zone: str | None = None) -> Summary:
    """Take sources in under the writer's lock."""
    with writer_lock(intake.archive):
        make_if_missing(intake.archive, desk_zone)
        return take(found, intake, tally)


def sources_of(
    sources: Iterable[str | Path], tally: Tally, archive: Path | None = None
) -> Iterator[WorkItem]:
    """Yield the files to read of files and folders; what is skipped is counted."""
    for source in sources:
        for each in paths(source):
            if isinstance(each, Skipped):
                tally.skipped[each.reason] += 1
            else:
                yield WorkItem(path=str(each), piped=archive is not None and inbox.is_piped(archive, each))


def make_if_missing(archive: Path, desk_zone: str | None) -> None:
    """Begin the archive where none is; raises ArchiveMissing where one was and is gone."""
    if archive.exists():
        return
    receipts = files(archive).receipts
    if receipts.exists() and receipts.stat().st_size:
        raise ArchiveMissing(
            str(archive),
            f"The archive {archive} is gone, though {receipts.name} tells that captures were stored in it. "
            "Move the receipts away to begin a new archive.",
            Remedy(command="doctor --mend", does="rebuilds the lost one from the kept originals"),
        )
    create(archive, desk_zone=desk_zone)


def apply_imported(archive: Path, imported: Sequence[Imported]) -> list[Imported]:
    """Mark each story as its entry says; return the entries whose story the archive does not hold."""
    by_hash = stories_of(archive, [each.sha256 for each in imported if each.sha256])
    folded = {each.url: canonical(each.url) for each in imported}
    by_address = stories_at(archive, [address for address in folded.values() if address])
    left = []
    for each in imported:
        story = by_hash.get(each.sha256 or "") or by_address.get(folded[each.url] or "")
        if story:
            _mark(archive, story, each)
        else:
            left.append(each)
    return left


def _mark(archive: Path, story: str, each: Imported) -> None:
    """Return a mark that the list does not speak of stays as it is, and so does a note of the reader's
    own.
    """
    read = each.read if each.read is not None else each.archived
    if read is not None:
        marks.set_read(archive, story, read)
    if each.starred is not None:
        marks.set_starred(archive, story, each.starred)
    for tag in each.tags:
        marks.add_label(archive, story, tag)
    note = "\n\n".join(_notes(each))
    if note and not marks.of(archive, story).note:
        marks.set_note(archive, story, note)


def _notes(each: Imported) -> Iterator[str]:
    if each.note:
        yield each.note
    for highlight in each.highlights:
        quote = f"“{highlight.quote}”" if highlight.quote else ""
        yield " ".join(word for word in (quote, highlight.note) if word)


def look(
    sources: Iterable[str | Path], *, jobs: int | None = None, named: bool, asks: Asks = asking
) -> Iterator[Result]:
    """Yield what comes of each capture of the files, folders and addresses of the web, in their order."""
    # What is fetched has its inbox here, and so has what is learned of each site's robots.txt.
    with tempfile.TemporaryDirectory(prefix="wireroom-") as scratch:
        found = list(_found(sources, Path(scratch) / "archive.duckdb", asks))
        workers = max(1, min(jobs or os.cpu_count() or 1, len(found)))
        with Crew(workers, Orders(actors=named)) as crew:
            for _, results in crew.results(iter(found), lambda: False):
                yield from results


def _found(sources: Iterable[str | Path], scratch: Path, asks: Asks) -> Iterator[WorkItem]:
    sources = list(sources)
    fetched = dict(fetched_by_address(scratch, [str(each) for each in sources if is_address(each)], asks))
    for each in sources:
        if is_address(each):
            yield fetched[str(each)]
        else:
            yield from sources_of([each], Tally())
