"""`export NAME "tags=China" -o FILE`: a chart or its data as a file."""

import argparse
import sys
from pathlib import Path

from lib.cli.places import archive_option, readable

HELP = (
    "write a chart to a file: PNG, SVG, PDF, HTML, JSON, or data as CSV or Parquet, by the file's suffix; "
    "a network also as GEXF, GraphML, two sheets of CSV (ZIP), or every sentence behind it (JSONL)"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("name", metavar="NAME", help="the chart, such as timeline or network")
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

    suffix = options.out.suffix.removeprefix(".").lower()
    if options.name not in figures.NAMES:
        print(f'There is no chart "{options.name}"; there are {", ".join(figures.NAMES)}.', file=sys.stderr)
        return 2
    if suffix not in figures.suffixes(options.name):
        print(figures.refused(options.name, suffix), file=sys.stderr)
        return 2
    figures.export(
        options.name, options.address, archive=readable(options), out=options.out,
        with_recipe=not options.without_recipe,
    )  # fmt: skip
    print(f"Wrote {options.out}.")
    return 0
