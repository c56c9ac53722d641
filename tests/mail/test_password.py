"""The password comes from the environment or a file of its owner's alone, and from nowhere else."""

import os
from pathlib import Path
from unittest.mock import Mock

import pytest

from lib.mail.password import password
from lib.model.errors import MailError
from lib.store.paths import mail_password_path
from tests.mail.post_office import PASSWORD


@pytest.fixture
def file(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The password's file, in the data folder."""
    monkeypatch.delenv("WIREROOM_MAIL_PASSWORD")
    path = mail_password_path()
    assert path.parent == home
    path.touch(mode=0o600)
    return path


def test_the_environment_comes_first(home: Path) -> None:
    assert password() == PASSWORD


def test_the_file_s_first_line_is_the_password(file: Path) -> None:
    for written in ("from a file", "from a file\n", "from a file\r\nof this account\n"):
        file.write_text(written, encoding="utf-8", newline="")
        assert password() == "from a file"


def test_another_file_can_be_named(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WIREROOM_MAIL_PASSWORD")
    other = tmp_path / "elsewhere"
    other.write_text("from elsewhere\n", encoding="utf-8")
    other.chmod(0o400)
    monkeypatch.setenv("WIREROOM_MAIL_PASSWORD_FILE", str(other))
    assert password() == "from elsewhere"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o602, 0o610])
def test_a_file_that_others_can_use_is_refused_unread(file: Path, mode: int) -> None:
    file.write_text("canary", encoding="utf-8")
    file.chmod(mode)
    with pytest.raises(
        MailError, match=r"^Other accounts of this machine may read the password file"
    ) as caught:
        password()
    assert "chmod 600" in str(caught.value) and "canary" not in str(caught.value)


def test_a_link_to_an_open_file_is_refused(file: Path, tmp_path: Path) -> None:
    (tmp_path / "open").write_text("canary", encoding="utf-8")
    (tmp_path / "open").chmod(0o644)
    file.unlink()
    file.symlink_to(tmp_path / "open")
    with pytest.raises(MailError, match="may read the password file"):
        password()


def test_a_file_of_another_account_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("canary", encoding="utf-8")
    monkeypatch.setattr(os, "geteuid", Mock(return_value=file.stat().st_uid + 1))
    with pytest.raises(MailError, match="belongs to another account, so nothing was sent"):
        password()


@pytest.mark.parametrize(
    "written", [b"", b"\n", b"tide \xc3\xa9t\xc3\xa9", b"\xff\xfe", b"tide\x00", b"\x1b[2J"]
)
def test_what_no_server_takes_is_said_without_quoting_it(file: Path, written: bytes) -> None:
    file.write_bytes(written)
    with pytest.raises(MailError, match=r"is empty or has signs that mail servers do not take") as caught:
        password()
    assert "tide" not in str(caught.value)


def test_without_a_password_both_places_are_named(file: Path) -> None:
    file.unlink()
    for _ in range(2):
        with pytest.raises(
            MailError, match=r"set WIREROOM_MAIL_PASSWORD, or write it into the file .*chmod 600"
        ):
            password()
        file.mkdir(exist_ok=True)  # a folder is no file of a password
