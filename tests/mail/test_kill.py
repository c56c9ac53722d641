"""A mailing that is killed at any moment mails no story twice, and says of each one in doubt that it is."""

import json
import random
from dataclasses import asdict
from pathlib import Path

import pytest

from lib.mail import mailing, setup
from lib.store.journal import mailings, views
from lib.store.journal.journal import Journal
from tests.builders import archive, article, parsed
from tests.mail.post_office import account, running
from tests.running import run_and_kill

pytestmark = [pytest.mark.process, pytest.mark.soak]
KILLS, LONGEST = 20, 1.0  # times, and seconds after the imports
SENDING = """
import sys
from pathlib import Path
from lib.mail import mailing
print("go", flush=True)
print(mailing.send_now(Path(sys.argv[1]), view="Ports"), flush=True)
"""


def test_no_story_is_mailed_twice_and_none_is_lost_without_a_word(home: Path) -> None:
    path, chosen = archive(home), random.Random(7)
    views.save(path, "Ports", "tags=Ports", batch=0)
    headlines = [f"Story {number:02}" for number in range(KILLS)]
    with running() as post:
        setup.change(path, asdict(account(post)))
        for headline in headlines:
            archive(home, parsed(article(headline, f"{headline}, said Ida Brandt.", tags=("Ports",))))
            run_and_kill(SENDING, path, moment=chosen.uniform(0, LONGEST))
        mailing.send_now(path, view="Ports")
        noted = [json.loads(each.fields["body"]) for each in Journal(path).events() if "body" in each.fields]
    letters = [str(each["Message-ID"]) for each in post.read()]
    outcomes = {each["message_id"]: each["outcome"] for each in noted if each.get("message_id")}
    assert len(letters) == len(set(letters)) > 1 and {outcomes[each] for each in letters} <= {
        "sent",
        "unknown",
    }
    in_doubt = [identity for identity, outcome in outcomes.items() if outcome == "unknown"]
    kept = [mailings.letter_path(path, identity).read_bytes() for identity in in_doubt]
    times = {each: sum(each.encode() in letter for letter in post.letters) for each in headlines}
    assert set(times.values()) <= {0, 1}
    # What is in no letter that arrived is in one that is in doubt, which is kept.
    assert [each for each, number in times.items() if not (number or each.encode() in b"".join(kept))] == []
