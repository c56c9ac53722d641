"""Recipes of the figures that the reader saved, stored as events of the journal.

The code in a figure's source line leads here when its file has lost the recipe. When a story is removed, the
recipes of figures that show it are erased, as names and numbers may come from it: only code, chart, time and
the removed id stay. A recipe of more stories than it lists may show any of them.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.model.recipe import Recipe, printed_code, recipe_from
from lib.store.journal.event import Event
from lib.store.journal.journal import Journal
from lib.store.journal.records import read as read_record
from lib.store.journal.records import record

LATEST = datetime.max  # before which everything was made


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFigure:
    """A saved figure: its code, chart, time and recipe, or the stories whose removal erased the recipe."""

    code: str
    chart: str
    made_at: str  # ISO 8601, UTC
    recipe: Recipe | None  # None once a story of it was removed
    removed: tuple[str, ...] = ()  # ids of such stories

    @property
    def name(self) -> str:
        """The figure's name for readers: "network K7QF-2M9A of 2026-11-27"."""
        return f"{self.chart} {self.code} of {self.made_at[:10]}"


def read(archive: Path) -> tuple[SavedFigure, ...]:
    """Return the saved figures, oldest first."""
    return tuple(kept for _, kept in _held(archive))


def find(archive: Path, code: str) -> SavedFigure | None:
    """Return the saved figure with a code as somebody typed it, "k7qf 2m9a"; None if there is none."""
    return {kept.code: kept for kept in read(archive)}.get(printed_code(code) or "")


def keep(archive: Path, recipe: Recipe, address: str) -> None:
    """Save a recipe with the full address of its chart, labels included, unless it is saved already."""
    fields = {"id": recipe.code, **recipe.fields(), "whole_address": address}

    def saving() -> list[Event]:
        """Return the event that saves the recipe; none if it is saved."""
        known = find(archive, recipe.code)
        return [] if known and known.recipe else [Event(kind="record_figure", fields=fields)]

    Journal(archive).append_decided(saving)


def forget(
    archive: Path, articles: Collection[str], *, removed_at: datetime = LATEST
) -> tuple[SavedFigure, ...]:
    """Erase the recipes of figures that may show one of the stories; return the erased figures.

    `removed_at` (UTC, without a timezone) is when the last of the stories was removed: a recipe that lists no
    stories and was made later shows none of them.
    """
    left = {
        event.id: replace(kept, recipe=None, removed=stories)
        for event, kept in _held(archive)
        if (stories := _shown(kept, articles, removed_at))
    }

    def reduced() -> list[Event]:
        """Return the events of what stays of the figures, without those stored by a removal that crashed."""
        stays = (
            record("record_figure", {
                "id": each.code, "chart": each.chart, "made_at": each.made_at, "removed": each.removed,
            })
            for each in left.values()
        )  # fmt: skip
        held = {event.id for event, _ in _held(archive)}
        return [event for event in stays if event.id not in held]

    Journal(archive).append_decided(reduced)  # first: else a crash in between loses the code
    Journal(archive).erase(ids=left.keys())
    return tuple(left.values())


def showing(archive: Path, articles: Collection[str]) -> tuple[SavedFigure, ...]:
    """Return the saved figures that may show one of the stories, with those stories as `removed`."""
    figures = {kept.code: kept for kept in read(archive)}.values()
    shown = ((each, _shown(each, articles, LATEST)) for each in figures)
    return tuple(replace(each, removed=stories) for each, stories in shown if stories)


def _held(archive: Path) -> list[tuple[Event, SavedFigure]]:
    """Return each event that saved a figure, with the figure."""
    return [(event, read_record(archive, event, parse)) for event in Journal(archive).events("record_figure")]


def parse(fields: dict[str, Any]) -> SavedFigure:
    """Return the figure in an event's fields; raises ValueError, TypeError or KeyError if not valid."""
    recipe = None
    if "removed" not in fields:
        recipe = replace(recipe_from(fields), address=str(fields["whole_address"]))
    return SavedFigure(
        code=str(fields["id"]), chart=str(fields["chart"]), made_at=str(fields["made_at"]), recipe=recipe,
        removed=tuple(map(str, fields.get("removed", ()))),
    )  # fmt: skip


def _shown(kept: SavedFigure, articles: Collection[str], removed_at: datetime) -> tuple[str, ...]:
    """Return which of the stories a figure may show: those its recipe lists or, without a list, all.

    An erased recipe, or one without a list that was made after `removed_at`, may show none.
    """
    if kept.recipe is None:
        return ()
    listed = kept.recipe.slice.listed
    if listed is None:
        made = datetime.fromisoformat(kept.made_at).astimezone(UTC).replace(tzinfo=None, microsecond=0)
        return () if made > removed_at else tuple(sorted(articles))
    return tuple(sorted(listed.keys() & set(articles)))
