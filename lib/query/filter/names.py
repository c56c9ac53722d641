"""From the names a reader writes to the archive's ids, and back."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from lib.model.languages import language
from lib.model.ledger import formerly, heirs
from lib.model.spelling import fold, folded, pattern, plain
from lib.query.filter.english import either
from lib.store import names as spelled
from lib.store.archive import ArchiveReader
from lib.store.decisions.joined_names import JOINED
from lib.store.decisions.ledger import followed

Named = Literal["publisher", "section", "language", "author", "tag", "actor"]
NAME: Mapping[Named, str] = {
    "publisher": "name", "section": "name", "language": "code",
    "author": "name", "tag": "name", "actor": "name",
}  # fmt: skip


def ids(db: ArchiveReader, dimension: Named, names: Collection[str]) -> list[int]:
    """Return the ids of names written exactly so; an actor may also be written by its key (person/joe-biden).

    An address outlives decisions: an actor that the reader has renamed, merged or parted is found by its
    former name and key too, unless another bears that now; and it outlives the spelling in which a tag, an
    author or a section is listed: any variant of it means the same, and so does a name that the reader has
    joined with another.
    """
    if not names:
        return []
    if dimension == "actor":
        return sorted({number for each in _actors(db, names).values() for number in each})
    given = [*names]
    if dimension == "publisher":  # a domain is listed in small letters
        given += [name.lower() for name in names if spelled.is_domain(name) and name.lower() not in names]
    bears = f"{NAME[dimension]} in (select unnest($names))"
    listed = _listed(db, dimension)
    sql = f"select distinct {dimension}_id from {listed} where {bears} order by 1"
    found = [row[0] for row in db.execute(sql, {"names": given}).fetchall()]
    if dimension == "language" or len(found) == len(set(given)):
        return found
    if dimension == "publisher":
        return sorted({*found, *_spelled_domains(db, given)})
    spellings = [spelled.author(name) if dimension == "author" else name for name in given]
    keyed = f"{spelled.key_sql('name')} in (select unnest($keys))"
    sql = f"select distinct {dimension}_id from {listed} where {bears} or {keyed} order by 1"
    rows = db.execute(sql, {"names": given, "keys": [*map(spelled.key, spellings)]}).fetchall()
    return [row[0] for row in rows]


def _listed(db: ArchiveReader, dimension: Named) -> str:
    """Return the table of a dimension's names, after FROM, with those that are joined with others."""
    if not db.joined or dimension in ("actor", "language"):
        return dimension
    joined = f"select now, name from {JOINED} where field = '{dimension}'"
    return f"(select {dimension}_id, name from {dimension} union {joined})"


def called(db: ArchiveReader, dimension: Named, name: str) -> str:
    """Return how a name is listed now; as it is written where no story bears it."""
    return next(iter(names(db, dimension, ids(db, dimension, [name])[:1]).values()), name)


def _spelled_domains(db: ArchiveReader, printed: Collection[str]) -> Iterator[int]:
    """Yield the publishers that are listed by a domain which one of the printed names spells."""
    keys = {key for name in printed if not spelled.is_domain(name) for key in spelled.publisher_keys(name)}
    for number, name in db.execute("select publisher_id, name from publisher").fetchall():
        if spelled.is_domain(name) and keys & {*spelled.publisher_keys(name)}:
            yield number


def keys(db: ArchiveReader, actor: str) -> list[str]:
    """Return the keys of the actors that a name or key, of today or of before a decision, means."""
    sql = "select key from actor where actor_id in (select unnest($ids::integer[])) order by key"
    return [key for (key,) in db.execute(sql, {"ids": ids(db, "actor", [actor])}).fetchall()]


def _actors(db: ArchiveReader, written: Collection[str]) -> dict[str, set[int]]:
    """Return the actors of each name or key, else those that it became by the reader's decisions."""
    found = _bearing(db, written)
    lost = [each for each in written if not found[each]]
    decisions = followed(db) if lost else ()
    for each in lost if decisions else ():
        rows = db.execute("select key from found_actor where name = $name", {"name": each}).fetchall()
        for key in {each, *(key for (key,) in rows), *formerly(decisions, [each])}:
            now = _bearing(db, {key, *heirs(decisions, key)})
            found[each] |= now[key] or set().union(*now.values())
    return found


def _bearing(db: ArchiveReader, written: Collection[str]) -> dict[str, set[int]]:
    """Return the actors of each name or key, as of now."""
    found: dict[str, set[int]] = {each: set() for each in written}
    sql = """
        select actor_id, key, name from actor
        where key in (select unnest($written)) or name in (select unnest($written))"""
    for number, *called in db.execute(sql, {"written": list(written)}).fetchall():
        for each in found.keys() & {*called}:
            found[each].add(number)
    return found


def matches(db: ArchiveReader, dimension: Named, written: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Return for each of the words the ids and names that a reader can mean.

    The whole name, else names with words that begin so; else what is called so otherwise.
    """
    name = NAME[dimension]
    key = ", key" if dimension == "actor" else ""
    values: dict[str, object] = {"any": "|".join(f"(?:{pattern(each, exact=False)})" for each in written)}
    whole, part = [], []
    for place, each in enumerate(written):
        values |= {f"folded_{place}": fold(each)} | ({f"written_{place}": each} if key else {})
        values[f"begun_{place}"] = pattern(each, exact=False)
        whole.append(f"folded = $folded_{place}" + (f" or key = $written_{place}" if key else ""))
        test = f"regexp_matches(folded, $begun_{place})"
        if certain := plain(each):  # a plain search goes first: it is many times faster
            values[f"plain_{place}"] = certain
            test = f"contains(folded, $plain_{place}) and {test}"
        part.append(test)
    listed = f"select {dimension}_id as id, {name} as name{key} from {_listed(db, dimension)}"
    sql = f"""
        select id, name, [{", ".join(whole)}] as whole, [{", ".join(part)}] as part
        from (select *, {folded("name")} as folded from ({listed}))
        where regexp_matches(folded, $any) or {" or ".join(whole)} order by id"""
    rows = db.execute(sql, values).fetchall()
    now = names(db, dimension, (row[0] for row in rows)) if db.joined else {}
    found = []
    for place, each in enumerate(written):
        meant = [row for row in rows if row[2][place]] or [row for row in rows if row[3][place]]
        called_so = {row[0]: (row[0], now.get(row[0], row[1])) for row in meant}
        found.append(
            [*called_so.values()] or sorted(names(db, dimension, _otherwise(db, dimension, each)).items())
        )
    return found


def _otherwise(db: ArchiveReader, dimension: Named, written: str) -> Collection[int]:
    """Return the ids of what is listed under another name: an actor under that of today, a publisher under
    its domain and not as it calls itself, a language under its code and not in English.
    """
    if dimension == "language":
        codes = db.execute("select language_id, code from language").fetchall()
        return [number for number, code in codes if fold(language(code)).startswith(fold(written))]
    if dimension not in ("actor", "publisher"):
        return ()
    found = ids(db, dimension, [written])
    if dimension == "publisher":
        called = f"select id from site_name where regexp_matches({folded('name')}, $pattern)"
        sql = f"select distinct publisher_id from article where publisher_id is not null and id in ({called})"
        found += [row[0] for row in db.execute(sql, {"pattern": pattern(written, exact=False)}).fetchall()]
    return found


def names(db: ArchiveReader, dimension: Named, numbers: Iterable[int]) -> dict[int, str]:
    """Return the names of ids."""
    sql = f"""
        select {dimension}_id, {NAME[dimension]} from {dimension}
        where {dimension}_id in (select unnest($ids::integer[]))"""
    rows = db.execute(sql, {"ids": sorted({int(each) for each in numbers})}).fetchall()
    return {row[0]: row[1] for row in rows}


def printed(db: ArchiveReader, actor: str) -> str:
    """Return what an actor is called now, for a name or key (person/joe-biden) of today or of before a
    decision.
    """
    rows = db.execute("select name from actor where key = $key limit 1", {"key": actor}).fetchall()
    called = [str(name) for (name,) in rows] or [*names(db, "actor", ids(db, "actor", [actor])).values()]
    return either(sorted(set(called))) or actor
