"""Finds the names that the actor file may lack: by the recogniser, or by rules in languages without one."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from lib.actors.bodies import bodies, offices_of_heads
from lib.actors.dictionary import Dictionary
from lib.actors.extras import extra_for
from lib.actors.full_names import LANGUAGES, full_names
from lib.actors.inflected_names import inflected_names
from lib.actors.instrument_codes import without_codes
from lib.actors.recogniser import recognise
from lib.actors.russian import given_names, russian_names
from lib.actors.spans import recognised
from lib.actors.story import Name, Passage, Story, free, in_order
from lib.actors.titled_names import titled_names

# Up to 1500 words: the recogniser refuses a million characters. It would take hours over one endless word.
_READABLE = re.compile(r"(?:(?<!\S)\S{1,199}+(?:\s+|$)){1,1500}")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])")  # the recogniser knows D'Hers, not D’Hers


def recognised_names(story: Story, known: Dictionary) -> list[list[Name]]:
    """Return the names in each passage that the recogniser finds, or in languages without one the rules."""
    if story.language not in (None, "en"):
        named, people = bodies(story), _people(story, known)
        return [in_order([*own, *free(persons, own)]) for own, persons in zip(named, people, strict=True)]
    lines = [line for passage in story for line in _lines(passage)]
    result: list[list[Name]] = [[] for _ in story]
    for (passage, at, text), found in zip(lines, recognise([text for _, _, text in lines]), strict=True):
        last = 0
        for span in sorted([*offices_of_heads(text), *found], key=lambda each: each.start):
            start, end = at + span.start, at + len(text[: span.end].rstrip())  # a code is blank
            if start >= last:  # else it stands in a body's name that went on
                names = recognised(passage, start, end, span.kind)
                result[passage.number] += names
                last = names[-1].end if names else last
    return result


def _people(story: Story, known: Dictionary) -> Iterable[Iterable[Name]]:
    """Return the persons that rules find in each passage, such as a paragraph, of a story not in English.

    None are returned where an installed extra, as for Japanese, adds the persons in a later stage. In Russian
    the extra is asked here, and the rules reduce the names that it finds to their nominative.
    """
    if story.language == "ru":
        persons = [name for name in russian_names(story) if name.kind == "person"]
        return inflected_names(story, known, persons, given_names())
    if extra_for(story.language):
        return [[] for _ in story]
    if story.language in LANGUAGES:
        return full_names(story, known)
    return map(chain, inflected_names(story, known), titled_names(story))


def _lines(passage: Passage) -> Iterator[tuple[Passage, int, str]]:
    """Yield each line of a passage as (passage, start, text), a long line in pieces that can be read."""
    start = 0
    for line in passage.cased.splitlines(keepends=True):
        text = line.strip()
        at = start + line.index(text)
        for piece in _READABLE.finditer(text):
            yield passage, at + piece.start(), without_codes(_APOSTROPHE.sub("'", piece[0].rstrip()))
        start += len(line)
