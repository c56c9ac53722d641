"""Arrival rules are kept in the journal, act on a story once, and are undone without touching other work."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Thread

import pytest

from lib.model.filter import Filter
from lib.query.stories import newest
from lib.store.archive import open_for_reading
from lib.store.journal import arrival_rules, marks, views
from lib.store.journal.arrival_rules import Action, ArrivalRule
from lib.store.journal.event import Event
from lib.store.journal.journal import Journal
from lib.store.paths import files
from lib.store.removal import remove
from lib.store.upkeep.backup import backup
from lib.store.upkeep.restore import restore
from tests import builders
from tests.store.noted import noted

HOSTILE = '<b>“Dock”</b>\' "by_rule": "x" \\'


def made(path: Path, action: Action = "label", *, label: str = "late", view: str = "Dock") -> ArrivalRule:
    """Return a new rule on a saved view."""
    views.save(path, view, "tags=Strike", batch=0)
    held = views.view_named(path, view)
    assert held
    before = arrival_rules.all_rules(path)
    arrival_rules.make(path, held, action, label=label if action == "label" else "")
    (rule,) = (each for each in arrival_rules.all_rules(path) if each not in before)
    return rule


def state(path: Path) -> tuple[list[str], list[str], list[str]]:
    """Return the stories that are muted, starred and labelled."""
    labelled = marks.labelled_stories(path, marks.all_labels(path))
    return marks.in_state(path, "muted"), marks.in_state(path, "starred"), labelled


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.duckdb"


def test_a_rule_is_kept_with_its_view_and_action(path: Path) -> None:
    assert arrival_rules.all_rules(path) == [] and arrival_rules.done(path) == {}
    rules = [made(path, "mute"), made(path, "star"), made(path, label=HOSTILE, view=HOSTILE)]
    assert {each.id for each in arrival_rules.all_rules(path)} == {each.id for each in rules}
    assert [each.words for each in rules[:2]] == [
        "Mute what arrives in “Dock”", "Star what arrives in “Dock”",
    ]  # fmt: skip
    held = next(each for each in arrival_rules.all_rules(path) if each.view == HOSTILE)
    assert (held.label, held.address, held.batch) == (HOSTILE, "tags=Strike", 0)
    assert arrival_rules.act(path, held, ["a"]) == 1 and arrival_rules.done(path) == {held.id: {"a"}}


@pytest.mark.parametrize("action", arrival_rules.WORDS)
def test_a_rule_acts_on_a_story_once_and_goes_back(path: Path, action: Action) -> None:
    rule = made(path, action)
    assert arrival_rules.act(path, rule, ["a", "b"]) == 2
    assert arrival_rules.act(path, rule, ["a", "b", "c"]) == 1
    assert sorted(state(path)) == [[], [], ["a", "b", "c"]]
    assert arrival_rules.undo(path, rule.id) == (3, 0)
    assert state(path) == ([], [], []) and arrival_rules.all_rules(path) == []
    assert arrival_rules.undo(path, rule.id) == (0, 3)  # in another window
    assert Journal(path).check() is None


def relabel(path: Path) -> None:
    marks.set_labels(path, "a", [], instead_of=["late"])
    marks.set_labels(path, "a", ["late"], instead_of=[])


TOUCHED: dict[Action, tuple[Callable[[Path], object], tuple[list[str], list[str], list[str]]]] = {
    "label": (relabel, ([], [], ["a"])),
    "star": (lambda path: marks.set_starred(path, "a", True), ([], ["a"], [])),
    "mute": (lambda path: marks.unmute(path, "a"), ([], [], [])),
}


@pytest.mark.parametrize("action", TOUCHED)
def test_what_the_reader_touched_since_stays(path: Path, action: Action) -> None:
    touch, left = TOUCHED[action]
    rule = made(path, action)
    arrival_rules.act(path, rule, ["a", "b"])
    touch(path)
    assert arrival_rules.act(path, rule, ["a", "b"]) == 0  # what the reader takes away is not put back
    assert arrival_rules.undo(path, rule.id) == (1, 1)
    assert state(path) == left


def test_what_was_there_before_the_rule_stays(path: Path) -> None:
    marks.add_label(path, "a", "late")
    marks.set_starred(path, "b", True)
    marks.set_read(path, "c", True)
    label, star = made(path), made(path, "star")
    arrival_rules.act(path, label, ["a", "c"])
    arrival_rules.act(path, star, ["b", "c"])
    assert (arrival_rules.undo(path, label.id), arrival_rules.undo(path, star.id)) == ((1, 1), (1, 1))
    assert state(path) == ([], ["b"], ["a"]) and marks.marks_on(path, "c").read


def test_what_two_rules_did_goes_with_the_second(path: Path) -> None:
    one, two = made(path), made(path, view="Harbour")
    mute, other = made(path, "mute"), made(path, "mute", view="Harbour")
    for rule in (one, two, mute, other):
        arrival_rules.act(path, rule, ["a"])
    arrival_rules.undo(path, one.id)
    arrival_rules.undo(path, mute.id)
    assert state(path) == (["a"], [], ["a"])
    arrival_rules.undo(path, two.id)
    arrival_rules.undo(path, other.id)
    assert state(path) == ([], [], [])


def test_stories_that_became_one_are_known_by_their_present_id(path: Path) -> None:
    rules = [made(path, action) for action in arrival_rules.WORDS]
    for rule in rules:
        arrival_rules.act(path, rule, ["former"])
    marks.move(path, {"former": "a"})
    assert state(path) == (["a"], ["a"], ["a"])
    assert [arrival_rules.act(path, rule, ["a"]) for rule in rules] == [0, 0, 0]
    assert [arrival_rules.undo(path, rule.id) for rule in rules] == [(1, 0)] * 3
    assert state(path) == ([], [], [])
    arrival_rules.act(path, made(path, "mute"), ["a"])
    marks.unmute(path, "a")
    assert state(path) == ([], [], [])


def test_a_rule_that_is_undone_while_it_acts_leaves_nothing(path: Path) -> None:
    rule = made(path)
    arrival_rules.undo(path, rule.id)
    arrival_rules.act(path, rule, ["a"])  # by an ingest that had read the rules before
    assert state(path) == ([], [], [])


@pytest.mark.parametrize("action", arrival_rules.WORDS)
def test_what_the_reader_marks_while_a_rule_is_undone_stays(
    path: Path, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule, events = made(path, action), Journal.events
    arrival_rules.act(path, rule, ["a"])

    def in_another_window() -> None:
        marks.set_starred(path, ["a", "x"], True)
        marks.add_label(path, "x", "late")

    other = Thread(target=in_another_window)

    def meanwhile(journal: Journal, *kinds: str) -> list[Event]:
        read = events(journal, *kinds)
        if not kinds:
            other.start()
            other.join(0.3)  # it may have to wait for the undoing
        return read

    monkeypatch.setattr(Journal, "events", meanwhile)
    assert arrival_rules.undo(path, rule.id) == (1, 0)
    other.join()
    assert state(path) == ([], ["a", "x"], ["x"])


def test_a_rule_that_mutes_while_the_story_is_unmuted_comes_before_or_after(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule, saved_items = made(path, "mute"), marks.saved_items
    marks.mute(path, "a")
    other = Thread(target=arrival_rules.act, args=(path, rule, ["a"]))

    def meanwhile(archive: Path, what: marks.Named) -> list[marks.SavedItem]:
        before = saved_items(archive, what)
        if what == "mute" and not other.ident:
            other.start()
            other.join(0.3)  # it has to wait for the unmuting
            assert other.is_alive()
        return before

    monkeypatch.setattr(marks, "saved_items", meanwhile)
    marks.unmute(path, "a")
    other.join()
    assert arrival_rules.done(path) == {rule.id: {"a"}} and state(path) == (["a"], [], [])


def test_of_two_that_act_at_once_one_acts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule, done, both = made(path), arrival_rules.done, Barrier(2)

    def slow(archive: Path) -> dict[str, set[str]]:
        before = done(archive)
        with suppress(BrokenBarrierError):  # the other one waits for this one to finish
            both.wait(0.3)
        return before

    monkeypatch.setattr(arrival_rules, "done", slow)
    with ThreadPoolExecutor(2) as pool:
        acted = [*pool.map(lambda _: arrival_rules.act(path, rule, ["a", "b"]), range(2))]
    assert sorted(acted) == [0, 2]


def test_an_act_that_a_kill_cut_short_is_completed(path: Path) -> None:
    rule = made(path)
    before = files(path).journal.read_bytes()
    arrival_rules.act(path, rule, ["a"])
    files(path).journal.write_bytes(before)  # one line of two was on disk, none in the database
    arrival_rules.act(path, rule, ["a", "b"])
    assert marks.marks_by_story(path, ["a", "b"]) == dict.fromkeys(("a", "b"), marks.Marked(labels=("late",)))
    assert arrival_rules.undo(path, rule.id) == (2, 0) and state(path) == ([], [], [])


def test_a_rule_whose_view_is_gone_or_saved_anew_says_so(path: Path) -> None:
    rule = made(path)
    assert arrival_rules.trouble(rule, views.all_views(path)) == ""
    views.save(path, "Dock", "tags=Strike", batch=9)  # looked at
    assert arrival_rules.trouble(rule, views.all_views(path)) == ""
    views.save(path, "Dock", "tags=Harbour", batch=9)
    assert arrival_rules.trouble(rule, views.all_views(path)).startswith("“Dock” selects something else")
    views.remove(path, "Dock")
    assert arrival_rules.trouble(rule, views.all_views(path)) == (
        "There is no saved view “Dock” any more, so this rule does nothing. Save a view by that name, or "
        "undo the rule."
    )


def test_a_removal_erases_what_a_rule_did_and_a_backup_carries_the_rest(tmp_path: Path) -> None:
    stories = [builders.parsed(builders.article(name, f"Text of {name}.")) for name in ("One", "Two")]
    path = builders.archive(tmp_path, *stories)
    with open_for_reading(path) as db:
        ids = sorted(newest(db, Filter())["article_id"])
    rules = [made(path, action, label="quagga") for action in arrival_rules.WORDS]
    for rule in rules:
        arrival_rules.act(path, rule, ids)
    kept = backup(path)
    for each in (files(path).journal, files(path).journal_log, files(path).journal_lock):
        each.unlink()
    restore(path, kept)
    assert state(path) == (ids, ids, ids) and len(arrival_rules.all_rules(path)) == 3
    remove(path, ids[0])
    assert state(path) == ([ids[1]], [ids[1]], [ids[1]])
    assert all(stories == {ids[1]} for stories in arrival_rules.done(path).values())
    assert ids[0] not in noted(path)
    assert [arrival_rules.undo(path, rule.id) for rule in rules] == [(1, 0)] * 3


@pytest.mark.parametrize(
    "more", ['"action": "hide"', '"action": "star", "colour": 1', '"batch": 0}, {"a": 0']
)
def test_a_rule_in_another_form_is_skipped_and_what_it_did_stays(path: Path, more: str) -> None:
    rule = made(path, "star")
    other = f'{{"view": "Dock", "address": "", "batch": 0, {more}}}'
    marks.keep(path, "rule", "newer", other)
    newer = Event(kind="star", story="a", fields={"value": True, arrival_rules.BY: "newer"})
    Journal(path).append([newer])
    assert arrival_rules.all_rules(path) == [rule]
    arrival_rules.act(path, rule, ["a", "b"])
    assert arrival_rules.undo(path, rule.id) == (1, 1)
    assert state(path) == ([], ["a"], [])
