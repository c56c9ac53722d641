"""What the words around a name show: a person, a company, a town, a work. The table is contexts.yaml."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Self

from lib.actors.office_words import is_title_word
from lib.actors.person_names import is_given, is_given_name
from lib.actors.story import Name, Occurrence, Story
from lib.actors.words import either, word_set
from lib.actors.yaml_file import read_yaml

TABLE = Path(__file__).with_name("contexts.yaml")
Sign = Literal[  # the keys of the table, which says what each means and shows texts that have it
    # of persons, organisations and places
    "acted", "acts", "acts of a competition", "body", "case", "described", "explained", "film", "has a noun",
    "has a post", "headed", "in", "namesake", "opening", "organisation", "paper", "product", "quoted",
    "rules", "ship", "site", "speaks", "surely a person", "team", "the", "there", "thing", "town",
    "work or event",
    # of countries, by their capitals and peoples
    "capital as government", "capital as town", "ancestors", "before a person", "behind a people",
    "citizen's descent", "descent", "ends a phrase", "language or dish", "spoken language",
    # of media
    "medium acts", "medium as source", "medium owns", "medium speaks", "medium undergoes", "told to medium",
]  # fmt: skip
_BEFORE, _BEHIND = 60, 90  # characters around a name that are looked at, if nothing else is said
_ON_LINE = 90  # and on each side of it on its line alone
_LIST = re.compile(r"\{([a-z_]+)\}")  # the name of a word list in an expression of the table
_WORD_BEFORE = re.compile(r"([\w'’.-]+)[ ,]+$")
_ACTED_BY = re.compile(r"\s\(([A-Z][\w'’-]+) [A-Z][\w'’-]+\)")
_OWNED = re.compile(r"['’]s?\s+([A-Z][\w'’-]+ [A-Z][\w'’-]+)")
_PAPERS = word_set("outlet_endings") | word_set("paper_words")
_BODIES = word_set("organisation_words") | word_set("shop_endings") | word_set("club_endings")
_GIVEN_NAMES = word_set("given_names")
_POSTS = word_set("posts_in_capitals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A name with the text before and behind it and that of its whole passage."""

    name: str
    before: str
    behind: str
    passage: str

    @classmethod
    def around(
        cls, story: Story, name: Name | Occurrence, *, before: int = _BEFORE, behind: int = _BEHIND
    ) -> Self:
        """Return a name with the text around it, up to so many characters on each side."""
        return cls(
            name=name.surface, before=story.before(name, before), behind=story.after(name, behind),
            passage=story.text_of(name),
        )  # fmt: skip

    @classmethod
    def on_line(cls, story: Story, name: Name) -> Self:
        """Return a name with up to 90 characters of its line on each side."""
        before = story.before(name, _ON_LINE).rpartition("\n")[2]
        behind = story.after(name, _ON_LINE).partition("\n")[0]
        return cls(name=name.surface, before=before, behind=behind, passage=story.text_of(name))

    def shows(self, *signs: Sign) -> bool:
        """Return whether the text around the name has one of these signs, by the rows of the table."""
        return any(row.fits(self) for sign in signs for row in _table()[sign])

    @property
    def of_a_person(self) -> bool:
        """Whether the name is a given name, surely a person's, has a title, or says something."""
        return self.name in _GIVEN_NAMES or self.is_titled or self.shows("surely a person", "speaks")

    @property
    def is_titled(self) -> bool:
        """Whether an office or a title precedes the name: President Holm."""
        before = _WORD_BEFORE.search(self.before)
        return before is not None and (is_title_word(before[1]) or before[1] in _POSTS)

    @property
    def of_a_thing(self) -> bool:
        """Whether a ship, storm, work, product, event or fictional character has the name."""
        if self.shows("thing"):
            return True
        actor = _ACTED_BY.match(self.behind)
        if actor is not None and is_given(actor[1]) and self.shows("film"):
            return True
        words, owns = self.name.split(), self.behind.startswith(("'s", "’s"))
        if self.name.isupper() or owns or is_given(words[0]) or not _BODIES.isdisjoint(words):
            return False
        return self.shows("work or event")

    @property
    def of_a_paper(self) -> bool:
        """Whether the name is one half of a newspaper's name: "Post" or "Courier" of the Post and Courier."""
        return self.name.split()[-1] in _PAPERS and self.shows("paper")

    @property
    def owns_a_person(self) -> bool:
        """Whether a person belongs to the name, as a driver or minister does: Obi's Ada Holm."""
        person = _OWNED.match(self.behind)
        return person is not None and is_given_name(person[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of the table: patterns of the text around a name; a side without one always fits."""

    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    passage: re.Pattern[str] | None

    def fits(self, context: Context) -> bool:
        """Return whether the text on each side of a name is as the row says."""
        return not (
            (self.behind and not self.behind.match(context.behind))
            or (self.before and not self.before.search(context.before))
            or (self.not_before and self.not_before.search(context.before))
            or (self.passage and not self.passage.search(context.passage))
        )


@cache
def _table() -> Mapping[Sign, Sequence[_Row]]:
    """Return the rows of the table by sign."""

    def pattern(expression: str | None) -> re.Pattern[str] | None:
        """Return an expression of the table as a pattern, its {lists} replaced by their words."""
        return re.compile(_LIST.sub(lambda found: either(found[1]), expression)) if expression else None

    return {
        sign: [
            _Row(
                before=pattern(row.get("before")), not_before=pattern(row.get("not before")),
                behind=pattern(row.get("behind")), passage=pattern(row.get("passage")),
            )
            for row in rows
        ]
        for sign, rows in read_yaml(TABLE).items()
    }  # fmt: skip
