"""Writes the mentions of stored texts anew, in every table that follows from them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import duckdb
import pyarrow as pa

from lib.model.article import ZONES, Block
from lib.model.ledger import Ruling
from lib.model.mention import Mention
from lib.store.batches.column_types import column_types
from lib.store.batches.known import with_column
from lib.store.batches.masks import Masks, masks_of
from lib.store.batches.names import number_actors
from lib.store.batches.rows import MentionRow, insert
from lib.store.batches.sketches import SketchRow, sketch_rows
from lib.store.batches.texts import mention_rows
from lib.store.decisions.found import Place, differ, found_in, insert_found, place_of

LISTS = ("actors", "roles", "chunks", "smasks", "pmasks", "szones", "pzones")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A stored text: its row, its story, its publisher."""

    id: int
    article: str
    publisher: str


@dataclass(slots=True, kw_only=True)
class _Now:
    """What texts name now; each is by the text's row."""

    blocks: Mapping[int, list[Block]]
    named: dict[int, list[Mention]] = field(default_factory=dict)
    found: dict[int, Sequence[Mention]] = field(default_factory=dict)  # where it differs
    sketched: set[int] = field(default_factory=set)  # where other sentences than before name anybody


@dataclass(frozen=True, slots=True)
class _Printed:
    blocks: list[Block]


def rewrite(connection: duckdb.DuckDBPyConnection, texts: Sequence[Text], ruling: Ruling) -> set[str]:
    """Resolve the texts from what was found in them; return the stories that name others than before."""
    with_column(connection, "asked_row", pa.array([each.id for each in texts], pa.int32()))
    blocks = _blocks(connection)
    surfaces = {(number, n): block.text for number, its in blocks.items() for n, block in enumerate(its)}
    found = found_in(connection, "asked_row", surfaces)
    stored, now = _stored(connection), _Now(blocks=blocks)
    for each in texts:
        was = found.get(each.id, [])
        mentions = ruling.mentions(
            was, blocks.get(each.id, []), article=each.article, publisher=each.publisher
        )
        if [place_of(mention) for mention in mentions] != stored.get(each.id, []):
            now.named[each.id] = [_numbered(mention) for mention in mentions]
            if _sentences(map(place_of, mentions)) != _sentences(stored.get(each.id, [])):
                now.sketched.add(each.id)
            if differ(mentions, was):
                now.found[each.id] = was
    if now.named:
        _write(connection, now)
    return {each.article for each in texts if each.id in now.named}


def _numbered(mention: Mention) -> Mention:
    """Return the mention; sentences are told apart by where they begin, as their numbers are not stored."""
    at = mention.sentence_start
    return mention if mention.sentence == at else replace(mention, sentence=at)


def _sentences(places: Iterable[Place]) -> set[tuple[int, int]]:
    """Return the sentences that name anybody: the sketches of a text hang on nothing else."""
    return {(block, first) for _, _, block, _, _, first, _ in places}


def _blocks(connection: duckdb.DuckDBPyConnection) -> dict[int, list[Block]]:
    rows = connection.execute(
        "select id, zone, text from article_block where id in (from asked_row) order by id, block"
    ).fetchall()
    blocks: dict[int, list[Block]] = {}
    for number, zone, text in rows:
        blocks.setdefault(number, []).append(Block(zone=ZONES[zone], text=text, at=0, end=0))
    return blocks


def _stored(connection: duckdb.DuckDBPyConnection) -> dict[int, list[Place]]:
    rows = connection.execute("""
        select id, key, role, block, start, "end", sentence_start, sentence_end
        from mention join actor using (actor_id) where id in (from asked_row)
        order by id, block, start, "end" desc""").fetchall()
    stored: dict[int, list[Place]] = {}
    for number, *place in rows:
        stored.setdefault(number, []).append(tuple(place))
    return stored


def _write(connection: duckdb.DuckDBPyConnection, now: _Now) -> None:
    # Joining row groups at closing took half the time of a large merge; `compact` does it once for all.
    connection.execute("set max_vacuum_tasks = 0")
    masks = {number: masks_of(_Printed(now.blocks[number]), named) for number, named in now.named.items()}
    actors = number_actors(connection, (mention for named in now.named.values() for mention in named))
    with_column(connection, "changed_row", pa.array(list(now.named), pa.int32()))
    for table in ("mention", "actor_article", "found_before"):
        connection.execute(f"delete from {table} where id in (from changed_row)")
    insert(connection, "mention", MentionRow._fields, [
        row
        for number, named in now.named.items()
        for row in mention_rows(number, now.blocks[number], named, masks[number], actors)
    ])  # fmt: skip
    _sketch(connection, now, masks)
    inverted = {(actors[key], number) for number, mask in masks.items() for key in mask.actors}
    insert(connection, "actor_article", ("actor_id", "id"), sorted(inverted))
    insert_found(connection, now.found)
    _update(connection, masks, actors)


def _sketch(connection: duckdb.DuckDBPyConnection, now: _Now, masks: Mapping[int, Masks]) -> None:
    with_column(connection, "changed_row", pa.array(sorted(now.sketched), pa.int32()))
    connection.execute("delete from sentence_sketch where id in (from changed_row)")
    insert(connection, "sentence_sketch", SketchRow._fields, [
        row
        for number in now.sketched
        for row in sketch_rows(number, _Printed(now.blocks[number]), now.named[number], masks[number].places)
    ])  # fmt: skip


def _update(
    connection: duckdb.DuckDBPyConnection, masks: Mapping[int, Masks], actors: Mapping[str, int]
) -> None:
    types = column_types("article")
    columns = {name: [getattr(mask, name) for mask in masks.values()] for name in LISTS[1:]}
    columns["actors"] = [[actors[key] for key in mask.actors] for mask in masks.values()]
    incoming = pa.table(
        {"id": pa.array(list(masks), types["id"])}
        | {name: pa.array(columns[name], types[name]) for name in LISTS}
    )
    connection.register("incoming", incoming)
    told = ", ".join(f"{name} = i.{name}" for name in LISTS)
    connection.execute(f"update article set {told} from incoming i where i.id = article.id")
    connection.unregister("incoming")
