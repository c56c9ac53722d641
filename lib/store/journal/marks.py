"""The reader's marks on stories (read, starred, labelled, noted) and named saved items, in the journal.

Marks belong to a story's id. Every function takes the path of the archive that the marks belong to.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from lib.model.controls import in_one_line
from lib.model.filter import Filter
from lib.store.journal.event import Event, unsigned
from lib.store.journal.journal import Journal
from lib.store.journal.records import moved_stories
from lib.store.journal.state import NAMES

State = Literal["read", "starred", "muted"]
Named = Literal[  # what is kept by name
    "view", "question", "figure", "highlight", "visit", "mailing", "rule", "mute"
]  # fmt: skip
LONGEST = 80  # letters of the name of a saved view or question
_AMONG = "story in (select value from json_each(?))"
_STORIES: Mapping[State, str] = {
    "read": "mark where read_at is not null",
    "starred": "mark where starred_at is not null",
    "muted": "saved where what = 'mute'",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """The reader's marks on one story: whether read, whether starred, labels, note."""

    read: bool = False
    starred: bool = False
    labels: tuple[str, ...] = ()
    note: str = ""


def marks_on(archive: Path, article_id: str) -> Marked:
    """Return the marks on one story."""
    return marks_by_story(archive, [article_id]).get(article_id, Marked())


def marks_by_story(archive: Path, article_ids: Sequence[str]) -> dict[str, Marked]:
    """Return by id the marks on those of the stories that have any."""
    journal, among = Journal(archive), [json.dumps(list(article_ids))]
    found = {
        story: Marked(read=bool(read_at), starred=bool(starred_at), note=note)
        for story, read_at, starred_at, note in journal.select(f"select * from mark where {_AMONG}", among)
    }
    for story, name in journal.select(f"select story, name from label where {_AMONG} order by 1, 2", among):
        marked = found.get(story, Marked())
        found[story] = replace(marked, labels=(*marked.labels, name))
    return found


def all_labels(archive: Path) -> list[str]:
    """Return all labels in use, sorted."""
    return _first_column(archive, "select distinct name from label order by name")


def set_read(archive: Path, articles: str | Sequence[str], read: bool) -> None:
    """Mark a story, or several, as read or unread."""
    _append_for(archive, "read", articles, {"value": read})


def set_starred(archive: Path, articles: str | Sequence[str], starred: bool) -> None:
    """Star or unstar a story, or several."""
    _append_for(archive, "star", articles, {"value": starred})


def set_note(archive: Path, article_id: str, note: str, *, instead_of: str | None = None) -> None:
    """Set the reader's note on a story.

    `instead_of` is the note that the reader saw: words that another window has written since are kept.
    """

    def note_event() -> list[Event]:
        """Return the event of the note, appended to one that was stored meanwhile."""
        held = marks_on(archive, article_id).note if instead_of is not None else ""
        text = in_place_of(instead_of or "", held, note)
        return [Event(kind="note", story=article_id, fields={"text": text})]

    Journal(archive).append_decided(note_event)


def set_notes(archive: Path, decide: Callable[[], Mapping[str, str]]) -> None:
    """Set notes on stories: `decide` returns them by story id, and nobody else may write notes meanwhile."""
    Journal(archive).append_decided(
        lambda: [Event(kind="note", story=story, fields={"text": note}) for story, note in decide().items()]
    )


def in_place_of(former: str, held: str, note: str) -> str:
    """Return the note to store in place of the `held` one, when a reader who saw `former` wrote `note`.

    That is `note`, appended to `held` if another window has written other words there meanwhile.
    """
    return note if held in ("", former, note) else f"{held}\n\n{note}".strip()


def notes(archive: Path) -> list[tuple[str, str, str]]:
    """Return (story id, words, instant of the last change in ISO 8601) of each note on a story."""
    journal, now = Journal(archive), moved_stories(archive)
    lines = "select line from event where record is null and instr(line, ?) order by seq"
    events = (unsigned(line) for (line,) in journal.select(lines, [b'"kind": "note"']))
    at = {now.get(each["story"], each["story"]): each["at"] for each in events if each}
    rows = journal.select("select story, note from mark where note <> '' order by story")
    return [(story, note, at.get(story, "")) for story, note in rows]


def add_label(archive: Path, articles: str | Sequence[str], name: str) -> None:
    """Add a label, in one line, to a story or to several; a blank one adds nothing."""
    if label := in_one_line(name):
        _append_for(archive, "label", articles, {"name": label})


def set_labels(archive: Path, article_id: str, names: Sequence[str], *, instead_of: Sequence[str]) -> None:
    """Set a story's labels in place of `instead_of`, the labels that the reader saw.

    Labels that another window has added meanwhile stay.
    """
    labels = [*filter(None, map(in_one_line, names))]
    gone = [("unlabel", name) for name in instead_of if name not in labels]
    new = [("label", name) for name in labels if name not in instead_of]
    Journal(archive).append(
        [Event(kind=kind, story=article_id, fields={"name": name}) for kind, name in (*gone, *new)]
    )


def in_state(archive: Path, state: State) -> list[str]:
    """Return the ids of all stories that are read, starred or muted, sorted."""
    return _first_column(archive, f"select distinct story from {_STORIES[state]} order by story")


def without_muted(archive: Path, criteria: Filter) -> Filter:
    """Return the filter without muted stories; unchanged where it asks for these, or none is muted."""
    asked = criteria.read == "muted" or "is:muted" in criteria.text.casefold()
    return criteria if asked or not in_state(archive, "muted") else replace(criteria, unmuted=True)


def labelled_stories(archive: Path, labels: Sequence[str]) -> list[str]:
    """Return the ids of all stories with one of the labels, sorted."""
    among = "select distinct story from label where name in (select value from json_each(?)) order by story"
    return _first_column(archive, among, [json.dumps(list(labels))])


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedItem:
    """A text that is saved by name, with its kind (one of Named), its story and its time."""

    name: str
    body: str  # as the module of its kind writes it
    article: str = ""  # the story that it is of
    at: str  # the instant of its last change, ISO

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of the item's body, a JSON object; ValueError if it is none, as from another version."""
        try:
            found = json.loads(self.body)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None
        if not isinstance(found, dict):
            raise ValueError("it is no JSON object")
        return found


def keep(archive: Path, what: Named, name: str, body: str, *, article: str = "") -> None:
    """Save a text under a name as an item of the kind `what`, replacing the item that has the name."""
    kind = what if what in ("question", "highlight") else "save"
    _append_for(archive, kind, article, {"what": what, "name": name, "body": body})


def drop(archive: Path, what: Named, name: str, *, article: str = "") -> None:
    """Delete the item of the kind `what` that is saved under a name, if there is one."""
    _append_for(archive, "unsave", article, {"what": what, "name": name})


def mute(archive: Path, article_id: str) -> None:
    """Mute a story until `unmute`, even if rules that mute it too are undone."""
    keep(archive, "mute", article_id, "", article=article_id)


def unmute(archive: Path, article_id: str) -> None:
    """Undo every mute of a story, the reader's and those of rules."""

    def reversals() -> list[Event]:
        """Return the events that delete each mute that the story has now."""
        mutes = (each.name for each in saved_items(archive, "mute") if each.article == article_id)
        return [
            Event(kind="unsave", story=article_id, fields={"what": "mute", "name": name}) for name in mutes
        ]

    Journal(archive).append_decided(reversals)


def saved_item(archive: Path, what: Named, name: str) -> SavedItem | None:
    """Return the item of a kind that is saved under a name; None if there is none."""
    return next((each for each in saved_items(archive, what) if each.name == name), None)


def saved_items(archive: Path, what: Named) -> list[SavedItem]:
    """Return all saved items of a kind, sorted by name."""
    sql = "select name, body, story, at from saved where what = ? order by name"
    return [
        SavedItem(name=name, body=body, article=article, at=at)
        for name, body, article, at in Journal(archive).select(sql, [what])
    ]


def move(archive: Path, merged: Mapping[str, str]) -> None:
    """Store that stories have other ids after a merge, for those that have marks or decisions.

    `merged` gives present ids by former ones. Marks of both are merged; decisions on a former id apply to the
    present one from then on.
    """
    journal = Journal(archive)
    now, decided = moved_stories(archive), {each.story for each in journal.events("decide")}
    held = marked_stories(archive) | {now.get(story, story) for story in decided}
    moving = [(former, to) for former, to in merged.items() if former in held]
    journal.append([Event(kind="move", story=former, fields={"to": to}) for former, to in moving])


def marked_stories(archive: Path) -> set[str]:
    """Return the ids of all stories with any mark, label or saved item."""
    return {*_first_column(archive, " union ".join(f"select story from {table}" for table in NAMES))} - {""}


def _append_for(
    archive: Path, kind: str, articles: str | Sequence[str], fields: Mapping[str, object]
) -> None:
    """Add an event of this kind, with these fields, for each of the stories."""
    ids = [articles] if isinstance(articles, str) else articles
    Journal(archive).append([Event(kind=kind, story=each, fields=fields) for each in ids])


def _first_column(archive: Path, sql: str, parameters: Sequence[object] = ()) -> list[str]:
    """Return the first column of a query on the journal as texts."""
    return [str(value) for (value,) in Journal(archive).select(sql, parameters)]
