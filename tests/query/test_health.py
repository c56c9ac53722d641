"""Receipts by outcome and by arrival, and what was removed."""

from pathlib import Path

import pytest

from lib.query import health
from lib.store.archive import create, open_for_reading
from lib.store.batches.stories import save
from lib.store.removal import remove
from tests.builders import article, parsed, rejected


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two stories from one folder, a rejection from another."""
    path = tmp_path / "archive.duckdb"
    create(path)
    pages = [parsed(article(f"Harbour {n}"), origin=f"/inbox/one/{n}.txt") for n in range(2)]
    save(path, [*pages, rejected(origin="/inbox/two/broken.txt")])
    return path


def test_receipts_of_one_outcome(archive: Path) -> None:
    with open_for_reading(archive) as db:
        assert len(health.receipts(db)) == 3
        assert list(health.receipts(db, outcome="rejected")["origin"]) == ["/inbox/two/broken.txt"]
        assert list(health.receipts(db, outcome="stored")["headline"]) == ["Harbour 0", "Harbour 1"]
        assert len(health.receipts(db, limit=1, offset=2)) == 1
        assert len(health.receipts(db, outcome="' or true --")) == 0


def test_receipts_of_one_arrival(archive: Path) -> None:
    with open_for_reading(archive) as db:
        assert len(health.arrived(db, under="/inbox/one/", mark="")) == 2
        known = str(health.receipts(db, outcome="stored")["sha256"].iloc[0])
        assert len(health.arrived(db, under="/inbox/three/", mark=known[:16])) == 1
        assert len(health.arrived(db, under="/inbox/three/", mark="")) == 0
        assert len(health.arrived(db, under="/inbox/three/", mark="00000000000000zz")) == 0


def test_the_records_of_a_file_come_in_its_order(tmp_path: Path) -> None:
    path, origins = tmp_path / "archive.duckdb", [f"/inbox/one/a.warc#{n}" for n in (1, 2, 10, 11)]
    create(path)
    given = [*origins[::-1], "/inbox/one/b.txt"]
    save(path, [parsed(article(f"Harbour {n}"), origin=each) for n, each in enumerate(given)])
    with open_for_reading(path) as db:
        assert list(health.receipts(db)["origin"]) == [*origins, "/inbox/one/b.txt"]
        assert list(health.receipts(db, limit=2, offset=1)["origin"]) == origins[1:3]
        assert list(health.arrived(db, under="/inbox/", mark="")["origin"]) == [*origins, "/inbox/one/b.txt"]


def test_of_a_removed_story_only_its_id_is_left(archive: Path) -> None:
    with open_for_reading(archive) as db:
        story = str(health.receipts(db, outcome="stored")["article_id"].iloc[0])
        assert len(health.removed(db)) == 0
    remove(archive, story)
    with open_for_reading(archive) as db:
        (row,) = health.removed(db).to_dict("records")
    assert (row["article_id"], row["captures"]) == (story, 1) and row["removed_at"].tzinfo
