"""The password of the mail account: from the environment, or from a file that its owner alone can read."""

import os
import stat
from pathlib import Path

from lib.model.errors import MailError
from lib.store.files.private import OTHERS
from lib.store.paths import mail_password_path

VARIABLE = "WIREROOM_MAIL_PASSWORD"
LONGEST = 1_000  # bytes


def password() -> str:
    """Return the mail account's password, from the environment or its file; MailError if none is usable."""
    found = os.environ.get(VARIABLE, "")
    place = VARIABLE if found else str(mail_password_path())
    found = found or _in_file(mail_password_path())
    if not (found and found.isascii() and found.isprintable()):
        words = f"The password in {place} is empty or has signs that mail servers do not take"
        raise MailError(place, f"{words}; write it in letters, digits and signs of ASCII, on one line.")
    return found


def _in_file(path: Path) -> str:
    """Return the first line of the password file; MailError if it is missing, unreadable or not private."""
    try:
        if not path.is_file():
            words = f"The mail account has no password: set {VARIABLE}, or write it into the file {path}"
            raise MailError(path, f"{words} and let nobody else read that (chmod 600).")
        with path.open("rb") as file:
            _refuse_open(path, os.fstat(file.fileno()))
            line = file.read(LONGEST).split(b"\n")[0]
    except OSError as error:
        words = (
            f"The password in {path} cannot be read ({error.strerror}); check the file and its permissions."
        )
        raise MailError(path, words) from error
    return line.removesuffix(b"\r").decode("utf-8", "replace")


def _refuse_open(path: Path, found: os.stat_result) -> None:
    """Raise MailError if another account owns the password file, or may read, write or run it.

    Other systems than POSIX give a file its folder's rights, which are the owner's own.
    """
    if os.name != "posix":
        return
    if found.st_uid != os.geteuid():
        words = f"The password file {path} belongs to another account, so nothing was sent"
        raise MailError(path, f"{words}; make one of your own.")
    if stat.S_IMODE(found.st_mode) & OTHERS:
        words = f"Other accounts of this machine may read the password file {path}, so nothing was sent"
        raise MailError(path, f"{words}; close it with chmod 600 and change the password if they have.")
