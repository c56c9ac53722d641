"""Decisions are applied to new texts, and go with the last story that they speak of."""

import random
from pathlib import Path

import pytest

from lib.actors.decided import Ledger
from lib.model.ledger import Decision
from lib.store.archive import open_for_reading, open_for_writing
from lib.store.batches.decided import name_actors
from lib.store.followed import followed, note
from lib.store.journal import ledger
from lib.store.mentions.follow import follow
from lib.store.removal import remove
from tests.lots import few
from tests.store.asked import rows
from tests.store.contents import contents
from tests.store.deciding import STORIES, any_decision, filled, made, pages
from tests.store.noted import noted

MERGED = made("merge", "d1", actor="country/norway", to="country/~north", called="The North")
COMPARED = (
    "mention", "masks", "inverted", "named", "sketches", "found_before", "found_actor", "ledger", "actors",
)  # fmt: skip


def names(path: Path) -> dict[str, str]:
    return dict(rows(path, "select key, name from actor"))


def test_a_name_by_hand_goes_before_the_found_one_and_that_before_the_first_called(tmp_path: Path) -> None:
    path = filled(tmp_path)
    moved = made("merge", "d2", actor="country/norway", to="country/sweden", called="Not so")
    follow(path, Ledger((moved,)))
    assert names(path)["country/sweden"] == "Sweden"
    follow(path, Ledger((MERGED,)))
    assert names(path)["country/~north"] == "The North"
    renamed = made("rename", "d3", actor="country/~north", called="Far North")
    assert follow(path, Ledger((MERGED, renamed))).names == 1
    assert names(path)["country/~north"] == "Far North"
    assert follow(path, Ledger((MERGED,))).names == 1
    assert names(path)["country/~north"] == "The North"


def test_only_texts_that_a_decision_changes_keep_what_was_found(tmp_path: Path) -> None:
    path = filled(tmp_path, (MERGED,))
    found = rows(path, "select article, keys from found_before join article using (id)")
    named = rows(path, "select count(*) from mentions where actor = 'The North'")
    assert {story for story, _ in found} == {"story-0", "story-1", "story-2", "story-3"}
    assert all("country/norway" in keys for _, keys in found)
    assert named == [(4,)]


def doubtful(path: Path) -> list[tuple[str, bool, bool]]:
    with open_for_reading(path) as reading:
        return reading.execute("""
            select distinct actor_id, undecided, unsure from mentions where undecided or unsure
            order by all""").fetchall()


def test_doubts_are_stored_and_come_back_when_a_decision_is_undone(tmp_path: Path) -> None:
    path = filled(tmp_path)
    both = [("organisation/harbour-board", False, True), ("person/lee", True, False)]
    assert doubtful(path) == both
    accepted = made("accept", "d4", actor="organisation/harbour-board")
    follow(path, Ledger((accepted,)))
    assert doubtful(path) == both[1:]
    decided = made("identify", "d5", text="Lee", article="story-0", to="person/~ann-lee", called="Ann Lee")
    follow(path, Ledger((accepted, decided)))
    pairs = rows(path, "select distinct a_id, b_id from co_mentions")
    assert ("person/ann-miller", "person/~ann-lee") in pairs
    assert not any("person/lee" in pair for pair in pairs)
    follow(path, Ledger(()))
    assert doubtful(path) == both


def test_the_note_of_what_is_followed_is_replaced_and_taken_out(tmp_path: Path) -> None:
    path = filled(tmp_path, taken=pages()[:1])
    with open_for_writing(path) as connection:
        for held in ((MERGED,), (MERGED, made("ignore", "d9", actor="person/lee")), ()):
            note(connection, held)
            assert followed(connection) == held
        assert name_actors(connection, ()) == 0


def decided(folder: Path, *decisions: Decision) -> Path:
    path = filled(folder)
    for each in decisions:
        ledger.append(path, each)
    follow(path, Ledger(decisions))
    return path


def named(path: Path, key: str) -> list[str]:
    found = rows(
        path, "select distinct article from actor join actor_article using (actor_id) "
        "join article using (id) where key = ? order by all", [key],
    )  # fmt: skip
    return [story for (story,) in found]


def test_what_only_the_removed_story_said_is_forgotten(tmp_path: Path) -> None:
    union = made("alias", "u1", text="Quay Union", to="group/~quay-union", called="Union of the Quays")
    here = made("identify", "i1", text="Miller", article=STORIES[4], to="person/ann-miller")
    undone = made("alias", "u2", text="asked", to="person/~zanzibarquux")
    other = made("ignore", "o1", actor="person/lee")
    path = decided(tmp_path, union, here, undone, other)
    ledger.undo(path, undone.id)
    follow(path, Ledger((union, here, other)))
    remove(path, STORIES[4])
    assert ledger.recorded(path) == ((other,), frozenset())
    assert "Quay" not in noted(path) and "zanzibarquux" not in noted(path)
    assert contents(path)["ledger"] == [(ledger.dumps([other]),)]


def test_an_actor_on_whom_others_moved_the_mentions_counts_still(tmp_path: Path) -> None:
    first = made("merge", "d1", actor="person/ann-miller", to="person/~between")
    then = made("merge", "d2", actor="person/~between", to="person/~someone")
    path = decided(tmp_path, first, then)
    assert named(path, "person/~someone") == [STORIES[0], STORIES[3]]
    remove(path, STORIES[0])
    assert ledger.read(path) == (first, then)
    assert named(path, "person/~someone") == [STORIES[3]]
    remove(path, STORIES[3])
    assert ledger.read(path) == ()


def test_a_name_that_a_forgotten_decision_gave_is_given_by_the_next(tmp_path: Path) -> None:
    first = made("alias", "d1", text="Quay Union", to="group/~board", called="Quay Union")
    then = made("merge", "d2", actor="organisation/harbour-board", to="group/~board", called="The Board")
    path = decided(tmp_path, first, then)
    remove(path, STORIES[4])
    assert ("group/~board", "The Board", "group") in contents(path)["named"]
    assert "Quay Union" not in str(contents(path))


@pytest.mark.parametrize("seed", few(range(10), 1))
def test_after_a_removal_all_is_as_if_the_story_had_never_come(tmp_path: Path, seed: int) -> None:
    chance = random.Random(300 + seed)
    held = tuple(any_decision(chance, f"d{number}") for number in range(6))
    path = decided(tmp_path / "one", *held)
    gone = chance.randrange(len(STORIES))
    line = {key for key, *_ in contents(path)["found_actor"]}
    remove(path, STORIES[gone])
    left = ledger.read(path)
    others = [page for number, page in enumerate(pages()) if number != gone]
    two = filled(tmp_path / "two", left, others)
    before, now = contents(two), contents(path)
    assert {name: now[name] for name in COMPARED} == {name: before[name] for name in COMPARED}
    assert STORIES[gone] not in noted(path)
    known = {key for key, *_ in (*now["named"], *now["found_actor"])} | {each.to for each in left}
    assert not {each.actor for each in left} & (line - known)
