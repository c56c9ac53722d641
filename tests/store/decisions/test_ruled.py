"""What decisions make of new texts is stored with what was found, and names are called as they should be."""

from pathlib import Path

from lib.actors.decided import Ledger
from lib.store.archive import open_for_reading, open_for_writing
from lib.store.decisions.follow import follow
from lib.store.decisions.ruled import decisions_of, name_actors, note
from tests.store.deciding import filled, made, pages

MERGED = made("merge", "d1", actor="country/norway", to="country/~north", called="The North")


def names(path: Path) -> dict[str, str]:
    with open_for_reading(path) as reading:
        return dict(reading.execute("select key, name from actor").fetchall())


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
    with open_for_reading(path) as reading:
        rows = reading.execute("select article, keys from found_before join article using (id)").fetchall()
        named = reading.execute("select count(*) from mentions where actor = 'The North'").fetchall()
    assert {story for story, _ in rows} == {"story-0", "story-1", "story-2", "story-3"}
    assert all("country/norway" in keys for _, keys in rows)
    assert named == [(4,)]


def test_the_note_of_what_is_followed_is_replaced_and_taken_out(tmp_path: Path) -> None:
    path = filled(tmp_path, taken=pages()[:1])
    with open_for_writing(path) as connection:
        for held in ((MERGED,), (MERGED, made("ignore", "d9", actor="person/lee")), ()):
            note(connection, held)
            assert decisions_of(connection) == held
        assert name_actors(connection, ()) == 0
