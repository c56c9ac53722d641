"""The mentions of stored texts exchanged for others, with all that the archive keeps of them.

The sentences that name somebody get new numbers, which hang on all of them. A sketch is made anew only of a
sentence that named nobody before.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from lib.model.ledger import named_by
from lib.store.batches.numbering import number_keys
from lib.store.batches.rows import array_of, insert, temp_table
from lib.store.batches.sentences import numbered
from lib.store.batches.texts import SKETCH, sketches
from lib.store.summaries import sum_changed

_WHOLE = pa.int32()
AFTER = {
    "id": _WHOLE, "key": pa.string(), "role": pa.uint8(), "block": _WHOLE, "start": _WHOLE, "end": _WHOLE,
    "sentence_start": _WHOLE, "sentence_end": _WHOLE, "zone": pa.uint8(), "surface": pa.string(),
}  # fmt: skip
_NUMBERED = dict.fromkeys(("id", "block", "sentence", "sent", "para"), _WHOLE)


def exchange(connection: duckdb.DuckDBPyConnection, called: Mapping[str, str]) -> None:
    """Put the mentions of the temporary table `after` in the place of all in the texts of `touched`.

    `after` has the columns AFTER, `touched` the column id; zone and surface may be empty. `called` gives
    names of actors by their keys; one that was found before is called as it was found.
    """
    # Joining row groups at closing took half the time of a large merge; `compact` does it once for all.
    connection.execute("set max_vacuum_tasks = 0")
    connection.execute("""
        create or replace temp table placed as
            from after where surface is not null
            union all by name
            select a.* replace (b.zone as zone, substring(text, start + 1, a."end" - start) as surface)
            from after a join article_block b on b.id = a.id and b.block = a.block where surface is null""")
    keys = [key for (key,) in connection.execute("select distinct key from after").fetchall()]
    number_keys(connection, {key: called.get(key) or named_by(key) for key in keys})
    _number_sentences(connection)
    _sketch(connection)
    connection.execute("""
        delete from mention where id in (from touched);
        insert into mention by name
            select a.* exclude (key), actor_id, sent, para
            from placed a join actor using (key)
            join numbered n on n.id = a.id and n.block = a.block and n.sentence = sentence_start
            order by a.id, a.block, start, "end" desc;
        delete from actor_article where id in (from touched);
        insert into actor_article by name
            select distinct actor_id, id from mention where id in (from touched) order by all""")
    sum_changed(connection, "touched", sketched="changed")


def _number_sentences(connection: duckdb.DuckDBPyConnection) -> None:
    """Number the sentences of `after` in a table `numbered`; `changed` has the texts that have others now."""
    connection.execute("""
        create or replace temp table was as
            select distinct id, block, sentence_start as sentence, sent, para
            from mention where id in (from touched);
        create or replace temp table named as
            select distinct id, block, sentence_start as sentence from after;
        create or replace temp table changed as select distinct id from (
            (select id, block, sentence from was except from named) union all
            (from named except select id, block, sentence from was))""")
    named = connection.execute("""
        select n.id, n.block, sentence from changed join named n using (id) order by all""").fetchnumpy()
    ids, blocks, sentences = (np.asarray(each, np.int64) for each in named.values())
    keep(connection, "numbered", _NUMBERED, (ids, blocks, sentences, *numbered(ids, blocks, sentences)))
    connection.execute("insert into numbered by name from was where id not in (from changed)")


def keep(
    connection: duckdb.DuckDBPyConnection, name: str, types: Mapping[str, pa.DataType], columns: Iterable[Any]
) -> None:
    """Make the columns, of these names and types, a temporary table."""
    arrays = {each: array_of(its, kind) for (each, kind), its in zip(types.items(), columns, strict=True)}
    temp_table(connection, name, arrays)


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
