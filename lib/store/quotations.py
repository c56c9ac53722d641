"""The table of quotations: who says what, at which place of a story."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import duckdb

from lib.actors import speech, speech_patterns, speech_units
from lib.model.article import ZONE_NUMBER, Block
from lib.model.mention import Mention, role_code, role_of
from lib.store.id_ranges import id_ranges

COLUMNS = ("id", "actor_id", "role", "zone", "block", "start", "end", "words")
AT_ONCE = 2_000  # stories whose paragraphs are held in memory: some megabytes

Row = tuple[object, ...]


def rows_of(
    row: int, blocks: Sequence[Block], mentions: Sequence[Mention], actors: Mapping[str, int]
) -> Iterator[Row]:
    """Yield a row with COLUMNS for each quotation in text `row`; `actors` gives actors' numbers by key."""
    for block, found, speaker in speech.in_story(blocks, mentions):
        number, zone = actors[speaker.actor_id], ZONE_NUMBER[blocks[block].zone]
        yield row, number, role_code(speaker), zone, block, found.start, found.end, found.words


def find_all(connection: duckdb.DuckDBPyConnection) -> Iterator[list[Row]]:
    """Yield, in lists of some thousand stories' each, the table's rows for all stored texts."""
    for first, last in id_ranges(connection, "article", AT_ONCE):
        yield list(_stored(connection, first, last))


def _stored(connection: duckdb.DuckDBPyConnection, first: int, last: int) -> Iterator[Row]:
    """Yield the rows for the texts with ids from `first` to `last`, from stored mentions and paragraphs."""
    sql = f"""
        select m.id, m.block, k.text, m.start, m."end", key, kind, actor_id, role, m.zone
        from mention m join actor using (actor_id)
        join article_block k on k.id = m.id and k.block = m.block
        where m.id between {first} and {last} and k.id between {first} and {last}
            and regexp_matches(k.text, $mark)
        order by m.id, m.block, m.start, m."end" desc"""
    found = connection.execute(sql, {"mark": speech_patterns.QUOTATION_MARK.pattern}).fetchall()
    for (row, block, text), its in groupby(found, key=itemgetter(0, 1, 2)):
        speakers = {
            speech_units.Named(start=start, end=end, key=key, kind=kind): (actor, role, zone)
            for *_, start, end, key, kind, actor, role, zone in its
            if speech.may_speak(kind, role_of(role))
        }
        for said in speech.quotations(text, [*speakers]):
            yield row, *speakers[said.speaker], block, said.start, said.end, said.words
