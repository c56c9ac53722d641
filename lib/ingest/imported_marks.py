"""Adds the reader's marks that an import file holds, such as notes and labels, to the stories."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from lib.clean.addresses import canonical
from lib.model.imported import Imported
from lib.store.journal import marks
from lib.store.lookups import stories_at, stories_of


def apply_imported(archive: Path, imported: Sequence[Imported]) -> list[Imported]:
    """Add the marks of imported entries to their stories; return entries whose story the archive lacks.

    Marks of a story that the entry does not have, such as a star, stay.
    """
    by_hash = stories_of(archive, [entry.sha256 for entry in imported if entry.sha256])
    canonical_of = {entry.url: canonical(entry.url) for entry in imported}
    by_address = stories_at(archive, [address for address in canonical_of.values() if address])
    left, by_story = list[Imported](), dict[str, list[Imported]]()
    for entry in imported:
        story = by_hash.get(entry.sha256 or "") or by_address.get(canonical_of[entry.url] or "")
        (by_story.setdefault(story, []) if story else left).append(entry)
    read, starred, labelled = list[str](), list[str](), dict[str, list[str]]()
    for story, entries in by_story.items():
        read += [story] if any(each.archived if each.read is None else each.read for each in entries) else []
        starred += [story] if any(each.starred for each in entries) else []
        for tag in dict.fromkeys(tag for each in entries for tag in each.tags):
            labelled.setdefault(tag, []).append(story)
    marks.set_read(archive, read, True)
    marks.set_starred(archive, starred, True)
    for tag, stories in labelled.items():
        marks.add_label(archive, stories, tag)
    words = {
        story: [each for entry in entries for each in _words_of(entry)] for story, entries in by_story.items()
    }
    if any(words.values()):
        marks.set_notes(archive, partial(_notes, archive, words))
    return left


def _notes(archive: Path, words_of: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return {story id: new text of the note} for each note that changes.

    A note that the reader wrote does not change; a note from an earlier import gets the words that it lacks.
    """
    held, notes = marks.marks_by_story(archive, list(words_of)), dict[str, str]()
    for story, listed in words_of.items():
        known, words = held.get(story, marks.Marked()).note, dict.fromkeys(listed)
        new = [each for each in words if f"\n\n{each}\n\n" not in f"\n\n{known}\n\n"]
        if new and (not known or len(new) < len(words)):
            notes[story] = "\n\n".join([known, *new] if known else new)
    return notes


def _words_of(entry: Imported) -> Iterator[str]:
    """Yield the note of an entry, and each of its highlights as the quoted passage with its note."""
    quoted = (f"“{lit.quote}” {lit.note or ''}" if lit.quote else lit.note for lit in entry.highlights)
    yield from (words.strip() for words in (entry.note, *quoted) if words)
