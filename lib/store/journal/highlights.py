"""Passages of stories that the reader highlighted, with notes, as events of the journal.

A passage is stored by its words and up to CONTEXT characters on each side, not its place: so it is found
again in a later revision, and listed as lost if its words are gone.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from lib.store.journal import marks
from lib.store.journal.event import Event
from lib.store.journal.journal import Journal

CONTEXT = 40
BODY = ("quote", "before", "after", "note")  # what is saved of a highlight under its key
LONGEST = 5_000  # letters of a passage; longer ones are cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A highlighted passage: its story, words and surroundings, the reader's note, its last change."""

    key: str
    article: str
    quote: str
    before: str
    after: str
    note: str = ""
    at: str = ""  # the instant of its last change, ISO

    @property
    def passage(self) -> tuple[str, str, str, str]:
        """(story, words, text before, text after); after a merge two highlights may have the same."""
        return self.article, self.quote, self.before, self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The place of a passage: texts[block][start:end]."""

    block: int
    start: int
    end: int


def all_highlights(archive: Path) -> list[Highlight]:
    """Return all highlights, sorted by story, in each the oldest first.

    A passage that was highlighted in two stories before they were merged is listed once, with both notes.
    """
    found: dict[tuple[str, ...], Highlight] = {}
    for each in _stored(archive):
        one = found.setdefault(each.passage, each)
        if each.note not in ("", one.note, *one.note.split("\n\n")):
            found[each.passage] = replace(one, note=f"{one.note}\n\n{each.note}".strip())
    return list(found.values())


def all_notes(archive: Path) -> list[Highlight]:
    """Return all highlights by story, each story's after the note on it: a highlight with an empty quote."""
    on_stories = (
        Highlight(key="", article=story, quote="", before="", after="", note=note, at=at)
        for story, note, at in marks.notes(archive)
    )
    return sorted((*on_stories, *all_highlights(archive)), key=lambda each: each.article)


def of_story(archive: Path, article: str) -> list[Highlight]:
    """Return the highlights of one story, oldest first."""
    return [each for each in all_highlights(archive) if each.article == article]


def add(archive: Path, article: str, *, quote: str, before: str, after: str) -> None:
    """Highlight a passage, cut to 5,000 letters; one that is blank or highlighted already changes nothing.

    `quote` are the passage's words, `before` and `after` the text around it.
    """
    quote, before, after = quote[:LONGEST], before[-CONTEXT:], (quote[LONGEST:] + after)[:CONTEXT]
    key = hashlib.sha256("\0".join((article, before, quote, after)).encode()).hexdigest()[:16]
    new = Highlight(key=key, article=article, quote=quote, before=before, after=after)

    def addition() -> list[Event]:
        """Return the event that saves the passage; none if it is highlighted."""
        return [] if any(each.passage == new.passage for each in _stored(archive)) else [_saving(new)]

    if quote.strip():
        Journal(archive).append_decided(addition)


def set_note(archive: Path, highlight: Highlight, note: str) -> None:
    """Set the note, "" for none, on the passage of a highlight; `highlight.note` is what was shown before.

    Words that another window wrote meanwhile are kept (`marks.in_place_of`). A passage that was removed
    meanwhile comes back only for new words.
    """

    def changes() -> list[Event]:
        """Return the event that saves the note, and those that delete other highlights of the passage."""
        held = next(
            (each.note for each in all_highlights(archive) if each.passage == highlight.passage), None
        )
        if held is None and note in ("", highlight.note):
            return []
        noted = replace(highlight, note=marks.in_place_of(highlight.note, held or "", note))
        return [_saving(noted), *_deletions(archive, highlight, but=highlight.key)]

    Journal(archive).append_decided(changes)


def remove(archive: Path, highlight: Highlight) -> None:
    """Delete every highlight of the passage, with its note."""
    Journal(archive).append_decided(lambda: _deletions(archive, highlight))


def place(highlight: Highlight, texts: Sequence[str]) -> Place | None:
    """Return the place of a highlighted passage in `texts`; None if its words are gone.

    If the words occur in several places, it is the one whose surroundings are most like the former ones.
    """
    places = [
        Place(block=number, start=found.start(), end=found.start() + len(highlight.quote))
        for number, text in enumerate(texts)
        for found in re.finditer(f"(?={re.escape(highlight.quote)})", text)  # they may overlap
    ]

    def alike(at: Place) -> int:
        """Return how many characters around a place are as they were around the highlighted passage."""
        text = texts[at.block]
        behind = _shared(text[at.end :], highlight.after)
        return behind + _shared(text[: at.start][::-1], highlight.before[::-1])

    return max(places, key=alike, default=None)


def _deletions(archive: Path, passage: Highlight, *, but: str = "") -> list[Event]:
    """Return the events that delete every stored highlight of a passage, except that with the key `but`."""
    return [
        Event(kind="unsave", story=each.article, fields={"what": "highlight", "name": each.key})
        for each in _stored(archive)
        if each.passage == passage.passage and each.key != but
    ]


def _stored(archive: Path) -> list[Highlight]:
    """Return each stored highlight, sorted by story and time, without those of another version's form."""
    found = []
    for kept in marks.saved_items(archive, "highlight"):
        with suppress(ValueError, TypeError):
            body = {name: str(text) for name, text in kept.fields.items() if name in BODY}
            found.append(Highlight(key=kept.name, article=kept.article, at=kept.at, **body))
    return sorted(found, key=lambda each: (each.article, each.at, each.key))


def _shared(one: str, other: str) -> int:
    """Return the length in characters of the common beginning of two texts."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _saving(highlight: Highlight) -> Event:
    """Return the event that saves a highlight under its key, in place of a former one."""
    body = {name: getattr(highlight, name) for name in BODY}
    fields = {"what": "highlight", "name": highlight.key, "body": json.dumps(body, ensure_ascii=False)}
    return Event(kind="highlight", story=highlight.article, fields=fields)
