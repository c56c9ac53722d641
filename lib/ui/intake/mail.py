"""The Intake section on mail: what is set up, and what became of the last letters."""

from lib.mail import setup, status
from lib.store.paths import archive_path
from lib.ui.intake import desk_settings
from lib.ui.jobs import events, work
from lib.ui.render import render
from lib.ui.widgets import section


def mail_section() -> None:
    """Show what is mailed when, the last letters, and a button that ends it."""
    found = status.results(archive_path()) if setup.is_set_up(archive_path()) else []
    last = work.last_result("mail")
    is_failed = last is not None and not last.good and not any(each.trouble for each in found)
    shown = render(
        "intake/mail.html",
        results=[(events.brief(each.sentence, *each.paths), each.trouble) for each in found],
        failed=last.sentence if last and is_failed else "",
        busy=work.submitted_at("mail") is not None,
        asleep="" if desk_settings.allowed() else desk_settings.OFF,
    )
    section("mail", "Mail", shown, {"end": lambda _: setup.end(archive_path())}, key="mail-section")
