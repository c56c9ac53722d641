"""Loads an archive from Parquet partitions: stores captures that were parsed elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lib.ingest.imported_marks import apply_imported
from lib.ingest.parse_context import ParseContext
from lib.ingest.parsing import parsed_before
from lib.ingest.partitions import Manifest, Partitions, month_of
from lib.ingest.result import Result
from lib.ingest.run import make_if_missing
from lib.ingest.storing import Intake, store_sources
from lib.ingest.summary import OnProgress, Summary, Tally
from lib.ingest.work_item import WorkItem
from lib.model.parsed import Parsed
from lib.store.archive import zone_of_days
from lib.store.lock import writer_lock

PIECE = 200  # captures that are stored by themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """A range of publication months, inclusive, e.g. 2024-04 or 2024-04..2024-06; empty for all."""

    first: str = ""
    last: str = ""

    @classmethod
    def of(cls, text: str) -> "Months":
        """Return the range of months that a text such as "2024-04" or "2024-04..2024-06" names.

        Raises ValueError if the text is no such range, or if the last month lies before the first.
        """
        first, dots, end = text.partition("..")
        last = end if dots else first
        written = [f"{datetime.strptime(month, '%Y-%m'):%Y-%m}" for month in (first, last)]
        if written != [first, last] or last < first:
            raise ValueError(text)
        return cls(first=first, last=last)

    def hold(self, month: str) -> bool:
        """Return whether the month is in the range; always true if the range is empty."""
        return not self.first or self.first <= month <= self.last

    def months_to_read(self, manifest: Manifest, zone: str) -> list[str]:
        """Return the source's months that may hold stories of the range.

        If the source's timezone is not `zone`, they are also the months next to the range.
        """
        about = self
        if self.first and manifest.zone != zone:
            about = Months(first=_month_after(self.first, -1), last=_month_after(self.last, 1))
        return list(filter(about.hold, manifest.months))


def load(
    folder: str, *, archive: Path, months: Months | None = None, progress: OnProgress = lambda _: None
) -> Summary:
    """Store captures that the archive lacks from a folder of partitions, or some months; return the counts.

    Sources are loaded in the order of their paths, as by `ingest`. Addresses that were listed without a
    capture are not fetched. Raises PartitionError if the folder is empty or one of its files is damaged;
    captures stored before that stay.
    """
    partitions, chosen = Partitions(folder), months or Months()
    zone = zone_of_days(archive)
    manifests = {each.name: each for each in partitions.manifests() if chosen.months_to_read(each, zone)}

    def pieces(source: WorkItem, context: ParseContext) -> Iterator[list[Result]]:
        """Yield a source's rows of the chosen months in pieces, as results that are ready to be stored."""
        manifest = manifests[source.path]
        piece: list[Result] = []
        for row in partitions.read(manifest, chosen.months_to_read(manifest, zone)):
            if manifest.zone != zone and not chosen.hold(month_of(row.result, zone)):
                continue
            piece.append(
                parsed_before(row.result, row.original, context)
                if isinstance(row.result, Parsed)
                else row.result
            )
            if len(piece) == PIECE:
                yield piece
                piece = []
        yield piece

    intake = Intake(archive=archive, pooled=False, progress=progress, pieces=pieces)
    tally, found = Tally(), [WorkItem(path=name) for name in manifests]
    with writer_lock(archive):
        make_if_missing(archive, zone)
        summary = store_sources(found, intake, tally)
    apply_imported(archive, tally.imported)
    return summary


def _month_after(month: str, step: int) -> str:
    """Return the month `step` months later, e.g. ("2024-12", 1) gives "2025-01"."""
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + step, 12)
    return f"{year:04}-{number + 1:02}"
