"""Cleans stored captures again, from their kept originals, and puts the outcome in the place of the old."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lib.actors.decided import Ledger
from lib.ingest.crew import Crew
from lib.ingest.parsing import Desk, Result, Source, results_of
from lib.ingest.replay import Replay
from lib.ingest.summary import Progress
from lib.ingest.worker import Orders
from lib.model.capture import Rejected
from lib.model.parsed import Parsed
from lib.store.archive import open_for_reading
from lib.store.batches.replace import Replaced, replace
from lib.store.decisions import corrections, ledger
from lib.store.decisions.follow import follow
from lib.store.files.home import files
from lib.store.files.lock import writer_lock
from lib.store.lookups import captures_of

BATCH = 200  # captures
APART = 8  # captures from which on worker processes are worth their start

Told = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recleaned:
    """What came of cleaning captures again."""

    captures: int
    stories: int
    rejected: tuple[Rejected, ...]  # cannot be understood now; they keep the text that they had

    def and_also(self, now: Replaced) -> "Recleaned":
        """Return this and what came of one more batch."""
        return Recleaned(
            captures=self.captures + now.captures, stories=self.stories + now.stories,
            rejected=(*self.rejected, *now.rejected),
        )  # fmt: skip

    def progress(self, total: int, newest: str) -> Progress:
        """Return how far it is of so many captures."""
        refused = len(self.rejected)
        return Progress(
            done=self.captures + refused, total=total, stored=self.captures, rejected=refused, origin=newest
        )

    @property
    def sentence(self) -> str:
        """The whole in one line."""
        stories = f"{self.stories:,} {'story' if self.stories == 1 else 'stories'}"
        captures = f"{self.captures:,} {'capture' if self.captures == 1 else 'captures'}"
        kept = (
            f"; {len(self.rejected):,} could not be read again and stay as they were" if self.rejected else ""
        )
        return f"{stories} cleaned again from {captures}{kept}."


def reclean(
    archive: Path,
    hashes: Sequence[str],
    *,
    jobs: int = 1,
    apart: bool | None = None,
    progress: Told = lambda _: None,
) -> Recleaned:
    """Clean these captures and all others of their stories again, with the reader's corrections.

    `apart` says whether parsing runs in worker processes, under limits; by default it does for many captures.
    """
    with writer_lock(archive):
        return again(archive, hashes, jobs=jobs, apart=apart, progress=progress)


def again(
    archive: Path,
    hashes: Sequence[str],
    *,
    jobs: int = 1,
    apart: bool | None = None,
    progress: Told = lambda _: None,
) -> Recleaned:
    """Return as `reclean`, for a caller who holds the writer's lock."""
    stories, ruling = stories_of(archive, hashes), Ledger(ledger.read(archive))
    if stories:
        follow(archive, ruling)
    replay, total = Replay(corrections.read(archive)), sum(map(len, stories))
    workers = jobs if apart or (apart is None and total >= APART) else 0
    told = Recleaned(captures=0, stories=0, rejected=())
    for batch in _batches(stories):
        results = list(_cleaned(archive, batch, Desk(replay=replay), workers))
        understood = [each for each in results if isinstance(each, Parsed | Rejected)]
        told = told.and_also(replace(archive, understood, ruling=ruling))
        progress(told.progress(total, batch[-1]))
    return told


def stories_of(archive: Path, hashes: Sequence[str]) -> list[list[str]]:
    """Return the captures of every story that one of the hashes bears, in the order they were stored."""
    with open_for_reading(archive) as reading:
        return list(captures_of(reading, hashes).values())


def cleaned_here(archive: Path, hashes: Sequence[str], replay: Replay) -> list[Result]:
    """Return what the kept originals of these hashes hold, cleaned in this process.

    Nobody looks for actors.
    """
    return list(_cleaned(archive, hashes, Desk(replay=replay, actors=False), 0))


def _batches(stories: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Yield captures by the batch, those of one story never apart."""
    batch: list[str] = []
    for captures in stories:
        batch += captures
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _cleaned(archive: Path, hashes: Sequence[str], desk: Desk, workers: int) -> Iterator[Result]:
    sources = [Source(path=each, original=each) for each in hashes]
    folder = files(archive).originals
    if not workers:
        here = Desk(originals=folder, replay=desk.replay, actors=desk.actors)
        for source in sources:
            yield from results_of(source, here, lambda _: None)
        return
    orders = Orders(originals=folder, replay=desk.replay, actors=desk.actors, many=len(sources) > 1)
    with Crew(min(workers, len(sources)), orders) as crew:
        for _, results in crew.results(iter(sources), lambda: False):
            yield from results
