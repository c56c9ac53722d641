"""What is set up for mail is checked when it is given and when it is read."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lib.mail import setup
from lib.model.errors import MailError
from lib.store.files import settings
from lib.store.paths import files
from tests.cases import every_case
from tests.mail.post_office import Post, account

GIVEN = {"server": "smtp.example.org", "to": "ann@example.org"}


def test_mail_is_set_up_changed_and_ended(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    with pytest.raises(
        MailError, match="No mail is set up, so nothing is sent; `python -m lib mail --server"
    ):
        setup.read_checked(path)
    with pytest.raises(MailError, match="needs a server and an address first"):
        setup.change(path, {"at": "06:00"})
    made = setup.change(path, GIVEN)
    assert (made.port, made.tls, made.sender, made.views, made.digest, made.every, made.at) == (
        465, "tls", "ann@example.org", (), False, "day", "07:00",
    )  # fmt: skip
    assert setup.read_checked(path) == made
    assert setup.change(path, {"tls": "starttls"}).port == 587
    assert setup.change(path, {"tls": "starttls", "port": 2525, "views": ("Ports",)}).port == 2525
    assert setup.change(path, {"tls": "starttls"}).port == 2525, "the encryption is the same"
    assert setup.change(path, {"every": "monday"}).views == ("Ports",)
    setup.end(path)
    assert settings.read(files(path).settings).mail is None


@every_case(
    ("name", "value"),
    [
        ("server", ":"), ("server", "25:"),
        ("server", ""), ("server", "smtp.example.org\r\nX"), ("server", "user:secret@smtp.example.org"),
        ("server", "-a"), ("server", "smtp example"), ("port", 0), ("port", 65_536), ("tls", "none"),
        ("user", "anna\r\n"), ("user", "änn"), ("to", "ann"), ("to", "ann@example.org, bob@example.org"),
        ("to", "ann@example.org\r\nBcc: bob@example.org"), ("to", "Ann <ann@example.org>"),
        ("to", "=?utf-8?q?=0A?=@example.org"), ("to", "änn@example.org"), ("sender", "ann@"), ("sender", ""),
        ("to", "a@b..example"), ("to", ".@example.org"), ("to", "ann..b@example.org"), ("to", "ann@::1"),
        ("to", "ann@example.org."), ("server", "smtp..example"), ("server", "a" * 254),
        ("sender", "ann@example.org>"), ("every", "Monday"), ("every", "month"), ("at", "7:00"),
        ("at", "24:00"), ("at", "07:00:00"), ("at", "۰۷:۰۰"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused(name: str, value: Any) -> None:
    with pytest.raises(MailError, match=f"for --{name.replace('sender', 'from')} cannot be used; it must be"):
        setup.checked(replace(account(Post(port=465)), **{name: value}))


def test_what_was_not_given_follows_what_it_comes_from(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    assert setup.change(path, GIVEN | {"tls": "starttls"}).port == 587
    moved = setup.change(path, {"to": "ann@example.com"})
    assert (moved.to, moved.sender, moved.port) == ("ann@example.com", "ann@example.com", 587)
    own = setup.change(path, {"sender": "wire@example.org"})
    assert setup.change(path, {"to": "ann@example.net"}) == replace(own, to="ann@example.net")
    for wrong in ({"tls": "none"}, GIVEN | {"tls": "none"}):
        with pytest.raises(MailError, match="without encryption nothing is sent"):
            setup.change(path, wrong)
        setup.end(path)


@every_case("server", ["smtp.example.org", "localhost", "192.0.2.1", "2001:db8::1", "xn--mller-kva.example"])
def test_servers_have_names_or_numbers(server: str) -> None:
    mail = account(Post(port=465), server=server)
    assert setup.checked(mail) == mail


def test_what_another_hand_wrote_into_the_settings_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    mail = account(Post(port=25), tls="none")
    settings.keep(files(path).settings, settings.Settings(mail=mail))
    with pytest.raises(MailError, match="without encryption nothing is sent"):
        setup.read_checked(path)
