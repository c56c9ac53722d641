"""The mentions of stored texts exchanged for others, with all that the archive keeps of them.

The sentences that name somebody get new numbers, which hang on all of them. A sketch is made anew only of a
sentence that named nobody before.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import duckdb
import pyarrow as pa

from lib.model.ledger import named_by
from lib.store.batches.numbering import count_names, number_keys
from lib.store.batches.rows import insert
from lib.store.batches.texts import SKETCH, WIDTH, numbered, sketches, zone_masks

_WHOLE, _MASKS = pa.int32(), pa.list_(pa.uint64())
AFTER = {
    "id": _WHOLE, "key": pa.string(), "role": pa.uint8(), "block": _WHOLE, "start": _WHOLE, "end": _WHOLE,
    "sentence_start": _WHOLE, "sentence_end": _WHOLE,
}  # fmt: skip
_NUMBERED = dict.fromkeys(("id", "block", "sentence", "sent", "para"), _WHOLE)
_LISTS = ("actors", "roles", "chunks", "smasks", "pmasks")
_ZONED = {"id": _WHOLE, "szones": _MASKS, "pzones": _MASKS}


def exchange(connection: duckdb.DuckDBPyConnection, called: Mapping[str, str]) -> None:
    """Put the mentions of the temporary table `after` in the place of all in the texts of `touched`.

    `after` has the columns AFTER, `touched` the column id. `called` gives names of actors by their keys;
    one that was found before is called as it was found.
    """
    # Joining row groups at closing took half the time of a large merge; `compact` does it once for all.
    connection.execute("set max_vacuum_tasks = 0")
    keys = [key for (key,) in connection.execute("select distinct key from after").fetchall()]
    number_keys(connection, {key: called.get(key) or named_by(key) for key in keys})
    _number_sentences(connection)
    _sketch(connection)
    connection.execute("""
        delete from mention where id in (from touched);
        insert into mention by name
            select a.id, actor_id, role, zone, sent, para, a.block, start, a."end", sentence_start,
                sentence_end, substring(text, start + 1, a."end" - start) as surface
            from after a join actor using (key) join article_block b on b.id = a.id and b.block = a.block
            join numbered n on n.id = a.id and n.block = a.block and n.sentence = sentence_start
            order by a.id, a.block, start, a."end" desc;
        delete from actor_article where id in (from touched);
        insert into actor_article by name
            select distinct actor_id, id from mention where id in (from touched) order by all""")
    _mask(connection)
    count_names(connection, [row for (row,) in connection.execute("from touched").fetchall()])


def _number_sentences(connection: duckdb.DuckDBPyConnection) -> None:
    """Number the sentences of `after` in a table `numbered`; `changed` has the texts that have others now.

    `zoned` has the masks of zones of those.
    """
    connection.execute("""
        create or replace temp table was as
            select distinct id, block, sentence_start as sentence, sent, para
            from mention where id in (from touched);
        create or replace temp table named as
            select distinct id, block, sentence_start as sentence from after;
        create or replace temp table changed as select distinct id from (
            (select id, block, sentence from was except from named) union all
            (from named except select id, block, sentence from was))""")
    rows = connection.execute("""
        select c.id, n.block, sentence, zone
        from changed c left join named n using (id)
            left join article_block b on b.id = c.id and b.block = n.block
        order by all""").fetchall()
    places: list[Sequence[object]] = []
    zoned: list[Sequence[object]] = []
    for number, its in groupby(rows, itemgetter(0)):
        held = [row for row in its if row[1] is not None]
        zones = {block: zone for _, block, _, zone in held}
        numbers = numbered((block, sentence) for _, block, sentence, _ in held)
        places += [(number, *sentence, *place) for sentence, place in numbers.items()]
        zoned.append((number, zone_masks(zones, numbers, 0), zone_masks(zones, numbers, 1)))
    keep(connection, "numbered", places, _NUMBERED)
    keep(connection, "zoned", zoned, _ZONED)
    connection.execute("insert into numbered by name from was where id not in (from changed)")


def keep(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    rows: Sequence[Sequence[object]],
    types: Mapping[str, pa.DataType],
) -> None:
    """Make the rows a temporary table with columns of these types."""
    columns = zip(types.items(), zip(*rows, strict=True) if rows else [()] * len(types), strict=True)
    connection.register("incoming", pa.table({each: pa.array(its, kind) for (each, kind), its in columns}))
    connection.execute(f"create or replace temp table {name} as from incoming")
    connection.unregister("incoming")


def _sketch(connection: duckdb.DuckDBPyConnection) -> None:
    """Exchange the sketches of those texts in which other sentences than before name somebody."""
    connection.execute("""
        create or replace temp table kept as
            select n.id, n.sent, a, b, c
            from sentence_sketch s join was on was.id = s.id and was.sent = s.sent
            join numbered n on n.id = was.id and n.block = was.block and n.sentence = was.sentence
            where s.id in (from changed);
        delete from sentence_sketch where id in (from changed);
        insert into sentence_sketch by name from kept""")
    rows = connection.execute("""
        select distinct n.id, n.sent, substring(text, sentence_start + 1, sentence_end - sentence_start)
        from numbered n anti join was on was.id = n.id and was.block = n.block and was.sentence = n.sentence
        join after a on a.id = n.id and a.block = n.block and a.sentence_start = n.sentence
        join article_block b on b.id = n.id and b.block = n.block""").fetchall()
    bands = sketches([text for *_, text in rows])
    fresh = [(number, sent, *its) for (number, sent, _), its in zip(rows, bands, strict=True) if its]
    insert(connection, "sentence_sketch", SKETCH, fresh)


def _mask(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"""
        with masked as (
            select id, actor_id, role, sent // {WIDTH} as chunk, min((block, start, -"end")) as first,
                bit_or(1::ubigint << (sent % {WIDTH})) as smask,
                bit_or(1::ubigint << (para % {WIDTH})) as pmask
            from mention where id in (from touched) group by id, actor_id, role, chunk),
        listed as (
            select id, list(actor_id order by first) as actors, list(role order by first) as roles,
                list(chunk order by first) as chunks, list(smask order by first) as smasks,
                list(pmask order by first) as pmasks
            from masked group by id)
        update article set {", ".join(f"{each} = coalesce(i.{each}, [])" for each in _LISTS)},
            szones = coalesce(i.szones, article.szones), pzones = coalesce(i.pzones, article.pzones)
        from (from touched left join listed using (id) left join zoned using (id)) i
        where i.id = article.id""")
