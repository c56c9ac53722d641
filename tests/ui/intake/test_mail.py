"""The Intake section on mail says what is set up and what became of the last letters, and ends it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lib.store.files import settings
from lib.store.journal import mailings
from lib.store.journal.mailings import Mailing, Outcome
from lib.store.paths import archive_path, files
from lib.ui.intake import desk_settings, mail
from lib.ui.jobs import work
from tests.mail.post_office import PASSWORD, Post, account
from tests.ui.conftest import Sheets, ended, failed

HOSTILE = "<script>alert(1)</script> & “co”"


@pytest.fixture
def shown(sheets: Sheets, monkeypatch: pytest.MonkeyPatch, empty_home: Path) -> Sheets:
    """The sheets of a home whose mail account has a password."""
    monkeypatch.setenv("WIREROOM_MAIL_PASSWORD", PASSWORD)
    monkeypatch.setenv("TZ", "UTC")
    return sheets


def set_up(*views: str) -> None:
    desk_settings.change(mail=account(Post(port=465), views=views))


def note(view: str, outcome: Outcome, **more: Any) -> None:
    at = datetime(2026, 12, 1, 7, tzinfo=UTC).isoformat()
    held = Mailing(name=f"view {view}", outcome=outcome, at=at, batch=1, sent_at=at, **more)
    mailings.note(archive_path(), held)


def section(shown: Sheets) -> str:
    """Return what the section shows."""
    mail.mail_section()
    return shown["mail-section"]


def test_without_a_set_up_the_command_is_named_and_without_a_password_that_is_said(
    shown: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = section(shown)
    assert "Nothing is mailed." in words and "python -m lib mail" in words and "End all mail" not in words
    monkeypatch.delenv("WIREROOM_MAIL_PASSWORD")
    set_up("Ports")
    words = section(shown)
    assert "The mail account has no password" in words and str(archive_path().parent) not in words


def test_a_name_stays_text_and_a_button_ends_it(shown: Sheets) -> None:
    set_up(HOSTILE)
    note(HOSTILE, "sent")
    words = section(shown)
    assert "<script" not in words and "&lt;script&gt;" in words and 'class="bad"' not in words
    assert "mailed on 1 December 2026, 07:00." in words and PASSWORD not in words
    shown.press("mail-section", "end")
    assert settings.read(files(archive_path()).settings).mail is None
    assert "Nothing is mailed." in section(shown)


def test_what_went_wrong_stands_out_without_a_path(shown: Sheets) -> None:
    set_up("Ports")
    note("Ports", "unknown", message_id="<12ab@example.org>", reason="It fell silent.", doubt="Look for it.")
    mailings.keep_letter(archive_path(), "<12ab@example.org>", b"Subject: Tide\r\n\r\n")
    said = "The new stories of “Ports”: It fell silent. Look for it. It is kept as 12ab.eml."
    assert f'<p class="bad">{said}</p>' in section(shown)
    note("Ports", "refused", reason="It is not there.")
    assert "not sent. It is not there. While Wireroom runs it is tried again." in section(shown)


def test_work_that_failed_before_a_letter_is_said(shown: Sheets, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up("Ports")
    full = ended(failed("There is no room left on the disk."), 1, name="mail")
    monkeypatch.setattr(work, "last_result", lambda name: full)
    assert "There is no room left on the disk." in section(shown)
    monkeypatch.setattr(work, "submitted_at", lambda name: datetime.now(UTC))
    assert "A letter is being sent." in section(shown)
