"""`mail`: set up what is mailed, when and through which server, and say what became of the last letters."""

import argparse

from lib.cli import events
from lib.cli.places import own

HELP = "set up, show or end the mail of saved views and of a digest; `digest --mail` sends it"
PASSWORD = (
    "The password is never an option: it stands in the environment as WIREROOM_MAIL_PASSWORD, or on the "
    "first line of a file that you alone can read, mail-password in the data folder or the one that "
    "WIREROOM_MAIL_PASSWORD_FILE names. The file that SSL_CERT_FILE names holds a certificate of your own."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments and options to its parser."""
    option = parser.add_argument
    option("--server", metavar="HOST", help="the mail server, such as smtp.example.org")
    option("--port", metavar="N", type=int, help="its port (465, or 587 with starttls)")
    option("--tls", choices=("tls", "starttls"), help="encrypted from the first byte (tls), or by a command")
    option("--user", metavar="NAME", help="the account there; '' for none")
    option("--to", metavar="ADDRESS", help="your address")
    option("--from", metavar="ADDRESS", dest="sender", help="the sender's (by default your address)")
    option(
        "--view", metavar="NAME", dest="views", action="append", help="mail this saved view; again for more"
    )
    option("--digest", action=argparse.BooleanOptionalAction, help="mail the digest of all")
    option("--every", metavar="DAY", help="day, or a day of the week such as monday")
    option("--at", metavar="HH:MM", help="by this machine's clock (07:00)")
    option("--off", action="store_true", help="end all mail")
    parser.set_defaults(help_ending=lambda: PASSWORD)


def run(options: argparse.Namespace) -> int:
    """Set up mail as the options say, and print how the last letters went; return the exit status.

    It is 2 for an unknown view or an option that cannot be used, 1 if a letter was not sent, 3 if nobody
    knows whether it was, else 0.
    """
    from dataclasses import fields

    from lib.mail import setup, status
    from lib.model.errors import MailError
    from lib.store.files.settings import Mail
    from lib.store.journal import views

    archive = own(options)
    if options.off:
        setup.end(archive)
        events.say("No more mail is sent.")
        return 0
    given = {each.name: getattr(options, each.name) for each in fields(Mail)}
    changed = {name: value for name, value in given.items() if value is not None}
    if changed:
        known = [each.name for each in views.all_views(archive)]
        if unknown := [each for each in changed.get("views", ()) if each not in known]:
            words = f'There is no saved view "{unknown[0]}"; there are: {", ".join(known) or "none"}.'
            return events.refuse(words, 2)
        changed |= {"views": tuple(changed["views"])} if "views" in changed else {}
        try:
            setup.change(archive, changed)
        except MailError as error:
            return events.refuse(error.message, 2)
    found = status.results(archive)
    events.say(*(each.sentence for each in found))
    return status.exit_status(found)
