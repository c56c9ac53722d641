"""Compacting changes the order of rows and nothing else."""

import os
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from lib.model.errors import ArchiveBusy, ArchiveDamaged, ArchiveMissing
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.upkeep.compact import compact, compact_if_due
from lib.store.upkeep.doctor import examine
from tests.builders import MORNING, archive, article, once, parsed

SEEN = """select s.*, list(m.actor order by m.block, m.start) as actors
    from stories s left join mentions m using (article_id) group by all order by article_id"""


@once
def filled(folder: Path) -> Path:
    path = archive(folder)
    for day in (3, 1, 2):
        story = article(
            f"Day {day}", "Norway met Sweden.", tags=(f"tag {day % 2}", "all"),
            authors=(f"Author {day % 2}",), published_at=MORNING + timedelta(days=day),
        )  # fmt: skip
        save(path, [parsed(story, names={"Norway": "country", "Sweden": "country"})])
    return path


def test_stories_stand_in_the_order_of_publication_and_read_as_before(tmp_path: Path) -> None:
    path = filled(tmp_path)
    path.chmod(0o600)
    with open_for_reading(path) as reading:
        before, state = reading.execute(SEEN).fetchall(), reading.state
    compact(path)
    assert path.stat().st_mode & 0o777 == 0o600  # what is private stays so
    with open_for_reading(path) as reading:
        assert reading.execute(SEEN).fetchall() == before
        assert reading.state != state
        text = reading.execute("select headline from article_text order by id").fetchall()
        assert text == [("Day 1",), ("Day 2",), ("Day 3",)]
        for table, key in (("tag_article", "tag_id"), ("actor_article", "actor_id")):
            rows = reading.execute(f"select {key}, id from {table}").fetchall()
            assert rows == sorted(rows)
    assert save(path, [parsed(article("Day 4"))]).batch == 4
    troubles = [each.sentence for each in examine(path) if each.trouble]
    assert [each for each in troubles if "batch" in each.lower()] == []
    assert [each.name for each in tmp_path.iterdir() if "compact" in each.name] == []


def test_an_archive_behind_a_link_is_compacted_where_it_lies(tmp_path: Path) -> None:
    path = filled(tmp_path)
    (tmp_path / "disk").mkdir()
    stored = path.rename(tmp_path / "disk" / "large.duckdb")
    path.symlink_to(stored)
    number = stored.stat().st_ino
    compact(path)
    assert path.is_symlink() and stored.stat().st_ino != number
    assert [each.name for each in stored.parent.iterdir()] == ["large.duckdb"]
    with open_for_reading(path) as reading:
        assert len(reading.execute(SEEN).fetchall()) == 3


def test_no_log_of_the_old_file_lies_beside_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path)
    save(path, [parsed(article("Day 1"))], checkpointed=False)
    log = Path(f"{path}.wal")
    assert log.exists()
    beside: list[bool] = []

    def replace(fresh: Path, target: Path) -> None:
        if target == path:
            beside.append(log.exists())
        os.replace(fresh, target)  # noqa: PTH105 - Path.replace is what stands here

    monkeypatch.setattr(Path, "replace", replace)
    compact(path)
    assert beside == [False]


def test_rows_of_no_story_are_named_and_leave_the_archive_as_it_is(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("insert into site_name (id) values (99)")
    with pytest.raises(ArchiveDamaged, match=r"site_name .* could not be copied whole"):
        compact(path)
    assert [each.name for each in tmp_path.iterdir() if "compact" in each.name] == []
    with open_for_reading(path) as reading:
        assert len(reading.execute(SEEN).fetchall()) == 3


def test_an_archive_is_compacted_once_it_has_grown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path)
    monkeypatch.setattr("lib.store.upkeep.compact.MANY", 2)
    states = []
    for _ in range(3):
        with open_for_reading(path) as reading:
            states.append(reading.state)
        compact_if_due(path)
    assert states[0] != states[1] == states[2]
    path.unlink()
    with pytest.raises(ArchiveMissing):
        compact(path)


def test_an_archive_that_is_read_is_not_rewritten_but_another_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)
    monkeypatch.setattr("lib.store.upkeep.compact.MANY", 2)
    monkeypatch.setattr("lib.store.upkeep.copying.PATIENCE", 0.1)
    with open_for_reading(path) as reading:
        before = reading.state
        compact_if_due(path)
        with pytest.raises(ArchiveBusy):
            compact(path)
        assert reading.state == before
