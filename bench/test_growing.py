"""Copies of an archive's stories stand between them and count as they do."""

from pathlib import Path

import pytest

from bench import scale
from bench.generate import make
from bench.growing import spread
from lib.model.filter import Filter
from lib.query import network, stories
from lib.store.archive import open_for_reading
from lib.store.upkeep.compact import compact

TIMES = 3


def test_copies_stand_beside_their_stories_and_count_as_these(tmp_path: Path) -> None:
    path, large = tmp_path / "archive.duckdb", tmp_path / "large.duckdb"
    make(path, 60)
    compact(path)
    spread(path, large, TIMES)
    asked = network.NetworkRequest(criteria=Filter(), minimum=1, ties="all", most=10_000)
    pairs = ["source_id", "target_id"]
    with open_for_reading(path) as db:
        held = int(stories.totals(db, Filter())["stories"][0])
        weights = network.edges(db, asked).set_index(pairs)["weight"].to_dict()
    with open_for_reading(large) as db:
        assert db.totals
        assert db.totals
        assert int(stories.totals(db, Filter())["stories"][0]) == TIMES * held
        found = network.edges(db, asked).set_index(pairs)["weight"].to_dict()
        assert found == {pair: TIMES * weight for pair, weight in weights.items()}
        times = db.execute("select published_at from article order by id").fetchall()
        assert times == sorted(times)
        assert len(stories.newest(db, Filter(), limit=10)) == 10


def test_growth_is_told_page_by_page_from_kept_figures(capsys: pytest.CaptureFixture[str]) -> None:
    results = [
        {"stories": stories, "file_mb": 5, "memory_mb": 7, "open": {"cpu": 2.0}, "pages": pages}
        for stories, pages in ((1_000_000, {"totals": {"none": {"cpu": 9.0}}}), (100_000, {}))
    ]
    scale.growth(results)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[-2:] == ["100,000", "1,000,000"]
    assert next(line for line in lines if line.startswith("totals")).split() == ["totals", "9"]
