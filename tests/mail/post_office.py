"""A mail server on this machine: aiosmtpd with TLS and a password, and the ways in which it may fail."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from pathlib import Path
from typing import Any, Literal, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from lib.store.files.settings import Mail
from tests.running import free_port

CERTIFICATE = Path(__file__).with_name("localhost_test.pem")  # of localhost, signed by itself; guards nothing
USER, PASSWORD = "ann", "s3cret-canary"
Habit = Literal[
    "fine", "refuses the sender", "refuses the recipient", "refuses the letter", "dies after the letter",
    "dies before the letter", "says nonsense after the letter", "has no log-in",
    "logs in otherwise",
    "waits after the letter",
]  # fmt: skip


@dataclass(slots=True)
class Post:
    """What the server was given, its port and its habit, which may change while it runs."""

    port: int = 0
    habit: Habit = "fine"
    letters: list[bytes] = field(default_factory=list)  # also those of which it never said that it has them
    logins: list[bool] = field(default_factory=list)

    def read(self) -> list[EmailMessage]:
        """Return the letters, parsed."""
        return [message_from_bytes(each, policy=POLICY) for each in self.letters]

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not (session.authenticated or self.habit == "has no log-in"):
            return "530 5.7.0 log in first"
        if self.habit == "refuses the sender":
            return f"550 no, {PASSWORD}"
        envelope.mail_from = address
        return "250 fine"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.habit == "refuses the recipient":
            return f"550 nobody here, {PASSWORD}"
        if self.habit == "dies before the letter":
            cast(Any, server).transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.habit == "refuses the letter":
            return "552 too large"
        self.letters.append(cast(bytes, envelope.original_content))
        if self.habit == "dies after the letter":
            cast(Any, server).transport.abort()
        if self.habit == "waits after the letter":
            await asyncio.sleep(60)
        return "250 taken" if self.habit != "says nonsense after the letter" else "well then"

    def log_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any
    ) -> AuthResult:
        """Compare user and password with those of the account."""
        self.logins.append(given == LoginPassword(USER.encode(), PASSWORD.encode()))
        return AuthResult(success=self.logins[-1], handled=False)


@contextmanager
def running(*, tls: Literal["tls", "starttls", "none"] = "tls", habit: Habit = "fine") -> Iterator[Post]:
    """Run the server on a free port of localhost until the block ends."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    post, begun = Post(port=free_port(), habit=habit), tls == "starttls"
    controller = Controller(
        post, hostname="127.0.0.1", port=post.port, ready_timeout=60,
        ssl_context=context if tls == "tls" else None,
        tls_context=context if begun else None, require_starttls=begun,
        auth_require_tls=begun or habit == "has no log-in",  # it knows nothing of TLS from the start
        authenticator=post.log_in,
        auth_exclude_mechanism=("LOGIN", "PLAIN") if habit == "logs in otherwise" else None,
    )  # fmt: skip
    controller.start()
    try:
        yield post
    finally:
        controller.stop()


def account(post: Post, **changed: Any) -> Mail:
    """Return what a reader sets up for the server."""
    given: dict[str, Any] = {
        "server": "localhost", "port": post.port, "tls": "tls", "user": USER, "sender": "ann@example.org",
        "to": "ann@example.org", "views": (), "digest": False, "every": "day", "at": "07:00",
    }  # fmt: skip
    return Mail(**{**given, **changed})
