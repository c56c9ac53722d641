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
from pathlib import Path
from typing import Any

from lib.model import sums
from lib.model.errors import SubjectError
from lib.model.recipe import Recipe, typed, understood
from lib.store.files import lines
from lib.store.files.home import files

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


def forget(archive: Path, articles: Collection[str]) -> tuple[Kept, ...]:
    """Take the recipes of figures that may show one of the stories away; return what is left of them."""
    left = tuple(replace(each, recipe=None) for each in showing(archive, articles))
    marks = [_UNLISTED, *(article.encode() for article in articles)]  # of a damaged line too
    lines.overwrite(files(archive).recipes, lambda line: any(mark in line for mark in marks))
    if left:
        lines.append(files(archive).recipes, list(map(_reduced, left)))
    return left


def showing(archive: Path, articles: Collection[str]) -> tuple[Kept, ...]:
    """Return the saved figures that may show one of the stories, with those as `removed`."""
    figures = _readable(archive).values()
    shown = ((each, _shown(each.recipe, articles)) for each in figures if each.recipe)
    return tuple(replace(each, removed=stories) for each, stories in shown if stories)


def _readable(archive: Path) -> dict[str, Kept]:
    """Return the saved figures by their codes, without those of damaged lines."""
    found = {}
    for line in lines.good(files(archive).recipes, parse):
        with suppress(ValueError, TypeError, KeyError):
            kept = parse(sums.unsigned(json.loads(line)))
            found[kept.code] = kept
    return found


def parse(fields: dict[str, Any]) -> Kept:
    """Return the figure of a line; raises ValueError, TypeError or KeyError where it holds none."""
    recipe = None
    if "removed" not in fields:
        recipe = replace(understood(fields), address=str(fields["whole_address"]))
    return Kept(
        code=str(fields["id"]), chart=str(fields["chart"]), made_at=str(fields["made_at"]), recipe=recipe,
        removed=tuple(map(str, fields.get("removed", ()))),
    )  # fmt: skip


def _shown(recipe: Recipe, articles: Collection[str]) -> tuple[str, ...]:
    """Return those of the stories that a figure may show: all where its recipe lists none."""
    listed = recipe.slice.listed
    return tuple(sorted(articles if listed is None else listed.keys() & set(articles)))


def _reduced(kept: Kept) -> dict[str, Any]:
    return {"id": kept.code, "chart": kept.chart, "made_at": kept.made_at, "removed": list(kept.removed)}


def _fault(archive: Path, what: str) -> RecipesDamaged:
    return RecipesDamaged(
        files(archive).recipes, f"{what} It holds the recipe of a figure; delete the line to give it up."
    )
