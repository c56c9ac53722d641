"""A letter is handed over encrypted or not at all, and each end of it is known for what it is."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

import pytest

from lib.mail import smtp
from lib.model.errors import LetterInDoubt, MailError
from lib.store.files.settings import Mail
from tests.mail.post_office import CERTIFICATE, PASSWORD, Habit, Post, account, running
from tests.running import free_port

LETTER = b"From: ann@example.org\r\nTo: ann@example.org\r\nSubject: Tide\r\n\r\nHigh water.\r\n.\r\n"


def send(mail: Mail, secret: str = PASSWORD) -> None:
    with closing(smtp.connect(mail, secret)) as connection:
        smtp.hand_over(connection, mail, LETTER)


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_a_letter_arrives_as_it_was_written_over_tls(home: Path, tls: Literal["tls", "starttls"]) -> None:
    with running(tls=tls) as post:
        send(account(post, tls=tls))
    assert post.letters == [LETTER] and post.logins == [True]


def test_a_server_without_accounts_takes_a_letter_without_a_password(home: Path) -> None:
    with running(habit="has no log-in") as post:
        send(account(post, user=""), "")
    assert post.letters == [LETTER] and post.logins == []


REFUSED: list[tuple[Habit, str]] = [
    ("refuses the sender", "does not take the sender ann@example.org (code 550); nothing was sent."),
    ("refuses the recipient", "does not take the recipient ann@example.org (code 550); nothing was sent."),
    ("refuses the letter", "does not take the letter (code 552); nothing was sent."),
    ("dies before the letter", "ended the connection; try again later. Nothing was sent."),
    ("has no log-in", "offers no encryption or no log-in"),
    ("logs in otherwise", "offers no log-in that Wireroom knows"),
]


@pytest.mark.parametrize(("habit", "words"), REFUSED)
def test_what_a_server_refuses_is_not_sent(home: Path, habit: Habit, words: str) -> None:
    with running(habit=habit) as post, pytest.raises(MailError) as caught:
        send(account(post))
    assert words in str(caught.value) and PASSWORD not in str(caught.value) and post.letters == []


@pytest.mark.parametrize("habit", ["dies after the letter", "says nonsense after the letter"])
def test_a_letter_that_no_server_has_confirmed_is_in_doubt(home: Path, habit: Habit) -> None:
    with (
        running(habit=habit) as post,
        pytest.raises(LetterInDoubt, match="gave no answer when it had been handed the letter"),
    ):
        send(account(post))
    assert post.letters == [LETTER]  # this one has


def test_a_server_that_falls_silent_after_the_letter_leaves_it_in_doubt(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "PATIENCE", 0.5)
    with silent_after(b"DATA") as post, pytest.raises(LetterInDoubt):
        send(account(post, user=""))


@contextmanager
def silent_after(command: bytes) -> Iterator[Post]:
    """Run a server that says yes to all, until it has seen the command and a letter."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            plain, _ = listening.accept()
            with context.wrap_socket(plain, server_side=True) as talking, talking.makefile("rwb") as lines:
                lines.write(b"220 here\r\n")
                lines.flush()
                while line := lines.readline():
                    lines.write(b"354 go on\r\n" if line.startswith(command) else b"250 fine\r\n")
                    lines.flush()
                    if line.startswith(command):
                        while lines.readline():
                            pass
                        return

        serving = threading.Thread(target=serve)
        serving.start()
        yield Post(port=listening.getsockname()[1])
        serving.join()


def test_a_wrong_password_is_said_without_it(home: Path) -> None:
    with running() as post, pytest.raises(MailError) as caught:
        send(account(post), "wrong-canary")
    assert "refuses the user or the password (code 535); check both. Nothing was sent." in str(caught.value)
    assert post.logins == [False] * len(post.logins) and "canary" not in str(caught.value)


def test_a_server_that_is_not_there_is_said(home: Path) -> None:
    with pytest.raises(MailError, match=r"localhost cannot be reached on port \d+ .*Nothing was sent"):
        send(account(Post(port=free_port())))


def test_no_password_and_no_letter_go_to_a_server_without_encryption(home: Path) -> None:
    with running(tls="none") as post:
        for tls, words in (("starttls", "offers no encryption"), ("tls", "does not speak TLS on port")):
            with pytest.raises(MailError, match=words):
                send(account(post, tls=tls))
    assert post.logins == [] and post.letters == []


def test_a_certificate_that_nobody_vouches_for_is_refused(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with running() as post, pytest.raises(MailError, match="shows a certificate that cannot be trusted"):
        send(account(post))
    assert post.logins == []


def test_a_certificate_of_another_host_is_refused(home: Path) -> None:
    with running() as post, pytest.raises(MailError, match="shows a certificate that cannot be trusted"):
        send(account(post, server="127.0.0.1"))
    assert post.logins == []
