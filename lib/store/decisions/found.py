"""What was found before the reader decided: kept where a decision has changed it, so that it can be undone.

`found_before` has a row for each text whose mentions are not as they were found, with all that were found.
`found_actor` has a row for each actor that was ever found, spelled as it was first.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

import duckdb

from lib.model.ledger import kind_of
from lib.model.mention import ROLES, Kind, Mention
from lib.store.batches.rows import insert
from lib.store.batches.sentences import ROLE_NUMBER


class FoundRow(NamedTuple):
    """A row of the table found_before."""

    id: int
    keys: list[str]
    roles: list[int]
    blocks: list[int]
    starts: list[int]
    ends: list[int]
    sentence_starts: list[int]
    sentence_ends: list[int]


Place = tuple[str, int, int, int, int, int, int]  # key, role, block, start, end, sentence's start and end


def place_of(mention: Mention) -> Place:
    """Return all that the archive holds of a mention, beside what its text says."""
    return (
        mention.actor_id, ROLE_NUMBER[mention.role], mention.block, mention.start, mention.end,
        mention.sentence_start, mention.sentence_end,
    )  # fmt: skip


def differ(now: Sequence[Mention], found: Sequence[Mention]) -> bool:
    """Return whether a decision has changed anything."""
    return now is not found and [place_of(each) for each in now] != [place_of(each) for each in found]


def insert_found(connection: duckdb.DuckDBPyConnection, found: Mapping[int, Sequence[Mention]]) -> None:
    """Keep what was found in these rows."""
    rows = []
    for number, mentions in found.items():
        columns = [*zip(*(place_of(each) for each in mentions), strict=True)] or [()] * 7
        rows.append(FoundRow(number, *(list(each) for each in columns)))
    insert(connection, "found_before", FoundRow._fields, rows)


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
        mentions.setdefault(number, []).append(_mention(cast(Place, tuple(place)), name, number, texts))
    return mentions


def _mention(place: Place, name: str, number: int, texts: Mapping[tuple[int, int], str]) -> Mention:
    key, role, block, start, end, first, last = place
    return Mention(
        article_id="", revision="", surface=texts[number, block][start:end], canonical=name, actor_id=key,
        kind=cast(Kind, kind_of(key)), role=ROLES[role], block=block, sentence=first, start=start, end=end,
        sentence_start=first, sentence_end=last,
    )  # fmt: skip


def drop_unfound(connection: duckdb.DuckDBPyConnection) -> None:
    """Delete the spellings of actors that no story names any more."""
    connection.execute("""
        delete from found_actor where key not in (
            select key from actor where actor_id in (
                select actor_id from actor_article where id not in (select id from found_before))
            union all select unnest(keys) from found_before)""")
