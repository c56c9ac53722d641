"""The five notes of a day that the reader may have on the Desk: whether, and which."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from lib.query.noted import Noted
from lib.store.files import settings
from lib.store.journal import marks
from lib.store.paths import archive_path, files
from lib.ui.render import Button, RichText

FIVE = 5
RECORD = "daily notes"  # name of the record


def of_the_day(archive: Path, held: Iterable[Noted], today: date) -> list[Noted]:
    """Return up to five notes for a day, the same all day, and record them in the journal.

    Each note comes once before one comes again, even if others are added or deleted meanwhile.
    """
    # By their hashes: the record holds no word of a note.
    mixed = {sha256(repr(each.note.passage).encode()).hexdigest()[:10]: each for each in held}
    last = _recorded(archive)
    five = [each for each in last["five"] if each in mixed] if last["day"] == today.isoformat() else []
    shown = [each for each in last["shown"] if each in mixed]  # the one of longest ago first
    waiting = [each for each in (*sorted(mixed.keys() - shown), *shown) if each not in five]
    five += waiting[: FIVE - len(five)]
    now = {
        "day": today.isoformat(),
        "five": five,
        "shown": [each for each in shown if each not in five] + five,
    }
    if mixed and now != last:
        marks.keep(archive, "visit", RECORD, json.dumps(now))
    return [mixed[each] for each in five]


def _recorded(archive: Path) -> dict[str, Any]:
    """Return the record, or an empty one: the "day", hashes of its "five" notes and of all "shown" so far."""
    with suppress(ValueError, TypeError, KeyError):
        if record := marks.saved_item(archive, "visit", RECORD):
            fields = record.fields
            lists = {name: list(map(str, fields[name])) for name in ("five", "shown")}
            return {"day": str(fields["day"]), **lists}
    return {"day": "", "five": [], "shown": []}


def are_on() -> bool:
    """Return whether the reader wants five notes a day on the Desk; False where the settings are damaged."""
    try:
        return settings.read(files(archive_path()).settings).daily_notes
    except settings.SettingsDamaged:  # which Health reports
        return False


def switch() -> RichText:
    """Return a sentence with the button that brings five notes a day to the Desk, or ends that."""
    if are_on():
        stop = Button("Stop that", {"do": "daily no"})
        return ("Five of them stand on the Desk each day, to read again. ", stop)
    return (Button("Show five of them on the Desk each day", {"do": "daily yes"}),)


def turn(word: str) -> None:
    """Store in the settings whether five notes a day stand on the Desk: "yes" or, by any other word, no."""
    settings.change(files(archive_path()).settings, lambda held: replace(held, daily_notes=word == "yes"))
