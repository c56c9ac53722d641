"""Stored mentions brought in line with the reader's decisions, from what was found; no text is read anew.

When the transaction has ended, the archive is as one that was filled with these decisions from the start.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa

from lib.model.article import ALL_ZONES, Block
from lib.model.collector import collector_paused
from lib.model.ledger import Decision, Resolver, connected, whole
from lib.model.mention import DOUBT_BITS, ROLE_CODES, Mention
from lib.model.wording import count
from lib.store.archive import open_for_reading, open_for_writing
from lib.store.batches.known import with_column
from lib.store.batches.numbering import number_actors, number_keys
from lib.store.batches.rows import column_types, insert
from lib.store.batches.stories import commit, note_batch, writing_errors
from lib.store.batches.texts import MENTION, SKETCH, WIDTH, Masks, masks_of, mention_rows, sketch_rows
from lib.store.decisions.apply import (
    MentionPlace,
    decisions_of,
    differ,
    found_in,
    insert_found,
    name_actors,
    note,
    place_of,
)
from lib.store.decisions.ledger import followed
from lib.store.files import receipts
from lib.store.removal import drop_unused_names

CHUNK = 5_000  # texts in memory at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What came of new or undone decisions."""

    decisions: int  # made or undone
    stories: int  # whose mentions changed
    names: int  # actors that are called otherwise

    @property
    def sentence(self) -> str:
        """The whole in one line."""
        stories = f"The names found in {count(self.stories, 'story', 'stories')} changed"
        names = f"; {count(self.names, 'actor')} got another name" if self.names else ""
        return f"{stories if self.stories else 'The names found in the stories are as before'}{names}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A stored text: its row, its story, its publisher."""

    id: int
    article: str
    publisher: str


@dataclass(slots=True, kw_only=True)
class _Resolved:
    """What texts name now; each is by the text's row."""

    blocks: Mapping[int, list[Block]]
    named: dict[int, list[Mention]] = field(default_factory=dict)
    found: dict[int, Sequence[Mention]] = field(default_factory=dict)  # where it differs
    sketched: set[int] = field(default_factory=set)  # where other sentences than before name anybody


@dataclass(frozen=True, slots=True)
class _Blocks:
    blocks: list[Block]


def follow(path: Path, resolver: Resolver) -> Followed:
    """Resolve the stories that new and undone decisions touch, in one transaction.

    The caller holds the writer's lock.
    """
    with open_for_reading(path) as reading:
        if followed(reading) == resolver.decisions:
            return Followed(decisions=0, stories=0, names=0)
    with collector_paused(), writing_errors(path), open_for_writing(path) as connection:
        receipts.reconcile(path, connection)
        before = decisions_of(connection)
        connection.begin()
        changed = _changed(before, resolver.decisions)
        stories = _resolve(connection, before, changed, resolver)
        drop_unused_names(connection)
        names = name_actors(connection, resolver.decisions, before)
        note(connection, resolver.decisions)
        if not stories and not names:
            connection.commit()  # nothing to report: no batch
            return Followed(decisions=len(changed), stories=0, names=0)
        captures = tuple((each.id, "decided", None) for each in changed)
        commit(path, connection, note_batch(connection, kind="ledger", captures=captures, articles=0))
        return Followed(decisions=len(changed), stories=len(stories), names=names)


def _changed(before: Sequence[Decision], now: Sequence[Decision]) -> list[Decision]:
    """Return what one of the two has alone; all, where those that both have stand in another order."""
    both = [each for each in before if each in now]
    if both != [each for each in now if each in before]:
        return list(dict.fromkeys([*before, *now]))
    return [each for each in dict.fromkeys([*before, *now]) if each not in both]


def _resolve(
    connection: duckdb.DuckDBPyConnection,
    before: Sequence[Decision],
    changed: Collection[Decision],
    resolver: Resolver,
) -> set[str]:
    if resolver.decisions[:-1] == before and _is_plain(resolver.decisions[-1]):
        return _move(connection, resolver.decisions[-1], resolver)
    every = list(dict.fromkeys([*before, *resolver.decisions]))
    moving = [each for each in changed if each.moves]
    keys = connected(every, [key for each in moving for key in (each.actor, each.to) if key])
    # A text that names one of these may have been found nowhere, and been moved or ignored since.
    texts = [each for each in every if each.what in ("identify", "alias") and each.to in keys]
    rows = iter(_touched(connection, keys, texts)) if moving else iter(())
    return _rewritten(connection, rows, resolver)


def _rewritten(
    connection: duckdb.DuckDBPyConnection, texts: Iterable[Touched], resolver: Resolver
) -> set[str]:
    rows, done = iter(texts), set[str]()
    while chunk := list(islice(rows, CHUNK)):
        done |= _rewrite(connection, chunk, resolver)
    return done


def _is_plain(decision: Decision) -> bool:
    """Return whether a decision moves or accepts all mentions of an actor, and takes none away."""
    return bool(whole([decision], lambda each: each.what in ("merge", "accept")))


def _move(connection: duckdb.DuckDBPyConnection, decision: Decision, resolver: Resolver) -> set[str]:
    """Carry out the last decision, a merge or an acceptance in every story, in SQL; return the stories.

    Mentions stay where they are, and with them the numbers of their sentences. Texts that earlier decisions
    changed are resolved from what was found.
    """
    connection.execute(
        """create or replace temp table touched as select distinct id
        from mention join actor using (actor_id) where key = $key and role >= $least""",
        {"key": decision.actor, "least": 0 if decision.to else ROLE_CODES},
    )
    changed = _texts(connection, "id in (select id from touched) and id in (select id from found_before)")
    connection.execute("delete from touched where id in (select id from found_before)")
    plain = _texts(connection, "id in (select id from touched)")
    if plain:
        _move_plain(connection, decision)
    return {text.article for text in plain} | _rewritten(connection, changed, resolver)


def _move_plain(connection: duckdb.DuckDBPyConnection, decision: Decision) -> None:
    """Carry out a merge or an acceptance in the texts of `touched`, which are as they were found."""
    connection.execute("set max_vacuum_tasks = 0")
    to = decision.to or decision.actor
    numbers = number_keys(connection, {to: decision.called, decision.actor: decision.name})
    here, order = "id in (from touched)", 'order by block, start, "end" desc'
    connection.execute(f"""
        insert into found_before by name
        select id, list(key {order}) as keys, list(role {order}) as roles, list(block {order}) as blocks,
            list(start {order}) as starts, list("end" {order}) as ends,
            list(sentence_start {order}) as sentence_starts, list(sentence_end {order}) as sentence_ends
        from mention join actor using (actor_id) where {here} group by id""")
    given = {"old": numbers[decision.actor], "new": numbers[to]}
    connection.execute(
        f"update mention set actor_id = $new, role = role % $kept where actor_id = $old and {here}",
        given | {"kept": DOUBT_BITS["unsure"] if decision.to else ROLE_CODES},
    )
    connection.execute(f"""
        update article set actors = i.actors, roles = i.roles, chunks = i.chunks, smasks = i.smasks,
            pmasks = i.pmasks
        from (select id, list(actor_id order by first) as actors, list(role order by first) as roles,
                list(chunk order by first) as chunks, list(smask order by first) as smasks,
                list(pmask order by first) as pmasks
            from (select id, actor_id, role, sent // {WIDTH} as chunk, min((block, start, -"end")) as first,
                    bit_or(1::ubigint << (sent % {WIDTH})) as smask,
                    bit_or(1::ubigint << (para % {WIDTH})) as pmask
                from mention where {here} group by id, actor_id, role, chunk)
            group by id) i
        where i.id = article.id""")
    if decision.to:
        connection.execute(
            f"delete from actor_article where actor_id = $old and {here}", {"old": given["old"]}
        )
        connection.execute(
            """insert into actor_article select $new, id from touched
            where id not in (select id from actor_article where actor_id = $new) order by id""",
            {"new": given["new"]},
        )


def _touched(
    connection: duckdb.DuckDBPyConnection, keys: Iterable[str], texts: Iterable[Decision]
) -> list[Touched]:
    """Return the texts in which somebody of these was found or is named, or which hold one of these texts."""
    with_column(connection, "given_key", sorted(keys))
    connection.execute("""
        create or replace temp table touched as
        select distinct id from actor_article join actor using (actor_id) where key in (from given_key)
        union select id from found_before where list_has_any(keys, (select list(value) from given_key))""")
    for text in texts:
        connection.execute(
            """insert into touched select distinct b.id from article_block b join article a using (id)
            where contains(b.text, $text) and ($article = '' or a.article = $article)""",
            {"text": text.text, "article": text.article},
        )
    return _texts(connection, "id in (select id from touched)")


def _texts(connection: duckdb.DuckDBPyConnection, where: str) -> list[Touched]:
    rows = connection.execute(f"""
        select id, article, coalesce(name, '') from article left join publisher using (publisher_id)
        where {where} order by id""").fetchall()
    return [Touched(id=number, article=article, publisher=name) for number, article, name in rows]


def _rewrite(connection: duckdb.DuckDBPyConnection, texts: Sequence[Touched], resolver: Resolver) -> set[str]:
    """Resolve the texts from what was found in them; return the stories that name others than before."""
    with_column(connection, "given_row", [text.id for text in texts], "int32")
    blocks = _blocks(connection)
    surfaces = {(number, n): block.text for number, its in blocks.items() for n, block in enumerate(its)}
    found = found_in(connection, "given_row", surfaces)
    stored, now = _stored(connection), _Resolved(blocks=blocks)
    for text in texts:
        was = found.get(text.id, [])
        its = blocks.get(text.id, [])
        mentions = resolver.mentions(was, its, article=text.article, publisher=text.publisher)
        if [place_of(mention) for mention in mentions] != stored.get(text.id, []):
            now.named[text.id] = [_numbered(mention) for mention in mentions]
            if _sentences(map(place_of, mentions)) != _sentences(stored.get(text.id, [])):
                now.sketched.add(text.id)
            if differ(mentions, was):
                now.found[text.id] = was
    if now.named:
        _write_mentions(connection, now)
    return {text.article for text in texts if text.id in now.named}


def _numbered(mention: Mention) -> Mention:
    """Return the mention with its sentence's beginning as its number, which is not stored."""
    at = mention.sentence_start
    return mention if mention.sentence == at else replace(mention, sentence=at)


def _sentences(places: Iterable[MentionPlace]) -> set[tuple[int, int]]:
    """Return the sentences that name anybody: the sketches of a text hang on nothing else."""
    return {(block, first) for _, _, block, _, _, first, _ in places}


def _blocks(connection: duckdb.DuckDBPyConnection) -> dict[int, list[Block]]:
    rows = connection.execute(
        "select id, zone, text from article_block where id in (from given_row) order by id, block"
    ).fetchall()
    blocks: dict[int, list[Block]] = {}
    for number, zone, text in rows:
        blocks.setdefault(number, []).append(Block(zone=ALL_ZONES[zone], text=text, at=0, end=0))
    return blocks


def _stored(connection: duckdb.DuckDBPyConnection) -> dict[int, list[MentionPlace]]:
    rows = connection.execute("""
        select id, key, role, block, start, "end", sentence_start, sentence_end
        from mention join actor using (actor_id) where id in (from given_row)
        order by id, block, start, "end" desc""").fetchall()
    stored: dict[int, list[MentionPlace]] = {}
    for number, *place in rows:
        stored.setdefault(number, []).append(tuple(place))
    return stored


def _write_mentions(connection: duckdb.DuckDBPyConnection, now: _Resolved) -> None:
    # Joining row groups at closing took half the time of a large merge; `compact` does it once for all.
    connection.execute("set max_vacuum_tasks = 0")
    masks = {number: masks_of(_Blocks(now.blocks[number]), named) for number, named in now.named.items()}
    actors = number_actors(connection, (mention for named in now.named.values() for mention in named))
    with_column(connection, "changed_row", list(now.named), "int32")
    for table in ("mention", "actor_article", "found_before"):
        connection.execute(f"delete from {table} where id in (from changed_row)")
    insert(connection, "mention", MENTION, [
        row
        for number, named in now.named.items()
        for row in mention_rows(number, now.blocks[number], named, masks[number], actors)
    ])  # fmt: skip
    _sketch(connection, now, masks)
    inverted = {(actors[key], number) for number, mask in masks.items() for key in mask.actors}
    insert(connection, "actor_article", ("actor_id", "id"), sorted(inverted))
    insert_found(connection, now.found)
    _update(connection, masks, actors)


def _sketch(connection: duckdb.DuckDBPyConnection, now: _Resolved, masks: Mapping[int, Masks]) -> None:
    with_column(connection, "changed_row", sorted(now.sketched), "int32")
    connection.execute("delete from sentence_sketch where id in (from changed_row)")
    insert(connection, "sentence_sketch", SKETCH, [
        row
        for number in now.sketched
        for row in sketch_rows(number, _Blocks(now.blocks[number]), now.named[number], masks[number].places)
    ])  # fmt: skip


def _update(
    connection: duckdb.DuckDBPyConnection, masks: Mapping[int, Masks], actors: Mapping[str, int]
) -> None:
    types, rows = column_types("article"), [mask.columns(actors) for mask in masks.values()]
    columns = {"id": list(masks), **{name: [row[name] for row in rows] for name in rows[0]}}
    incoming = pa.table({name: pa.array(values, types[name]) for name, values in columns.items()})
    connection.register("incoming", incoming)
    changed = ", ".join(f"{name} = i.{name}" for name in rows[0])
    connection.execute(f"update article set {changed} from incoming i where i.id = article.id")
    connection.unregister("incoming")
