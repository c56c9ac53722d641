"""`clean SOURCE...`: print what is understood of each capture, without storing it."""

import argparse

HELP = "print what each capture holds, one JSON object a line; nothing is stored"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument(
        "sources", metavar="SOURCE", nargs="+", help="a file, a folder or an address of the web"
    )


def run(options: argparse.Namespace) -> int:
    """Print an object for each capture; return 3 when some were rejected."""
    from lib.cli import printed
    from lib.ingest import look
    from lib.model.article import Parsed
    from lib.model.capture import Rejected

    refused = 0
    for each in look(options.sources, named=False):
        if isinstance(each, Parsed):
            printed.line(printed.cleaned(each.capture.origin, each.capture.url, each.cleaned))
        elif isinstance(each, Rejected):
            printed.line(printed.refused(each))
            refused += 1
    return 3 if refused else 0
