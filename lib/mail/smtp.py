"""Handing a letter to a mail server, over TLS only, and whether the server has taken it.

A server's own words are never quoted: one may repeat the password.
"""

import smtplib
import socket
import ssl
from contextlib import suppress

from lib.model.errors import LetterInDoubt, MailError
from lib.store.files.settings import Mail

PATIENCE = 30.0  # seconds for each answer
LOCAL = "[127.0.0.1]"  # how this machine calls itself: its name is none of the server's business
FAILURES = (smtplib.SMTPException, OSError, ValueError)  # ValueError: what a server says is no SMTP


def connect(mail: Mail, secret: str) -> smtplib.SMTP:
    """Return an encrypted connection to the mail server, logged in for a `user`; MailError if it fails."""
    context = ssl.create_default_context()
    smtp: smtplib.SMTP | None = None
    try:
        if mail.tls == "tls":
            smtp = smtplib.SMTP_SSL(
                mail.server, mail.port, local_hostname=LOCAL, timeout=PATIENCE, context=context
            )
        else:
            smtp = smtplib.SMTP(mail.server, mail.port, local_hostname=LOCAL, timeout=PATIENCE)
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        if mail.user:
            smtp.login(mail.user, secret)
    except FAILURES as error:
        if smtp:
            smtp.close()
        raise MailError(mail.server, f"{mail.server} {_reason(mail, error)} Nothing was sent.") from error
    return smtp


def hand_over(smtp: smtplib.SMTP, mail: Mail, letter: bytes) -> None:
    """Send the letter; raises MailError if the server refused it, LetterInDoubt if it may have been sent."""
    code, is_handed_over = 0, False
    try:
        _require_success(mail, smtp.mail(mail.sender), f"the sender {mail.sender}")
        _require_success(mail, smtp.rcpt(mail.to), f"the recipient {mail.to}")
        is_handed_over = True
        code, _ = smtp.data(letter)
    except smtplib.SMTPDataError as error:  # it did not even want to see the letter
        _require_success(mail, (error.smtp_code, b""), "the letter")
    except FAILURES as error:
        if not is_handed_over:
            raise MailError(mail.server, f"{mail.server} {_reason(mail, error)} Nothing was sent.") from error
    if 400 <= code <= 599:
        _require_success(mail, (code, b""), "the letter")
    if not 200 <= code <= 299:
        words = f"{mail.server} gave no answer when it had been handed the letter."
        raise LetterInDoubt(mail.server, words)
    with suppress(*FAILURES):  # the letter is sent, however the connection ends
        smtp.quit()


def _require_success(mail: Mail, answer: tuple[int, bytes], what: str) -> None:
    """Raise MailError if a server's (code, words) on `what` are no success, which is 200 to 299."""
    if not 200 <= answer[0] <= 299:
        words = f"{mail.server} does not take {what} (code {answer[0]}); nothing was sent."
        raise MailError(mail.server, f"{words} Check the addresses with `python -m lib mail`.")


def _reason(mail: Mail, error: Exception) -> str:
    """Return why a connection failed and what to do: the rest of a sentence that begins with the server."""
    other = "starttls, by default on port 587," if mail.tls == "tls" else "tls, by default on port 465,"
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"refuses the user or the password (code {error.smtp_code}); check both."
        case smtplib.SMTPNotSupportedError():
            return f"offers no encryption or no log-in; try --tls {other} or another server."
        case smtplib.SMTPResponseException():
            return f"refuses the connection (code {error.smtp_code}); try again later."
        case smtplib.SMTPServerDisconnected():
            return "ended the connection; try again later."
        case smtplib.SMTPException():
            return "offers no log-in that Wireroom knows; check the account or choose another server."
        case ssl.SSLCertVerificationError():
            return f"shows a certificate that cannot be trusted ({error.verify_message}); check its name."
        case ssl.SSLError():
            return f"does not speak TLS on port {mail.port}; try --tls {other} or another port."
        case socket.gaierror():
            return "is no mail server that can be found; check its name and this machine's connection."
        case OSError():
            why = error.strerror or f"no answer within {PATIENCE:.0f} seconds"
            return f"cannot be reached on port {mail.port} ({why}); check the port, or try again later."
        case _:
            return f"does not speak SMTP on port {mail.port}; check the port."
