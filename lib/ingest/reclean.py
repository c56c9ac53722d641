"""Cleans stored captures again from their originals, and replaces the stored results."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from lib.actors.decided import Ledger
from lib.ingest.parse_context import ParseContext, Replay
from lib.ingest.result import Result
from lib.ingest.summary import OnProgress, Progress
from lib.ingest.work_item import WorkItem
from lib.ingest.workers import parsed
from lib.model.capture import Rejected
from lib.model.errors import WireroomError
from lib.model.parsed import Parsed
from lib.model.wording import count
from lib.store.archive import open_for_reading
from lib.store.batches.replace import replace
from lib.store.journal import corrections, ledger
from lib.store.lock import writer_lock
from lib.store.lookups import FIELDS, captures_of, fingerprints, stored_stories
from lib.store.mentions.follow import follow
from lib.store.paths import files

BATCH = 200  # captures
APART = 8  # captures from which on worker processes are worth their start


@dataclass(slots=True, kw_only=True)
class Recleaned:
    """Counts of the captures and stories cleaned again, and the captures that could not be."""

    captures: int = 0
    stories: int = 0
    rejected: tuple[Rejected, ...] = ()  # they keep the text that they had

    @property
    def sentence(self) -> str:
        """The counts of stories cleaned again and captures rejected, as one line for the user."""
        stories, captures = count(self.stories, "story", "stories"), count(self.captures, "capture")
        kept = f"; {count(len(self.rejected), 'capture')} could not be read again and kept the former text"
        return f"{stories} cleaned again from {captures}{kept if self.rejected else ''}."


def reclean(archive: Path, hashes: Sequence[str]) -> Recleaned:
    """Clean captures again, with the other captures of their stories and today's corrections.

    Return what changed.
    """
    with writer_lock(archive):
        return reclean_locked(archive, hashes)


def reclean_locked(archive: Path, hashes: Sequence[str], *, jobs: int = 1) -> Recleaned:
    """Clean captures again as `reclean` does, under the writer's lock of the caller; return the result.

    More than a few are parsed in worker processes, under limits.
    """
    stories, resolver = captures_by_story(archive, hashes), Ledger(ledger.read(archive))
    if stories:
        follow(archive, resolver)
    replay, total = Replay(corrections.read(archive)), sum(map(len, stories.values()))
    workers = jobs if total >= APART else 0
    done = Recleaned()
    for batch in _batches(stories):
        results = list(cleaned(archive, [*chain.from_iterable(batch.values())], replay, jobs=workers))
        understood = [result for result in results if isinstance(result, Parsed | Rejected)]
        replaced = replace(archive, understood, resolver=resolver)
        done.captures += replaced.captures
        done.stories += replaced.stories
        done.rejected += replaced.rejected
    return done


def captures_by_story(archive: Path, hashes: Sequence[str]) -> dict[str, list[str]]:
    """Return by story id the hashes of all captures of these captures' stories, in the order of storing."""
    with open_for_reading(archive) as reader:
        return captures_of(reader, hashes)


def _batches(stories: Mapping[str, list[str]]) -> Iterator[dict[str, list[str]]]:
    """Yield stories with their captures in batches of about 200 captures; a story is never split."""
    batch: dict[str, list[str]] = {}
    for story, captures in stories.items():
        batch[story] = captures
        if sum(map(len, batch.values())) >= BATCH:
            yield batch
            batch = {}
    if batch:
        yield batch


def cleaned(
    archive: Path, hashes: Sequence[str], replay: Replay, *, named: bool = True, jobs: int = 0
) -> Iterator[Result]:
    """Yield the results of cleaning these stored originals again, by `jobs` processes; 0: by this one.

    With `named=False` no actors are searched for.
    """
    sources = [WorkItem(path=sha256, original=sha256) for sha256 in hashes]
    context = ParseContext(originals=files(archive).originals, replay=replay, actors=named)
    return parsed(sources, context, jobs=jobs)


class UnknownPublisher(WireroomError):
    """Raised when the archive has no story of a publisher."""


@dataclass(slots=True, kw_only=True)
class RecleanedAll(Recleaned):
    """Counts from cleaning all stories of the archive again, by changed field."""

    changed: int = 0  # stories
    fields: Counter[str] = field(default_factory=Counter)  # field -> stories in which it changed

    @property
    def sentence(self) -> str:
        """The counts of captures cleaned again and stories changed, as one line for the user."""
        rest = self.stories - self.changed
        parts = [
            f"{count(self.captures, 'capture')} of {count(self.stories, 'story', 'stories')} cleaned again",
            f"{count(self.changed, 'story', 'stories')} changed, {rest:,} stayed the same",
        ]
        if self.rejected:
            refused = count(len(self.rejected), "capture")
            parts.append(f"{refused} could not be understood now and kept the text of before")
        return "; ".join(parts) + "."

    @property
    def lines(self) -> list[str]:
        """A line for each changed field with its number of stories, e.g. "deck: changed in 3 stories"."""
        changed = {name: self.fields[name] for name in FIELDS if self.fields[name]}
        return [f"{name}: changed in {count(number, 'story', 'stories')}" for name, number in changed.items()]


def reclean_all(
    archive: Path, *, publisher: str | None = None, jobs: int = 1, progress: OnProgress = lambda _: None
) -> RecleanedAll:
    """Clean all stored captures again, or those of one publisher; return the counts by changed field.

    Each batch is one transaction: after a crash the archive is intact and the same call starts over. Raises
    UnknownPublisher if the archive has no story of the publisher.
    """
    done = RecleanedAll()
    with writer_lock(archive):
        with open_for_reading(archive) as reading:
            stories = stored_stories(reading, publisher)
        if publisher is not None and not stories:
            raise UnknownPublisher(
                f"The archive holds no story of {publisher}; name a publisher as the app's Browse page does."
            )
        total = sum(map(len, stories.values()))
        for batch in _batches(stories):
            before = _fingerprints(archive, batch)
            again = reclean_locked(archive, [*chain.from_iterable(batch.values())], jobs=jobs)
            after = _fingerprints(archive, batch)
            done.stories += len(batch)
            done.captures += again.captures
            done.rejected += again.rejected
            for story in batch:
                pairs = zip(FIELDS, before[story], after[story], strict=True)
                changed = [name for name, then, now in pairs if then != now]
                done.changed += bool(changed)
                done.fields.update(changed)
            refused = len(done.rejected)
            progress(
                Progress(done=done.captures + refused, total=total, stored=done.captures, rejected=refused)
            )
    return done


def _fingerprints(archive: Path, stories: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, ...]]:
    """Return by story id a hash of each of its FIELDS as stored now."""
    with open_for_reading(archive) as reading:
        return fingerprints(reading, list(stories))
