"""Recipes of the figures that the reader saved, in a readable file of their own beside the archive.

The code in a figure's source line leads here when its file has lost the recipe. A line is a JSON object;
lines are only ever added. When a story is removed, the recipes of figures that show it are overwritten where
they stand, for names and numbers may be its own: of each only code, chart, moment and the removed id stay. A
recipe of more stories than it lists may show any of them.
"""

import json
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.model import sums
from lib.model.errors import Remedy, SubjectError
from lib.model.recipe import Recipe, typed, understood
from lib.store.files import lines
from lib.store.files.home import files

LATEST = datetime.max  # before which everything was made
_UNLISTED = b'"listed": null'


class RecipesDamaged(SubjectError):
    """A recipe that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A figure that was saved."""

    code: str
    chart: str
    made_at: str  # ISO 8601, UTC
    recipe: Recipe | None  # None once a story of it was removed
    removed: tuple[str, ...] = ()  # ids of such stories

    @property
    def name(self) -> str:
        """The figure as a reader knows it: "network K7QF-2M9A of 2026-11-27"."""
        return f"{self.chart} {self.code} of {self.made_at[:10]}"


def read(archive: Path) -> tuple[Kept, ...]:
    """Return the saved figures, the oldest first; raises RecipesDamaged."""
    found, _ = lines.recorded(files(archive).recipes, parse, lambda what: _fault(archive, what))
    return found


def find(archive: Path, code: str) -> Kept | None:
    """Return the figure of a code, however it was typed."""
    return _readable(archive).get(typed(code) or "")


def keep(archive: Path, recipe: Recipe, address: str) -> None:
    """Keep a recipe once; here, on the reader's own disk, its address has the labels too."""
    known = _readable(archive).get(recipe.code)
    if known is None or known.recipe is None:
        files(archive).recipes.touch(mode=0o600)  # whoever exports may let others read what he writes
        fields = {"id": recipe.code, **recipe.fields(), "whole_address": address}
        lines.append(files(archive).recipes, [fields])


def forget(archive: Path, articles: Collection[str], *, removed_at: datetime = LATEST) -> tuple[Kept, ...]:
    """Take the recipes of figures that may show one of the stories away; return what is left of them.

    `removed_at` (UTC, without a timezone) is when the last of the stories went: what lists no stories and was
    made later shows none of them.
    """
    left = tuple(replace(each, recipe=None) for each in showing(archive, articles, removed_at=removed_at))
    marks = [article.encode() for article in articles]

    def is_of_them(line: bytes) -> bool:  # also a damaged one
        unlisted = _UNLISTED in line and not _is_later(_kept(line), removed_at)
        return unlisted or any(mark in line for mark in marks)

    lines.overwrite(files(archive).recipes, is_of_them)
    if left:
        lines.append(files(archive).recipes, list(map(_reduced, left)))
    return left


def showing(archive: Path, articles: Collection[str], *, removed_at: datetime = LATEST) -> tuple[Kept, ...]:
    """Return the saved figures that may show one of the stories, with those as `removed`."""
    figures = _readable(archive).values()
    shown = ((each, _shown(each, articles, removed_at)) for each in figures)
    return tuple(replace(each, removed=stories) for each, stories in shown if stories)


def _readable(archive: Path) -> dict[str, Kept]:
    """Return the saved figures by their codes, without those of damaged lines."""
    found = map(_kept, lines.good(files(archive).recipes, parse))
    return {kept.code: kept for kept in found if kept}


def _kept(line: bytes) -> Kept | None:
    """Return the figure of a line; None where it holds none."""
    with suppress(ValueError, TypeError, KeyError):
        return parse(sums.unsigned(json.loads(line)))
    return None


def parse(fields: dict[str, Any]) -> Kept:
    """Return the figure of a line; raises ValueError, TypeError or KeyError where it holds none."""
    recipe = None
    if "removed" not in fields:
        recipe = replace(understood(fields), address=str(fields["whole_address"]))
    return Kept(
        code=str(fields["id"]), chart=str(fields["chart"]), made_at=str(fields["made_at"]), recipe=recipe,
        removed=tuple(map(str, fields.get("removed", ()))),
    )  # fmt: skip


def _shown(kept: Kept, articles: Collection[str], removed_at: datetime) -> tuple[str, ...]:
    """Return those of the stories that a figure may show: all where its recipe lists none and is no later."""
    if kept.recipe is None:
        return ()
    listed = kept.recipe.slice.listed
    if listed is None:
        return () if _is_later(kept, removed_at) else tuple(sorted(articles))
    return tuple(sorted(listed.keys() & set(articles)))


def _is_later(kept: Kept | None, moment: datetime) -> bool:
    """Return whether a figure was made in a later second."""
    made = datetime.fromisoformat(kept.made_at).astimezone(UTC).replace(tzinfo=None) if kept else moment
    return made.replace(microsecond=0) > moment


def _reduced(kept: Kept) -> dict[str, Any]:
    return {"id": kept.code, "chart": kept.chart, "made_at": kept.made_at, "removed": list(kept.removed)}


def _fault(archive: Path, what: str) -> RecipesDamaged:
    return RecipesDamaged(
        files(archive).recipes,
        f"{what} It holds the recipe of a figure.",
        Remedy(command="doctor --mend", does="writes the file anew with what can be read of it and a backup"),
    )
