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


@dataclass(frozen=True, slots=True)
class BasketFigure:
    """A chart that is to be printed, with the recipe that its file holds."""

    chart: Drawn
    recipe: Recipe


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
    the codes; all recipes are saved beside the archive. A zip holds pictures, or pages of HTML where no
    browser draws pictures. Raises FigureError where nothing can be drawn, or a PDF without that browser.
    """
    if suffix not in SUFFIXES:
        raise FigureError(suffix, f'Figures are put together as zip or pdf, not as "{suffix}".')
    if suffix == "pdf" and not press.available().able:
        raise FigureError(suffix, f"Nothing was written: {press.available().sentence}")
    with open_for_reading(archive) as db:
        charts = [draw_with_settings(db, each, address) for each in wanted]
        figures = [
            _with_recipe(db, replace(chart, theme=look.theme or chart.theme), in_words=suffix == "pdf")
            for chart in charts
            if not chart.frame.empty
        ]
    if not figures:
        raise FigureError(suffix, "Nothing was written: none of the figures has anything to show.")
    kind = "pdf" if suffix == "pdf" else "png" if press.available().able else "html"
    files: list[bytes] = []
    with ThreadPoolExecutor(AT_ONCE) as threads:
        printing = threads.map(
            lambda each: with_recipe_of(each.chart, kind, each.recipe, look.preset), figures
        )
        for figure, content in zip(figures, printing, strict=True):
            files.append(content)
            on_progress(len(files), len(figures), figure.chart.title)
    return _pdf(figures, files) if suffix == "pdf" else _zip(figures, files, kind)


def _with_recipe(db: ArchiveReader, chart: Drawn, *, in_words: bool) -> BasketFigure:
    """Return a chart with its recipe; `in_words` prints the chart's description before its source line.

    The source in the recipe is the line alone: figures.md gives the description apart from it.
    """
    printed = replace(chart, note=f"{chart.alt} {chart.note}") if in_words else chart
    return BasketFigure(printed, replace(recipe_of(db, printed), source=chart.note))


def _zip(figures: Sequence[BasketFigure], files: Sequence[bytes], kind: str) -> bytes:
    """Return the bytes of a zip with the figures' files, of the suffix `kind`, and their data as CSV.

    Beside them lie figures.md, which describes each figure, and columns.csv, which explains the columns.
    """
    out, text = io.BytesIO(), ["# Figures\n"]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, (figure, content) in enumerate(zip(figures, files, strict=True), 1):
            chart, recipe = figure.chart, figure.recipe
            name, table = (
                file_name(f"{number:02} {chart.name}", chart.title, each) for each in (kind, "csv")
            )
            packed.writestr(name, content)
            packed.writestr(table, tables.as_csv(chart.frame, digits=tables.DIGITS))
            text.append(f"## {number}. {plain(chart.title)}\n\n{plain(chart.alt)}\n")
            text.append(f"{plain(recipe.source)} · recipe {recipe.code}: `{name}`, its data `{table}`\n")
        columns = dict.fromkeys(column for figure in figures for column in figure.chart.frame.columns)
        packed.writestr("columns.csv", meanings(columns))
        packed.writestr("figures.md", "\n".join(text).encode(errors="replace"))
    return out.getvalue()


def _pdf(figures: Sequence[BasketFigure], files: Sequence[bytes]) -> bytes:
    """Return the bytes of one PDF made of the figures' PDFs, one a page, with an outline of their titles."""
    out = PdfWriter()
    for figure, content in zip(figures, files, strict=True):
        out.append(PdfReader(io.BytesIO(content)), outline_item=figure.chart.title)
    out.add_metadata({"/Title": count(len(figures), "figure"), "/Creator": "Wireroom"})
    written = io.BytesIO()
    out.write(written)
    return written.getvalue()
