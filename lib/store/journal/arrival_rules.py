"""Arrival rules, each a saved view with an action for the stories that arrive, and what they have done.

A rule is saved by its id. What it does to a story is an event of that story which names the rule: a removal
erases it, and a rule is undone by what the marks would be without its events.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from lib.store import receipts
from lib.store.journal import marks, state
from lib.store.journal.event import Event, Kind, unsigned
from lib.store.journal.journal import Journal
from lib.store.journal.records import moved_stories, new_id
from lib.store.journal.views import SavedView

Action = Literal["mute", "star", "label"]
WORDS: dict[Action, str] = {
    "mute": "Mute what arrives in “{view}”",
    "star": "Star what arrives in “{view}”",
    "label": "Label what arrives in “{view}” with “{label}”",
}
BY = "by_rule"  # the field of an event that names the rule which made it
# Each mark that a rule makes: SQL for its story and name, and the event that takes it back, named like it.
_MARKS: tuple[tuple[str, Kind, dict[str, Any]], ...] = (
    ("select story, name from saved where what = 'mute'", "unsave", {"what": "mute"}),
    ("select story, '' from mark where starred_at is not null", "star", {"value": False}),
    ("select story, name from label", "unlabel", {}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalRule:
    """A rule: its saved view with the filter of that time, its action, and since when it acts."""

    id: str
    view: str  # the name of a saved view
    address: str
    action: Action
    label: str = ""
    batch: int  # the home's last one when the rule was made: stories of later ones arrive
    made_at: str  # ISO 8601

    @property
    def words(self) -> str:
        """The rule as a sentence without its full stop."""
        return WORDS[self.action].format(view=self.view, label=self.label)

    def event_for(self, story: str) -> Event:
        """Return the journal's event that mutes, stars or labels a story, as the rule says."""
        match self.action:
            case "mute":
                mute = {"what": "mute", "name": f"{self.id} {story}", "body": "", BY: self.id}
                return Event(kind="save", story=story, fields=mute)
            case "star":
                return Event(kind="star", story=story, fields={"value": True, BY: self.id})
            case "label":
                return Event(kind="label", story=story, fields={"name": self.label, BY: self.id})


def all_rules(archive: Path) -> list[ArrivalRule]:
    """Return the rules, oldest first, without those that a newer version wrote in another form."""
    held = []
    for each in marks.saved_items(archive, "rule"):
        with suppress(ValueError, TypeError):  # an unknown form, or field
            rule = ArrivalRule(id=each.name, made_at=each.at, **each.fields)
            if rule.action in WORDS:
                held.append(rule)
    return sorted(held, key=lambda each: (each.made_at, each.batch, each.id))


def make(archive: Path, view: SavedView, action: Action, *, label: str = "") -> None:
    """Store a rule for the stories of a saved view that arrive from now on."""
    batch = int(receipts.highest(receipts.history(archive)))
    body = {"view": view.name, "address": view.address, "action": action, "label": label, "batch": batch}
    marks.keep(archive, "rule", new_id(), json.dumps(body, ensure_ascii=False))


def trouble(rule: ArrivalRule, held: Sequence[SavedView]) -> str:
    """Return a sentence if the rule's view is gone or selects something else than before; else ""."""
    now = next((each.address for each in held if each.name == rule.view), None)
    if now is None:
        return (
            f"There is no saved view “{rule.view}” any more, so this rule does nothing. Save a view by that "
            "name, or undo the rule."
        )
    if now != rule.address:
        return f"“{rule.view}” selects something else than when the rule was made, and the rule follows it."
    return ""


def done(archive: Path) -> dict[str, set[str]]:
    """Return {rule id: ids of the stories that the rule has acted on}; of merged stories the present ids."""
    now, found = moved_stories(archive), dict[str, set[str]]()
    lines = "select line from event where record is null and instr(line, ?)"
    for event in (unsigned(line) for (line,) in Journal(archive).select(lines, [f'"{BY}": '.encode()])):
        if event and BY in event["fields"]:
            found.setdefault(event["fields"][BY], set()).add(now.get(event["story"], event["story"]))
    return found


def act(archive: Path, rule: ArrivalRule, stories: Sequence[str]) -> int:
    """Store the rule's action on those stories that it has not acted on yet; return how many."""
    deeds: list[Event] = []

    def new_deeds() -> list[Event]:
        """Return the events to add, which are noted in `deeds` too; none if the rule was undone meanwhile."""
        if rule.id in {each.id for each in all_rules(archive)}:  # not undone meanwhile
            before = done(archive).get(rule.id, ())
            deeds.extend(rule.event_for(each) for each in stories if each not in before)
        return deeds

    if stories:
        Journal(archive).append_decided(new_deeds)
    return len(deeds)


def undo(archive: Path, number: str) -> tuple[int, int]:
    """Delete the rule with this id and take back its marks, but none that the reader or another rule made.

    Return how many stories lost the rule's mark, and how many stories that it acted on stay as they are.
    """
    acted, returned = set[str](), set[str]()

    def reversal() -> list[Event]:
        """Return the events that undo the rule; note the stories in `acted` and `returned`."""
        back = [*_taken_back(archive, number)]
        acted.update(done(archive).get(number, ()))
        returned.update(each.story for each in back)
        return [Event(kind="unsave", fields={"what": "rule", "name": number}), *back]

    Journal(archive).append_decided(reversal)
    return len(returned), len(acted - returned)


def _taken_back(archive: Path, number: str) -> Iterator[Event]:
    """Yield events that take back the marks which no rule but the one with this id has made, nor the reader.

    Rules that were undone before do not count.
    """
    journal = Journal(archive)
    stand = {"", *(each.name for each in marks.saved_items(archive, "rule"))} - {number}
    others = (each for each in journal.events() if each.fields.get(BY, "") in stand)
    lines = (
        {"kind": each.kind, "story": each.story, "at": each.at, "fields": each.fields} for each in others
    )
    with state.tables_of(lines) as without:
        for marked, kind, fields in _MARKS:
            kept = {*without.execute(marked)}
            for story, name in sorted({*journal.select(marked)} - kept):
                named = {"name": name} if name else {}
                yield Event(kind=kind, story=story, fields={**fields, **named, BY: number})
