"""What a damaged journal held: the union of what its copies and backups hold, without what is erased."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from lib.model.wording import count, listed
from lib.store.backup_files import backups
from lib.store.journal import former, former_files, witness
from lib.store.journal.copies import Copy, copy_in, judged
from lib.store.journal.event import Event, erased
from lib.store.journal.events_of_copies import union
from lib.store.paths import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """A repaired journal, to be written: id, events, the copies found, and perhaps a sentence on it."""

    journal: str
    events: list[Event]
    copies: list[Copy]
    sentence: str | None  # on what was wrong, and what it was repaired from


def recovered(archive: Path, log: Copy, database: Copy, noted: Collection[str], known: str) -> Recovered:
    """Return the journal that its copies hold together, with the backups if a copy is bad.

    `known` is the journal's id and `noted` the ids of erased events, as the lock file records them. Events of
    an older version's files are among them, where these wait to be taken over.
    """
    kept = [each for backup in reversed(backups(archive)) if (each := copy_in(archive, backup))]
    votes = [known, witness.journal_noted(archive), *(each.found[1] for each in (log, database, *kept[:1]))]
    (journal, _), *_ = [*Counter(filter(None, votes)).most_common(1), (token_hex(8), 0)]
    held = judged(log, database, journal)
    bad = [each for each in held if each.wrong]
    if known not in ("", journal):
        bad.append(Copy(path=files(archive).journal_lock, wrong="another home's"))
    removed = witness.removals(archive)
    gone = removed._replace(ids={*removed.ids, *noted})
    candidates = (*sorted(held, key=lambda each: each.wrong), *(kept if bad else ()))
    of_home = [each for each in candidates if each.found[1] in ("", journal)]
    events, sources = _united(archive, of_home, gone)
    sentence = None
    if bad and (known or sources or any(each.wrong != "gone" for each in bad)):
        sentence = _sentence(bad, sources, _number_kept(events))
        if any(each.wrong == "another home's" for each in held):
            aside = files(archive).aside
            sentence += f" Of the other home's work nothing was taken in; it lies in {aside}."
    if former_files.is_there(archive):
        came = [witness.without(each, gone) for each in former.events(archive)]
        former_files.clear(archive, gone)
        events = _merged(events, came, gone)
    return Recovered(journal=journal, events=events, copies=held, sentence=sentence)


def _united(archive: Path, copies: Sequence[Copy], gone: witness.Gone) -> tuple[list[Event], list[str]]:
    """Return the union of the copies' events, and the file names of the copies that added any."""
    events: list[Event] = []
    sources = []
    for copy in copies:
        found = copy.found[0]
        if copy.backup:
            found = witness.still_wanted(archive, copy.backup, found)
        both = _merged(events, found, gone)
        sources += [copy.path.name] if _number_kept(both) > _number_kept(events) else []
        events = both
    return events, sources


def _sentence(bad: Sequence[Copy], sources: Sequence[str], events: int) -> str:
    """Return a sentence on damaged copies and what they were repaired from."""
    what = listed([f"{each.path.name} was {each.wrong}" for each in bad])
    if not sources:
        return (
            f"{what}; nothing can be read of the other copy or a backup, so your marks, notes, saved views, "
            "corrections and decisions begin anew."
        )
    return f"{what}; your work, {count(events, 'change')}, was brought back from {listed(sources)}."


def _number_kept(events: Iterable[Event]) -> int:
    """Return how many events are not erased."""
    return sum(each.kind != "erased" for each in events)


def _merged(events: list[Event], others: list[Event], gone: witness.Gone) -> list[Event]:
    """Return the union of `events` and `others`; events of the others about removed stories are erased.

    `gone` is what was removed.
    """
    lost = ids_about(others, *gone)
    return union(events, [erased(each) if each.id in lost else each for each in others])


def ids_about(
    events: Sequence[Event], stories: Collection[str], captures: Collection[str], ids: Collection[str]
) -> set[str]:
    """Return the ids of the events about these stories or captures, or with these ids.

    Events about a former id of a story count too.
    """
    gone = set(stories)
    for each in reversed(events):
        if each.kind == "move" and each.fields["to"] in gone:
            gone.add(each.story)
    return {
        each.id
        for each in events
        if each.kind != "erased"
        and (each.story in gone or each.capture in captures or not each.ids.isdisjoint(ids))
    }
