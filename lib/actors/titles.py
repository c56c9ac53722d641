"""Decides which of several persons with a surname "Mr", "Ms", "Officer" or "Judge" means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
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
FORMS = _MR | {"mrs", "ms", "miss", "lady", "dame"}  # of address

Gender = Literal["man", "woman"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FullName:
    """A person's full name, and where it stands as (passage, start)."""

    at: tuple[int, int]
    name: Name


def title_of(before: str) -> str:
    """Return the form of address or office that ends the text before a surname; "" if none."""
    word = _last_word_lowered(before)
    return word if word in FORMS | _LOW or is_title_word(word) else ""


def addressed(story: Story, bearers: Sequence[FullName], title: str) -> Sequence[FullName]:
    """Return the full names of a surname's bearers whom the title can mean; all if it does not help."""
    if not title or len(bearers) < 2:
        return bearers
    if title in FORMS:
        gender: Gender = "man" if title in _MR else "woman"
        genders: dict[str, Gender | None] = {}
        for each in bearers:
            genders[each.name.surface] = genders.get(each.name.surface) or _gender(story, each.name)
        surely = [each for each in bearers if genders[each.name.surface] == gender]
        return surely or [each for each in bearers if genders[each.name.surface] is None] or bearers
    before = {each: _last_word_lowered(story.before(each.name, _NEAR)) for each in bearers}
    exactly = [each for each in bearers if before[each] == title]
    alike = next((row for row in _RANKS if title in row), {title})
    return exactly or [each for each in bearers if before[each] in alike] or bearers


def is_of_a_stranger(story: Story, bearers: Sequence[FullName], title: str) -> bool:
    """Return whether a rank fits none of the persons named in full: Private Holm, beside Mayor Ada Holm."""
    if title not in _LOW or not bearers:
        return False
    offices = {_last_word_lowered(story.before(each.name, _NEAR)) for each in bearers}
    return not offices.isdisjoint(_HIGH) and offices.isdisjoint(_LOW)


def _last_word_lowered(before: str) -> str:
    word = _WORD_BEFORE.search(before)
    return word[1].lower() if word else ""


def _gender(story: Story, name: Name) -> Gender | None:
    """Return a person's gender by the last words before the name, or a pronoun after it; None without."""
    before = _WORD.findall(story.before(name, _NEAR))[-2:]
    after = _WORD.findall(story.after(name, _NEAR))
    for word in (*reversed(before), *after):
        if word.lower() in _MEN | _WOMEN:
            return "man" if word.lower() in _MEN else "woman"
    return None
