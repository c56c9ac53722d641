"""Translating a search, node by node, to an SQL condition and to English, within a budget of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lib.model.article import Zone
from lib.model.errors import SearchRefused
from lib.model.filter import Filter
from lib.model.languages import language
from lib.model.wording import count, listed
from lib.query.filter import conditions as sql
from lib.query.filter import english, text_search
from lib.query.filter.dimensions import BY_NAME
from lib.query.filter.names import Named, matches
from lib.query.filter.tree import (
    UNDATED,
    Days,
    Every,
    Field,
    FieldName,
    InZone,
    Is,
    Node,
    Not,
    Some,
    State,
    Words,
    leaves,
)
from lib.store.archive import ArchiveReader
from lib.store.journal import marks
from lib.store.stored_settings import value

SEARCHED: Mapping[FieldName, Named] = {
    "author": "author", "tag": "tag", "source": "publisher", "lang": "language", "actor": "actor",
    "with": "actor",
}  # fmt: skip
LONGEST = 0.3  # seconds of the processor that a search may read texts, in an archive of so many:
MEASURED = 20_000
OF_IDS = "id in ("  # how a condition begins that is nothing but such a statement


@dataclass(frozen=True, slots=True)
class Clause:
    """An SQL condition on rows of `article`, with its English and the English of its negation."""

    condition: str
    sentence: str
    denial: str = ""

    @property
    def ids(self) -> str:
        """The SQL that selects the ids of the stories, some twice; "" if the condition is no list of ids."""
        return self.condition[len(OF_IDS) : -1] if self.condition.startswith(OF_IDS) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is needed to translate a filter: the archive, the filter, parameters, notes and limits."""

    db: ArchiveReader
    criteria: Filter
    parameters: sql.Parameters
    notes: list[str]
    effort: "SearchBudget"
    meant: Mapping[Named, Mapping[str, list[tuple[int, str]]]]  # ids and names that a value can mean
    among: str = ""  # a condition that the stories fit anyway: no other's text need be read
    zones: tuple[Zone, ...] | None = None  # where a group's words and names must stand

    def in_state(self, state: State) -> str:
        """Return the SQL condition on stories that the reader has read, not read, starred or muted."""
        if state == "unread":
            return f"not ({self.in_state('read')})"
        return self.one_of(marks.in_state(self.db.path, state))

    def one_of(self, articles: Sequence[str]) -> str:
        """Return the SQL condition on stories with one of these ids."""
        return f"article in (select unnest({self.parameters.named('articles', list(articles))}::varchar[]))"


@dataclass(slots=True)
class SearchBudget:
    """The processor time that a search may use: LONGEST, in a large archive proportionally more."""

    db: ArchiveReader
    spent: float = 0.0  # millionths of a second

    def take(self, words: Sequence[Words], condition: str, each: float, parameters: sql.Parameters) -> None:
        """Take from the budget the time to read texts for these words; SearchRefused if too little is left.

        `condition` is the SQL for stories whose texts are read, `each` the microseconds for one.
        """
        if not each:
            return
        stored_texts = int(str(value(self.db, "select count(*) from article")))
        left = LONGEST * max(1.0, stored_texts / MEASURED) * 1e6 - self.spent
        counting = f"select count(*) from article where {condition}"
        texts = int(str(value(self.db, counting, parameters.of(counting))))
        if texts * each > left:
            sought = listed([_quoted(word) for word in words[:3]])
            raise SearchRefused(
                sought,
                f"To find {sought}, {count(texts, 'story', 'stories')} would have to be read, and a search "
                f"may read {int(left / each):,}. Search for rarer words, or choose days, tags or names too.",
            )
        self.spent += texts * each


def meanings_in(db: ArchiveReader, node: Node) -> dict[Named, dict[str, list[tuple[int, str]]]]:
    """Return {dimension: {typed text: (id, name) pairs it may mean}} for all names in a search at once."""
    sought: dict[Named, list[str]] = {}
    for each in leaves(node):
        if isinstance(each, Field) and (dimension := SEARCHED.get(each.name)):
            sought.setdefault(dimension, []).extend(each.values)
    return {
        each: dict(zip(values, matches(db, each, values), strict=True)) for each, values in sought.items()
    }


def clause(node: Node, scope: Scope) -> Clause:
    """Return a search's syntax tree as a clause: an SQL condition on rows of `article`, and its English."""
    match node:
        case Every():
            return _every(node, scope)
        case Some():
            parts = [clause(each, scope) for each in node.nodes]
            condition = " or ".join(f"({part.condition})" for part in parts)
            return Clause(f"({condition})", f"either {english.either([part.sentence for part in parts])}")
        case Not():
            inner = clause(node.node, scope)
            denied = inner.denial or f"not ({inner.sentence})"
            return Clause(f"({inner.condition}) is not true", denied, inner.sentence)
        case Words():
            return _worded([node], scope)
        case InZone():
            return Clause(sql.zone_condition([node.zone]), f"with a {node.zone}", f"without a {node.zone}")
        case Is():
            return Clause(scope.in_state(node.state), node.state, f"not {node.state}")
        case Days():
            dated = sql.day_condition(node.since, node.until)
            if node == UNDATED.node:
                return Clause(dated, "with a date", "without a date")
            text = english.days(node.since, node.until)
            return Clause(dated, text, f"not {text}")
        case Field():
            return _field(node, scope)


def _every(node: Every, scope: Scope) -> Clause:
    """Return the clause of parts joined by AND; zones among them limit where words and names are searched.

    The story must have the zones themselves where no word or name stands beside them. The words are searched
    in one pass.
    """
    zones = tuple(each.zone for each in node.nodes if isinstance(each, InZone))
    others = [each for each in node.nodes if not isinstance(each, InZone)]
    placed = (  # the leaves of which a zone beside them says where they stand: words and actors' names
        isinstance(leaf, Words) or (isinstance(leaf, Field) and leaf.name in ("actor", "with"))
        for leaf in leaves(Every(tuple(others)))
    )
    if not any(placed):
        return _all_of([clause(each, scope) for each in node.nodes])
    inner = replace(scope, zones=zones or scope.zones)
    words = [each for each in others if isinstance(each, Words)]
    parts = [_worded(words, inner)] if words else []
    parts += [clause(each, inner) for each in others if not isinstance(each, Words)]
    return _all_of(parts)


def _all_of(parts: Sequence[Clause]) -> Clause:
    """Return the clause of parts that must all hold; a single part keeps its own words for its denial."""
    if len(parts) == 1:
        return parts[0]
    return Clause(
        " and ".join(f"({part.condition})" for part in parts), ", ".join(part.sentence for part in parts)
    )


def _worded(words: Sequence[Words], scope: Scope) -> Clause:
    """Return the clause that a story has all these words; takes the time for it from the search's budget."""
    phrase = f"{listed([_quoted(each) for each in words])}{_zones_in_words(scope)}"
    index = text_search.index_of(scope.db)
    searched = text_search.searched(words, scope.zones, scope.parameters, among=scope.among, index=index)
    scope.effort.take(words, searched.read, searched.each, scope.parameters)
    denial = "without" if len(words) == 1 else f"not with {'both' if len(words) == 2 else 'all of'}"
    return Clause(searched.condition, f"with {phrase}", f"{denial} {phrase}")


def _quoted(words: Words) -> str:
    """Return words of a search as a sentence shows them: “ice harbour” at most 3 words apart."""
    apart = "" if words.near is None else f" at most {count(words.near, 'word')} apart"
    return f"“{words.text}”{apart}"


def _zones_in_words(scope: Scope) -> str:
    """Return " in the caption or quote" for the zones of the scope; "" if it has none."""
    return f" in the {english.either(scope.zones)}" if scope.zones else ""


def _field(node: Field, scope: Scope) -> Clause:
    """Return the clause of a typed field, such as title:harbour or actor:"Joe Biden"."""
    match node.name:
        case "title":
            titled = text_search.title_condition(node.words, scope.parameters)
            phrase = english.either([f"“{value}”" for value in node.values])
            return Clause(titled, f"with {phrase} in the headline", f"without {phrase} in the headline")
        case "with":  # several names: one sentence names them all
            actors, zones = _looked_up("actor", node.values, scope), scope.zones or scope.criteria.zones
            condition = sql.joint_condition([each.ids for each in actors], zones, scope.criteria.roles)
            names = listed([each.label for each in actors])
            phrase = f"naming {names} in one sentence{_zones_in_words(scope)}"
            return Clause(condition, phrase, f"not {phrase}")
        case "author" | "tag" | "source" | "lang" | "actor":
            dimension = BY_NAME[SEARCHED[node.name]]
            values = _looked_up(SEARCHED[node.name], node.values, scope)
            ids = sorted({number for each in values for number in each.ids})
            phrase = english.either([each.label for each in values])
            if node.name == "actor":
                phrase += _zones_in_words(scope)
            counting = replace(scope.criteria, zones=scope.zones or scope.criteria.zones)
            condition = dimension.condition(ids, counting)
            return Clause(condition, f"{dimension.verb} {phrase}", f"not {dimension.verb} {phrase}")


class _TypedName(NamedTuple):
    """A name in a search: the ids that it may mean, and how a sentence calls it."""

    ids: list[int]
    label: str  # the name, if it means only one; else the text as typed


def _looked_up(dimension: Named, values: Sequence[str], scope: Scope) -> list[_TypedName]:
    """Return what each typed name means; add a note on each that the archive does not have."""
    names = []
    for typed in values:
        meanings = scope.meant[dimension][typed]
        if not meanings:
            scope.notes.append(f"No {dimension} of this archive is called “{typed}”.")
        name = meanings[0][1] if len(meanings) == 1 else f"“{typed}”"
        label = language(name) if dimension == "language" else name
        names.append(_TypedName([number for number, _ in meanings], label))
    return names
