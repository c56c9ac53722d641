"""From the tree of a search to a condition and its English."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lib.model.article import Zone
from lib.model.filter import Filter
from lib.query.filter import conditions as sql
from lib.query.filter import english
from lib.query.filter.names import Dimension, matches
from lib.query.filter.tree import Days, Every, Field, InZone, Is, Node, Not, Some, State, Words
from lib.store.archive import ArchiveReader


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition on rows of `article`, and its English when it must hold and when it must not."""

    condition: str
    sentence: str
    denial: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a search is read against."""

    db: ArchiveReader
    criteria: Filter
    parameters: sql.Parameters
    notes: list[str]
    in_state: Callable[[State], str]
    among: str = ""  # a condition that the stories fit anyway: no other's text need be read
    zones: tuple[Zone, ...] | None = None  # where a group's words and names must stand


def clause(node: Node, scope: Scope) -> Clause:
    """Return the condition and the English of a search."""
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
            return _words([node], scope)
        case InZone():
            return Clause(sql.standing([node.zone]), f"with a {node.zone}", f"without a {node.zone}")
        case Is():
            return Clause(scope.in_state(node.state), node.state, f"not {node.state}")
        case Days():
            text = english.days(node.since, node.until)
            return Clause(sql.days(node.since, node.until, scope.parameters), text, f"not {text}")
        case Field():
            return _field(node, scope)


def _every(node: Every, scope: Scope) -> Clause:
    """Return zones of a group say where its words and names stand.

    Words of a group are sought in one pass.
    """
    zones = tuple(each.zone for each in node.nodes if isinstance(each, InZone))
    others = [each for each in node.nodes if not isinstance(each, InZone)]
    if not others:
        return _joined([clause(each, scope) for each in node.nodes])
    inner = replace(scope, zones=zones or scope.zones)
    words = [each for each in others if isinstance(each, Words)]
    parts = [_words(words, inner)] if words else []
    parts += [clause(each, inner) for each in others if not isinstance(each, Words)]
    return _joined(parts)


def _joined(parts: Sequence[Clause]) -> Clause:
    if len(parts) == 1:
        return parts[0]
    return Clause(
        " and ".join(f"({part.condition})" for part in parts), ", ".join(part.sentence for part in parts)
    )


def _words(words: Sequence[Words], scope: Scope) -> Clause:
    quoted = english.both([f"“{each.text}”" for each in words])
    said = f"{quoted}{_where(scope)}"
    condition = sql.worded(words, scope.zones, scope.parameters, among=scope.among)
    return Clause(condition, f"with {said}", f"without {said}")


def _where(scope: Scope) -> str:
    return f" in the {english.either(scope.zones)}" if scope.zones else ""


def _field(node: Field, scope: Scope) -> Clause:
    match node.name:
        case "title":
            tests = [sql.titled(Words(value), scope.parameters) for value in node.values]
            said = english.either([f"“{value}”" for value in node.values])
            return Clause(
                f"({' or '.join(tests)})", f"with {said} in the headline", f"without {said} in the headline"
            )
        case "with":
            return _together(node, scope)
        case "actor":
            ids, said = _known("actor", node.values, scope)
            condition = sql.named(
                ids, scope.zones or scope.criteria.zones, scope.criteria.roles, scope.parameters
            )
            return Clause(condition, f"naming {said}{_where(scope)}", f"not naming {said}{_where(scope)}")
        case "author" | "tag":
            ids, said = _known(node.name, node.values, scope)
            verb = "by" if node.name == "author" else "tagged"
            return Clause(
                sql.linked(node.name, ids, scope.parameters), f"{verb} {said}", f"not {verb} {said}"
            )
        case "source" | "lang":
            dimension: Dimension = "publisher" if node.name == "source" else "language"
            ids, said = _known(dimension, node.values, scope)
            verb = "from" if node.name == "source" else "in the language"
            condition = sql.among(f"{dimension}_id", ids, scope.parameters)
            return Clause(condition, f"{verb} {said}", f"not {verb} {said}")


def _together(node: Field, scope: Scope) -> Clause:
    groups, names = [], []
    for value in node.values:
        ids, said = _known("actor", (value,), scope)
        groups.append(ids)
        names.append(said)
    zones = scope.zones or scope.criteria.zones
    condition = sql.named_together(groups, zones, scope.criteria.roles, scope.parameters)
    said = f"naming {english.both(names)} in one sentence{_where(scope)}"
    return Clause(condition, said, f"not {said}")


def _known(dimension: Dimension, values: Sequence[str], scope: Scope) -> tuple[list[int], str]:
    """Return the ids a search can mean; the names are said where they are few, else the words as typed."""
    ids: list[int] = []
    said: list[str] = []
    for value in values:
        found = matches(scope.db, dimension, value)
        if not found:
            scope.notes.append(f"No {dimension} of this archive is called “{value}”.")
        ids += [each for each, _ in found]
        said.append(found[0][1] if len(found) == 1 else f"“{value}”")
    return sorted(set(ids)), english.either(said)
