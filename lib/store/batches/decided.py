"""Applying the reader's decisions to the mentions of new texts, and keeping the mentions found before.

The mentions before decisions are kept so that decisions can be undone. `found_before` has a row for each text
whose mentions a decision changed, with all that were found. `found_actor` has a row for each actor that was
ever found, with its first spelling.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

import duckdb
import pyarrow as pa

from lib.model.errors import WireroomError
from lib.model.ledger import Decision, kind_of, names_of_targets, renamed
from lib.model.mention import Kind, Mention, has_doubt, role_code, role_of
from lib.model.resolver import Resolver
from lib.store.batches.batch_changes import NewText
from lib.store.batches.rows import insert, temp_table
from lib.store.followed import followed


class OtherDecisions(WireroomError):
    """Raised when the archive follows other decisions about actors than the writer."""


def with_decisions(
    connection: duckdb.DuckDBPyConnection, texts: Sequence[NewText], resolver: Resolver
) -> list[NewText]:
    """Return the texts with the reader's decisions applied to their mentions.

    Their attribute `found` holds the mentions before decisions; None if decisions changed none. Raises
    OtherDecisions if the mentions in the archive follow other decisions than `resolver`.
    """
    if followed(connection) != resolver.decisions:
        raise OtherDecisions(
            "The archive follows other decisions about actors than the journal holds now; nothing was "
            "stored. Run the same command again: it begins by following them."
        )
    if not resolver.decisions:
        return list(texts)
    decided = []
    for each in texts:
        its = each.article
        now = resolver.mentions(each.mentions, its.blocks, article=each.article_id, publisher=its.publisher)
        decided.append(
            replace(each, mentions=now, found=each.mentions) if differ(now, each.mentions) else each
        )
    return decided


def name_actors(
    connection: duckdb.DuckDBPyConnection, decisions: Collection[Decision], former: Collection[Decision] = ()
) -> int:
    """Give actors the names that decisions say; return how many names changed.

    Actors of `former` decisions, which hold no longer, are renamed too. Of an actor's possible names the one
    given by the reader comes first, then the one found in a text, then the first decision's.
    """
    new, first = renamed(decisions), names_of_targets(decisions)
    keys = sorted({*new, *first, *renamed(former), *names_of_targets(former)})
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


class MentionPlace(NamedTuple):
    """What identifies a mention in its text: actor, role, and the spans of the name and of its sentence."""

    key: str
    role: int  # its role_code
    block: int
    start: int
    end: int
    sentence_start: int
    sentence_end: int


def place_of(mention: Mention) -> MentionPlace:
    """Return what identifies a mention in its text: actor, role, spans of its name and sentence."""
    return MentionPlace(
        key=mention.actor_id, role=role_code(mention), block=mention.block, start=mention.start,
        end=mention.end, sentence_start=mention.sentence_start, sentence_end=mention.sentence_end,
    )  # fmt: skip


def differ(now: Sequence[Mention], found: Sequence[Mention]) -> bool:
    """Return whether the mentions after decisions (`now`) differ from those found before (`found`).

    Compared are their number, and the place, actor and role of each.
    """
    if now is found:
        return False
    if len(now) != len(found):
        return True
    # Most are the very same mention: only what a decision moved is compared.
    return any(m is not was and place_of(m) != place_of(was) for m, was in zip(now, found, strict=True))


def insert_found(connection: duckdb.DuckDBPyConnection, found: Mapping[int, Sequence[Mention]]) -> None:
    """Insert into found_before, by row of `article`, the mentions as they were found, before decisions."""
    none: list[list[object]] = [[] for _ in MentionPlace._fields]
    rows = [
        (number, *(zip(*map(place_of, mentions), strict=True) if mentions else none))
        for number, mentions in found.items()
    ]
    columns = ("id", *(f"{name}s" for name in MentionPlace._fields))  # lists, one for each field
    insert(connection, "found_before", columns, rows)


def found_in(
    connection: duckdb.DuckDBPyConnection, table: str, texts: Mapping[tuple[int, int], str]
) -> dict[int, list[Mention]]:
    """Return by row the mentions found before decisions, in reading order.

    Temp table `table` lists the rows, `texts` holds the blocks' texts by row and number of block. The
    mentions lack their story and revision, and `sentence` is the offset of the sentence's first letter. A row
    without mentions is left out.
    """
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
    for number, key, role, block, start, end, first, last, name in rows:
        mention = Mention(
            article_id="", revision="", surface=texts[number, block][start:end], canonical=name, actor_id=key,
            kind=cast(Kind, kind_of(key)), role=role_of(role), block=block, sentence=first, start=start,
            end=end, sentence_start=first, sentence_end=last, undecided=has_doubt("undecided", role),
            unsure=has_doubt("unsure", role),
        )  # fmt: skip
        mentions.setdefault(number, []).append(mention)
    return mentions
