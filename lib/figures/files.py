"""A drawn chart, or its data, as a file; pictures and pages carry the recipe to draw them again."""

import errno
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import IO, Literal, cast, get_args

from lib.charts.printed import PRESETS, Preset
from lib.export import figure as press
from lib.export import tables
from lib.export.chromium_renderer import ImageFormat
from lib.export.columns import dictionary
from lib.export.embedded_recipe import embed
from lib.export.filenames import file_name as named
from lib.export.graph import gexf, graphml, sheets
from lib.figures.addresses import address_of, draw_address
from lib.figures.chart_options import NETWORKS, chart_named, meanings_of_questions
from lib.figures.drawing import drawn_now
from lib.figures.drawn import Drawn
from lib.figures.recipes import recipe_of
from lib.model.errors import FigureError
from lib.model.recipe import Recipe
from lib.query.filter.address import to_address
from lib.store.archive import open_for_reading
from lib.store.journal import recipes as kept

Suffix = Literal["png", "svg", "pdf", "html", "json", "csv", "xlsx", "parquet"]
SUFFIXES: tuple[Suffix, ...] = get_args(Suffix)
GraphSuffix = Literal["gexf", "graphml", "zip", "jsonl"]
GRAPH_SUFFIXES: tuple[GraphSuffix, ...] = get_args(GraphSuffix)
# Beside an archive that nobody may write to, the file alone holds the recipe.
_READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)
_KEEPING = threading.Lock()  # one reads the kept recipes and adds its own
CARRIERS: tuple[Suffix, ...] = ("png", "svg", "pdf", "html", "json")  # that can hold a recipe


def file_of(drawn: Drawn, suffix: str, *, with_recipe: bool = True, preset: Preset = "report") -> bytes:
    """Return the drawn chart, or its data, as the bytes of a file.

    A file with a recipe is drawn from the archive's present state; its recipe is also kept beside the
    archive. Raises FigureError for a format that the chart has not, or where it cannot be drawn or kept.
    """
    if suffix not in suffixes(drawn.name):
        raise FigureError(suffix, format_refused(drawn.name, suffix))
    if not with_recipe or suffix not in CARRIERS:
        return _bytes(drawn, suffix, preset=preset)
    with open_for_reading(drawn.archive) as db:
        drawn = drawn_now(drawn, db)
        recipe = recipe_of(db, drawn)
    return with_recipe_of(drawn, suffix, recipe, preset)


def with_recipe_of(drawn: Drawn, suffix: str, recipe: Recipe, preset: Preset = "report") -> bytes:
    """Return the bytes of the chart's file with the recipe in it, and keep the recipe beside the archive."""
    content = embed(_bytes(drawn, suffix, recipe.code, preset), recipe.fields())
    keep(drawn.archive, recipe, address_of(drawn))
    return content


def keep(archive: Path, recipe: Recipe, address: str) -> None:
    """Save a recipe beside its archive, unless that is read-only; raises FigureError if it cannot be kept."""
    try:
        with _KEEPING:
            kept.keep(archive, recipe, address)
    except OSError as error:
        if error.errno not in _READ_ONLY:
            raise FigureError(
                recipe.chart,
                f"The recipe cannot be kept beside {archive} ({error.strerror}), so its code would "
                "lead nowhere: make room there, or save the chart without its recipe.",
            ) from error


def _workbook(drawn: Drawn) -> bytes:
    """Return a chart's data as a workbook, with a sheet on what its columns mean."""
    held = {"Data": drawn.frame, "Columns": dictionary(drawn.frame.columns, meanings_of_questions())}
    return tables.as_xlsx(held, digits=tables.DIGITS)


# What writes a chart's data, by suffix; other files are drawn.
_DATA: Mapping[str, Callable[[Drawn], bytes]] = {
    "csv": lambda drawn: tables.as_csv(drawn.frame, digits=tables.DIGITS),
    "xlsx": _workbook,
    "parquet": lambda drawn: tables.as_parquet(drawn.frame),
    "gexf": lambda drawn: gexf(drawn.graph),
    "graphml": lambda drawn: graphml(drawn.graph),
    "zip": lambda drawn: sheets(drawn.graph),
    "jsonl": Drawn.evidence,
}


def _bytes(drawn: Drawn, suffix: str, code: str = "", preset: Preset = "report") -> bytes:
    """Return a drawn chart as the bytes of a file with this suffix.

    In a picture or page the source line ends with `code`.
    """
    if write := _DATA.get(suffix):
        return write(drawn)
    figure = drawn.printed(code, preset)
    if suffix == "html":
        return press.page(figure, title=f"{drawn.title} – Wireroom")
    if suffix == "json":
        return press.as_json(figure)
    scale = (PRESETS[preset].pixels + 0.5) / figure.layout.width  # the browser cuts halves of pixels off
    content = press.image(figure, cast(ImageFormat, suffix), scale=scale)
    return press.described(content, drawn.title, drawn.alt) if suffix == "svg" else content


def suffixes(name: str) -> tuple[str, ...]:
    """Return the suffixes of the files that a chart can be written to; a network has more than others."""
    return SUFFIXES + (GRAPH_SUFFIXES if name in NETWORKS else ())


def format_refused(name: str, suffix: str) -> str:
    """Return the error message for a suffix to which the chart cannot be written; "" stands for no suffix."""
    form = f'as "{suffix}"' if suffix else "to a file without a suffix"
    why = f"The chart {name} is no network, and" if suffix in GRAPH_SUFFIXES else f"The chart {name}"
    or_else = f", or a network: {', '.join(NETWORKS)}" if suffix in GRAPH_SUFFIXES else ""
    return f"{why} cannot be written {form}. Choose one of {', '.join(suffixes(name))}{or_else}."


def meanings(columns: Iterable[object]) -> bytes:
    """Return the bytes of a CSV file on what each column of a table means; it is written beside the table."""
    return tables.as_csv(dictionary(columns, meanings_of_questions()))


def file_name(drawn: Drawn, suffix: str) -> str:
    """Return a file name made of the chart's name, its filter and its question."""
    asked = " ".join(value for values in to_address(drawn.criteria).values() for value in values)
    return named(drawn.name, f"{asked} {drawn.question}", suffix)


def export(
    name: str, address: str, *, archive: Path, out: Path, with_recipe: bool = True, preset: Preset = "report"
) -> None:
    """Write a chart to a file; the address is as in a page's URL: tags=China&since=2024-04-01&by=author.

    Raises FigureError for a suffix that the chart has not, or where the selection gives nothing to draw.
    """
    chart_named(name)
    suffix = out.suffix.removeprefix(".").lower()
    if suffix not in suffixes(name):
        raise FigureError(str(out), format_refused(name, suffix))
    with open_for_reading(archive) as db:
        drawn = draw_address(name, address, db)
        if drawn.frame.empty:
            raise FigureError(str(out), f"Nothing was written. {drawn.alt} The selection: {drawn.note}.")
        recipe = recipe_of(db, drawn) if with_recipe and suffix in CARRIERS else None
    made = with_recipe_of(drawn, suffix, recipe, preset) if recipe else _bytes(drawn, suffix, preset=preset)
    write_table(out, made, drawn.frame.columns)


def write_table(out: Path, content: bytes, columns: Iterable[object]) -> None:
    """Write the bytes to a file; if it is a .csv, also a second CSV beside it on what the columns mean."""
    with complete_file(out) as file:
        file.write(content)
    if out.suffix.lower() == ".csv":
        columns_path(out).write_bytes(meanings(columns))


@contextmanager
def complete_file(out: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing that appears at `out` only when it is complete.

    If the writing is stopped, nothing is left there.
    """
    part = out.with_name(f".{out.name}.{token_hex(4)}.part")  # its own: another may write to `out` meanwhile
    try:
        with part.open("xb") as file:
            yield file
        part.replace(out)
    except OSError as error:
        if error.filename in (None, str(part)):
            error.filename = str(out)  # the file that was asked for
        raise
    finally:
        part.unlink(missing_ok=True)


def columns_path(table: Path) -> Path:
    """Return the path of the file that explains a table's columns: "pairs-columns.csv" for "pairs.csv"."""
    return table.with_stem(f"{table.stem}-columns")
