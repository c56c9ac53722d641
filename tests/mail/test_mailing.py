"""Each story is mailed once: what was refused is in the next letter, what is in doubt in none."""

import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from time_machine import Traveller, travel

from lib.mail import mailing, setup, smtp, status
from lib.mail.status import Result
from lib.model.errors import ArchiveBusy, ArchiveError, MailError
from lib.model.filter import Filter
from lib.query.stories import newest
from lib.store.archive import open_for_reading
from lib.store.files.settings import Mail
from lib.store.journal import mailings, marks, views
from lib.store.journal.journal import Journal
from lib.store.lock import mail_lock
from lib.store.paths import files
from lib.store.removal import remaining_copies, remove
from lib.store.upkeep.backup import backup
from lib.store.upkeep.restore import restore
from tests.builders import archive, article, parsed
from tests.mail.post_office import PASSWORD, Habit, Post, account, running
from tests.running import ROOT, free_port

FIRST = datetime(2026, 12, 1, 12, tzinfo=UTC)
VIEW, DIGEST = "view Ports", "digest"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Traveller]:
    """Noon of a day in London, after the mail of the day."""
    monkeypatch.setenv("TZ", "Europe/London")
    with travel(FIRST) as moved:
        yield moved


@pytest.fixture
def path(home: Path, clock: Traveller) -> Path:
    """An archive with a story that is in no letter, and a saved view."""
    made = archive(home, parsed(article("Quay opens", tags=("Ports",))))
    views.save(made, "Ports", "tags=Ports", batch=1)
    return made


def set_up(path: Path, post: Post, **changed: Any) -> Mail:
    """Have the view mailed, from now on."""
    mail = account(post, **{"views": ("Ports",), **changed})
    setup.change(path, asdict(mail))
    return mail


def arrive(path: Path, *headlines: str, tag: str = "Ports") -> None:
    """Store stories, each in a batch of its own."""
    for headline in headlines:
        archive(path.parent, parsed(article(headline, f"{headline}, said Ida Brandt.", tags=(tag,))))


def tomorrow(clock: Traveller) -> None:
    clock.shift(timedelta(days=1))


@contextmanager
def crane_fell(
    path: Path, clock: Traveller | None = None, habit: Habit = "fine", **changed: Any
) -> Iterator[Post]:
    """Have the view mailed and one story come, and with a clock let the next day begin."""
    with running(habit=habit) as post:
        set_up(path, post, **changed)
        arrive(path, "Crane falls")
        if clock:
            tomorrow(clock)
        yield post


def troubles(results: list[Result]) -> list[str]:
    return [each.trouble for each in results]


def body(post: Post, number: int = -1) -> str:
    part = post.read()[number].get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def kept(path: Path) -> list[Path]:
    return sorted(files(path).outbox.glob("*"))


def test_nothing_is_sent_before_mail_is_set_up(path: Path) -> None:
    for send in (mailing.send_due, lambda where: mailing.send_now(where, view="Ports")):
        with pytest.raises(MailError, match="No mail is set up, so nothing is sent"):
            send(path)
    assert not files(path).outbox.exists() and mailings.all_mailings(path) == {}


def test_a_view_s_new_stories_are_mailed_once_a_day(path: Path, clock: Traveller) -> None:
    with running() as post:
        set_up(path, post)
        arrive(path, "Crane falls", "Ferry returns")
        arrive(path, "Bread is dearer", tag="Bread")
        assert not mailing.is_due(path) and mailing.send_due(path) == []
        tomorrow(clock)
        assert mailing.is_due(path)
        (result,) = mailing.send_due(path)
        assert result == Result("The letter “Ports: 2 new stories” was sent to ann@example.org.")
        assert not mailing.is_due(path) and mailing.send_due(path) == []
        tomorrow(clock)
        (result,) = mailing.send_due(path)
        assert result == Result("Nothing is new for the new stories of “Ports”; no letter was sent.")
        assert mailing.send_due(path) == []
    (message,) = post.read()
    assert "Crane falls" in body(post) and "Ferry returns" in body(post)
    assert "Quay opens" not in body(post) and "Bread" not in body(post)
    assert message["Subject"].startswith("Ports: 2 new stories · ") and message["To"] == "ann@example.org"
    assert message["Message-ID"].endswith("@example.org>") and kept(path) == []
    assert "because it is set up to be mailed each day at 07:00" in body(post).replace("\n", " ")


def test_a_digest_of_all_is_mailed_where_something_is_new(path: Path, clock: Traveller) -> None:
    with running() as post:
        set_up(path, post, views=(), digest=True)
        tomorrow(clock)
        (nothing,) = mailing.send_due(path)
        assert nothing.sentence == "Nothing is new for the digest of all; no letter was sent."
        arrive(path, "Crane falls")
        tomorrow(clock)
        assert troubles(mailing.send_due(path)) == [""]
    assert "Digest: 9 April 2024" in body(post) and "Crane falls" in body(post)


def test_a_muted_story_is_not_mailed_as_new(path: Path, clock: Traveller) -> None:
    with running() as post:
        set_up(path, post, digest=True)
        arrive(path, "Crane falls", "Ferry returns")
        with open_for_reading(path) as db:
            found = newest(db, Filter(text="crane"))["article_id"]
        marks.keep(path, "mute", "a rule", "", article=str(found.iloc[0]))
        tomorrow(clock)
        assert troubles(mailing.send_due(path)) == ["", ""]
    assert all("Crane" not in body(post, number) for number in (0, 1))
    assert all("Ferry returns" in body(post, number) for number in (0, 1))


def test_what_is_asked_for_is_sent_at_once(path: Path) -> None:
    with running() as post:
        set_up(path, post, views=())
        assert troubles(mailing.send_now(path, address="tags=Ports")) == [""]
        arrive(path, "Crane falls")
        assert troubles(mailing.send_now(path, view="Ports")) == [""]
        assert "because you asked for it" in body(post).replace("\n", " ")
        (again,) = mailing.send_now(path, view="Ports")
    assert again.sentence.startswith("Nothing is new") and len(post.letters) == 2
    assert "Quay opens" in body(post, 0) and "Quay opens" not in body(post, 1)


def test_the_letter_and_its_id_are_on_disk_before_it_is_sent(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def look(_connection: object, _mail: Mail, letter: bytes) -> None:
        held = mailings.all_mailings(path)[VIEW]
        (file,) = kept(path)
        assert file.read_bytes() == letter
        assert file.stat().st_mode & 0o77 == 0 == files(path).outbox.stat().st_mode & 0o77
        seen.append((held.outcome, held.message_id, message_from_bytes(letter)["Message-ID"]))

    monkeypatch.setattr(smtp, "hand_over", look)
    with crane_fell(path):
        mailing.send_now(path, view="Ports")
    ((outcome, noted, written),) = seen
    assert outcome == "sending" and noted == written


def grow_old(path: Path, clock: Traveller) -> None:
    """Let the letters that are kept be as old as one may become; the disk's clock does not travel."""
    for each in kept(path):
        os.utime(each, (FIRST.timestamp(), FIRST.timestamp()))
    clock.shift(mailings.KEPT_FOR)


@pytest.mark.parametrize("habit", ["refuses the recipient", "refuses the letter", "dies before the letter"])
def test_what_was_refused_is_in_the_next_letter(path: Path, clock: Traveller, habit: Habit) -> None:
    with crane_fell(path, clock, habit=habit) as post:
        (refused,) = mailing.send_due(path)
        assert refused.trouble == "not sent"
        assert refused.sentence.startswith("Not sent, the new stories of “Ports”:")
        assert kept(path) == [] and post.letters == []
        assert mailing.is_due(path) and "not sent" in status.results(path)[-1].sentence
        post.habit = "fine"
        arrive(path, "Ferry returns")
        assert troubles(mailing.send_due(path)) == [""] and not mailing.is_due(path)
    assert "Crane falls" in body(post) and "Ferry returns" in body(post)


def test_a_server_that_is_not_there_is_noted_once(path: Path, clock: Traveller) -> None:
    set_up(path, Post(port=free_port()))
    arrive(path, "Crane falls")
    tomorrow(clock)
    assert troubles(mailing.send_due(path)) == ["not sent"]
    events = len(Journal(path).events())
    assert troubles(mailing.send_due(path)) == ["not sent"] and mailing.is_due(path)
    assert len(Journal(path).events()) == events  # a night without a network fills no journal


def test_a_wrong_password_is_noted_and_the_next_try_is_whole(
    path: Path, clock: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    with crane_fell(path, clock) as post:
        monkeypatch.setenv("WIREROOM_MAIL_PASSWORD", "wrong")
        (refused,) = mailing.send_due(path)
        said = "refuses the user or the password (code 535); check both. Nothing was sent."
        assert said in refused.sentence
        monkeypatch.setenv("WIREROOM_MAIL_PASSWORD", PASSWORD)
        assert troubles(mailing.send_due(path)) == [""]
    assert "Crane falls" in body(post)


def test_a_letter_in_doubt_is_said_kept_and_not_sent_again(path: Path, clock: Traveller) -> None:
    with crane_fell(path, clock, habit="dies after the letter") as post:
        (doubt,) = mailing.send_due(path)
        identity = post.read()[0]["Message-ID"]
        (file,) = kept(path)
        assert doubt.trouble == "in doubt"
        parts = (
            "gave no answer when it had been handed the letter",
            "and is not sent again",
            identity,
            str(file),
        )
        assert [part for part in parts if part not in doubt.sentence] == []
        assert file.read_bytes() == post.letters[0] and status.results(path)[-1] == doubt
        post.habit = "fine"
        assert mailing.send_due(path) == []
        tomorrow(clock)
        (nothing,) = mailing.send_due(path)
        assert nothing.sentence == "Nothing is new for the new stories of “Ports”; no letter was sent."
        assert identity in status.results(path)[-1].sentence  # the reader may not have seen it yet
        arrive(path, "Ferry returns")
        tomorrow(clock)
        assert troubles(mailing.send_due(path)) == [""] and len(post.letters) == 2
        assert "Crane falls" not in body(post) and identity in body(post).replace("\n", "")
        assert identity not in status.results(path)[-1].sentence and kept(path) == [file]
        grow_old(path, clock)
        mailing.send_due(path)
    assert kept(path) == []


SENDING = """
import sys
from pathlib import Path
from lib.mail import mailing
mailing.send_now(Path(sys.argv[1]), view="Ports")
"""


@pytest.mark.process
def test_a_letter_during_which_wireroom_was_killed_is_in_doubt(path: Path) -> None:
    with crane_fell(path, habit="waits after the letter") as post:
        command = [sys.executable, "-c", SENDING, str(path)]
        with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
            while not post.letters and process.poll() is None:
                time.sleep(0.05)
            process.kill()
        assert mailings.all_mailings(path)[VIEW].is_open and mailing.is_due(path)
        post.habit = "fine"
        (doubt,) = mailing.send_due(path)
        assert doubt.trouble == "in doubt"
        assert "Wireroom was stopped while it sent the letter" in doubt.sentence
        assert post.read()[0]["Message-ID"] in doubt.sentence and len(post.letters) == 1
        assert mailing.send_due(path) == []


def test_a_letter_that_was_sent_and_cannot_be_noted_is_in_doubt_and_never_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = mailings.note

    def full(where: Path, held: mailings.Mailing) -> None:
        if held.outcome == "sent":
            raise ArchiveError(where, "There is no room left on the disk.")
        note(where, held)

    with crane_fell(path) as post:
        with monkeypatch.context() as patched:
            patched.setattr(mailings, "note", full)
            with pytest.raises(ArchiveError):
                mailing.send_now(path, view="Ports")
        assert troubles(mailing.send_now(path, view="Ports")) == ["in doubt", ""]
    assert len(post.letters) == 1


def test_a_view_is_mailed_and_no_longer_by_a_click(path: Path, clock: Traveller) -> None:
    with running() as post:
        set_up(path, post, views=())
        arrive(path, "Crane falls")
        setup.switch(path, "Ports")
        tomorrow(clock)
        assert mailing.send_due(path)[0].sentence.startswith("Nothing is new")  # of before it was switched on
        setup.switch(path, "Ports")
        arrive(path, "Ferry returns")
        tomorrow(clock)
        assert mailing.send_due(path) == []
        setup.switch(path, "Ports")
        arrive(path, "Tide turns")
        tomorrow(clock)
        assert troubles(mailing.send_due(path)) == [""]
    assert "Tide turns" in body(post) and "Ferry returns" not in body(post)


def test_a_doubt_outlives_a_set_up_and_goes_with_its_letter(path: Path, clock: Traveller) -> None:
    with running(habit="dies after the letter") as post:
        mail = set_up(path, post)
        arrive(path, "Crane falls")
        assert troubles(mailing.send_now(path, view="Ports")) == ["in doubt"]
        assert troubles(mailing.send_now(path, address="tags=Ports")) == ["in doubt"]
        setup.end(path)
        setup.change(path, asdict(mail))
        assert "may have arrived or not" in status.results(path)[-1].sentence
        asked = status.results(path)[-2].sentence
        assert asked.startswith("The digest that you asked for: localhost gave no")
        grow_old(path, clock)
        mailing.send_due(path)
    assert not [each for each in status.results(path) if "that you asked for" in each.sentence]


def test_of_two_programs_one_sends(path: Path) -> None:
    busy = pytest.raises(ArchiveBusy, match=r"Another program .* sends mail")
    with crane_fell(path) as post, mail_lock(path), busy:
        mailing.send_now(path, view="Ports")
    assert post.letters == []


def test_a_view_that_is_gone_is_said_and_the_others_are_mailed(path: Path, clock: Traveller) -> None:
    with crane_fell(path, digest=True) as post:
        views.remove(path, "Ports")
        tomorrow(clock)
        gone, sent = mailing.send_due(path)
        assert gone.trouble == "not sent" and "There is no saved view “Ports” any more" in gone.sentence
        assert sent.trouble == "" and len(post.letters) == 1


def test_a_view_whose_filter_cannot_be_read_is_said(path: Path) -> None:
    views.save(path, "Ports", "nonsense=1", batch=1)
    with running() as post:
        set_up(path, post)
        (refused,) = mailing.send_now(path, view="Ports")
    assert refused.trouble == "not sent" and "is no parameter here" in refused.sentence


def test_what_comes_after_a_restore_is_mailed(path: Path, clock: Traveller) -> None:
    with running() as post:
        set_up(path, post)
        backup(path)
        arrive(path, "Crane falls", "Ferry returns")
        mailing.send_now(path, view="Ports")
        restore(path)
        tomorrow(clock)
        mailing.send_due(path)
        arrive(path, "Tide turns")
        tomorrow(clock)
        assert troubles(mailing.send_due(path)) == [""]
    assert "Tide turns" in body(post) and "Ports: 1 new story" in body(post)


def test_a_removed_story_goes_from_the_letters_that_are_kept(path: Path) -> None:
    assert not [each for each in remaining_copies(path) if "Letters" in each]
    with crane_fell(path, habit="dies after the letter") as post:
        mailing.send_now(path, view="Ports")
    assert len(kept(path)) == 1
    with open_for_reading(path) as db:
        (crane,) = newest(db, Filter(text="crane"))["article_id"]
    remove(path, crane)
    assert kept(path) == [] and b"Crane" not in files(path).journal_log.read_bytes()
    assert "Letters that Wireroom has mailed to you may hold its headline" in remaining_copies(path)[-1]
    doubt = status.results(path)[-1]
    assert doubt.trouble == "in doubt" and post.read()[0]["Message-ID"] in doubt.sentence


def test_the_password_stands_in_no_file(path: Path, clock: Traveller) -> None:
    with crane_fell(path, clock, habit="refuses the recipient", digest=True) as post:
        mailing.send_due(path)
        post.habit = "dies after the letter"
        mailing.send_due(path)
        post.habit = "fine"
        arrive(path, "Ferry returns")
        tomorrow(clock)
        said = [*mailing.send_due(path), *status.results(path)]
        backup(path)
        letters = b"".join(post.letters)
    coded = [base64.b64encode(each) for each in (PASSWORD.encode(), f"\0ann\0{PASSWORD}".encode())]
    held = [each for each in path.parent.rglob("*") if each.is_file()]
    assert {"journal.jsonl", "desk.json"} <= {each.name for each in held} and len(kept(path)) == 2
    words = [*(each.read_bytes() for each in held), letters, repr(said).encode()]
    for secret in (PASSWORD.encode(), *coded, json.dumps(PASSWORD).encode()):
        assert not [each for each in words if secret in each]


def test_what_a_newer_wireroom_noted_is_not_mailed_again(path: Path) -> None:
    marks.keep(path, "mailing", VIEW, '{"outcome": "sent", "at": "2026-12-01T12:00:00+00:00", "colour": 1}')
    with running() as post:
        with pytest.raises(ArchiveError, match="a newer Wireroom wrote it"):
            set_up(path, post)
        with pytest.raises(ArchiveError, match="a newer Wireroom wrote it"):
            mailing.send_now(path, view="Ports")
    assert post.letters == []


def test_what_stands_in_the_settings_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = set_up(path, Post(port=465), digest=True, every="monday", user="ann")
    monkeypatch.delenv("WIREROOM_MAIL_PASSWORD")
    first, second, third, *rest = [each.sentence for each in status.results(path)]
    assert first == "To ann@example.org, each Monday at 07:00: the new stories of “Ports”; the digest of all."
    assert second == "Through localhost, port 465, encrypted (tls), user ann, from ann@example.org."
    assert "The mail account has no password" in third and status.exit_status(status.results(path)) == 1
    assert rest == [
        "The digest of all: nothing was mailed yet; what comes after 1 December 2026, 12:00 is.",
        "The new stories of “Ports”: nothing was mailed yet; what comes after 1 December 2026, 12:00 is.",
    ]
    assert [name.stored for name in setup.mailings_of(replace(mail, views=("Ports", "Bread")))] == [
        VIEW,
        "view Bread",
        DIGEST,
    ]
