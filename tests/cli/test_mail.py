"""`mail` sets up, shows and ends; `digest --mail` sends, and its exit status says what became of it."""

from pathlib import Path

import pytest

from lib.store.journal import views
from lib.store.paths import archive_path
from tests.builders import archive, article, parsed
from tests.cli.conftest import Run
from tests.mail.post_office import CERTIFICATE, PASSWORD, Post, running

TO = ("--to", "ann@example.org", "--user", "ann")


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mail account of the test's own server."""
    monkeypatch.setenv("WIREROOM_MAIL_PASSWORD", PASSWORD)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setenv("TZ", "UTC")


def server(post: Post) -> tuple[str, ...]:
    return ("--server", "localhost", "--port", str(post.port))


def test_without_a_set_up_nothing_is_mailed_and_that_is_said(filled: Path, run: Run) -> None:
    for words in (("mail",), ("digest", "--mail"), ("digest", "--mail", "tags=War")):
        status, out, err = run(*words)
        assert (status, out) == (1, "") and "No mail is set up, so nothing is sent;" in err
    assert not (filled / "outbox").exists()


def test_a_view_is_set_up_mailed_and_ended(filled: Path, run: Run) -> None:
    views.save(archive_path(), "War & peace", "tags=War", batch=0)
    with running() as post:
        status, out, err = run("mail", *server(post), *TO, "--view", "War & peace", "--every", "friday")
        assert (status, err) == (0, "") and out.splitlines()[:2] == [
            "To ann@example.org, each Friday at 07:00: the new stories of “War & peace”.",
            f"Through localhost, port {post.port}, encrypted (tls), user ann, from ann@example.org.",
        ]
        assert run("digest", "--mail") == (0, "No mail is due.\n", "")
        archive(filled, parsed(article("Truce", tags=("War",))))
        sent = "The letter “War & peace: 1 new story” was sent to ann@example.org.\n"
        assert run("digest", "--mail", "--view", "War & peace") == (0, sent, "")
        assert run("digest", "--mail", "tags=War")[0] == 0
        assert [each["Subject"].partition(" · ")[0] for each in post.read()] == [
            "War & peace: 1 new story", "Digest: 9 April 2024",
        ]  # fmt: skip
    assert run("mail", "--off") == (0, "No more mail is sent.\n", "")
    assert run("digest", "--mail")[0] == 1 and PASSWORD not in (filled / "desk.json").read_text()


def test_the_status_says_what_became_of_a_letter(filled: Path, run: Run) -> None:
    with running(habit="refuses the recipient") as post:
        assert run("mail", *server(post), *TO)[0] == 0
        status, out, _ = run("digest", "--mail", "tags=War")
        assert (
            status == 1
            and "Not sent, the digest that you asked for: localhost does not take the recip" in out
        )
        post.habit = "dies after the letter"
        status, out, _ = run("digest", "--mail", "tags=War")
        assert status == 3 and "may have arrived or not, and is not sent again" in out
        assert post.read()[0]["Message-ID"] in out and run("mail")[0] == 3


def test_a_file_is_not_mailed_nor_a_view_that_is_not_there(filled: Path, run: Run) -> None:
    assert run("digest", "--mail", "-o", "x.md")[::2] == (
        2,
        "A digest is mailed or written to a file: give --mail or -o.\n",
    )
    assert run("digest", "--mail", "--view", "Peace")[::2] == (
        2,
        'There is no saved view "Peace"; there are: none.\n',
    )
    status, _, err = run("mail", "--server", "localhost", *TO, "--view", "Peace")
    assert (status, err) == (2, 'There is no saved view "Peace"; there are: none.\n')
    assert run("mail", "--server", "localhost", "--to", "nobody")[::2] == (
        2, "What is given for --to cannot be used; it must be one address, such as you@example.org.\n",
    )  # fmt: skip


def test_the_help_says_where_the_password_stands(filled: Path, run: Run) -> None:
    status, out, _ = run("mail", "--help")
    words = " ".join(out.split())
    assert status == 0 and "The password is never an option" in words and "WIREROOM_MAIL_PASSWORD" in words


def test_a_home_that_others_could_read_is_closed_before_a_letter_is_kept(filled: Path, run: Run) -> None:
    filled.chmod(0o755)
    with running(habit="dies after the letter") as post:
        run("mail", *server(post), *TO)
        filled.chmod(0o755)
        run("digest", "--mail", "tags=War")
    (letter,) = (filled / "outbox").iterdir()
    assert letter.stat().st_mode & 0o77 == 0 and filled.stat().st_mode & 0o77 == 0
