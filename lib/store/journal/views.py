"""Filters that the reader saved by name, each with the time it was last looked at."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lib.store.journal import marks


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A filter saved under a name, when it was last looked at, and the batch after which stories are new."""

    name: str
    address: str  # as lib.query.filter.address writes it, in the form of a query string
    looked: datetime
    batch: int  # the archive's last one at that moment


def all_views(archive: Path) -> list[SavedView]:
    """Return the saved views, sorted by name, without those that a newer version wrote in another form."""
    views = []
    for each in marks.saved_items(archive, "view"):
        with suppress(ValueError, TypeError, KeyError, OverflowError):
            fields = each.fields
            looked = datetime.fromisoformat(fields["looked"])
            address, batch = str(fields["address"]), int(fields["batch"])
            views.append(SavedView(name=each.name, address=address, looked=looked, batch=batch))
    return views


def view_named(archive: Path, name: str) -> SavedView | None:
    """Return the saved view with this name; None if no view has it."""
    return next((each for each in all_views(archive) if each.name == name), None)


def save(archive: Path, name: str, address: str, *, batch: int) -> None:
    """Save a filter's address under a name, replacing the former one; stories up to `batch` count as seen."""
    body = {"address": address, "looked": datetime.now(UTC).isoformat(), "batch": batch}
    marks.keep(archive, "view", name, json.dumps(body, ensure_ascii=False))


def remove(archive: Path, name: str) -> None:
    """Delete a saved view; its stories stay."""
    marks.drop(archive, "view", name)
