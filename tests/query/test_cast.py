"""Recorded actors only: every question leaves out the names that were found beside the actor file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lib.model.filter import Filter
from lib.query import actors, ego, network, one_story
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders

RECORDED = Filter(cast="recorded")


@pytest.fixture
def pier(tmp_path: Path) -> Iterator[ArchiveReader]:
    """An archive of one story that names two recorded actors and one beside them."""
    capture = builders.parsed(
        builders.article("Pier", "Norland and Sudland met Ida Brandt. Norland paid."),
        names={"Norland": "country", "Sudland": "country", "Ida Brandt": "person"},
    )
    found = tuple(
        replace(each, actor_id="person/~ida-brandt" if each.surface == "Ida Brandt" else each.actor_id)
        for each in capture.mentions
    )
    with open_for_reading(builders.archive(tmp_path, replace(capture, mentions=found))) as db:
        yield db


def test_names_without_a_record_are_left_out(pier: ArchiveReader) -> None:
    assert set(actors.counts(pier, Filter())["actor"]) == {"Norland", "Sudland", "Ida Brandt"}
    assert set(actors.counts(pier, RECORDED)["actor"]) == {"Norland", "Sudland"}
    pairs = network.edges(pier, network.NetworkRequest(criteria=RECORDED, minimum=1))
    assert list(zip(pairs["source"], pairs["target"], strict=True)) == [("Norland", "Sudland")]
    story = pier.execute("select article from article").fetchall()[0][0]
    names = one_story.mentions(pier, story, RECORDED)
    assert set(names[names["counted"]]["actor"]) == {"Norland", "Sudland"}


def test_who_is_asked_for_by_name_counts_without_a_record(pier: ArchiveReader) -> None:
    around = ego.edges(pier, ego.EgoRequest(criteria=RECORDED, ego="person/~ida-brandt", minimum=1))
    assert set(around["source"]) | set(around["target"]) == {"Norland", "Sudland", "Ida Brandt"}
