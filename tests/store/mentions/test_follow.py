"""An archive that follows decisions is as one filled with them, in whatever order they came and went."""

import random
from pathlib import Path

import duckdb
import pytest

from lib.actors.decided import Ledger
from lib.model.ledger import Decision, What
from lib.store import receipts
from lib.store.archive import open_for_reading, open_for_writing
from lib.store.batches.decided import OtherDecisions, found_in, place_of
from lib.store.batches.rows import with_column
from lib.store.batches.stories import save
from lib.store.followed import followed
from lib.store.mentions.follow import TextRef, follow, rewrite
from lib.store.paths import files
from lib.store.upkeep.compact import compact
from tests.lots import few
from tests.store.contents import contents
from tests.store.deciding import KEYS, STORIES, any_decision, filled, made, pages


def fresh(folder: Path, decisions: tuple[Decision, ...]) -> dict[str, list[tuple[object, ...]]]:
    return unbatched(filled(folder, decisions))


def unbatched(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the contents; a decision that changes something is a batch too, so that numbers of batches
    differ.
    """
    note = contents(path)
    note["article"] = [(*row[:3], *row[4:]) for row in note["article"]]
    return {name: rows for name, rows in note.items() if name != "capture"}


@pytest.mark.parametrize("seed", few(range(12), 1))
def test_following_is_as_beginning_with_the_decisions(tmp_path: Path, seed: int) -> None:
    chance, held = random.Random(seed), list[Decision]()
    path = filled(tmp_path / "one")
    for number in range(8):
        if held and chance.random() < 0.35:
            held.remove(chance.choice(held))
        else:
            held.append(any_decision(chance, f"d{number}"))
        follow(path, Ledger(tuple(held)))
    assert unbatched(path) == fresh(tmp_path / "two", tuple(held))


@pytest.mark.parametrize("seed", few(range(12), 1))
def test_the_last_decisions_in_every_story_come_and_go(tmp_path: Path, seed: int) -> None:
    chance, path = random.Random(300 + seed), filled(tmp_path / "one")
    held = [any_decision(chance, "d0")] if seed % 2 else []
    for number in range(1, 9):
        if held and chance.random() < 0.4:
            held.pop()
        else:
            actor, to = chance.sample(KEYS, 2)
            about = chance.choice(({"actor": actor}, {"actor": actor, "to": to, "called": "Somebody"}))
            what: What = "merge" if "to" in about else chance.choice(("ignore", "accept"))
            held.append(made(what, f"d{number}", **about))
        follow(path, Ledger(tuple(held)))
    assert unbatched(path) == fresh(tmp_path / "two", tuple(held))


@pytest.mark.parametrize("seed", few(range(6), 1))
def test_what_is_undone_was_never_made(tmp_path: Path, seed: int) -> None:
    chance = random.Random(100 + seed)
    held = tuple(any_decision(chance, f"d{number}") for number in range(4))
    path = filled(tmp_path / "one")
    before = contents(path)
    follow(path, Ledger(held))
    for number in chance.sample(range(len(held)), len(held)):
        left = tuple(each for each in held if each.id != f"d{number}")
        follow(path, Ledger(left))
        follow(path, Ledger(held))
    follow(path, Ledger())
    assert contents(path) == before


@pytest.mark.parametrize("seed", few(range(4), 1))
def test_stories_that_come_later_follow_too(tmp_path: Path, seed: int) -> None:
    chance = random.Random(200 + seed)
    held = tuple(any_decision(chance, f"d{number}") for number in range(5))
    first, later = pages()[:2], pages()[2:]
    path = filled(tmp_path / "one", taken=first)
    follow(path, Ledger(held[:3]))
    ids = {page.capture.sha256: f"story-{n}" for n, page in enumerate(pages())}
    save(path, later, ids=ids, resolver=Ledger(held[:3]))
    follow(path, Ledger(held))
    compact(path)
    assert unbatched(path) == fresh(tmp_path / "two", held)


def test_who_stores_by_other_decisions_is_refused(tmp_path: Path) -> None:
    path = filled(tmp_path, taken=pages()[:1])
    follow(path, Ledger((made("ignore", actor="person/lee"),)))
    before = contents(path)
    with pytest.raises(OtherDecisions, match=r"follows other decisions .* Run the same command again"):
        save(path, pages()[1:])
    assert contents(path) == before


@pytest.mark.parametrize("what", ["merge", "accept"])
def test_texts_that_a_decision_has_changed_follow_the_next_like_all_others(
    tmp_path: Path, what: What
) -> None:
    board, union = "organisation/harbour-board", "group/~quay-union"
    first = made("split", actor=board, to=union, called="Quay Union", article=STORIES[1])
    of_union = {"actor": union, "to": board} if what == "merge" else {"actor": union}
    held = (
        first,
        made(what, "d2", **({"actor": board, "to": union} if what == "merge" else {"actor": board})),
        made(what, "d3", **of_union),
    )
    path = filled(tmp_path / "one")
    for number in range(1, 4):
        follow(path, Ledger(held[:number]))
    assert unbatched(path) == fresh(tmp_path / "two", held)


def test_what_changed_is_told_and_a_batch_of_its_own(tmp_path: Path) -> None:
    path = filled(tmp_path)
    note = follow(path, Ledger((made("merge", actor="country/norway", to="country/sweden"),)))
    assert (note.decisions, note.stories) == (1, 4)
    assert note.sentence == "The names found in 4 stories changed."
    held = (made("merge", actor="country/norway", to="country/sweden"),
            made("rename", "d2", actor="country/sweden", called="Sverige"))  # fmt: skip
    again = follow(path, Ledger(held))
    assert again.sentence == "The names found in the stories are as before; 1 actor got another name."
    (*_, one, two) = receipts.read(files(path).receipts)
    assert [(one.kind, one.captures[0][0]), (two.kind, two.captures[0][0])] == [
        ("ledger", "d1"), ("ledger", "d2"),
    ]  # fmt: skip
    assert follow(path, Ledger(held)).decisions == 0


def test_a_decision_that_changes_nothing_is_no_batch_but_is_followed(tmp_path: Path) -> None:
    path = filled(tmp_path)
    batches = len(list(receipts.read(files(path).receipts)))
    held = (made("ignore", actor="person/~nobody"),)
    assert follow(path, Ledger(held)).stories == 0
    assert len(list(receipts.read(files(path).receipts))) == batches
    with open_for_reading(path) as reading:
        assert followed(reading) == held


def texts(connection: duckdb.DuckDBPyConnection) -> list[TextRef]:
    rows = connection.execute("""
        select id, article, name from article join publisher using (publisher_id) order by id""").fetchall()
    return [TextRef(id=number, article=article, publisher=name) for number, article, name in rows]


def test_only_what_changes_is_written(tmp_path: Path) -> None:
    path = filled(tmp_path)
    board = made("alias", text="Quay Union", to="group/~quay", called="Quay Union")
    before = contents(path)
    with open_for_writing(path) as connection:
        assert rewrite(connection, texts(connection), Ledger()) == set()
        assert rewrite(connection, texts(connection), Ledger((board,))) == {STORIES[4]}
        assert rewrite(connection, texts(connection), Ledger((board,))) == set()
        found = connection.execute(
            "select article, keys from found_before join article using (id)"
        ).fetchall()
        assert found == [(STORIES[4], [])]
        assert rewrite(connection, texts(connection), Ledger()) == {STORIES[4]}
        connection.execute("delete from actor where key = 'group/~quay'")
    assert contents(path) == before


def test_what_was_found_is_read_alike_before_and_after(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with open_for_writing(path) as connection:
        with_column(connection, "every", [text.id for text in texts(connection)], "int32")
        surfaces = dict(surfaces_of(connection))
        before = found_in(connection, "every", surfaces)
        rewrite(connection, texts(connection), Ledger((made("ignore", actor="person/lee"),)))
        after = found_in(connection, "every", surfaces)
    assert {n: [place_of(each) for each in its] for n, its in after.items()} == {
        n: [place_of(each) for each in its] for n, its in before.items()
    }
    assert {each.surface for its in after.values() for each in its} >= {"Lee", "Norway", "Harbour Board"}
    assert all(each.canonical == each.surface for its in after.values() for each in its)


def surfaces_of(connection: duckdb.DuckDBPyConnection) -> list[tuple[tuple[int, int], str]]:
    rows = connection.execute("select id, block, text from article_block").fetchall()
    return [((number, block), text) for number, block, text in rows]
