"""Checking the file of a figure or case: whether it was altered, and whether this archive gives the same.

A hash shows an accident: a picture that was cropped, a file that was cut short, an archive that has grown.
Whoever means to deceive can write a recipe anew with its hashes; against that only a signature helps.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from lib.export import signature, signed_zip
from lib.export.embedded_recipe import RecipeDamaged, read_recipe
from lib.figures import case_file
from lib.figures.addresses import draw_address
from lib.figures.recipes import recipe_of
from lib.model.errors import FigureError, UnreadableFilter
from lib.model.recipe import Recipe, Rows, recipe_from
from lib.model.wording import count
from lib.query import listing
from lib.query.decisions import headlines
from lib.query.filter import english
from lib.query.filter.address import filter_of
from lib.store.archive import ArchiveReader
from lib.store.journal import recipes as kept

Verdict = Literal["reproduced", "changed", "altered", "another version", "not here", "damaged"]

_ZIP = b"PK"
LISTED = 10  # stories of a kind, and numbers
SHOWS = (
    "A hash shows accidents: a picture that was changed, a file cut short, an archive that has grown. "
    "It does not show who made the figure, nor that nobody wrote its recipe anew."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The result of checking a figure or case file: verdict, sentence, details, and the recipe read."""

    verdict: Verdict
    sentence: str
    details: tuple[str, ...] = ()
    recipe: Recipe | None = None  # with the address of the same view


def verify(db: ArchiveReader, content: bytes, name: str, *, signers: Path | None = None) -> Verified:
    """Return whether a figure or case file is unaltered and whether this archive gives the same.

    `name` is what messages call the file; `signers` lists the keys that may have signed a case file, in the
    form of ssh-keygen's allowed_signers. Raises FigureError for a file without a recipe.
    """
    try:
        if content.startswith(_ZIP):
            return _case_file(db, signed_zip.read_signed_zip(content, name), name, signers)
        held = read_recipe(content, name)
        recipe = recipe_from(held.fields)
    except RecipeDamaged as error:
        return Verified(verdict="damaged", sentence=str(error))
    except (ValueError, TypeError, KeyError) as error:
        words = f"The recipe in {name} is damaged ({error}); take another copy of the file."
        return Verified(verdict="damaged", sentence=words)
    recipe = _with_labels(db, recipe)
    if held.drawn != held.shows:
        words = (
            f"What {name} shows was altered after it was saved; its recipe is whole, and opens the figure."
        )
        return Verified(verdict="altered", sentence=words, recipe=recipe)
    return compare(db, recipe)


def _case_file(db: ArchiveReader, held: signed_zip.SignedZip, name: str, signers: Path | None) -> Verified:
    """Return the check of a case file: its hashes, its signature, and whether this archive gives the same."""
    recipe = _with_labels(db, recipe_from(held.about["recipe"]))
    signed = signature.check(held.manifest, held.signature, signers) if held.signature else None
    faults = [*([signed.sentence] if signed and signed.good is False else []), *held.differs]
    if faults:
        words = f"{name} is not what it was when it was made: {faults[0].rstrip('.')}."
        return Verified(verdict="altered", sentence=words, details=tuple(faults[1:]), recipe=recipe)
    if signers and not signed:
        words = f"{name} is not signed, so nothing says who made it."
        return Verified(verdict="altered", sentence=words, recipe=recipe)
    whole = f"All {held.files} files are as they were made."
    found = compare(db, recipe)
    details = (whole, *([signed.sentence] if signed else []), *found.details)
    return replace(found, details=details)


def verify_code(db: ArchiveReader, code: str) -> Verified:
    """Return whether this archive still gives the figure whose source line ends with this code.

    Raises FigureError if no recipe has the code, or if it was deleted with a removed story.
    """
    found = kept.find(db.path, code)
    if found is None:
        raise FigureError(
            code,
            f"No figure with the code {code} was saved from this archive; compare it with the source line.",
        )
    if found.recipe is None:
        raise FigureError(
            code,
            f"The figure {found.code} ({found.chart}, {_day_in_words(found.made_at)}) shows a story that was "
            f"removed since ({', '.join(found.removed)}), so its recipe was deleted.",
        )
    return compare(db, found.recipe)


def compare(db: ArchiveReader, recipe: Recipe) -> Verified:
    """Draw a recipe's figure from this archive again and return whether it is the same, or what differs."""
    listed = recipe.slice.listed or {}
    if recipe.slice.stories and listed and not listing.stored_stories(db, listed):
        words = f"None of its {count(recipe.slice.stories, 'story', 'stories')} is in this archive."
        return Verified(verdict="not here", sentence=words, recipe=recipe)
    try:
        if recipe.chart == case_file.CHART:
            now = case_file.recipe(db, filter_of(recipe.address))
        else:
            now = recipe_of(db, draw_address(recipe.chart, recipe.address, db))
    except (FigureError, UnreadableFilter) as error:
        words = f"This version cannot draw it: {error} It was made by {recipe.version}."
        return Verified(verdict="another version", sentence=words, recipe=recipe)
    changes = [*_stories(db, recipe, now), *_numbers(recipe, now)]
    if changes:
        words = f"{changes[0]} since {_day_in_words(recipe.made_at)}."
        return Verified(verdict="changed", sentence=words, details=tuple(changes[1:]), recipe=recipe)
    same = f"the same {count(now.slice.stories, 'story', 'stories')} and the same numbers"
    if recipe.figure != now.figure:
        words = f"This archive gives {same}, drawn otherwise: by {recipe.version} then, by {now.version} now."
        return Verified(verdict="another version", sentence=words, recipe=recipe)
    words = f"This archive gives {same}{', and the same figure' if now.figure else ''}."
    return Verified(verdict="reproduced", sentence=words, recipe=recipe)


def _with_labels(db: ArchiveReader, recipe: Recipe) -> Recipe:
    """Return the recipe with the reader's labels back in its address, if it was saved from this archive."""
    mine = kept.find(db.path, recipe.code) if recipe.withheld else None
    return replace(recipe, address=mine.recipe.address) if mine and mine.recipe else recipe


def _stories(db: ArchiveReader, recipe: Recipe, now: Recipe) -> Iterator[str]:
    """Yield how many stories were added, removed and revised since the recipe, then which."""
    if recipe.slice.sha256 == now.slice.sha256:
        return
    before, after = recipe.slice.listed, now.slice.listed
    if before is None or after is None:
        yield f"{count(now.slice.stories, 'story', 'stories')} instead of {recipe.slice.stories:,}"
        return
    came, went = sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
    revised = sorted(each for each in after.keys() & before.keys() if after[each] != before[each])
    parts = ((came, "+", "+{}"), (went, "−", "−{}"), (revised, "~", "{} revised"))
    yield ", ".join(words.format(count(len(each), "story", "stories")) for each, _, words in parts if each)
    called = headlines(db, (*came[:LISTED], *went[:LISTED], *revised[:LISTED]))
    for stories, sign, _ in parts:
        for each in stories[:LISTED]:
            yield f"{sign} {each} {called.get(each, 'no longer in the archive')}"
        if more := stories[LISTED:]:
            yield f"{sign} {count(len(more), 'more story', 'more stories')}"


def _numbers(recipe: Recipe, now: Recipe) -> Iterator[str]:
    """Yield a sentence if other decisions or numbers are found now, then each number that differs."""
    if set(recipe.decisions) != set(now.decisions):
        rests = count(len(now.decisions), "decision")
        yield f"Other decisions by hand ({rests} under it now, {len(recipe.decisions):,} then)"
    if recipe.slice.sha256 == now.slice.sha256 and recipe.rows != now.rows:
        yield "Other numbers of the same stories"
    for part in reversed(list(now.rows)):
        differences = list(_differences(recipe.rows.get(part), now.rows[part]))
        yield from differences[:LISTED]
        if more := differences[LISTED:]:
            yield f"{count(len(more), 'more number', 'more numbers')} of the {part}"


def _differences(before: Rows | None, after: Rows) -> Iterator[str]:
    """Yield what differs between two tables of a recipe: "Norland: stories 3 → 4", "Ice: new" or "gone"."""
    then, today = _by_name(before), _by_name(after)
    for key in dict.fromkeys((*today, *then)):
        name = ", ".join(key) or "all"
        if key not in then or key not in today:
            yield f"{name}: {'new' if key in today else 'gone'}"
            continue
        for column in dict.fromkeys((*today[key], *then[key])):
            one, other = then[key].get(column), today[key].get(column)
            if one != other:
                yield f"{name}: {column} {_cell_text(one)} → {_cell_text(other)}"


def _by_name(rows: Rows | None) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return {texts of a row: {column: cell}} with the cells of each row that hold no text; {} for None."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    columns, lines = (rows.columns, rows.rows) if rows else ((), ())
    for row in lines:
        cells = dict(zip(columns, row, strict=True))
        words = tuple(value for value in cells.values() if isinstance(value, str))
        found[words] = {name: value for name, value in cells.items() if not isinstance(value, str)}
    return found


def _cell_text(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float) else "none" if value is None else str(value)


def _day_in_words(made_at: str) -> str:
    return english.day(datetime.fromisoformat(made_at).date())
