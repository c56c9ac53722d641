"""Rules act once on what arrives after they were made, whatever is killed in between."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lib.apply_rules import apply_rules
from lib.model.filter import Filter
from lib.query.stories import newest
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.journal import arrival_rules, marks, views
from lib.store.journal.arrival_rules import Action
from lib.store.journal.journal import Journal
from lib.store.paths import files
from lib.store.upkeep.backup import backup
from lib.store.upkeep.restore import restore
from lib.ui.server import finish_interrupted_work
from tests import builders
from tests.lots import few
from tests.papers import captures, story
from tests.running import ROOT, environment, verb

LATER = story("Strike ends", 13, "Eva Roth signed.", tags=("Strike",))
LAMPS = "Lamps on the pier\n\n" + "The lamps were lit on Monday, and nobody came to see them. " * 30
OTHER = story("Fog", 13, "Fog came.", tags=("Weather",))


def ruled(path: Path, action: Action = "label", address: str = "tags=Strike", view: str = "Dock") -> None:
    """Make a rule on a new view."""
    views.save(path, view, address, batch=0)
    held = views.view_named(path, view)
    assert held
    arrival_rules.make(path, held, action, label="late" if action == "label" else "")


def called(path: Path, articles: list[str]) -> set[str]:
    """Return the headlines of stories."""
    with open_for_reading(path) as db:
        names = dict(newest(db, Filter())[["article_id", "headline"]].to_numpy().tolist())
    return {names[each] for each in articles}


def test_a_rule_acts_on_what_arrives_and_fits_alone_and_once(tmp_path: Path) -> None:
    path = builders.archive(tmp_path, *captures())
    assert apply_rules(path) == []
    ruled(path)
    assert apply_rules(path) == []  # what was there stays as it is
    save(path, [builders.parsed(LATER), builders.parsed(OTHER)])
    assert apply_rules(path) == ["Label what arrives in “Dock” with “late”: 1 story."]
    assert called(path, marks.labelled_stories(path, ["late"])) == {"Strike ends"}
    before = files(path).journal_log.read_bytes()
    save(path, [builders.parsed(LATER)])
    assert apply_rules(path) == [] and files(path).journal_log.read_bytes() == before


def test_a_story_that_was_known_does_not_arrive_with_a_new_text(tmp_path: Path) -> None:
    address = "https://harbour.example/strike"
    first = story("Strike ends", 13, "Eva Roth signed.", tags=("Strike",), canonical_url=address)
    again = story("Strike ends", 13, "Nobody signed.", tags=("Strike",), canonical_url=address)
    path = builders.archive(tmp_path, builders.parsed(first))
    ruled(path)
    save(path, [builders.parsed(again)])
    assert apply_rules(path) == []


def test_what_is_stored_again_after_a_restore_does_not_arrive(tmp_path: Path) -> None:
    path = builders.archive(tmp_path, *captures())
    kept, page = backup(path), builders.parsed(LATER)
    save(path, [page])
    with open_for_reading(path) as db:
        (number,) = newest(db, Filter(text="signed"))["article_id"]
    ruled(path)
    restore(path, kept)
    ruled(path, "star", view="Quay")
    save(path, [page], ids={page.capture.sha256: number})
    assert called(path, [number]) == {"Strike ends"} and apply_rules(path) == []
    save(path, [builders.parsed(story("Strike begins", 14, "Eva Roth left.", tags=("Strike",)))])
    assert len(apply_rules(path)) == 2


def test_a_view_that_is_gone_or_refused_stops_no_other_rule(tmp_path: Path) -> None:
    path = builders.archive(tmp_path, *captures())
    ruled(path, "mute", view="Gone")
    views.remove(path, "Gone")
    ruled(path, "star", f"q={'a*+' * 600}", view="Too much")
    ruled(path)
    save(path, [builders.parsed(LATER)])
    said = apply_rules(path)
    assert any("no saved view “Gone” any more" in each for each in said)
    assert any("“Too much”: this did nothing. The search has" in each for each in said)
    assert any(each.endswith("with “late”: 1 story.") for each in said) and len(said) == 3
    views.save(path, "Gone", "tags=Strike", batch=0)  # by that name again
    apply_rules(path)
    assert called(path, marks.in_state(path, "muted")) == {"Strike ends"}


def test_the_command_line_says_what_rules_did_and_counts_as_before(tmp_path: Path) -> None:
    path = builders.archive(tmp_path, *captures())
    ruled(path, "mute", "sections=City")
    page = tmp_path / "page.txt"
    page.write_text(LAMPS)
    ruled(path, "mute", "q=lamps", view="Lamps")
    done = verb(tmp_path, "ingest", str(page))
    assert done.status == 0 and "Mute what arrives in “Lamps”: 1 story." in done.out
    assert "Mute" not in verb(tmp_path, "ingest", str(page)).out
    counted = verb(tmp_path, "query", "select count(*) as n from stories", "--format", "csv").out
    assert counted.split() == ['"n"', str(len(captures()) + 1)]
    assert "Lamps on the pier" in verb(tmp_path, "digest", "q=lamps").out


# Takes a page in, and is killed at the nth of its dealings with files while its rules act.
KILLED = """
import os, signal, sys
import lib.apply_rules
from lib.cli import main

moment, act = int(sys.argv[1]), lib.apply_rules.apply_rules

def passed(*_, left=[moment]):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)

def watch(event, arguments):
    if event in ("open", "os.rename", "os.remove", "sqlite3.connect"):
        passed()

def killed(archive):
    os.fsync = lambda number, sync=os.fsync: (passed(), sync(number), passed())
    sys.addaudithook(watch)
    return act(archive)

lib.apply_rules.apply_rules = killed
sys.exit(main(sys.argv[2:]))
"""


def kill_and_start(home: Path, moment: int) -> bool:
    """Kill an ingest while its rules act, start the app; return whether the ingest had ended before."""
    path = builders.archive(home, *captures())
    ruled(path, address="q=lamps")
    (home / "page.txt").write_text(LAMPS)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(moment), "ingest", str(home / "page.txt"), "--jobs", "1"],
        cwd=ROOT, check=False, env={**os.environ, **environment(home), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ended.returncode in (0, -9)
    Journal(path).check_at_start()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("WIREROOM_HOME", str(home))
        finish_interrupted_work()
    assert called(path, marks.labelled_stories(path, ["late"])) == {"Lamps on the pier"}
    assert [len(each) for each in arrival_rules.done(path).values()] == [1] and apply_rules(path) == []
    assert files(path).journal_log.read_bytes().count(b'"by_rule"') == 1
    return ended.returncode == 0


@pytest.mark.process
@pytest.mark.parametrize("moment", few((0, 12), 1))
def test_a_kill_between_ingest_and_action_leaves_it_to_the_next_start(tmp_path: Path, moment: int) -> None:
    assert not kill_and_start(tmp_path, moment)


@pytest.mark.process
@pytest.mark.soak
def test_a_kill_at_any_moment_of_a_rule_loses_and_doubles_nothing(tmp_path: Path) -> None:
    moments = 0
    while not kill_and_start(tmp_path / str(moments), moments):
        moments += 1
    print(f"{moments} kills")
    assert moments > 12
