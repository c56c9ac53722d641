"""What the words around a name show: a person, a company, a town, a work. The table is contexts.yaml."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from lib.actors.forms import CLUBS, is_given, is_given_name
from lib.actors.office_words import is_title_word
from lib.actors.records import read_yaml
from lib.actors.story import Name, Occurrence, Story
from lib.actors.words import either, word_set

TABLE = Path(__file__).with_name("contexts.yaml")
Sign = Literal[
    "acted", "acts", "acts of a competition", "body", "case", "described", "explained", "film", "has a noun",
    "has a post", "headed", "in", "namesake", "opening", "organisation", "paper", "product", "quoted",
    "rules", "ship", "site", "speaks", "surely a person", "team", "the", "there", "thing", "town",
    "work or event",
]  # fmt: skip
_SIDES = ("behind", "before", "not before", "passage")
_Side = re.Pattern[str] | None
_BEFORE, _BEHIND = 60, 90  # characters around a name that are looked at
_ON_LINE = 90  # and on each side of it on its line alone
_LIST = re.compile(r"\{([a-z_]+)\}")
_WORD_BEFORE = re.compile(r"([\w'’.-]+)[ ,]+$")
_ACTED_BY = re.compile(r"\s\(([A-Z][\w'’-]+) [A-Z][\w'’-]+\)")
_OWNED = re.compile(r"['’]s?\s+([A-Z][\w'’-]+ [A-Z][\w'’-]+)")
_PAPERS = word_set("outlet_endings") | word_set("paper_words")
_BODIES = word_set("organisation_words") | word_set("shop_endings") | CLUBS
_GIVEN_NAMES = word_set("given_names")
_POSTS = word_set("posts_in_capitals")


@cache
def _rows() -> Mapping[Sign, Sequence[Sequence[_Side]]]:
    """Return the rows of the table by sign: the expression for each side, or None where it has none."""
    return {
        sign: [[_compiled(row[side]) if side in row else None for side in _SIDES] for row in rows]
        for sign, rows in read_yaml(TABLE).items()
    }


def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(_LIST.sub(lambda found: either(found[1]), expression))


class Context:
    """The text around a name, 60 characters before and 90 behind, and what it shows."""

    def __init__(self, story: Story, name: Name | Occurrence) -> None:
        self._text, self._word = story.text_of(name), name.surface
        self._before, self._behind = story.before(name, _BEFORE), story.after(name, _BEHIND)

    def shows(self, *signs: Sign) -> bool:
        """Return whether the text around the name has one of these signs, by the rows of the table."""
        return any(self._fits(*row) for sign in signs for row in _rows()[sign])

    def _fits(self, behind: _Side, before: _Side, not_before: _Side, passage: _Side) -> bool:
        """Return whether the text on each side matches its expression.

        A side without expression always fits.
        """
        return not (
            (behind and not behind.match(self._behind))
            or (before and not before.search(self._before))
            or (not_before and not_before.search(self._before))
            or (passage and not passage.search(self._text))
        )

    @property
    def of_a_person(self) -> bool:
        """Whether the name is a given name, surely a person's, has a title, or says something."""
        return self._word in _GIVEN_NAMES or self.is_titled or self.shows("surely a person", "speaks")

    @property
    def is_titled(self) -> bool:
        """Whether an office or a title precedes the name: President Holm."""
        before = _WORD_BEFORE.search(self._before)
        return before is not None and (is_title_word(before[1]) or before[1] in _POSTS)

    @property
    def of_a_thing(self) -> bool:
        """Whether a ship, storm, work, product, event or fictional character has the name."""
        if self.shows("thing"):
            return True
        actor = _ACTED_BY.match(self._behind)
        if actor is not None and is_given(actor[1]) and self.shows("film"):
            return True
        words, owns = self._word.split(), self._behind.startswith(("'s", "’s"))
        if self._word.isupper() or owns or is_given(words[0]) or not _BODIES.isdisjoint(words):
            return False
        return self.shows("work or event")

    @property
    def of_a_paper(self) -> bool:
        """Whether the name is one half of a newspaper's name: "Post" or "Courier" of the Post and Courier."""
        return self._word.split()[-1] in _PAPERS and self.shows("paper")


class LineContext(Context):
    """The text around a name on its own line, 90 characters each way."""

    def __init__(self, story: Story, name: Name) -> None:
        super().__init__(story, name)
        self._before = story.before(name, _ON_LINE).rpartition("\n")[2]
        self._behind = story.after(name, _ON_LINE).partition("\n")[0]

    @property
    def owns_a_person(self) -> bool:
        """Whether a person belongs to the name, as a driver or minister does: Obi's Ada Holm."""
        person = _OWNED.match(self._behind)
        return person is not None and is_given_name(person[1])
