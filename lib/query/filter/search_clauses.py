"""Translating a search, node by node, to an SQL condition and to English, within a budget of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lib.model.article import Zone
from lib.model.filter import Filter
from lib.model.languages import language
from lib.model.wording import count, listed
from lib.query.filter import conditions as sql
from lib.query.filter import english, text_search, tree
from lib.query.filter.dimensions import BY_NAME
from lib.query.filter.names import Named, matches
from lib.query.filter.search_cost import SearchBudget
from lib.store.archive import ArchiveReader
from lib.store.journal import marks

SEARCHED: Mapping[tree.FieldName, Named] = {
    "author": "author", "tag": "tag", "source": "publisher", "lang": "language", "actor": "actor",
    "with": "actor",
}  # fmt: skip
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
    budget: SearchBudget
    meant: Mapping[Named, Mapping[str, list[tuple[int, str]]]]  # ids and names that a value can mean
    among: str = ""  # a condition that the stories fit anyway: no other's text need be read
    zones: tuple[Zone, ...] | None = None  # where a group's words and names must stand

    def in_state(self, state: tree.State) -> str:
        """Return the SQL condition on stories that the reader has read, not read, starred or muted."""
        if state == "unread":
            return f"not ({self.in_state('read')})"
        return self.one_of(marks.in_state(self.db.path, state))

    def one_of(self, articles: Sequence[str]) -> str:
        """Return the SQL condition on stories with one of these ids."""
        return f"article in (select unnest({self.parameters.named('articles', list(articles))}::varchar[]))"


def meanings_in(db: ArchiveReader, node: tree.Node) -> dict[Named, dict[str, list[tuple[int, str]]]]:
    """Return {dimension: {typed text: (id, name) pairs it may mean}} for all names in a search at once."""
    sought: dict[Named, list[str]] = {}
    for each in tree.leaves(node):
        if isinstance(each, tree.Field) and (dimension := SEARCHED.get(each.name)):
            sought.setdefault(dimension, []).extend(each.values)
    return {
        each: dict(zip(values, matches(db, each, values), strict=True)) for each, values in sought.items()
    }


def clause(node: tree.Node, scope: Scope) -> Clause:
    """Return a search's syntax tree as a clause: an SQL condition on rows of `article`, and its English."""
    match node:
        case tree.Every():
            return _every(node, scope)
        case tree.Some():
            parts = [clause(each, scope) for each in node.nodes]
            condition = " or ".join(f"({part.condition})" for part in parts)
            return Clause(f"({condition})", f"either {english.either([part.sentence for part in parts])}")
        case tree.Not():
            inner = clause(node.node, scope)
            denied = inner.denial or f"not ({inner.sentence})"
            return Clause(f"({inner.condition}) is not true", denied, inner.sentence)
        case tree.Words():
            return _worded([node], scope)
        case tree.InZone():
            return Clause(sql.zone_condition([node.zone]), f"with a {node.zone}", f"without a {node.zone}")
        case tree.Is():
            return Clause(scope.in_state(node.state), node.state, f"not {node.state}")
        case tree.Days():
            dated = sql.day_condition(node.since, node.until)
            if node == tree.UNDATED.node:
                return Clause(dated, "with a date", "without a date")
            text = english.days(node.since, node.until)
            return Clause(dated, text, f"not {text}")
        case tree.Field():
            return _field(node, scope)


def _every(node: tree.Every, scope: Scope) -> Clause:
    """Return the clause of parts joined by AND; a zone among them limits where words and names are searched.

    "zone:caption harbour" asks for the word in a caption; where no word or name stands beside the zone, the
    story must have the zone. The words are searched in one pass.
    """
    zones = tuple(each.zone for each in node.nodes if isinstance(each, tree.InZone))
    others = [each for each in node.nodes if not isinstance(each, tree.InZone)]
    placed = (  # the leaves of which a zone beside them says where they stand: words and actors' names
        isinstance(leaf, tree.Words) or (isinstance(leaf, tree.Field) and leaf.name in ("actor", "with"))
        for leaf in tree.leaves(tree.Every(tuple(others)))
    )
    if not any(placed):
        return _all_of([clause(each, scope) for each in node.nodes])
    inner = replace(scope, zones=zones or scope.zones)
    words = [each for each in others if isinstance(each, tree.Words)]
    parts = [_worded(words, inner)] if words else []
    parts += [clause(each, inner) for each in others if not isinstance(each, tree.Words)]
    return _all_of(parts)


def _all_of(parts: Sequence[Clause]) -> Clause:
    """Return the clause that all parts hold; a single part is returned as it is, with its own negation."""
    if len(parts) == 1:
        return parts[0]
    return Clause(
        " and ".join(f"({part.condition})" for part in parts), ", ".join(part.sentence for part in parts)
    )


def _worded(words: Sequence[tree.Words], scope: Scope) -> Clause:
    """Return the clause that a story has all these words; takes the time for it from the search's budget."""
    phrase = f"{listed([_quoted(each) for each in words])}{_zones_in_words(scope)}"
    complete, named = text_search.has_indexed_all(scope.db), listed([_quoted(each) for each in words[:3]])
    searched = text_search.searched(words, scope.zones, scope.parameters, complete, scope.among)
    scope.budget.take(named, searched.costly, searched.cost, scope.parameters)
    denial = "without" if len(words) == 1 else f"not with {'both' if len(words) == 2 else 'all of'}"
    return Clause(searched.condition, f"with {phrase}", f"{denial} {phrase}")


def _quoted(words: tree.Words) -> str:
    """Return words of a search as a sentence shows them: “ice harbour” at most 3 words apart."""
    apart = "" if words.near is None else f" at most {count(words.near, 'word')} apart"
    return f"“{words.text}”{apart}"


def _zones_in_words(scope: Scope) -> str:
    """Return the zones of the scope in words, as " in the caption or quote"; "" if it has no zones."""
    return f" in the {english.either(scope.zones)}" if scope.zones else ""


def _field(node: tree.Field, scope: Scope) -> Clause:
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
