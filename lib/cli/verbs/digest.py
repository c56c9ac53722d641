"""`digest [FILTER] -o FILE`: write the digest of a day, a week or a saved view as a file, or mail it."""

import argparse
import sys
from pathlib import Path

from lib.cli import events
from lib.cli.output import out_option, print_or_write, say_notes
from lib.cli.places import own, readable

HELP = "write a digest: lead, stories day by day, who is named most; Markdown or HTML by the file's suffix"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    parser.add_argument(
        "address", metavar="FILTER", nargs="?", default="", help='such as "since=2024-04-01&tags=China"'
    )
    parser.add_argument("--view", metavar="NAME", help="a view that you saved, in the place of a filter")
    parser.add_argument(
        "--mail", action="store_true",
        help="mail what is new in a view; without view and filter, all mail that is due",
    )  # fmt: skip
    out_option(parser, "write to a file; else Markdown is printed")
    parser.set_defaults(help_ending=_help_ending)


def _help_ending() -> str:
    from lib.query.filter.address import syntax_help

    return syntax_help()


def run(options: argparse.Namespace) -> int:
    """Print, write or mail the digest of a filter or saved view; return the exit status.

    It is 2 for an unknown view or format, and for a view and a filter at once; 1 for a letter that was not
    sent, 3 for a letter of which nobody knows whether it was; else 0.
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
    if options.mail and options.out:
        return events.refuse("A digest is mailed or written to a file: give --mail or -o.", 2)
    archive = own(options) if options.mail else readable(options)
    address = options.address
    if options.view:
        saved = views.view_named(archive, options.view)
        if not saved:
            known = ", ".join(each.name for each in views.all_views(archive)) or "none"
            return events.refuse(f'There is no saved view "{options.view}"; there are: {known}.', 2)
        address = saved.address
    criteria = filter_of(address)
    if options.mail:
        return _mail(archive, options)
    with open_for_reading(archive) as db:
        text = writers[suffix](digest(db, criteria))
    print_or_write(options.out, text.encode(errors="backslashreplace"))
    if options.out:
        print(f"Wrote {options.out}.")
    say_notes(archive, address)
    return 0


def _mail(archive: Path, options: argparse.Namespace) -> int:
    """Mail the digest asked for, or what is due, and print the outcome; return the exit status.

    It is 1 if a letter was not sent, 3 if nobody knows whether it was, else 0.
    """
    from lib.mail.mailing import send_due, send_now
    from lib.mail.status import exit_status
    from lib.store.files.private import keep_private

    if sentence := keep_private():
        print(sentence, file=sys.stderr)
    if options.view or options.address:
        found = send_now(archive, view=options.view or "", address=options.address)
    else:
        found = send_due(archive)
    events.say(*(each.sentence for each in found) if found else ("No mail is due.",))
    return exit_status(found)
