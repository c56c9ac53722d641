"""New texts as the reader's decisions about actors have them, and the names that these give."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import duckdb
import pyarrow as pa

from lib.model.errors import WireroomError
from lib.model.ledger import Decision, Ruling, given, renamed
from lib.store.batches.deduplicate import NewText
from lib.store.decisions.found import differ
from lib.store.decisions.ledger import SETTING, dumps, loads


class NotFollowed(WireroomError):
    """An archive that follows other decisions than the writer."""


def decisions_of(connection: duckdb.DuckDBPyConnection) -> tuple[Decision, ...]:
    """Return the decisions that the archive's mentions follow."""
    rows = connection.execute("select value from setting where key = ?", [SETTING]).fetchall()
    return loads(rows[0][0] if rows else None)


def note(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decision]) -> None:
    """Note which decisions the mentions follow."""
    connection.execute("delete from setting where key = ?", [SETTING])
    if decisions:
        connection.execute("insert into setting values (?, ?)", [SETTING, dumps(decisions)])


def ruled(connection: duckdb.DuckDBPyConnection, texts: Sequence[NewText], ruling: Ruling) -> list[NewText]:
    """Return the texts with their mentions as decided, and with those that were found where they differ.

    Raises NotFollowed where the archive's other mentions follow other decisions.
    """
    if decisions_of(connection) != ruling.decisions:
        raise NotFollowed(
            "The archive follows other decisions about actors than ledger.jsonl holds now; nothing was "
            "stored. Run the same command again: it begins by following them."
        )
    return [_ruled(each, ruling) for each in texts] if ruling.decisions else list(texts)


def _ruled(each: NewText, ruling: Ruling) -> NewText:
    now = ruling.mentions(
        each.mentions, each.article.blocks, article=each.article_id, publisher=each.article.publisher
    )
    return replace(each, mentions=now, found=each.mentions) if differ(now, each.mentions) else each


def name_actors(
    connection: duckdb.DuckDBPyConnection, decisions: Collection[Decision], former: Collection[Decision] = ()
) -> int:
    """Call the actors of these and of former decisions by the name that holds; return how many changed.

    A name given by hand goes first, then the one that was found, then what the first decision called it.
    """
    new, first = renamed(decisions), given(decisions)
    keys = sorted({*new, *first, *renamed(former), *given(former)})
    if not keys:
        return 0
    wanted = pa.table({
        "key": pa.array(keys, pa.string()),
        "new": pa.array([new.get(key) for key in keys], pa.string()),
        "first": pa.array([first.get(key) for key in keys], pa.string()),
    })  # fmt: skip
    connection.register("incoming", wanted)
    changed = connection.execute("""
        update actor set name = told.name
        from (select i.key, coalesce(i.new, f.name, i.first) as name
            from incoming i left join found_actor f using (key)) told
        where told.key = actor.key and told.name <> actor.name""").fetchall()
    connection.unregister("incoming")
    return int(changed[0][0])
