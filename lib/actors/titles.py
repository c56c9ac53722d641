"""Decides which of several persons with a surname "Mr", "Ms", "Officer" or "Judge" means."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from lib.actors.office_words import is_title_word
from lib.actors.story import Name, Story
from lib.actors.words import word_rows, word_set

_NEAR = 90  # characters around a full name that describe the person
_WORD_BEFORE = re.compile(r"([\w'’-]+)\.?\s+$")
_WORD = re.compile(r"[A-Za-z-]+")
_MEN, _WOMEN = word_set("words_of_men"), word_set("words_of_women")
_RANKS = tuple(frozenset(row) for row in word_rows("ranks_of_one"))
_LOW, _HIGH = word_set("ranks_below_office"), word_set("offices_above_ranks")
_MR = frozenset(("mr", "sir"))
_MRS = frozenset(("mrs", "ms", "miss", "lady", "dame"))
FORMS = _MR | _MRS  # of address
_NAMES_OF_MEN = word_set("given_names_of_men")

Gender = Literal["man", "woman"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FullName:
    """A person's full name, and where it stands as (passage, start)."""

    at: tuple[int, int]
    name: Name


def title_of(before: str) -> str:
    """Return the last word before a surname, in lower case, if it is a form of address or office; else ""."""
    word = _last_word_lowered(before)
    return word if word in FORMS | _LOW or is_title_word(word) else ""


def addressed(story: Story, bearers: Sequence[FullName], title: str) -> Sequence[FullName]:
    """Return the bearers of a surname whom a title before it can mean; all if the title does not help.

    "Mrs" and "Lady" mean no man: if the story names only the husband, nobody is returned.
    """
    if not title or (len(bearers) < 2 and title not in _MRS):
        return bearers
    if title in FORMS:
        gender: Gender = "man" if title in _MR else "woman"
        genders: dict[str, Gender | None] = {}
        for each in bearers:
            genders[each.name.surface] = genders.get(each.name.surface) or _gender(story, each.name)
        surely = [each for each in bearers if genders[each.name.surface] == gender]
        unknown = [each for each in bearers if genders[each.name.surface] is None]
        return surely or unknown or ([] if gender == "woman" else bearers)
    before = {each: _last_word_lowered(story.before(each.name, _NEAR)) for each in bearers}
    exactly = [each for each in bearers if before[each] == title]
    alike = next((row for row in _RANKS if title in row), {title})
    return exactly or [each for each in bearers if before[each] in alike] or bearers


def is_of_his_wife(title: str, surname: Name) -> bool:
    """Return whether the title is a woman's, such as "Mrs", and the surname's record is a man's."""
    return title in _MRS and surname.record is not None and _is_called_like_a_man(surname.record.name)


def _is_called_like_a_man(name: str) -> bool:
    return name.split()[0] in _NAMES_OF_MEN


def is_of_a_stranger(story: Story, bearers: Sequence[FullName], title: str) -> bool:
    """Return whether a low rank before the surname fits no bearer: Private Holm, where Ada Holm is mayor."""
    if title not in _LOW or not bearers:
        return False
    offices = {_last_word_lowered(story.before(each.name, _NEAR)) for each in bearers}
    return not offices.isdisjoint(_HIGH) and offices.isdisjoint(_LOW)


def _last_word_lowered(before: str) -> str:
    """Return the last word of a text in lower case, if only a dot and a space follow it; else ""."""
    word = _WORD_BEFORE.search(before)
    return word[1].lower() if word else ""


def _gender(story: Story, name: Name) -> Gender | None:
    """Return a person's gender by words before the name, the given name or words behind it.

    None if nothing shows it.
    """
    called = name.surface if " " in name.surface else name.canonical or name.surface
    before = reversed(_WORD.findall(story.before(name, _NEAR))[-2:])
    after = _WORD.findall(story.after(name, _NEAR))
    signs: Iterator[Gender | None] = chain(
        map(_gender_of, before), ["man" if _is_called_like_a_man(called) else None], map(_gender_of, after)
    )
    return next(filter(None, signs), None)


def _gender_of(word: str) -> Gender | None:
    """Return the gender that a word such as "Mr", "she" or "widow" shows; None for others."""
    if word.lower() in _MEN:
        return "man"
    return "woman" if word.lower() in _WOMEN else None
