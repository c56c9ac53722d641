"""Stored sums are taken where they are of the filter, else counted; nobody but Relations knows which."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from lib.model.article import DEFAULT_ZONES, ZONES, Zone
from lib.model.filter import Choice, Filter
from lib.query import relations
from lib.query.pair_table import pair_table
from lib.query.pairs import PairRequest, Unit
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.stored_sums import OF_ALL

ROOM = Path(__file__).resolve().parents[2] / "lib" / "query"
STORED = re.compile(rf"\b(counted_name|named_pair|list_sentence|{'|'.join(OF_ALL)}|db\.totals)\b")
UNITS: tuple[Unit, ...] = get_args(Unit)
TAGGED = Filter(tags=Choice(any=("Harbour",)))


def test_nothing_else_in_the_room_names_what_is_stored() -> None:
    naming = {
        path.relative_to(ROOM).as_posix()
        for path in ROOM.rglob("*.py")
        if STORED.search(path.read_text(encoding="utf-8"))
    }
    assert naming == {"story_sums.py", "relations.py", "pair_table.py"}


def test_what_is_stored_is_taken_where_the_filter_is_everything(db: ArchiveReader) -> None:
    every = Relations(db, Filter())
    assert every.copies == "whole_copy"
    assert "whole_name" in every.actors
    assert "whole_name" not in Relations(db, Filter(zones=("body",))).actors
    assert "whole_name" not in Relations(db, TAGGED).actors


def test_kept_pairs_are_summed_once_for_all_that_ask(db: ArchiveReader) -> None:
    units: tuple[Unit, ...] = ("sentence", "origin")
    for criteria in (TAGGED, replace(TAGGED, kinds=("country",))):
        for unit in units:
            pair_table(Relations(db, criteria), PairRequest(criteria=criteria, unit=unit))
    columns = "select count(*) from duckdb_columns() where table_name like 'kept_%' and column_name = 'kinds'"
    assert db.execute(columns).fetchall() == [(1,)]


@pytest.mark.parametrize("criteria", [Filter(), TAGGED, Filter(zones=(*DEFAULT_ZONES, "caption"))])
def test_an_actor_stands_once_for_each_story_whatever_its_roles(db: ArchiveReader, criteria: Filter) -> None:
    table = Relations(db, criteria).names
    rows = db.execute(f"select count(*), count(distinct (id, actor_id, chunk)) from {table}").fetchall()
    assert rows[0][0] == rows[0][1] > 0


@pytest.mark.parametrize("since", [None, date(2024, 4, 9)])
@pytest.mark.parametrize("zones", [ZONES, (*DEFAULT_ZONES, "caption"), ("body",)])
def test_stories_and_mentions_of_an_actor_are_those_of_its_rows(
    db: ArchiveReader, zones: tuple[Zone, ...], since: date | None
) -> None:
    every = Relations(db, Filter(zones=zones, since=since))
    sql = f"select actor_id, count(distinct id), sum(mentions) from {every.names} group by 1 order by 1"
    found = db.execute(sql).fetchall()
    assert db.execute(f"from {every.actors} order by 1").fetchall() == found
    assert every.number_of_actors == len(found) > 0


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("criteria", [Filter(), Filter(zones=ZONES), TAGGED, replace(TAGGED, zones=ZONES)])
def test_pairs_of_the_most_named_and_of_one_actor_are_those_among_all(
    db: ArchiveReader, monkeypatch: pytest.MonkeyPatch, criteria: Filter, unit: Unit
) -> None:
    request = PairRequest(criteria=criteria, unit=unit)
    every = db.execute(f"from {pair_table(Relations(db, criteria), request)} order by all").fetchall()
    monkeypatch.setattr(relations, "MOST_ROWS", 0)
    monkeypatch.setattr(relations, "MOST_NAMED", 4)
    with open_for_reading(db.path) as again:
        few = Relations(again, criteria)
        first, *_ = most = few.most_named
        among = again.execute(f"from {pair_table(few, request)} order by all").fetchall()
        own = again.execute(f"from {pair_table(few, request, of=first)} order by all").fetchall()
    assert len(most) == 4
    assert among == [pair for pair in every if {*pair[:2]} <= {*most}] != []
    assert own == [pair for pair in every if first in pair[:2]]


def test_names_in_no_zone_are_none(db: ArchiveReader) -> None:
    nowhere = Relations(db, Filter(zones=()))
    assert db.execute(f"select count(*) from {nowhere.names}").fetchall() == [(0,)]
    assert nowhere.number_of_actors == 0


def test_the_last_day_of_nothing_is_none(db: ArchiveReader) -> None:
    assert Relations(db, TAGGED).last_day == date(2024, 4, 10)
    assert Relations(db, Filter(authors=("Nobody",))).last_day is None
