"""Cleans kept captures again as this Wireroom understands them, and tells what that changed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lib.ingest.reclean import BATCH, Told, again
from lib.ingest.summary import Progress
from lib.model.capture import Rejected
from lib.model.errors import WireroomError
from lib.store.archive import open_for_reading
from lib.store.files.lock import writer_lock
from lib.store.lookups import FIELDS, fingerprints, stored_stories


class UnknownPublisher(WireroomError):
    """A publisher of whom the archive holds no story."""


@dataclass(slots=True, kw_only=True)
class Anew:
    """What came of cleaning the stories of an archive again."""

    stories: int = 0
    captures: int = 0
    changed: int = 0  # stories
    fields: Counter[str] = field(default_factory=Counter)  # field -> stories in which it changed
    rejected: list[Rejected] = field(default_factory=list)  # keep the text that they had

    @property
    def sentence(self) -> str:
        """The whole in one line."""
        rest = self.stories - self.changed
        parts = [
            f"{_count(self.captures, 'capture')} of {_count(self.stories, 'story', 'stories')} cleaned again",
            f"{_count(self.changed, 'story', 'stories')} changed, {rest:,} stayed the same",
        ]
        if self.rejected:
            refused = _count(len(self.rejected), "capture")
            parts.append(f"{refused} could not be understood now and kept the text of before")
        return "; ".join(parts) + "."

    @property
    def lines(self) -> list[str]:
        """Each field that changed, with the number of stories, in the order of a story."""
        return [
            f"{name}: changed in {_count(self.fields[name], 'story', 'stories')}"
            for name in FIELDS
            if self.fields[name]
        ]


def anew(
    archive: Path, *, publisher: str | None = None, jobs: int = 1, progress: Told = lambda _: None
) -> Anew:
    """Clean all kept captures, or those of one publisher, again, with the reader's corrections.

    Each batch is one transaction: after a kill the archive is whole, and the same call begins anew. Raises
    UnknownPublisher where the archive holds no story of that name.
    """
    done = Anew()
    with writer_lock(archive):
        with open_for_reading(archive) as reading:
            stories = stored_stories(reading, publisher)
        if publisher is not None and not stories:
            raise UnknownPublisher(
                f"The archive holds no story of {publisher}; name a publisher as the app's Browse page does."
            )
        total = sum(map(len, stories.values()))
        for batch in _batches(stories):
            _take(archive, batch, done, jobs)
            reached, refused = done.captures + len(done.rejected), len(done.rejected)
            progress(Progress(done=reached, total=total, stored=done.captures, rejected=refused, origin=""))
    return done


def _batches(stories: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Sequence[str]]]:
    """Yield stories with their captures, so many captures at a time; those of one story never apart."""
    batch: dict[str, Sequence[str]] = {}
    for story, captures in stories.items():
        batch[story] = captures
        if sum(map(len, batch.values())) >= BATCH:
            yield batch
            batch = {}
    if batch:
        yield batch


def _take(archive: Path, batch: Mapping[str, Sequence[str]], done: Anew, jobs: int) -> None:
    """Clean a batch of stories again and count what is told otherwise now."""
    before = _told(archive, batch)
    now = again(archive, [sha256 for captures in batch.values() for sha256 in captures], jobs=jobs)
    after = _told(archive, batch)
    done.stories += len(batch)
    done.captures += now.captures
    done.rejected += now.rejected
    for story in batch:
        pairs = zip(FIELDS, before.get(story, ()), after.get(story, ()), strict=True)
        changed = [name for name, then, since in pairs if then != since]
        done.changed += bool(changed)
        done.fields.update(changed)


def _told(archive: Path, stories: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, ...]]:
    with open_for_reading(archive) as reading:
        return fingerprints(reading, list(stories))


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
