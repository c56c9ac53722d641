"""The dimensions of a filter, such as tag or author: one row each gives its condition, English and negation.

The names chosen in a dimension are a predicate, which is written in two ways: `in_archive` on rows of
`article`, and by lib.query.workbench on the documented views.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from lib.model.article import FORMS
from lib.model.filter import Choice, Filter
from lib.model.languages import language
from lib.model.wording import listed
from lib.query.filter import conditions as sql
from lib.query.filter import english
from lib.query.filter.names import Named, actor_name, ids
from lib.store.archive import ArchiveReader

How = Literal["any", "all", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A way to select stories by names, such as tag; `bridge` if a story has several."""

    name: Named | Literal["form"]
    field: str  # of Filter
    verb: str  # before the names in a sentence; with "not" before it the denial
    view: str  # the column of the view `stories`; "" where another view holds the names
    title: str  # of its list in the filter bar
    chip: str  # before a name in the row of conditions that are chosen
    bridge: bool = False

    def called(self, db: ArchiveReader, name: str) -> str:
        """Return a name as a sentence has it: "Ukrainian" for the language uk, "a brief" for the form brief.

        An actor is called by its present name.
        """
        match self.name:
            case "language":
                return language(name)
            case "actor":
                return actor_name(db, name)
            case "form":
                return f"a {name}"
        return name

    def in_archive(self, db: ArchiveReader, names: Sequence[str], counting: Filter) -> str:
        """Return the SQL condition that a story has one of the names.

        An actor counts only where the filter `counting` counts names, as in its zones.
        """
        if self.name == "form":
            forms = [f"'{form}'" for form in FORMS if form in names]
            return f"form in ({', '.join(forms)})" if forms else sql.NOTHING
        return self.condition(ids(db, self.name, names), counting)

    def condition(self, numbers: Sequence[int], counting: Filter) -> str:
        """Return the SQL condition that a story has a name with one of these ids (`numbers`).

        An actor counts only where the filter `counting` counts names, as in its zones.
        """
        if self.name == "actor":
            return sql.actor_condition(numbers, counting.zones, counting.roles)
        if self.bridge:
            return sql.link_condition(self.name, numbers)
        return f"{self.name}_id in ({sql.members(numbers)})" if numbers else sql.NOTHING


DIMENSIONS = (
    Dimension(name="tag", field="tags", verb="tagged", view="tags", title="Tags", chip="tag", bridge=True),
    Dimension(
        name="author", field="authors", verb="by", view="authors", title="Authors", chip="by", bridge=True
    ),
    Dimension(
        name="publisher", field="publishers", verb="from", view="publisher", title="Publishers", chip="from"
    ),
    Dimension(
        name="section", field="sections", verb="in the section", view="section", title="Sections",
        chip="section",
    ),
    Dimension(
        name="language", field="languages", verb="in", view="language", title="Languages", chip="in"
    ),
    Dimension(name="form", field="forms", verb="printed as", view="form", title="Form", chip="form"),
    Dimension(
        name="actor", field="actors", verb="naming", view="", title="Named in the story", chip="names",
        bridge=True,
    ),
)  # fmt: skip
BY_NAME = {each.name: each for each in DIMENSIONS}
ACTORS = (BY_NAME["actor"],)
OF_STORIES = tuple(each for each in DIMENSIONS if each not in ACTORS)


@dataclass(frozen=True, slots=True)
class Predicate:
    """Names of a dimension of which a story must have any, all or none."""

    dimension: Dimension
    how: How
    names: tuple[str, ...]

    def written(self, has: Callable[[Sequence[str]], str]) -> str:
        """Return the predicate as SQL; `has` returns the SQL that a story has one of the given names."""
        if self.how == "all":
            return " and ".join(f"({has([name])})" for name in self.names)
        return f"not ({has(self.names)})" if self.how == "none" else has(self.names)

    def in_archive(self, db: ArchiveReader, counting: Filter) -> str:
        """Return the predicate as an SQL condition on rows of `article`.

        An actor counts only where the filter `counting` counts names, as in its zones.
        """
        return self.written(lambda names: self.dimension.in_archive(db, names, counting))

    def sentence(self, db: ArchiveReader) -> str:
        """Return the predicate in English: "tagged China or Russia"."""
        names = [*dict.fromkeys(self.dimension.called(db, name) for name in self.names)]
        joined = listed(names) if self.how == "all" else english.either(names)
        return f"{'not ' if self.how == 'none' else ''}{self.dimension.verb} {joined}"


def predicates(criteria: Filter, dimensions: Sequence[Dimension] = DIMENSIONS) -> Iterator[Predicate]:
    """Yield what the filter asks of these dimensions, a predicate each for any, all and none."""
    for dimension in dimensions:
        given = getattr(criteria, dimension.field)
        choice = given if isinstance(given, Choice) else Choice(any=given)
        for how in get_args(How):
            if names := getattr(choice, how):
                yield Predicate(dimension, how, names)
