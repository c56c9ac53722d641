"""What the words around a name show: a person, a company, a town, a work. The table is contexts.yaml."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from lib.actors.forms import CLUBS, is_given
from lib.actors.office_words import is_title_word
from lib.actors.records import read_yaml
from lib.actors.story import Name, Occurrence, Story
from lib.actors.words import either, word_set

TABLE = Path(__file__).with_name("contexts.yaml")
Sign = Literal[
    "body", "case", "film", "headed", "in", "namesake", "opening", "paper", "quoted", "rules", "site",
    "speaks", "surely a person", "team", "the", "there", "thing", "town", "work or event",
]  # fmt: skip
_BEFORE, _BEHIND = 60, 90  # characters around a name that are looked at
_LIST = re.compile(r"\{([a-z_]+)\}")
_WORD_BEFORE = re.compile(r"([\w'’.-]+)[ ,]+$")
_ACTED_BY = re.compile(r"\s\(([A-Z][\w'’-]+) [A-Z][\w'’-]+\)")
_PAPERS = word_set("outlet_endings") | word_set("paper_words")
_BODIES = word_set("organisation_words") | word_set("shop_endings") | CLUBS
_GIVEN_NAMES = word_set("given_names")
_POSTS = word_set("posts_in_capitals")


class _Row(NamedTuple):
    """What a row of the table asks of the text before a name, behind it and anywhere in its passage."""

    before: re.Pattern[str]
    not_before: re.Pattern[str] | None
    behind: re.Pattern[str]
    passage: re.Pattern[str]


@cache
def _rows() -> Mapping[Sign, Sequence[_Row]]:
    """Return the rows of the table by sign."""
    table: Mapping[Sign, Sequence[Mapping[str, str]]] = read_yaml(TABLE)
    return {
        sign: [
            _Row(
                before=_compiled(row.get("before", "")), behind=_compiled(row.get("behind", "")),
                not_before=_compiled(row["not before"]) if "not before" in row else None,
                passage=_compiled(row.get("passage", "")),
            )
            for row in rows
        ]
        for sign, rows in table.items()
    }  # fmt: skip


def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(_LIST.sub(lambda found: either(found[1]), expression))


class Context:
    """The text around a name, 60 characters before and 90 behind, and what it shows."""

    def __init__(self, story: Story, name: Name | Occurrence) -> None:
        self._text, self._word = story.text_of(name), name.surface
        self._before, self._behind = story.before(name, _BEFORE), story.after(name, _BEHIND)

    def shows(self, *signs: Sign) -> bool:
        """Return whether the text around the name has one of these signs, by the rows of the table."""
        return any(self._fits(row) for sign in signs for row in _rows()[sign])

    def _fits(self, row: _Row) -> bool:
        if not (row.behind.match(self._behind) and row.before.search(self._before)):
            return False
        if row.not_before and row.not_before.search(self._before):
            return False
        return row.passage.search(self._text) is not None

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
