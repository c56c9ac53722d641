"""A removal leaves nothing of a story but the hashes of its captures."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lib.model.errors import ArchiveError
from lib.model.parsed import Parsed, StoryAddresses
from lib.store import originals, receipts, reconcile, removal_again
from lib.store.archive import open_for_reading, open_for_writing
from lib.store.batches.identity import address_key
from lib.store.batches.rows import column_types
from lib.store.batches.stories import save
from lib.store.files import locked
from lib.store.journal import marks, recipes
from lib.store.leftovers import forget, forget_leftovers
from lib.store.lookups import stories_at
from lib.store.paths import files
from lib.store.removal import headline_of, remove
from lib.store.removal_again import lift_tombstones, remove_again
from lib.store.schema import TABLES
from lib.store.upkeep.compact import compact, compact_if_due
from tests.builders import archive, article, brief, capture, keep_original, parsed
from tests.store.asked import id_of, rows
from tests.store.journal.test_recipes import recipe
from tests.store.noted import noted

SECRET = "Zanzibarquux"
FOG, RAIN = "https://harbour.example/fog", "https://harbour.example/rain"


def traces(path: Path, word: str) -> list[str]:
    """Return the tables of the archive that hold the word in any column."""
    tables = [
        line.split("(")[0].split()[-1] for line in TABLES.split("create table")[1:] for line in ["x " + line]
    ]
    return [
        table
        for table in tables
        if column_types(table)
        and rows(path, f"select 1 from {table} t where t::varchar ilike ? limit 1", [f"%{word}%"])
    ]


def secret_page(**fields: Any) -> Parsed:
    story = article(
        f"{SECRET} arrives", f"{SECRET} came to Norway.", authors=(f"{SECRET} Lee",), tags=(SECRET,),
        publisher=f"{SECRET}.example", section=SECRET, byline=f"By {SECRET}",
    )  # fmt: skip
    return parsed(story, names={SECRET: "person", "Norway": "country"}, origin=f"{SECRET}.txt", **fields)


def test_no_other_removal_ends_while_one_erases_what_lies_beside_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path, parsed(article("Fog")), parsed(article("Rain")))
    free = list[bool]()

    def noted(*given: Any) -> tuple[recipes.SavedFigure, ...]:
        with locked.lock_file(files(path).removal_lock) as lock:
            free.append(locked.take(lock))
        return forget(*given)

    monkeypatch.setattr("lib.store.removal.forget", noted)
    remove(path, id_of(path, "Fog"))
    assert free == [False]
    with locked.lock_file(files(path).removal_lock) as lock:
        assert locked.take(lock)


def test_nothing_of_a_removed_story_is_left(tmp_path: Path) -> None:
    page, other = secret_page(), parsed(article("Norway waits"), names={"Norway": "country"})
    path = archive(tmp_path, page, other)
    gone = id_of(path, f"{SECRET} arrives")
    keep_original(files(path).originals, replace(page.capture, original=SECRET.encode()))
    marks.set_note(path, gone, SECRET)
    marks.add_label(path, gone, "mine")
    assert "article_text" in traces(path, SECRET)
    state = rows(path, "select value from setting where key = 'state'")
    seen = remove(path, gone)
    assert seen.articles == (gone,)
    assert traces(path, SECRET) == []
    assert rows(path, "select value from setting where key = 'state'") != state
    assert [line.kind for line in receipts.read(files(path).receipts)] == ["ingest", "removal"]
    assert list(originals.hashes_in(files(path).originals)) == []
    assert marks.marks_on(path, gone) == marks.Marked()
    assert SECRET not in (tmp_path / "receipts.jsonl").read_text()
    assert rows(path, "select name from actor") == [("Norway",)]
    assert rows(path, "select headline from stories") == [("Norway waits",)]
    assert SECRET.encode() in path.read_bytes()
    compact(path)
    assert SECRET.encode() not in path.read_bytes()
    assert not path.with_name(f"{path.name}.wal").exists()
    saved = save(path, [page])  # as with its folder
    assert (saved.batch, saved.receipts[0].outcome) == (None, "removed")


@pytest.mark.parametrize("text", ["Fog lay over the harbour.", "Fog lay over the harbour. It has lifted."])
def test_another_capture_of_a_removed_address_stays_away(tmp_path: Path, text: str) -> None:
    path = archive(tmp_path, parsed(article("Fog", "Fog lay over the harbour.", canonical_url=FOG)))
    gone = id_of(path, "Fog")
    remove(path, gone)
    again = parsed(article("Fog, again", text, canonical_url=FOG), text="another capture")
    other = parsed(article("Rain", canonical_url=RAIN))
    saved = save(path, [again, other])
    assert [each.outcome for each in saved.receipts] == ["removed", "stored"]
    assert lift_tombstones(path, gone) == (capture("Fog\nFog lay over the harbour.").sha256,)
    assert save(path, [again]).receipts[0].outcome == "stored"
    assert rows(path, "select headline from stories order by all") == [("Fog, again",), ("Rain",)]


def test_an_address_that_another_story_has_since_is_open(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("Fog", canonical_url=FOG)), parsed(article("Rain")))
    remove(path, id_of(path, "Fog"))
    rain, again = id_of(path, "Rain"), parsed(article("Rain goes on", "It rains.", canonical_url=FOG))
    assert save(path, [again]).receipts[0].outcome == "removed"
    with open_for_writing(path) as connection:  # as a clean with later rules may find it
        connection.execute("insert into story_key values (?, 'address', ?)", [address_key(FOG), rain])
    receipt = save(path, [again]).receipts[0]
    assert (receipt.outcome, receipt.article_id) == ("revision", rain)


def test_the_address_stays_buried_in_a_rebuilt_archive_and_though_a_kill_cost_its_line(
    tmp_path: Path,
) -> None:
    path = archive(tmp_path, parsed(article("Fog", canonical_url=FOG)))
    remove(path, id_of(path, "Fog"))
    ledger = files(path).receipts
    lines = list(receipts.read(ledger))
    assert FOG not in ledger.read_text(encoding="utf-8")
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-1]))
    assert reconcile.repair(path) == []
    assert [line.removed_keys for line in receipts.read(ledger)] == [line.removed_keys for line in lines]
    other = archive(tmp_path / "rebuilt")
    assert [remove_again(other, lines), remove_again(other, lines)] == [0, 0]
    again = parsed(article("Fog", "Other words.", canonical_url=FOG))
    assert save(other, [again]).receipts[0].outcome == "removed"
    assert list(receipts.read(files(other).receipts))[-1].removed_keys == lines[-1].removed_keys


def test_a_removal_of_an_earlier_version_is_read_without_addresses(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("Fog")))
    ledger = files(path).receipts
    seen = json.loads(ledger.read_text(encoding="utf-8"))
    del seen["buried"]
    ledger.write_text(json.dumps(seen) + "\n", encoding="utf-8")
    assert [line.removed_keys for line in receipts.read(ledger)] == [()]


def test_a_removed_brief_stays_away_though_its_page_comes_again_until_it_is_let_in(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One"), briefs=[brief("Bridge closed")]))
    gone = id_of(path, "Bridge closed")
    remove(path, gone)
    assert save(path, [parsed(article("Two"), briefs=[brief("Bridge closed")])]).receipts[0].briefs == 0
    assert rows(path, "select headline from stories order by all") == [("One",), ("Two",)]
    assert lift_tombstones(path, gone) == ()
    assert save(path, [parsed(article("Three"), briefs=[brief("Bridge closed")])]).receipts[0].briefs == 1


def test_what_was_let_in_again_is_not_removed_again(tmp_path: Path) -> None:
    page = parsed(article("One", canonical_url=FOG), briefs=[brief("Bridge closed"), brief("Road closed")])
    path = archive(tmp_path, page)
    for headline in ("Bridge closed", "Road closed", "One"):
        remove(path, id_of(path, headline))
    ledger = files(path).receipts
    gone = {line.removed_keys[0][1] for line in receipts.read(ledger) if line.kind == "removal"}
    story = next(line.captures[0][2] for line in receipts.read(ledger) if line.captures[0:1])
    assert story in gone and len(gone) == 3
    stays = min(gone - {story})
    for each in sorted(gone - {stays}):
        lift_tombstones(path, each)
    other = archive(tmp_path / "rebuilt")
    assert remove_again(other, list(receipts.read(ledger))) == 0
    assert rows(other, "select article, kind from story_key") == [(stays, "buried")]
    assert rows(other, "select count(*) from tombstone") == [(0,)]


def test_all_revisions_and_captures_of_a_story_go(tmp_path: Path) -> None:
    pages = [parsed(article("Fog", text)) for text in ("One.", "Two.")]
    path = archive(tmp_path, *pages, parsed(article("Fog", "One."), text="the same again"))
    seen = remove(path, id_of(path, "Fog"))
    assert seen.captures == 3
    with open_for_reading(path) as reading:
        assert reading.execute("select count(*) from article").fetchall() == [(0,)]
        assert reading.execute("select count(*) from tombstone").fetchall() == [(3,)]
        assert reading.execute("select distinct outcome, origin from capture").fetchall() == [("removed", "")]


def test_briefs_go_with_their_page_unless_another_page_carried_them(tmp_path: Path) -> None:
    shared, own = brief("Bridge closed"), brief("Road closed")
    path = archive(
        tmp_path, parsed(article("One"), briefs=[shared, own]), parsed(article("Two"), briefs=[shared])
    )
    two = id_of(path, "Two")
    assert len(remove(path, id_of(path, "One")).articles) == 2
    seen = rows(path, "select headline, host from stories where form = 'brief'")
    assert seen == [("Bridge closed", two)]


def test_a_story_that_is_not_there_or_was_not_removed_is_refused_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    path = archive(tmp_path, parsed())
    lines, there = files(path).receipts.read_bytes(), id_of(path, "Harbour opens again")
    for use in (remove, headline_of):
        with pytest.raises(ArchiveError, match="There is no story nosuchid in"):
            use(path, "nosuchid")
    assert headline_of(path, there) == "Harbour opens again"
    for number in (there, "nosuchid"):
        with pytest.raises(ArchiveError, match=f"No story {number} was removed"):
            lift_tombstones(path, number)
    assert files(path).receipts.read_bytes() == lines


def test_the_removals_of_a_page_and_of_its_briefs_are_repeated(tmp_path: Path) -> None:
    briefs = [brief(f"Bridge {number} closed") for number in range(2)]
    pages = [parsed(article("One"), briefs=briefs)]
    path, earlier = archive(tmp_path, *pages), archive(tmp_path / "earlier", *pages)
    for each in (*briefs, article("One")):
        remove(path, id_of(path, each.headline))
    lines = list(receipts.read(files(path).receipts))
    assert [remove_again(earlier, lines), remove_again(earlier, lines)] == [3, 0]
    (came,) = save(earlier, [parsed(article("Two"), briefs=briefs)]).receipts
    assert (came.outcome, came.briefs) == ("stored", 0)


def removal_of(sha256: str, story: str) -> receipts.BatchRecord:
    """Return the line of a removal of one capture."""
    return receipts.BatchRecord(
        batch=9, kind="removal", hash="x", articles=-1, stored_at="now", desk_zone="UTC",
        captures=(receipts.CaptureLine(sha256, "removed", story),),
    )  # fmt: skip


def test_tombstones_are_put_for_captures_that_the_archive_no_longer_knows(tmp_path: Path) -> None:
    path, sha256 = archive(tmp_path), capture("gone").sha256
    line = removal_of(sha256, "someid")
    assert [remove_again(path, [line]), remove_again(path, [line])] == [0, 0]
    assert rows(path, "select sha256, article from tombstone") == [(sha256, "someid")]


def test_a_full_disk_is_said_where_removals_are_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, earlier = (archive(tmp_path / name, parsed(article("One"))) for name in ("now", "earlier"))
    remove(path, id_of(path, "One"))
    lines = list(receipts.read(files(path).receipts))
    assert remove_again(earlier, lines) == 1
    empty = archive(tmp_path / "empty")

    def full(*_: object) -> None:
        raise duckdb.IOException("IO Error: Could not write file: No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(removal_again, "commit", full)
        with pytest.raises(ArchiveError, match=r"could not be written .*No space left.* make room"):
            remove_again(empty, lines)
    assert rows(empty, "select count(*) from tombstone") == [(0,)]
    assert remove_again(empty, lines) == 0
    assert rows(empty, "select count(*) from tombstone") == [(1,)]


def test_one_ban_is_lifted_and_the_other_stays(tmp_path: Path) -> None:
    pages = [parsed(article(name, name, canonical_url=url)) for name, url in (("Fog", FOG), ("Rain", RAIN))]
    path = archive(tmp_path, *pages)
    seen = stories_at(path, [FOG, RAIN])
    for gone in seen.values():
        remove(path, gone)
    with open_for_reading(path) as reading:
        before = reading.state
    assert lift_tombstones(path, seen[FOG]) == (pages[0].capture.sha256,)
    with open_for_reading(path) as reading:
        assert reading.state != before
        assert reading.execute("select article from tombstone").fetchall() == [(seen[RAIN],)]
        assert reading.execute("select distinct article, kind from story_key").fetchall() == [
            (seen[RAIN], "buried")
        ]
        assert reading.execute("select article from capture").fetchall() == [(seen[RAIN],)]
    line = list(receipts.read(files(path).receipts))[-1]
    assert (line.kind, line.captures) == ("return", ((pages[0].capture.sha256, "returned", seen[FOG]),))
    assert [each.outcome for each in save(path, pages).receipts] == ["stored", "removed"]


def test_a_story_that_is_taken_in_again_is_another_one(tmp_path: Path) -> None:
    first, better = parsed(article("Fog", "Fog came.")), parsed(article("Fog", "Fog came. It stayed."))
    path = archive(tmp_path, first)
    gone = id_of(path, "Fog")
    remove(path, gone)
    keep_original(files(path).originals, better.capture)
    save(path, [better])
    story = id_of(path, "Fog")
    assert story != gone
    marks.set_note(path, story, "Mine.")
    forget_leftovers(path)
    assert remove_again(path, receipts.history(path)) == 0
    assert (id_of(path, "Fog"), marks.marks_on(path, story).note) == (story, "Mine.")
    lift_tombstones(path, gone)
    save(path, [first], ids={first.capture.sha256: gone})
    assert id_of(path, "Fog") == gone


def test_a_story_that_bears_the_id_of_a_removed_one_stays(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("Fog")))
    story = id_of(path, "Fog")
    marks.set_note(path, story, "Mine.")
    assert remove_again(path, [removal_of(capture("gone").sha256, story)]) == 0
    forget_leftovers(path)
    assert (id_of(path, "Fog"), marks.marks_on(path, story).note) == (story, "Mine.")


def test_marks_on_a_former_id_go_with_the_story(tmp_path: Path) -> None:
    pages = [parsed(article(name, name, canonical_url=url)) for name, url in (("Fog", FOG), ("Rain", RAIN))]
    path = archive(tmp_path, *pages)
    for story in stories_at(path, [FOG, RAIN]).values():
        marks.set_note(path, story, SECRET)
    both = replace(pages[0], capture=capture("again"), addresses=StoryAddresses(sure=(FOG, RAIN)))
    save(path, [both])
    (story,) = set(stories_at(path, [FOG, RAIN]).values())
    remove(path, story)
    assert SECRET not in noted(path)


class Killed(Exception):
    """The moment of the kill."""


@pytest.mark.parametrize("finish", [compact, compact_if_due])
def test_a_removal_cut_short_leaves_nothing_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, finish: object
) -> None:
    page, other = parsed(article("Crane lands", "It landed.")), parsed(article("Norway waits"))
    path = archive(tmp_path, page, other)
    folder, gone = files(path).originals, id_of(path, "Crane lands")
    for each in (page, other):
        keep_original(folder, each.capture)
    marks.set_starred(path, gone, True)
    with monkeypatch.context() as patched:
        patched.setattr("lib.store.originals.forget", _killed)
        with pytest.raises(Killed):
            remove(path, gone)
    assert originals.path_of(folder, page.capture.sha256).exists() and marks.marks_on(path, gone).starred
    finish(path)  # type: ignore[operator]
    assert list(originals.hashes_in(folder)) == [other.capture.sha256]
    assert not marks.marks_on(path, gone).starred


def test_the_next_start_keeps_figures_that_were_saved_after_a_removal(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("Crane lands")), parsed(article("Norway waits")))
    remove(path, id_of(path, "Crane lands"))
    with open_for_writing(path) as connection:  # by a clock that has been set back since
        connection.execute("update tombstone set removed_at = '2200-04-09'")
    made = recipe("tags=Fog", None)
    recipes.keep(path, replace(made, made_at="2099-04-09T06:31:00+00:00"), "tags=Fog")
    forget_leftovers(path)
    (kept,) = recipes.read(path)
    assert kept.recipe


def _killed(*_: object) -> None:
    raise Killed
