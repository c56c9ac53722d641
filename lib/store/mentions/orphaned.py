"""Decisions about actors that lost their actor, story or text by a removal."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import duckdb

from lib.model.ledger import Decision
from lib.store.batches.decided import name_actors
from lib.store.batches.rows import with_column
from lib.store.followed import followed, note


def decisions_naming(connection: duckdb.DuckDBPyConnection, recorded: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that name an actor, id or text of the stories in temp table gone_story."""
    if not recorded:
        return []
    keys = {key for (key,) in connection.execute("""
        with gone as (select id from article where article in (from gone_story))
        select key from actor join actor_article using (actor_id) where id in (from gone)
        union select unnest(keys) from found_before where id in (from gone)""").fetchall()}  # fmt: skip
    stories = {article for (article,) in connection.execute("select value from gone_story").fetchall()}
    texts = _held(connection, recorded, "id in (select id from article where article in (from gone_story))")
    return [
        each
        for each in recorded
        if each.article in stories or each.actor in keys or each.to in keys or each.text in texts
    ]


def drop_orphaned(connection: duckdb.DuckDBPyConnection, about: Sequence[Decision]) -> list[str]:
    """Drop from the archive decisions that lost actor, story or text; return the ids of those in `about`."""
    if not about:
        return []
    held = followed(connection)
    keys = sorted({key for each in (*about, *held) for key in (each.actor, each.to) if key})
    with_column(connection, "given_key", keys)
    known = {key for (key,) in connection.execute("""
        select key from actor where key in (from given_key)
        union select key from found_actor where key in (from given_key)""").fetchall()}  # fmt: skip
    articles = sorted({each.article for each in (*about, *held) if each.article})
    with_column(connection, "given_story", articles)
    there = {article for (article,) in connection.execute(
        "select article from article where article in (from given_story)").fetchall()}  # fmt: skip
    remains = _Remains(stories=there, texts=_held(connection, [*about, *held], "true"))
    reached = remains.reached(held, known)
    orphaned = [each.id for each in about if not remains.support(each, reached)]
    left = [each for each in held if each.id not in orphaned]
    name_actors(connection, left, held)
    note(connection, left)
    return orphaned


@dataclass(frozen=True, slots=True, kw_only=True)
class _Remains:
    """The stories and texts of decisions that are still in the archive."""

    stories: set[str]
    texts: set[str]

    def support(self, decision: Decision, actors: set[str]) -> bool:
        """Return whether the decision's actor is one of `actors` and its story and text are still there."""
        return (
            {decision.actor} - {""} <= actors
            and {decision.article} - {""} <= self.stories
            and {decision.text} - {""} <= self.texts
        )

    def reached(self, held: Sequence[Decision], known: Collection[str]) -> set[str]:
        """Return `known`, and the actors that decisions move mentions to, if only to move them on."""
        reached = set(known)
        while (
            more := {each.to for each in held if each.to and each.moves and self.support(each, reached)}
            - reached
        ):
            reached |= more
        return reached


def _held(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decision], where: str) -> set[str]:
    """Return which texts of the decisions occur in the stored texts that meet an SQL condition."""
    texts = sorted({decision.text for decision in decisions if decision.text})
    if not texts:
        return set()
    with_column(connection, "given_text", texts)
    rows = connection.execute(
        f"""select value from given_text
        where exists (select 1 from article_block where {where} and contains(text, value))"""
    ).fetchall()
    return {text for (text,) in rows}
