"""Restores a removed story from its stored originals."""

from dataclasses import dataclass
from pathlib import Path

from lib.ingest.storing import Intake, store_sources
from lib.ingest.work_item import WorkItem
from lib.store import originals
from lib.store.archive import open_for_reading
from lib.store.files import log
from lib.store.lock import writer_lock
from lib.store.paths import files
from lib.store.removal import is_stored
from lib.store.removal_again import lift_tombstones


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """The outcome of taking a removal back: how many stories are in the archive again, and a sentence."""

    stories: int  # that are there again
    sentence: str


def bring_back(archive: Path, article_id: str) -> Returned:
    """Allow a removed story again and store its captures whose originals still exist; return the outcome.

    Repeating the call finishes a run that crashed.
    """
    with writer_lock(archive):
        hashes = lift_tombstones(archive, article_id)
        with open_for_reading(archive) as reading:
            if is_stored(reading, article_id):
                return Returned(stories=1, sentence=came_back(article_id, 1))
        kept = [sha256 for sha256 in hashes if originals.path_of(files(archive).originals, sha256).exists()]
        stored = 0
        if kept:
            sources = [WorkItem(path=each, original=each, story=article_id) for each in kept]
            stored = store_sources(
                sources, Intake(archive=archive, ids=dict.fromkeys(kept, article_id))
            ).counts.stored
    sentence = came_back(article_id, stored)
    log.note(archive, sentence)
    return Returned(stories=stored, sentence=sentence)


def came_back(article_id: str, stored: int) -> str:
    """Return a sentence on a restored story, from the number of its captures that were stored."""
    if stored:
        return f"The story {article_id} is back in the archive."
    return (
        f"The story {article_id} may come in again from now on. Its text and original were deleted when it "
        "was removed, so take its page or file in once more; a feed that still lists it brings it by itself."
    )
