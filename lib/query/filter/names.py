"""Looking up the archive's ids of names that a reader writes, and the names of ids."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from lib.actors.languages import dictionary
from lib.model.languages import language
from lib.model.ledger import former_keys, successors
from lib.model.spelling import fold, folded, longest_plain_word, pattern, python_pattern
from lib.query.filter.english import either
from lib.store.archive import ArchiveReader
from lib.store.followed import followed
from lib.store.joined_views import JOINED
from lib.store.names import spelling
from lib.store.names.authors import listed_author
from lib.store.names.publishers import is_domain, publisher_keys
from lib.store.statements import column

Parameters = dict[str, object]  # values of a statement, by the names of its placeholders
Named = Literal["publisher", "section", "language", "author", "tag", "actor"]


def name_column(dimension: Named) -> str:
    """Return the column of a dimension's table that holds its names."""
    return "code" if dimension == "language" else "name"


def ids(db: ArchiveReader, dimension: Named, names: Collection[str]) -> list[int]:
    """Return the ids of these exact names, sorted; an actor may also be given by its key.

    Addresses outlive decisions: an actor that was renamed, merged or split is found by its former name and
    key too, unless another actor has that now. They also outlive spellings: any variant of a tag, author or
    section is found, and so is a name that the reader has joined with another. Unknown names have no id.
    """
    if not names:
        return []
    if dimension == "actor":
        return sorted({number for each in _actors(db, names).values() for number in each})
    spelled = [*names]
    if dimension == "publisher":  # a domain is listed in small letters
        spelled += [name.lower() for name in names if is_domain(name) and name.lower() not in names]
    has_name = f"{name_column(dimension)} in (select unnest($names))"
    table = _listed(db, dimension)
    sql = f"select distinct {dimension}_id from {table} where {has_name} order by 1"
    exact: list[int] = column(db, sql, {"names": spelled})
    if dimension == "language" or len(exact) == len(set(spelled)):
        return exact
    if dimension == "publisher":
        return sorted(set(exact).union(*_spelled_domains(db, spelled).values()))
    keys = [spelling.key(listed_author(name) if dimension == "author" else name) for name in spelled]
    has_key = f"{spelling.key_sql('name')} in (select unnest($keys))"
    sql = f"select distinct {dimension}_id from {table} where {has_name} or {has_key} order by 1"
    return column(db, sql, {"names": spelled, "keys": keys})


def _listed(db: ArchiveReader, dimension: Named) -> str:
    """Return the SQL for the table of a dimension's names, with joined names added."""
    if not db.joined or dimension in ("actor", "language"):
        return dimension
    joined = f"select now, name from {JOINED} where field = '{dimension}'"
    return f"(select {dimension}_id, name from {dimension} union {joined})"


def word_begins(column: str, like: str) -> tuple[str, Parameters]:
    """Return the SQL test that a word of a column begins with `like`, and the test's parameters.

    They are "true" and {} if `like` is blank.
    """
    if not like.strip():
        return "true", {}
    return f"regexp_matches({folded(column)}, $like)", {"like": pattern(like, exact=False)}


def other_names_sql(like: str) -> tuple[str, Parameters]:
    """Return the SQL for other names of actors in which a word begins with `like`, and its parameters.

    The rows are (actor_id, surface): spellings of the archive's stories, and aliases of the actor file.
    """
    keys, aliases, folded_aliases = _aliases()
    known = [*_prefixed(like, folded_aliases)]
    test, parameters = word_begins("surface", like)
    sql = f"""
        select actor_id, surface from (select distinct actor_id, surface from mention)
        where {test}
        union all select actor_id, surface from actor join (
            select unnest($recorded::varchar[]) as key, unnest($aliases::varchar[]) as surface) using (key)"""
    recorded = {"recorded": [keys[index] for index in known], "aliases": [aliases[index] for index in known]}
    return sql, parameters | recorded


@cache
def _aliases() -> tuple[list[str], list[str], list[str]]:
    """Return the aliases of the actor file as parallel lists: their actors' keys, as written, and folded."""
    written = [(record.id, alias) for record in dictionary().records for alias in record.aliases]
    return [key for key, _ in written], [each for _, each in written], [fold(each) for _, each in written]


def listed_name(db: ArchiveReader, dimension: Named, name: str) -> str:
    """Return the name that a tag, author or other name is listed under now; unchanged if no story has it."""
    return next(iter(names(db, dimension, ids(db, dimension, [name])[:1]).values()), name)


def _spelled_domains(db: ArchiveReader, printed: Collection[str]) -> dict[str, set[int]]:
    """Return {printed name: ids of publishers whose domain spells it}, as thetimes.com spells The Times."""
    listed = db.execute("select publisher_id, name from publisher").fetchall()
    domains = [(each, {*publisher_keys(name)}) for each, name in listed if is_domain(name)]
    keys = {name: {*publisher_keys(name)} for name in printed if not is_domain(name)}
    return {name: {each for each, own in domains if own & keys.get(name, set())} for name in printed}


def keys(db: ArchiveReader, actor: str) -> list[str]:
    """Return the keys of the actors with this name or key, now or before a decision; [] if there are none."""
    return keys_of(db, ids(db, "actor", [actor]))


def keys_of(db: ArchiveReader, numbers: Collection[int]) -> list[str]:
    """Return the sorted keys of the actors with these ids."""
    sql = "select key from actor where actor_id in (select unnest($ids::integer[])) order by key"
    return column(db, sql, {"ids": list(numbers)})


def _actors(db: ArchiveReader, written: Collection[str]) -> dict[str, set[int]]:
    """Return {name or key: ids of its actors}; for a former one, of the actors it became by decisions."""
    numbers = _present_actors(db, written)
    unknown = [each for each in written if not numbers[each]]
    decisions = followed(db) if unknown else ()
    if not decisions:
        return numbers
    former = {each: {each, *former_keys(decisions, [each])} for each in unknown}
    sql = "select name, key from found_actor where name in (select unnest($names))"
    for name, key in db.execute(sql, {"names": unknown}).fetchall():
        former[name].add(key)
    became = {key: successors(decisions, key) for keys in former.values() for key in keys}
    now = _present_actors(db, {*became, *(heir for each in became.values() for heir in each)})
    for each, keys in former.items():
        for key in keys:
            numbers[each] |= now[key] or set().union(*(now[heir] for heir in became[key]))
    return numbers


def _present_actors(db: ArchiveReader, written: Collection[str]) -> dict[str, set[int]]:
    """Return {name or key: ids of the actors that have it now}, with an empty set where no actor has it."""
    numbers: dict[str, set[int]] = {each: set() for each in written}
    sql = """
        select actor_id, key, name from actor
        where key in (select unnest($written)) or name in (select unnest($written))"""
    for number, *key_and_name in db.execute(sql, {"written": list(written)}).fetchall():
        for each in numbers.keys() & {*key_and_name}:
            numbers[each].add(number)
    return numbers


def matches(db: ArchiveReader, dimension: Named, written: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Return for each typed text, in order, the (id, name) pairs that it may mean.

    They are names equal to the text, else names with a word that begins with it, else those that another of
    their names fits, as an actor's former name.
    """
    name = name_column(dimension)
    key = ", key" if dimension == "actor" else ""
    keyed = " or key in (select unnest($written))" if key else ""
    values = {"any": pattern(*written, exact=False), "whole": [*map(fold, written)]}
    values |= {"written": [*written]} if key else {}
    listed = f"select {dimension}_id as id, {name} as name{key or ', null'} from {_listed(db, dimension)}"
    sql = f"""
        select *, {folded("name")} as folded from ({listed})
        where regexp_matches(folded, $any) or folded in (select unnest($whole)){keyed} order by id"""
    rows = db.execute(sql, values).fetchall()
    now = names(db, dimension, (row[0] for row in rows)) if db.joined else {}
    meanings: dict[str, dict[int, str]] = {}
    for each in written:
        whole = [row for row in rows if row[3] == fold(each) or row[2] == each]
        meant = whole or [rows[index] for index in _prefixed(each, [row[3] for row in rows])]
        meanings[each] = {row[0]: now.get(row[0], row[1]) for row in meant}
    others = _by_other_names(db, dimension, [each for each in meanings if not meanings[each]])
    name_of = names(db, dimension, set().union(*others.values())) if any(others.values()) else {}
    meanings |= {each: {number: name_of[number] for number in sorted(others[each])} for each in others}
    return [[*meanings[each].items()] for each in written]


def _prefixed(written: str, folded_names: Sequence[str]) -> Iterator[int]:
    """Yield the indexes of the names that have a word beginning with the text; the names are folded."""
    word_start, certain = python_pattern(written), longest_plain_word(written) or ""
    for index, name in enumerate(folded_names):
        if certain in name and word_start.search(name):  # the first test is far faster
            yield index


def _by_other_names(db: ArchiveReader, dimension: Named, written: Sequence[str]) -> dict[str, set[int]]:
    """Return {text: ids} by other names: an actor's former, a publisher's own, a language's in English."""
    if dimension == "actor":
        return _actors(db, written)
    if dimension == "language":
        rows = db.execute("select language_id, code from language").fetchall()
        english = [(number, fold(language(code))) for number, code in rows]
        return {each: {n for n, name in english if name.startswith(fold(each))} for each in written}
    if dimension != "publisher" or not written:
        return {each: set() for each in written}
    sql = f"""
        select distinct publisher_id, folded
        from (select id, {folded("name")} as folded from site_name) join article using (id)
        where publisher_id is not null and regexp_matches(folded, $any)"""
    rows = db.execute(sql, {"any": pattern(*written, exact=False)}).fetchall()
    by_domain = _spelled_domains(db, written)
    return {
        each: by_domain[each] | {rows[index][0] for index in _prefixed(each, [row[1] for row in rows])}
        for each in written
    }


def names(db: ArchiveReader, dimension: Named, numbers: Iterable[int]) -> dict[int, str]:
    """Return {id: name} of a dimension's ids, without unknown ones."""
    sql = f"""
        select {dimension}_id, {name_column(dimension)} from {dimension}
        where {dimension}_id in (select unnest($ids::integer[]))"""
    return dict(db.execute(sql, {"ids": sorted({int(each) for each in numbers})}).fetchall())


def actor_name(db: ArchiveReader, actor: str) -> str:
    """Return the present name of the actor with a present or former name or key; "A or B" if several have it.

    What no actor has is returned as it is.
    """
    rows = db.execute("select name from actor where key = $key limit 1", {"key": actor}).fetchall()
    now = [str(name) for (name,) in rows] or [*names(db, "actor", ids(db, "actor", [actor])).values()]
    return either(sorted(set(now))) or actor
