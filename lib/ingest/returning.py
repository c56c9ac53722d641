"""Brings a removed story back, from what is still kept of it."""

from dataclasses import dataclass
from pathlib import Path

from lib.ingest.intake import Intake, take
from lib.ingest.parsing import Source
from lib.store.files import log, originals
from lib.store.files.home import files
from lib.store.files.lock import writer_lock
from lib.store.removal import lift_tombstones


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What became of the wish to have a story back."""

    stories: int  # that are there again
    sentence: str


def bring_back(archive: Path, article_id: str) -> Returned:
    """Let the story's captures in again, and take in those whose originals are still kept."""
    with writer_lock(archive):
        hashes = lift_tombstones(archive, article_id)
        kept = [each for each in hashes if originals.path_of(files(archive).originals, each).exists()]
        stored = 0
        if kept:
            sources = [Source(path=each, original=each) for each in kept]
            stored = take(sources, Intake(archive=archive, ids=dict.fromkeys(kept, article_id))).stored
    sentence = _sentence(article_id, stored)
    log.note(archive, sentence)
    return Returned(stories=stored, sentence=sentence)


def _sentence(article_id: str, stored: int) -> str:
    if stored:
        return f"The story {article_id} is back, cleaned anew from its kept original."
    return (
        f"The story {article_id} may come in again from now on. Its text and original were deleted when it "
        "was removed, so ingest its page or file once more; a feed that still lists it brings it by itself."
    )
