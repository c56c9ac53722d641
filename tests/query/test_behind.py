"""The evidence of a whole network: as many rows for a pair as it weighs, whatever is counted."""

from collections import Counter
from typing import get_args

import pytest

from lib.model.filter import Filter
from lib.query import backbone, behind, compare, ego, network
from lib.query.pairs import Unit
from lib.store.archive import ArchiveReader
from tests.rows import each_row

ALL = Filter()
ENDS = ("source_id", "target_id")


@pytest.mark.parametrize("unit", get_args(Unit))
@pytest.mark.parametrize("question", [network.edges, backbone.edges, ego.edges])
def test_a_pair_has_as_many_rows_as_it_weighs(db: ArchiveReader, question: object, unit: Unit) -> None:
    pairs = question(db, ALL, unit=unit, minimum=1)  # type: ignore[operator]
    rows = list(behind.every(db, ALL, pairs))
    weights = {(row.source_id, row.target_id): row.weight for row in each_row(pairs)}
    assert weights and Counter(tuple(row[end] for end in ENDS) for row in rows) == weights
    assert {row["unit"] for row in rows} == {unit} and not any("side" in row for row in rows)


@pytest.mark.parametrize("against", [compare.HALVES, "q=treaty"])
def test_a_comparison_has_the_rows_of_both_sides(db: ArchiveReader, against: str) -> None:
    pairs = compare.changes(db, ALL, against=against, minimum=1)
    found = Counter((row["side"], *(row[end] for end in ENDS)) for row in behind.every(db, ALL, pairs))
    weights = {
        (side, row.source_id, row.target_id): getattr(row, f"weight_{side}")
        for row in pairs.itertuples()
        for side in ("before", "after")
        if getattr(row, f"weight_{side}")
    }
    assert weights and found == weights


def test_both_names_stand_in_the_sentence_where_the_spans_say(db: ArchiveReader) -> None:
    rows = list(behind.every(db, ALL, network.edges(db, ALL, minimum=1)))
    assert {row["source"] for row in rows} >= {"Norland"}
    for row in rows:
        named = {actor: row["sentence"][start:end] for start, end, actor in row["spans"]}
        assert set(named) >= {row["source_id"], row["target_id"]}


def test_no_pairs_have_no_rows(empty: ArchiveReader) -> None:
    assert list(behind.every(empty, ALL, network.edges(empty, ALL))) == []
