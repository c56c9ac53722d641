"""Finds Japanese persons outside the actor file with SudachiPy's dictionary, an optional extra.

Japanese has neither capitals nor spaces, but the dictionary knows which words are surnames and given names.
A surname with a given name behind it, or two foreign names with a dot between, is a person; a surname alone
means the one person of the story who bears it, and without one it is left out: it may be a place or a shop.
Organisations are left to the actor file: the other proper nouns of the dictionary are works and shops too.
"""

import importlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib.actors.recogniser import RecogniserState, package_folder, state_of_extra
from lib.actors.story import Name, Overlap, Story, free, in_order

_WORDS = "resources/system.dic"
WEIGHTS = {_WORDS: "e815659f6ad6f6118725103d47d317d660276ff3a15f668f8fc123ec3c4e6646"}
_PERSON = ("名詞", "固有名詞", "人名")
_SURNAME, _GIVEN, _EITHER = "姓", "名", "一般"  # what a dictionary's word is in a person's name
_BETWEEN = frozenset("・＝=")  # between the parts of a foreign name
_LINE = re.compile(r"[^\n。]{1,8000}")  # SudachiPy refuses texts of more than 49,149 bytes
_WHOLE = 4  # letters: a name of so many that is one word of the dictionary is surname and given name


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a person's name: where it stands in its passage, and which part of a name it is."""

    start: int
    end: int
    surface: str
    role: str

    @property
    def is_foreign(self) -> bool:
        """Whether the word is written in katakana, as foreign names are."""
        return all("ァ" <= letter <= "ー" for letter in self.surface)


def with_japanese(story: Story, names: Sequence[Name]) -> list[Name]:
    """Add the persons that the Japanese dictionary finds beyond the actor file; return all names."""
    have = Overlap(names)
    named = list(_names(story))
    people = [(name, parts) for name, parts in named if _is_whole(parts)]
    bearers: defaultdict[str, dict[str, Name]] = defaultdict(dict)
    for name, parts in people:
        full = next((known for known in have.touching(name) if known.kind == "person"), name)
        for part in parts:
            if part.role != _GIVEN:
                bearers[part.surface][full.canonical or full.surface] = full
    lone = [
        replace(name.as_short_for(next(iter(there.values()))), role="surname", undecided=len(there) > 1)
        for name, parts in named
        if not _is_whole(parts) and (there := bearers.get(name.surface))
    ]
    return in_order([*names, *free([*(name for name, _ in people), *lone], names)])


def _names(story: Story) -> Iterator[tuple[Name, list[_Part]]]:
    """Yield each run of words of persons' names as a name, with its parts; none without the extra."""
    tokenizer = load_tokenizer()
    if tokenizer is None:
        return
    for passage in story:
        runs: list[list[_Part]] = []
        for line in _LINE.finditer(passage.text):
            for word in tokenizer.tokenize(line[0]):
                *classes, role = word.part_of_speech()[:4]
                if tuple(classes) != _PERSON:
                    continue
                part = _Part(line.start() + word.begin(), line.start() + word.end(), word.surface(), role)
                if runs and _are_of_one_name(runs[-1][-1], part, passage.text):
                    runs[-1].append(part)
                else:
                    runs.append([part])
        for run in runs:
            yield passage.name(run[0].start, run[-1].end, "person", "recogniser"), run


def _are_of_one_name(last: _Part, part: _Part, text: str) -> bool:
    """Return whether two words are of one name: a surname and a given name, or foreign names with a dot."""
    if last.end == part.start:
        return last.role == _SURNAME and part.role != _SURNAME
    # "三浦・水野両氏" are two persons.
    return text[last.end : part.start] in _BETWEEN and last.is_foreign and part.is_foreign


def _is_whole(parts: Sequence[_Part]) -> bool:
    """Return whether the parts are a full name: two words, or one long one of the dictionary, not foreign."""
    if len(parts) > 1:
        return True
    (part,) = parts
    return part.role == _EITHER and len(part.surface) >= _WHOLE and not part.is_foreign


@lru_cache(maxsize=1)
def japanese_state() -> RecogniserState:
    """Return whether Japanese names outside the actor file can be found; does not load the dictionary."""
    found = "Japanese persons beyond the actor file are found by SudachiPy."
    return state_of_extra("Japanese", words_folder(), ("sudachipy",), WEIGHTS, found)


@lru_cache(maxsize=1)
def load_tokenizer() -> Any:
    """Return SudachiPy's tokenizer, which splits Japanese into words, or None if it is unavailable."""
    if not japanese_state().available:
        return None
    return importlib.import_module("sudachipy").Dictionary(dict="core").tokenizer()


def words_folder() -> Path | None:
    """Return the folder of the dictionary's package, without importing it; None if it is missing."""
    return package_folder("sudachidict_core")
