"""Several figures in one file: a zip of pictures and data, or a PDF with a figure a page."""

import io
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from lib.charts.printed import Preset
from lib.charts.style import Theme
from lib.export import figure as press
from lib.export import tables
from lib.export.article import plain
from lib.export.filenames import file_name
from lib.figures.addresses import draw_address
from lib.figures.drawn import Drawn
from lib.figures.files import meanings, with_recipe_of
from lib.figures.recipes import recipe_of
from lib.model.errors import FigureError
from lib.model.recipe import Recipe
from lib.model.wording import count
from lib.store.archive import ArchiveReader, open_for_reading

SUFFIXES = ("zip", "pdf")
AT_ONCE = 3  # figures: while one is printed others are made ready
OnProgress = Callable[[int, int, str], None]  # steps done, of how many, what is being done


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The size preset and theme of the figures of a basket; without a theme each figure keeps its own."""

    preset: Preset = "report"
    theme: Theme | None = None


def draw_with_settings(db: ArchiveReader, wanted: str, address: str = "") -> Drawn:
    """Draw a chart, given as "network?unit=paragraph", for the stories that the filter of an address selects.

    Raises UnreadableOption for an unknown name or setting, UnreadableFilter for the address.
    """
    name, _, settings = wanted.partition("?")
    return draw_address(name, "&".join(filter(None, (address, settings))), db)


def basket(
    archive: Path, wanted: Sequence[str], suffix: str, *, address: str = "", look: Look = Look(),
    on_progress: OnProgress = lambda done, of, what: None,
) -> bytes:  # fmt: skip
    """Return the bytes of one "zip" or "pdf" of the figures, in their order, without those that have no data.

    `wanted` are charts as `draw_with_settings` takes them. Each file in a zip holds its recipe, the PDF only
    the codes; all recipes are saved beside the archive. Raises FigureError where nothing can be drawn.
    """
    if suffix not in SUFFIXES:
        raise FigureError(suffix, f'Figures are put together as zip or pdf, not as "{suffix}".')
    if suffix == "pdf" and not press.available().able:
        raise FigureError(suffix, f"Nothing was written: {press.available().sentence}")
    with open_for_reading(archive) as db:
        drawn = [draw_with_settings(db, each, address) for each in wanted]
        drawn = [each if look.theme is None else replace(each, theme=look.theme) for each in drawn]
        ready = [_with_recipe(db, each, in_words=suffix == "pdf") for each in drawn if not each.frame.empty]
    if not ready:
        raise FigureError(suffix, "Nothing was written: none of the figures has anything to show.")
    kind = "pdf" if suffix == "pdf" else "png" if press.available().able else "html"
    made, of = [], len(ready)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        printing = threads.map(lambda each: with_recipe_of(each[0], kind, each[1], look.preset), ready)
        for done, content in enumerate(printing, 1):
            on_progress(done, of, ready[done - 1][0].title)
            made.append(content)
    return _pdf(ready, made) if suffix == "pdf" else _zip(ready, made, kind)


def _with_recipe(db: ArchiveReader, drawn: Drawn, *, in_words: bool) -> tuple[Drawn, Recipe]:
    """Return a chart with its recipe; `in_words` puts the chart's description before its source line."""
    shown = replace(drawn, note=f"{drawn.alt} {drawn.note}") if in_words else drawn
    return shown, replace(recipe_of(db, shown), source=drawn.note)


Ready = Sequence[tuple[Drawn, Recipe]]


def _zip(ready: Ready, made: Sequence[bytes], kind: str) -> bytes:
    """Return the bytes of a zip with the figures' files `made`, of the suffix `kind`, and their data as CSV.

    Beside them lie figures.md, which describes each figure, and columns.csv, which explains the columns.
    """
    out, text = io.BytesIO(), ["# Figures\n"]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for number, ((drawn, recipe), content) in enumerate(zip(ready, made, strict=True), 1):
            name, table = (
                file_name(f"{number:02} {drawn.name}", drawn.title, each) for each in (kind, "csv")
            )
            held.writestr(name, content)
            held.writestr(table, tables.as_csv(drawn.frame, digits=tables.DIGITS))
            text.append(f"## {number}. {plain(drawn.title)}\n\n{plain(drawn.alt)}\n")
            text.append(f"{plain(recipe.source)} · recipe {recipe.code}: `{name}`, its data `{table}`\n")
        columns = dict.fromkeys(column for drawn, _ in ready for column in drawn.frame.columns)
        held.writestr("columns.csv", meanings(columns))
        held.writestr("figures.md", "\n".join(text).encode(errors="replace"))
    return out.getvalue()


def _pdf(ready: Ready, made: Sequence[bytes]) -> bytes:
    """Return the bytes of one PDF made of the figures' PDFs, one a page, with an outline of their titles."""
    out = PdfWriter()
    for (drawn, _), content in zip(ready, made, strict=True):
        out.append(PdfReader(io.BytesIO(content)), outline_item=drawn.title)
    out.add_metadata({"/Title": count(len(ready), "figure"), "/Creator": "Wireroom"})
    written = io.BytesIO()
    out.write(written)
    return written.getvalue()
