"""The archive as a witness: which journal is its home's, and which events are about removed stories.

Neither may the words of a removed story come back into the journal from a backup or an older version's files,
nor the work of another home. An archive that cannot be opened, as one that is busy, shows nothing as removed.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from lib.store import receipts
from lib.store.engine import attached
from lib.store.journal.event import Event
from lib.store.names import spelling
from lib.store.statements import Executes, column
from lib.store.stored_settings import JOURNAL, LEFT, put_setting, setting

# (kind, name) of what only the given stories have, or any story where none are given; null is no list.
_BORNE = """
select kind, name from (
    select 'tag' as kind, name, article from tag join tag_article using (tag_id) join article using (id)
    union all select 'author', name, article from author join author_article using (author_id)
        join article using (id)
    union all select 'publisher', name, article from publisher join article using (publisher_id)
    union all select 'section', name, article from section join article using (section_id)
    union all select 'actor', key, article from actor join actor_article using (actor_id)
        join article using (id)
    union all select 'actor', unnest(keys), article from found_before join article using (id)
    union all select 'text', value, article from (select unnest($texts::varchar[]) as value)
        join article_block on contains(text, value) join article using (id))
group by all having $stories is null or bool_and(article in (select unnest($stories::varchar[])))"""


class Gone(NamedTuple):
    """What was removed: ids of stories, hashes of captures, and ids of the records erased with them."""

    stories: Collection[str]
    captures: Collection[str]
    ids: Collection[str]


def journal_noted(archive: Path) -> str:
    """Return the id of the home's journal as the archive has it; "" if it has none or cannot be opened."""
    with suppress(duckdb.Error), attached(archive) as reading:
        return setting(reading, JOURNAL)
    return ""


def note_journal(connection: Executes, journal: str) -> None:
    """Store the id of the home's journal in the archive, unless it is "" or stored already."""
    if journal and setting(connection, JOURNAL) != journal:
        put_setting(connection, JOURNAL, journal)


def removals(archive: Path) -> Gone:
    """Return what was removed, by the receipts and, where it can be opened, by the archive.

    Former ids of removed stories are among the stories; one that is stored again is not.
    """
    history = receipts.history(archive)
    hashes, keys = receipts.removed_captures(history)
    stories, living = {*hashes.values(), *keys.values()}, set(receipts.stored_captures(history).values())
    ids: set[str] = set()
    with suppress(duckdb.Error), attached(archive) as reading:
        hashes |= dict(reading.execute("select sha256, article from tombstone").fetchall())
        living = set(column(reading, "select article from article"))
        left = json.loads(setting(reading, LEFT) or "{}")
        ids |= {*left.get("decisions", ()), *left.get("names", ())}
        stories = {*stories, *hashes.values(), *left.get("stories", ())} - living
        former = reading.execute("select former, article from alias").fetchall()
        stories |= {each for each, story in former if story in stories}
    return Gone(stories=stories - living, captures=set(hashes), ids=ids)


def still_wanted(archive: Path, backup: Path, found: Sequence[Event]) -> list[Event]:
    """Return the events of a backup without words of stories that were removed since.

    Joined names and decisions go with the last story that had the name or the words.
    """
    gone, lost = removals(archive), gone_with_stories(archive, backup, found)
    return [without(event, gone) for event in found if event.ids.isdisjoint(lost)]


def without(event: Event, gone: Gone) -> Event:
    """Return the event of a saved figure without its recipe, if that lists a removed story.

    Other events are returned as they are; `gone` is what was removed.
    """
    listed = event.fields.get("slice", {}).get("listed") or {}
    if shown := sorted(set(listed) & set(gone.stories)):
        left = {name: event.fields[name] for name in ("id", "chart", "made_at")}
        return replace(event, fields={**left, "removed": shown})
    return event


def gone_with_stories(archive: Path, backup: Path, found: Iterable[Event]) -> set[str]:
    """Return the ids of joinings and decisions in a backup that went with stories removed since.

    Those are of a name, an actor or words that no other story has, in the backup or now. None are returned if
    the backup cannot be opened, or the archive, unless it is gone.
    """
    stories = sorted(removals(archive).stories)
    about = {str(each.fields["id"]): _about(each.fields) for each in found if each.kind in ("join", "decide")}
    if not (stories and about):
        return set()
    texts = [text for each in about.values() for field, text in each if field == "text"]
    with suppress(duckdb.Error):
        held = _borne(archive, None, texts) if archive.exists() else set()
        lost = _borne(backup, stories, texts) - held
        return {number for number, each in about.items() if each & lost}
    return set()


def _about(fields: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return (kind, name) of each name, actor or text that the fields of a joining or decision concern."""
    if "field" in fields:
        joined = [str(fields[name]) for name in ("name", "to") if name in fields]
        return {(fields["field"], spelling.key(name)) for name in joined}
    whom = {("actor", str(fields[name])) for name in ("actor", "to") if fields.get(name)}
    return whom | ({("text", str(fields["text"]))} if fields.get("text") else set())


def _borne(path: Path, stories: list[str] | None, texts: list[str]) -> set[tuple[str, str]]:
    """Return (kind, name) of each name, actor and text that these stories have and no others.

    For None in place of stories, what any story has. Raises duckdb.Error if the archive cannot be opened.
    """
    with duckdb.connect(str(path), read_only=True) as reading:
        rows = reading.execute(_BORNE, {"stories": stories, "texts": texts}).fetchall()
    return {(kind, name if kind in ("actor", "text") else spelling.key(name)) for kind, name in rows}
