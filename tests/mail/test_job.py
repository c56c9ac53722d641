"""The app sends what is due by a process of its own, and its log says what became of each letter."""

import threading
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.mail import setup
from lib.store.journal import mailings, views
from lib.store.paths import files
from lib.ui.jobs import background
from lib.ui.jobs.child import Ended
from tests.builders import archive, article, parsed
from tests.mail.post_office import PASSWORD, account, running

pytestmark = pytest.mark.process
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC).isoformat()


def sent(path: Path, headline: str) -> Ended:
    """Store a story, let the view be due, have the app send it, and return how that ended."""
    archive(path.parent, parsed(article(headline, f"{headline}, said Ida Brandt.", tags=("Ports",))))
    mailings.note(path, replace(mailings.all_mailings(path)["view Ports"], at=LONG_AGO))
    ends, over = list[Ended](), threading.Event()
    background.mail_due(lambda ended: (ends.append(ended), over.set())[0])
    assert over.wait(120)
    return ends[0]


def test_a_letter_that_arrives_and_one_in_doubt_are_logged_and_not_tried_again(home: Path) -> None:
    path = archive(home)
    views.save(path, "Ports", "tags=Ports", batch=0)
    with running() as post:
        setup.change(path, asdict(account(post, views=("Ports",))))
        assert sent(path, "Crane falls").good
        post.habit = "dies after the letter"
        ended = sent(path, "Ferry returns")  # whom the worker does not call failed
        assert ended.good and "and is not sent again" in ended.sentence
        post.habit = "refuses the recipient"
        assert not sent(path, "Tide turns").good
    lines = files(path).log.read_text(encoding="utf-8")
    assert "Mail: The letter “Ports: 1 new story” was sent to ann@example.org." in lines
    assert "may have arrived or not" in lines and "does not take the recipient" in lines
    assert PASSWORD not in lines
    assert len(post.letters) == 2
