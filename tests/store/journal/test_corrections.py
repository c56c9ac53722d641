"""The reader's corrections are read in their order, undone, and go with a removed story."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.followed import uncorrected
from lib.store.journal import corrections
from lib.store.journal.corrections import CorrectionError
from lib.store.removal import remove
from tests.builders import archive, article, correction, parsed
from tests.store.asked import rows
from tests.store.noted import noted

NOW = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)


def test_what_was_added_is_read_in_its_order_until_it_is_undone(tmp_path: Path) -> None:
    path = tmp_path / "archive.duckdb"
    one, two = correction("Ferries left.", verdict="cut"), correction("Größe: 3 km²", rule="menu", at=7)
    assert corrections.read(path) == ()
    corrections.append(path, [one])
    corrections.append(path, [two])
    assert corrections.read(path) == (one, two)
    assert "Größe" in noted(path)
    assert corrections.undo(path, one.id) == (one,)
    assert corrections.read(path) == (two,)
    with pytest.raises(CorrectionError, match=f"no correction {one.id} to undo"):
        corrections.undo(path, one.id)
    corrections.append(path, [correction("Like us?", rule="appeal to readers"), correction("X", rule=None)])
    assert [each.rule for each in corrections.read(path)] == ["menu", "promotion", None]  # by today's names


def test_nothing_of_a_removed_story_is_left_in_the_journal(tmp_path: Path) -> None:
    one, two = parsed(article("Fog over the bay")), parsed(article("Rain"))
    path = archive(tmp_path, one, two)
    undone = correction("Zanzibarquux one", sha256=one.capture.sha256)
    held = correction("Zanzibarquux two", sha256=one.capture.sha256)
    other = correction("stays", sha256=two.capture.sha256)
    corrections.append(path, [undone, other, held])
    corrections.undo(path, undone.id)
    gone = rows(path, "select article_id from stories where headline like 'Fog%'")[0][0]
    remove(path, gone)
    assert corrections.read(path) == (other,)
    assert "Zanzibarquux" not in noted(path)


def test_a_capture_that_was_cleaned_with_other_corrections_is_pending(tmp_path: Path) -> None:
    bare, page = parsed(article("Fog")), parsed(article("Rain"), corrections=("gone",))
    path = archive(tmp_path, bare)
    save(path, [page])
    with open_for_reading(path) as reading:
        assert uncorrected(path, reading) == [page.capture.sha256]
        corrections.append(path, [correction("x", sha256=bare.capture.sha256), correction("x", sha256="ab")])
        assert set(uncorrected(path, reading)) == {page.capture.sha256, bare.capture.sha256}
