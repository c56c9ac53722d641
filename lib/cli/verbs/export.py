"""`export NAME "tags=China" -o FILE`: a chart or its data, or the list of a selection, as a file."""

import argparse
import sys
from pathlib import Path

from lib.cli.places import archive_option, readable

HELP = (
    "write a chart to a file: PNG, SVG, PDF, HTML, JSON, or data as CSV, XLSX or Parquet, by the suffix; "
    "a network also as GEXF, GraphML, two sheets of CSV (ZIP), or every sentence behind it (JSONL); "
    "articles as CSV, XLSX, Parquet, JSONL, Markdown (ZIP), HTML or EPUB; citations as BIB, RIS or CSL-JSON"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument(
        "name", metavar="NAME", help="the chart, such as timeline or network; or articles, or citations"
    )
    parser.add_argument(
        "address", metavar="FILTER", nargs="?", default="", help='such as "tags=China&since=2024-04-01"'
    )
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, required=True)
    parser.add_argument(
        "--without-recipe", action="store_true",
        help="leave out what a picture, a page or JSON holds to be verified and drawn again",
    )  # fmt: skip
    archive_option(parser)


def run(options: argparse.Namespace) -> int:
    """Write the file; return 2 when the chart or the format does not exist."""
    from lib import figures
    from lib.figures import lists

    name, suffix = options.name, options.out.suffix.removeprefix(".").lower()
    if name not in figures.NAMES and name not in lists.SUFFIXES:
        known = ", ".join((*figures.NAMES, *lists.SUFFIXES))
        print(f'There is no chart "{name}"; there are {known}.', file=sys.stderr)
        return 2
    if suffix not in lists.SUFFIXES.get(name, figures.suffixes(name)):
        refused = lists.refused if name in lists.SUFFIXES else figures.refused
        print(refused(name, suffix), file=sys.stderr)
        return 2
    if name in lists.SUFFIXES:
        lists.export(name, options.address, archive=readable(options), out=options.out)
    else:
        figures.export(
            name, options.address, archive=readable(options), out=options.out,
            with_recipe=not options.without_recipe,
        )  # fmt: skip
    meaning = f", and what its columns mean to {figures.beside(options.out)}" if suffix == "csv" else ""
    print(f"Wrote {options.out}{meaning}.")
    return 0
