"""Suggesting pairs of actors that may be the same, each with the reason; the reader decides."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, permutations

from lib.actors.dictionary import slug
from lib.actors.one_node import Words, is_fuller
from lib.store.archive import ArchiveReader
from lib.store.followed import followed

_MOST = 50_000  # actors that are compared, those in most stories
_CROWD = 200  # names that begin or end alike: among more of them likeness means nothing
_SHORTEST = 3  # letters of an acronym
_FORMS = frozenset(
    ("company", "corporation", "group", "holdings", "industries", "international", "limited", "usa")
)
_WITHOUT_RECORD = "~"
KINDS = ("person", "organisation", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two actors that may be the same, and why; the first would be merged into the other."""

    key: str
    name: str
    stories: int
    to: str
    to_name: str
    to_stories: int
    why: str  # a clause without its stop


@dataclass(frozen=True, slots=True)
class _Actor:
    """A named actor and the number of stories that name it."""

    key: str
    name: str
    kind: str
    stories: int

    @property
    def words(self) -> Words:
        """The words of the name, in small letters."""
        return tuple(slug(self.name).split("-"))

    @property
    def rank(self) -> tuple[bool, int, int, str]:
        """The sort key: of two actors the one with the lower rank is merged into the other."""
        return (_WITHOUT_RECORD not in self.key, self.stories, len(self.name), self.key)


def suggestions(db: ArchiveReader, *, limit: int = 20) -> list[Suggestion]:
    """Return up to `limit` pairs of actors that may be the same, those in most stories first.

    Left out are pairs of two records, those that a decision keeps apart, and names that could be the same as
    more than one other.
    """
    rows = db.execute(
        """select key, name, kind, count(*) from actor join actor_article using (actor_id)
        join article using (id) where shown and kind in (select unnest($kinds::varchar[]))
        group by all order by 4 desc, key limit $most""",
        {"kinds": list(KINDS), "most": _MOST},
    ).fetchall()
    apart = {frozenset((each.actor, each.to)) for each in followed(db) if each.what == "apart"}
    found: defaultdict[str, dict[str, tuple[_Actor, _Actor, str]]] = defaultdict(dict)
    actors = [_Actor(*row) for row in rows if row[0].count(_WITHOUT_RECORD) < 2]
    persons = [each for each in actors if each.kind == "person" and len(each.words) > 1]
    bodies = [each for each in actors if each.kind == "organisation"]
    for one, two, why in chain(_of_one_name(actors), _persons(persons), _bodies(bodies)):
        if one.rank[0] and two.rank[0]:
            continue
        less, more = sorted((one, two), key=lambda each: each.rank)
        found[less.key].setdefault(more.key, (less, more, why))
    pairs = [pair for its in found.values() if len(its) == 1 for pair in its.values()]
    pairs = [pair for pair in pairs if frozenset((pair[0].key, pair[1].key)) not in apart]
    pairs.sort(key=lambda pair: (-pair[0].stories, -pair[1].stories, pair[0].key))
    return [
        Suggestion(
            key=less.key, name=less.name, stories=less.stories, to=more.key, to_name=more.name,
            to_stories=more.stories, why=why,
        )
        for less, more, why in pairs[:limit]
    ]  # fmt: skip


_Alike = Iterator[tuple[_Actor, _Actor, str]]  # one, the other, and why they may be one


def _of_one_name(actors: Sequence[_Actor]) -> _Alike:
    """Yield pairs with the same name, but of two kinds or only one with a record, each with the reason."""
    for group in _by(actors, lambda each: each.words):
        for one, two in pairwise(group):
            differ = (
                f"here {_a(one.kind)}, there {_a(two.kind)}" if one.kind != two.kind else "one is recorded"
            )
            yield one, two, f"both are called {two.name}; {differ}"


def _persons(persons: Sequence[_Actor]) -> _Alike:
    """Yield pairs of persons with one surname and perhaps forms of one name, each with the reason."""
    for group in _by(persons, lambda each: each.words[-1:]):
        for one, two in permutations(group, 2):
            if one.words[0] == two.words[0] and len(one.words) == 2 < len(two.words):
                yield one, two, "they share given name and surname, and one has a name or a letter between"
            elif is_fuller("person", one.words, two.words):
                yield one, two, f"{one.name} is a shorter form of {two.name}"


def _bodies(bodies: Sequence[_Actor]) -> _Alike:
    """Yield pairs of organisations, one a shorter form or the initials of the other, with the reason."""
    for group in _by(bodies, lambda each: each.words[:1]):
        for one, two in permutations(group, 2):
            if two.words[:-1] == one.words and two.words[-1] in _FORMS:
                yield one, two, f"{one.name} is a shorter form of {two.name}"
    for group in _by(bodies, lambda each: (_initials(each),)):
        short = [each for each in group if len(each.words) == 1]
        for one in short:
            yield from ((one, two, f"{one.name} are the initials of {two.name}") for two in group
                        if len(two.words) > 1)  # fmt: skip


def _initials(body: _Actor) -> str:
    """Return a name's initials, or the name itself if it is an acronym: NATO for both of two that may be one.

    For other names it is the actor's key, which no other actor has.
    """
    if len(body.words) == 1:
        return body.name if body.name.isupper() and len(body.name) >= _SHORTEST else body.key
    letters = "".join(word[0] for word in body.name.split() if word[0].isupper())
    return letters if len(letters) >= _SHORTEST and "." not in body.name else body.key


def _a(kind: str) -> str:
    """Return a kind of actor with its article, as "an organisation"."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _by(actors: Sequence[_Actor], share: Callable[[_Actor], Words]) -> list[list[_Actor]]:
    """Return the groups of 2 to _CROWD actors with something in common: what `share` gives for each."""
    groups: defaultdict[Words, list[_Actor]] = defaultdict(list)
    for each in actors:
        groups[share(each)].append(each)
    return [group for group in groups.values() if 1 < len(group) <= _CROWD]
