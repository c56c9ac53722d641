"""`clean SOURCE...`: print what is understood of each capture, without storing it."""

import argparse

from lib.cli.places import source

HELP = "print what each capture holds, one JSON object a line; nothing is stored"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument(
        "sources", metavar="SOURCE", nargs="+", type=source, help="a file, a folder or an address of the web"
    )


def run(options: argparse.Namespace) -> int:
    """Print a JSON object for each capture; return 3 if any was rejected, else 0."""
    from lib.cli import printed

    return printed.each_capture(
        options.sources,
        lambda each: printed.cleaned_json(each.capture.origin, each.capture.url, each.cleaned),
        named=False,
    )
