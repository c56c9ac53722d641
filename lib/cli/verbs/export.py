"""`export NAME "tags=China" -o FILE`: write a chart, its data or the stories of a selection to a file."""

import argparse
import signal
import sys
from functools import partial
from pathlib import Path

from lib.cli import events
from lib.cli.output import say_notes
from lib.cli.places import readable

HELP = (
    "write a chart to a file: PNG, SVG, PDF, HTML, JSON, or data as CSV, XLSX or Parquet, by the suffix; "
    "a network also as GEXF, GraphML, two sheets of CSV (ZIP), or every sentence behind it (JSONL); "
    "articles as CSV, XLSX, Parquet, JSONL, Markdown (ZIP), HTML or EPUB; citations as BIB, RIS or CSL-JSON; "
    "several figures (ZIP, or a PDF with one a page); "
    "or a case file (ZIP): evidence, figures, receipts and hashes of a selection, with a page to search it"
)
CASE, FIGURES = "case", "figures"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    named = "the chart, such as timeline or network; or articles, citations, figures or case"
    parser.add_argument("name", metavar="NAME", help=named)
    parser.add_argument(
        "address", metavar="FILTER", nargs="?", default="", help='such as "tags=China&since=2024-04-01"'
    )
    parser.add_argument(
        "-o", "--out", metavar="FILE", type=Path, required=True, help="its suffix is the format"
    )
    parser.add_argument(
        "--without-recipe", action="store_true",
        help="leave out what a picture, a page or JSON holds to be verified and drawn again",
    )  # fmt: skip
    parser.add_argument(
        "--preset", choices=("report", "slide", "column", "page", "card"), default="report",
        help="the size of a picture: a slide of 1920 by 1080, a column, a page of A4, a social card",
    )  # fmt: skip
    parser.add_argument(
        "--palette", choices=("light", "dark", "print", "grey"), help="colours: of a screen, or of paper"
    )
    parser.add_argument(
        "--figure", metavar="NAME", action="append", dest="figures",
        help='of several figures or a case file: a chart in it, as "network?unit=paragraph"; again for each',
    )  # fmt: skip
    case = parser.add_argument_group("a case file")
    case.add_argument("--texts", action="store_true", help="with the full texts, for your own study")
    case.add_argument("--originals", action="store_true", help="with the captures as they came")
    case.add_argument("--sign", metavar="KEY", type=Path, help="sign its manifest with this private SSH key")
    parser.set_defaults(help_ending=_help_ending)


def _help_ending() -> str:
    """Return the syntax of filters and the charts with their options."""
    from lib import figures
    from lib.figures.chart_options import options_of
    from lib.query.filter.address import syntax_help

    charts = "; ".join(f"{name} ({', '.join(options_of(name))})" for name in figures.NAMES)
    return f"{syntax_help()} The charts, each with its options, which stand beside the filter: {charts}."


def run(options: argparse.Namespace) -> int:
    """Write a file and print notes on the filter's search; return 2 for a wrong name or format, else 0."""
    if (status := _write(options)) == 0:
        say_notes(readable(options), options.address)
    return status


def _write(options: argparse.Namespace) -> int:
    """Write a chart, list, set of figures or case file; return 2 for an unknown name or format, else 0."""
    from lib import figures
    from lib.figures import lists

    if events.listening():  # whoever started it ends it as Ctrl-C does
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    name, suffix = options.name, options.out.suffix.removeprefix(".").lower()
    if name == CASE:
        return _case(options, suffix)
    if name == FIGURES:
        return _figures(options, suffix)
    if name not in figures.NAMES and name not in lists.SUFFIXES:
        known = ", ".join((*figures.NAMES, *lists.SUFFIXES, FIGURES, CASE))
        return events.refuse(f'There is no chart "{name}"; there are {known}.', 2)
    if suffix not in lists.SUFFIXES.get(name, figures.suffixes(name)):
        refused = lists.list_format_refused if name in lists.SUFFIXES else figures.format_refused
        return events.refuse(refused(name, suffix), 2)
    if name in lists.SUFFIXES:
        lists.export(
            name, options.address, archive=readable(options), out=options.out, on_progress=show_progress
        )
    else:
        palette = f"&theme={options.palette}" if options.palette else ""
        figures.export(
            name, options.address + palette, archive=readable(options), out=options.out,
            with_recipe=not options.without_recipe, preset=options.preset,
        )  # fmt: skip
    meaning = f", and what its columns mean to {figures.columns_path(options.out)}" if suffix == "csv" else ""
    print(f"Wrote {options.out}{meaning}.")
    return 0


def _figures(options: argparse.Namespace, suffix: str) -> int:
    """Write several figures to one file; return 2 for a format that cannot hold them, else 0."""
    from lib.figures import basket, case_file
    from lib.figures.files import complete_file

    if suffix not in basket.SUFFIXES:
        return events.refuse("Several figures are written as zip or pdf; name one, such as figures.zip.", 2)
    wanted = options.figures or case_file.FIGURES
    look = basket.Look(preset=options.preset, theme=options.palette)
    with complete_file(options.out) as file:
        held = basket.basket(
            readable(options), wanted, suffix, address=options.address, look=look, on_progress=show_progress
        )
        file.write(held)
    print(f"Wrote {options.out}.")
    return 0


def _case(options: argparse.Namespace, suffix: str) -> int:
    """Write a case file, signed if a key is given; return 2 for a format other than zip, else 0."""
    from lib.export.signature import sign
    from lib.figures import case_file
    from lib.figures.case_contents import COPYRIGHT

    if suffix != "zip":
        return events.refuse("A case file is written as zip; name one, such as case.zip.", 2)
    contents = case_file.Contents(
        texts=options.texts, originals=options.originals, figures=options.figures or case_file.FIGURES
    )
    made = case_file.export(
        options.address, archive=readable(options), out=options.out, contents=contents,
        on_progress=show_progress,
        sign=partial(sign, key=options.sign) if options.sign else None,
    )  # fmt: skip
    print(
        f"Wrote {options.out}: {made.source}. Open its index.html, or check it with `python -m lib verify`."
    )
    if options.texts or options.originals:
        print(COPYRIGHT)
    return 0


def show_progress(done: int, of: int, what: str) -> None:
    """Show progress on a terminal, and write it as an event."""
    events.report("exporting", done=done, of=of, what=what)
    if sys.stderr.isatty():
        print(f"\r\x1b[K{done}/{of} {what}", end="" if done < of else "\r\x1b[K", file=sys.stderr, flush=True)
