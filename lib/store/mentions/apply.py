"""Decisions about actors in the archive: applied to new texts, named, and dropped as orphaned.

What was found before a decision changed it is kept, so that it can be undone. `found_before` has a row for
each text whose mentions are not as they were found, with all that were found. `found_actor` has a row for
each actor that was ever found, spelled as it was first.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import duckdb
import pyarrow as pa

from lib.model.errors import WireroomError
from lib.model.ledger import Decision, Resolver, given, kind_of, renamed
from lib.model.mention import Kind, Mention, is_in, role_code, role_of
from lib.store.archive import put_setting, value
from lib.store.batches.deduplicate import NewText
from lib.store.batches.rows import insert, temp_table, with_column
from lib.store.decisions.ledger import SETTING, dumps, loads


class OtherDecisions(WireroomError):
    """An archive that follows other decisions than the writer."""


def decisions_of(connection: duckdb.DuckDBPyConnection) -> tuple[Decision, ...]:
    """Return the decisions that the archive's mentions follow."""
    return loads(str(value(connection, "select value from setting where key = ?", [SETTING]) or ""))


def note(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decision]) -> None:
    """Note which decisions the mentions follow."""
    put_setting(connection, SETTING, dumps(decisions) if decisions else None)


def with_decisions(
    connection: duckdb.DuckDBPyConnection, texts: Sequence[NewText], resolver: Resolver
) -> list[NewText]:
    """Return the texts with their mentions as decided, and with those that were found where they differ.

    Raises OtherDecisions where the archive's other mentions follow other decisions.
    """
    if decisions_of(connection) != resolver.decisions:
        raise OtherDecisions(
            "The archive follows other decisions about actors than the journal holds now; nothing was "
            "stored. Run the same command again: it begins by following them."
        )
    return [_with_decisions(text, resolver) for text in texts] if resolver.decisions else list(texts)


def _with_decisions(each: NewText, resolver: Resolver) -> NewText:
    now = resolver.mentions(
        each.mentions, each.article.blocks, article=each.article_id, publisher=each.article.publisher
    )
    return replace(each, mentions=now, found=each.mentions) if differ(now, each.mentions) else each


def name_actors(
    connection: duckdb.DuckDBPyConnection, decisions: Collection[Decision], former: Collection[Decision] = ()
) -> int:
    """Rename the actors of these and of former decisions; return the number of names that changed.

    A name given by hand goes first, then the one that was found, then what the first decision called it.
    """
    new, first = renamed(decisions), given(decisions)
    keys = sorted({*new, *first, *renamed(former), *given(former)})
    if not keys:
        return 0
    columns = {"key": keys, "new": map(new.get, keys), "first": map(first.get, keys)}
    temp_table(connection, "named", {name: pa.array(its, pa.string()) for name, its in columns.items()})
    changed = connection.execute("""
        update actor set name = given.name
        from (select i.key, coalesce(i.new, f.name, i.first) as name
            from named i left join found_actor f using (key)) given
        where given.key = actor.key and given.name <> actor.name""").fetchall()
    return int(changed[0][0])


def decisions_naming(connection: duckdb.DuckDBPyConnection, recorded: Sequence[Decision]) -> list[Decision]:
    """Return the decisions with a name or text of the stories that the temporary table gone_story names."""
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
    """Drop those of the decisions whose actor, story or words the archive no longer has; return their ids."""
    if not about:
        return []
    held = decisions_of(connection)
    keys = sorted({key for each in (*about, *held) for key in (each.actor, each.to) if key})
    with_column(connection, "given_key", keys)
    known = {key for (key,) in connection.execute("""
        select key from actor where key in (from given_key)
        union select key from found_actor where key in (from given_key)""").fetchall()}  # fmt: skip
    articles = sorted({each.article for each in (*about, *held) if each.article})
    with_column(connection, "given_story", articles)
    there = {article for (article,) in connection.execute(
        "select article from article where article in (from given_story)").fetchall()}  # fmt: skip
    speaks = _Standing(stories=there, texts=_held(connection, [*about, *held], "true"))
    reached = speaks.reached(held, known)
    orphaned = [each.id for each in about if not speaks.of(each, reached)]
    left = [each for each in held if each.id not in orphaned]
    name_actors(connection, left, held)
    note(connection, left)
    return orphaned


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """The stories and texts of decisions that stand in the archive still."""

    stories: set[str]
    texts: set[str]

    def of(self, each: Decision, actors: set[str]) -> bool:
        """Return whether the decision has something left to decide about."""
        return (
            {each.actor} - {""} <= actors
            and {each.article} - {""} <= self.stories
            and {each.text} - {""} <= self.texts
        )

    def reached(self, held: Sequence[Decision], known: Collection[str]) -> set[str]:
        """Return the known actors, and those to whom decisions move mentions, though others move them on."""
        reached = set(known)
        while (
            more := {each.to for each in held if each.to and each.moves and self.of(each, reached)} - reached
        ):
            reached |= more
        return reached


def _held(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decision], where: str) -> set[str]:
    """Return those of the decisions' texts that stand in the texts of which a condition is true."""
    texts = sorted({decision.text for decision in decisions if decision.text})
    if not texts:
        return set()
    with_column(connection, "given_text", texts)
    rows = connection.execute(
        f"""select value from given_text
        where exists (select 1 from article_block where {where} and contains(text, value))"""
    ).fetchall()
    return {text for (text,) in rows}


FOUND = ("id", "keys", "roles", "blocks", "starts", "ends", "sentence_starts", "sentence_ends")  # columns
MentionPlace = tuple[str, int, int, int, int, int, int]  # key, role, block, its span, its sentence's span


def place_of(mention: Mention) -> MentionPlace:
    """Return all that the archive holds of a mention, beside what its text says."""
    return (
        mention.actor_id, role_code(mention), mention.block, mention.start, mention.end,
        mention.sentence_start, mention.sentence_end,
    )  # fmt: skip


def differ(now: Sequence[Mention], found: Sequence[Mention]) -> bool:
    """Return whether a decision has changed anything."""
    return now is not found and [place_of(each) for each in now] != [place_of(each) for each in found]


def insert_found(connection: duckdb.DuckDBPyConnection, found: Mapping[int, Sequence[Mention]]) -> None:
    """Keep what was found in these rows."""
    rows = []
    for number, mentions in found.items():
        columns = [*zip(*(place_of(mention) for mention in mentions), strict=True)] or [()] * 7
        rows.append((number, *columns))
    insert(connection, "found_before", FOUND, rows)


def found_in(
    connection: duckdb.DuckDBPyConnection, table: str, texts: Mapping[tuple[int, int], str]
) -> dict[int, list[Mention]]:
    """Return what was found in the rows that a temporary table names, in reading order."""
    rows = connection.execute(f"""
        with found as (
            select id, unnest(keys) as key, unnest(roles) as role, unnest(blocks) as block,
                unnest(starts) as start, unnest(ends) as "end", unnest(sentence_starts) as first,
                unnest(sentence_ends) as last
            from found_before where id in (from {table})
            union all
            select m.id, key, role, block, start, "end", sentence_start, sentence_end
            from mention m join actor using (actor_id)
            where m.id in (from {table}) and m.id not in (select id from found_before))
        select found.*, coalesce(f.name, '') from found left join found_actor f using (key)
        order by id, block, start, "end" desc""").fetchall()
    mentions: dict[int, list[Mention]] = {}
    for number, *place, name in rows:
        mention = _mention(cast(MentionPlace, tuple(place)), name, number, texts)
        mentions.setdefault(number, []).append(mention)
    return mentions


def _mention(place: MentionPlace, name: str, number: int, texts: Mapping[tuple[int, int], str]) -> Mention:
    key, role, block, start, end, first, last = place
    return Mention(
        article_id="", revision="", surface=texts[number, block][start:end], canonical=name, actor_id=key,
        kind=cast(Kind, kind_of(key)), role=role_of(role), block=block, sentence=first, start=start, end=end,
        sentence_start=first, sentence_end=last, undecided=is_in("undecided", role),
        unsure=is_in("unsure", role),
    )  # fmt: skip


def drop_unfound(connection: duckdb.DuckDBPyConnection) -> None:
    """Delete the spellings of actors that no story names any more."""
    connection.execute("""
        delete from found_actor where key not in (
            select key from actor where actor_id in (
                select actor_id from actor_article where id not in (select id from found_before))
            union all select unnest(keys) from found_before)""")
