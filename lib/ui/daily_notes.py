"""The five notes of a day that the reader may have on the Desk: whether, and which."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from lib.query.noted import Noted
from lib.store.files import settings
from lib.store.paths import archive_path, files
from lib.ui.render import Button, RichText

FIVE = 5


def of_the_day(held: Iterable[Noted], today: date) -> list[Noted]:
    """Return five notes for a day, in an order in which each comes once before one comes again."""
    mixed = sorted(held, key=lambda each: sha256(repr(each.note.passage).encode()).digest())
    first = today.toordinal() * FIVE % max(1, len(mixed))
    return (mixed + mixed)[first : first + FIVE] if len(mixed) > FIVE else mixed


def are_on() -> bool:
    """Return whether the reader has them on the Desk; not where the settings are damaged."""
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
    """Show five notes on the Desk each day, or, with "no", none."""
    kept = settings.read(files(archive_path()).settings)
    settings.keep(files(archive_path()).settings, replace(kept, daily_notes=word == "yes"))
