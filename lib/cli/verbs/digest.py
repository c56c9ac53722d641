"""`digest [FILTER] -o FILE`: write the digest of a day, a week or a saved view as Markdown or HTML."""

import argparse

from lib.cli import events
from lib.cli.places import out_option, print_or_write, readable, say_notes

HELP = "write a digest: lead, stories day by day, who is named most; Markdown or HTML by the file's suffix"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument(
        "address", metavar="FILTER", nargs="?", default="", help='such as "since=2024-04-01&tags=China"'
    )
    parser.add_argument("--view", metavar="NAME", help="a view that you saved, in the place of a filter")
    out_option(parser, "write to a file; else Markdown is printed")
    parser.set_defaults(says=_says)


def _says() -> str:
    from lib.query.filter.address import syntax_help

    return syntax_help()


def run(options: argparse.Namespace) -> int:
    """Print or write the digest of a filter or saved view.

    Return 2 for an unknown view or format, and for a view and a filter at once.
    """
    from lib.digest import digest
    from lib.export.digest import html, markdown
    from lib.query.filter.address import filter_of
    from lib.store.archive import open_for_reading
    from lib.store.journal import views

    writers = {".md": markdown, ".html": html}
    suffix = options.out.suffix.lower() if options.out else ".md"
    if suffix not in writers:
        return events.refuse("A digest is written as .md or .html.", 2)
    if options.view and options.address:
        return events.refuse("A digest is of a saved view or of a filter: give one of them.", 2)
    archive = readable(options)
    address = options.address
    if options.view:
        saved = views.called(archive, options.view)
        if not saved:
            known = ", ".join(each.name for each in views.all_views(archive)) or "none"
            return events.refuse(f'There is no saved view "{options.view}"; there are: {known}.', 2)
        address = saved.address
    criteria = filter_of(address)
    with open_for_reading(archive) as db:
        text = writers[suffix](digest(db, criteria))
    print_or_write(options.out, text.encode(errors="backslashreplace"))
    if options.out:
        print(f"Wrote {options.out}.")
    say_notes(archive, address)
    return 0
