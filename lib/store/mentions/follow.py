"""Updating stored mentions to the reader's decisions, from the mentions found; no text is read again.

When the transaction has ended, the archive is as one that was filled with these decisions from the start.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from lib.model.article import ALL_ZONES, Block
from lib.model.gc_pause import collector_paused
from lib.model.ledger import Decision, named_by, sources
from lib.model.mention import Mention
from lib.model.resolver import Resolver
from lib.model.wording import count
from lib.store.archive import open_for_reading, open_for_writing
from lib.store.batches.commit import commit, note_batch, writing_errors
from lib.store.batches.decided import MentionPlace, differ, found_in, insert_found, name_actors, place_of
from lib.store.batches.numbering import drop_unused_names, number_keys
from lib.store.batches.rows import with_column
from lib.store.batches.sentences import MentionedText
from lib.store.batches.texts import insert_mentions
from lib.store.followed import followed, note
from lib.store.receipts import CaptureLine
from lib.store.reconcile import reconcile
from lib.store.statements import column
from lib.store.stored_sums import OF_STORIES

CHUNK = 5_000  # texts in memory at once
_OF_SKETCHES = ("sentence_sketch", "copied_sketch")  # tables of sentences, whoever is named in them


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What applying new or undone decisions changed: the numbers of decisions, stories and names."""

    decisions: int  # made or undone
    stories: int  # whose mentions changed
    names: int  # actors that are called otherwise

    @property
    def sentence(self) -> str:
        """A sentence on how many stories and names the decisions changed."""
        stories = f"The names found in {count(self.stories, 'story', 'stories')} changed"
        names = f"; {count(self.names, 'actor')} got another name" if self.names else ""
        return f"{stories if self.stories else 'The names found in the stories are as before'}{names}."


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRef:
    """A stored text: its row, story and publisher."""

    id: int
    article: str
    publisher: str


def follow(archive: Path, resolver: Resolver) -> Followed:
    """Update stored mentions to the new and undone decisions, in one transaction; return what changed.

    The caller holds the writer's lock.
    """
    with open_for_reading(archive) as reading:
        if followed(reading) == resolver.decisions:
            return Followed(decisions=0, stories=0, names=0)
    with collector_paused(), writing_errors(archive), open_for_writing(archive) as connection:
        reconcile(archive, connection)
        before = followed(connection)
        connection.begin()
        changed = _new_or_undone(before, resolver.decisions)
        stories = _resolve(connection, before, changed, resolver)
        drop_unused_names(connection)
        names = name_actors(connection, resolver.decisions, before)
        note(connection, resolver.decisions)
        if not stories and not names:
            connection.commit()  # nothing to report: no batch
            return Followed(decisions=len(changed), stories=0, names=0)
        captures = [CaptureLine(each.id, "decided", None) for each in changed]
        commit(archive, connection, note_batch(connection, kind="ledger", captures=captures, articles=0))
        return Followed(decisions=len(changed), stories=len(stories), names=names)


def _new_or_undone(before: Sequence[Decision], now: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that only one of two lists has.

    If the decisions of both lists changed their order, all are returned.
    """
    staying = [each for each in before if each in now]
    every = list(dict.fromkeys([*before, *now]))
    in_order = staying == [each for each in now if each in before]
    return [each for each in every if each not in staying] if in_order else every


def _resolve(
    connection: duckdb.DuckDBPyConnection,
    before: Sequence[Decision],
    changed: Collection[Decision],
    resolver: Resolver,
) -> set[str]:
    """Rewrite the mentions that `changed` decisions can concern; return the ids of stories that changed.

    A text in which no changed decision finds its actor or words keeps its mentions. An actor may be there
    because another decision moved it, so the texts of those that were moved to it are read too.
    """
    moving = [each for each in changed if each.moves]
    if not moving:
        return set()
    every = list(dict.fromkeys([*before, *resolver.decisions]))
    keys = sources(every, {each.actor for each in moving} - {""})
    by_words = [each for each in every if each.moves and each.text and not each.actor]
    _find_concerned(connection, keys, [each for each in by_words if each.to in keys or each in moving])
    rows = connection.execute("""
        select id, article, coalesce(name, '') from article left join publisher using (publisher_id)
        where id in (from concerned_row) order by id""").fetchall()
    texts = [TextRef(id=number, article=article, publisher=name) for number, article, name in rows]
    stories = set[str]()
    for start in range(0, len(texts), CHUNK):
        stories |= rewrite(connection, texts[start : start + CHUNK], resolver)
    return stories


def _find_concerned(
    connection: duckdb.DuckDBPyConnection, keys: Iterable[str], by_words: Iterable[Decision]
) -> None:
    """Fill temp table concerned_row with the ids of texts that decisions can concern.

    They name an actor with one of the `keys`, or have the words of a decision in `by_words`.
    """
    with_column(connection, "given_key", sorted(keys))
    connection.execute("""
        create or replace temp table concerned_row as
        select distinct id from actor_article join actor using (actor_id) where key in (from given_key)
        union select id from found_before where list_has_any(keys, (select list(value) from given_key))""")
    for each in by_words:
        connection.execute(
            """insert into concerned_row
            select distinct b.id from article_block b join article a using (id)
            where contains(b.text, $text) and ($article = '' or a.article = $article)""",
            {"text": each.text, "article": each.article},
        )


def rewrite(connection: duckdb.DuckDBPyConnection, texts: Sequence[TextRef], resolver: Resolver) -> set[str]:
    """Store the found mentions of texts, with decisions applied; return the ids of stories that changed."""
    with_column(connection, "given_row", [text.id for text in texts], "int32")
    blocks = _blocks(connection)
    surfaces = {(row, place): block.text for row, its in blocks.items() for place, block in enumerate(its)}
    all_found, decided_before = found_in(connection, "given_row", surfaces), _decided_places(connection)
    changed, sketched, found_before = list[MentionedText](), list[int](), dict[int, Sequence[Mention]]()
    stories = set[str]()
    for text in texts:
        its, found = blocks.get(text.id, []), all_found.get(text.id, [])
        now = resolver.mentions(found, its, article=text.article, publisher=text.publisher)
        is_decided = differ(now, found)
        if not is_decided and text.id not in decided_before:
            continue  # they are stored as they were found, and stay so
        before, after = decided_before.get(text.id, _places(found)), _places(now)
        if before == after:
            continue
        stories.add(text.article)
        # What was found has the offset of a sentence's first letter for the number of the sentence.
        now = [m if m.sentence == m.sentence_start else replace(m, sentence=m.sentence_start) for m in now]
        changed.append(MentionedText(row=text.id, blocks=its, mentions=now))
        if is_decided:
            found_before[text.id] = found
        # A merge changes who is named in a sentence, mostly not which sentences name somebody.
        if _sentences(before) != _sentences(after):
            sketched.append(text.id)
    if changed:
        _replace_mentions(connection, changed, sketched)
        insert_found(connection, found_before)
    return stories


def _places(mentions: Iterable[Mention]) -> list[MentionPlace]:
    return list(map(place_of, mentions))


def _blocks(connection: duckdb.DuckDBPyConnection) -> dict[int, list[Block]]:
    """Return by row the blocks of the texts in temp table given_row, in reading order."""
    blocks: dict[int, list[Block]] = {}
    for row, zone, text in connection.execute(
        "select id, zone, text from article_block where id in (from given_row) order by id, block"
    ).fetchall():
        blocks.setdefault(row, []).append(Block(zone=ALL_ZONES[zone], text=text, at=0, end=0))
    return blocks


def _replace_mentions(
    connection: duckdb.DuckDBPyConnection, changed: Sequence[MentionedText], sketched: Sequence[int]
) -> None:
    """Replace the stored mentions of texts; in the rows `sketched`, the sketches of sentences too."""
    called = {each.actor_id: each.canonical for text in changed for each in text.mentions}
    actors = number_keys(connection, {key: name or named_by(key) for key, name in called.items()})
    # Joining row groups at closing takes half the time of a large merge; `compact` does it once for all.
    connection.execute("set max_vacuum_tasks = 0")
    with_column(connection, "changed_row", [text.row for text in changed], "int32")
    with_column(connection, "sketched_row", sketched, "int32")
    of_mentions = ("mention", "quotation", "sentence_sketch", "actor_article", "found_before", *OF_STORIES)
    for table in of_mentions:
        rows = "sketched_row" if table in _OF_SKETCHES else "changed_row"
        connection.execute(f"delete from {table} where id in (from {rows})")
    insert_mentions(connection, changed, actors, sketched=sketched)


def _sentences(places: Iterable[MentionPlace]) -> set[tuple[int, int, int]]:
    """Return {(block, start, end)}: where the sentences are that name somebody."""
    return {(each.block, each.sentence_start, each.sentence_end) for each in places}


def _decided_places(connection: duckdb.DuckDBPyConnection) -> dict[int, list[MentionPlace]]:
    """Return by row where mentions are stored in the texts of temp table given_row, in reading order.

    A text that no decision changed is left out: its mentions are stored as they were found.
    """
    decided = column(connection, "select id from found_before where id in (from given_row)")
    places: dict[int, list[MentionPlace]] = {row: [] for row in decided}
    for row, *place in connection.execute("""
        select id, key, role, block, start, "end", sentence_start, sentence_end
        from mention join actor using (actor_id)
        where id in (select id from found_before where id in (from given_row))
        order by id, block, start, "end" desc""").fetchall():
        places[row].append(MentionPlace(*place))
    return places
