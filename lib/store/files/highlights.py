"""Passages of stories that the reader highlighted, with notes; they lie with the marks, never in the archive.

A passage keeps its words and up to CONTEXT letters on each side, not its place: so it is found again in a
later revision of its story, and is listed as lost where its words are gone.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from lib.store.files import marks

CONTEXT = 40
LONGEST = 5_000  # letters of a passage; longer ones are cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """One highlighted passage."""

    key: str
    article: str
    quote: str
    before: str
    after: str
    note: str = ""
    at: str = ""  # the instant of its last change, ISO


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a passage stands: texts[block][start:end]."""

    block: int
    start: int
    end: int


def all_highlights(archive: Path) -> list[Highlight]:
    """Return every highlight, those of one story together, the oldest first."""
    found = (_understood(each) for each in marks.kept(archive, "highlight"))
    return sorted(found, key=lambda each: (each.article, each.at, each.key))


def of(archive: Path, article: str) -> list[Highlight]:
    """Return the highlights of one story."""
    return [each for each in all_highlights(archive) if each.article == article]


def add(archive: Path, article: str, *, quote: str, before: str, after: str) -> None:
    """Highlight a passage; one that is highlighted already keeps its note."""
    quote, before, after = quote[:LONGEST], before[-CONTEXT:], after[:CONTEXT]
    key = hashlib.sha256("\0".join((article, before, quote, after)).encode()).hexdigest()[:16]
    if quote.strip() and not any(each.key == key for each in of(archive, article)):
        _write(archive, Highlight(key=key, article=article, quote=quote, before=before, after=after))


def set_note(archive: Path, highlight: Highlight, note: str) -> None:
    """Write the note on a passage; an empty one is none."""
    _write(archive, replace(highlight, note=note))


def remove(archive: Path, highlight: Highlight) -> None:
    """Take a highlight and its note away."""
    marks.drop(archive, "highlight", highlight.key, article=highlight.article)


def place(highlight: Highlight, texts: Sequence[str]) -> Place | None:
    """Return where the words stand, of several places the one with most of the same letters beside it.

    None where they are gone.
    """
    places = [
        Place(block=number, start=start, end=start + len(highlight.quote))
        for number, text in enumerate(texts)
        for start in _starts(text, highlight.quote)
    ]

    def alike(at: Place) -> int:
        text = texts[at.block]
        return _shared(text[at.end :], highlight.after) + _shared(
            text[: at.start][::-1], highlight.before[::-1]
        )

    return max(places, key=alike, default=None)


def _starts(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _write(archive: Path, highlight: Highlight) -> None:
    body = {name: getattr(highlight, name) for name in ("quote", "before", "after", "note")}
    text = json.dumps(body, ensure_ascii=False)
    marks.keep(archive, "highlight", highlight.key, text, article=highlight.article)


def _understood(kept: marks.Kept) -> Highlight:
    return Highlight(key=kept.name, article=kept.article, at=kept.at, **json.loads(kept.body))
