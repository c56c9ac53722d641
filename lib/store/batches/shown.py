"""Which text of a story its readers see, and when each was seen last."""

from collections.abc import Iterable

from lib.store.batches.known import Known, Text


def show_newest(known: Known) -> list[tuple[int, bool]]:
    """Return marks the newest text of each story as shown, a feed's summary only where there is no other.

    Gives the stored rows whose mark changes.
    """
    changed: list[tuple[int, bool]] = []
    for texts in known.texts.values():
        newest = max(texts, key=lambda text: (not text.summary, text.captured_at, text.revision))
        for text in texts:
            if text.shown != (text is newest):
                text.shown = text is newest
                changed += [] if text.new else [(text.id, text.shown)]
    return changed


def seen_again(known: Known) -> Iterable[Text]:
    """Return the stored texts that a newer capture bears unchanged."""
    return [text for texts in known.texts.values() for text in texts if text.touched and not text.new]
