"""Decisions about actors that lost their actor, story or text by a removal."""

from collections.abc import Iterable, Sequence

import duckdb

from lib.model.ledger import Decision
from lib.store.batches.decided import name_actors
from lib.store.batches.rows import with_column
from lib.store.followed import followed, note
from lib.store.statements import column


def decisions_naming(connection: duckdb.DuckDBPyConnection, recorded: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that name an actor, id or text of the stories in temp table gone_story."""
    if not recorded:
        return []
    actors = {*column(connection, """
        with gone as (select id from article where article in (from gone_story))
        select key from actor join actor_article using (actor_id) where id in (from gone)
        union select unnest(keys) from found_before where id in (from gone)""")}  # fmt: skip
    stories = column(connection, "select value from gone_story")
    of_gone = "id in (select id from article where article in (from gone_story))"
    texts = _stored_texts(connection, recorded, where=of_gone)
    return [
        each
        for each in recorded
        if each.article in stories or each.actor in actors or each.to in actors or each.text in texts
    ]


def drop_orphaned(connection: duckdb.DuckDBPyConnection, about: Sequence[Decision]) -> list[str]:
    """Drop from the archive decisions that lost actor, story or text; return the ids of those in `about`.

    An actor is there if a text names it, or a decision moves mentions to it, if only to move them on.
    """
    if not about:
        return []
    held = followed(connection)
    decisions = (*about, *held)
    with_column(connection, "given_key", sorted({each.actor for each in decisions}))
    actors = {"", *column(connection, """
        select key from actor where key in (from given_key)
        union select key from found_actor where key in (from given_key)""")}  # fmt: skip
    with_column(connection, "given_story", sorted({each.article for each in decisions}))
    sql = "select article from article where article in (from given_story)"
    stories = {"", *column(connection, sql)}
    texts = {"", *_stored_texts(connection, decisions)}

    def is_supported(decision: Decision) -> bool:
        return decision.actor in actors and decision.article in stories and decision.text in texts

    while moved_to := {each.to for each in held if each.moves and is_supported(each)} - actors:
        actors |= moved_to
    orphaned = [each.id for each in about if not is_supported(each)]
    left = [each for each in held if each.id not in orphaned]
    name_actors(connection, left, held)
    note(connection, left)
    return orphaned


def _stored_texts(
    connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision], *, where: str = "true"
) -> list[str]:
    """Return which texts of the decisions occur in stored texts, those that meet an SQL condition."""
    texts = sorted({decision.text for decision in decisions if decision.text})
    if not texts:
        return []
    with_column(connection, "given_text", texts)
    return column(connection, f"""
        select value from given_text
        where exists (select 1 from article_block where {where} and contains(text, value))""")  # fmt: skip
