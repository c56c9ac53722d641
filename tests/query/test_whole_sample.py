"""The default network of the whole sample, held against its stored mentions, one by one."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from bench import plain
from lib.model.article import DEFAULT_ZONES, ZONES
from lib.model.filter import Filter
from lib.model.mention import DEFAULT_KINDS, DEFAULT_ROLES, codes_of
from lib.query import evidence, network
from lib.query.frames import EVERY_ROW
from lib.query.pairs import Unit
from lib.stats.chance import MORE
from lib.store.archive import ArchiveReader, open_for_reading
from tests.lots import few
from tests.rows import each_row

ALL = Filter()
MENTIONS = """
    select m.id, a.article, m.sent, m.para, m.block, m.zone, m.role, actor.key, actor.kind, m.surface,
        m.start, m."end", m.sentence_start, m.sentence_end, b.text
    from mention m join article a on a.id = m.id and a.shown join actor using (actor_id)
    join article_block b on b.id = m.id and b.block = m.block"""
Mention = dict[str, Any]


@pytest.fixture(scope="module")
def sample(sample_home: Path) -> Iterator[ArchiveReader]:
    """The sample's archive."""
    with open_for_reading(sample_home / "sample.duckdb") as reading:
        yield reading


@pytest.fixture(scope="module")
def mentions(sample: ArchiveReader) -> list[Mention]:
    """Every mention of a story that is shown, as it is stored, with the text of its block."""
    asked = sample.execute(MENTIONS)
    names = [each[0] for each in asked.description]
    return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]


@pytest.fixture(scope="module")
def counted(mentions: list[Mention]) -> list[Mention]:
    """Those that the default filter counts."""
    return [
        each for each in mentions
        if ZONES[each["zone"]] in DEFAULT_ZONES and each["role"] in codes_of(DEFAULT_ROLES)
        and each["kind"] in DEFAULT_KINDS
    ]  # fmt: skip


def test_every_stored_mention_stands_where_it_says(mentions: list[Mention]) -> None:
    assert len(mentions) > 1000
    for each in mentions:
        assert each["text"][each["start"] : each["end"]] == each["surface"]
        assert each["sentence_start"] <= each["start"] < each["sentence_end"]


def test_an_edge_weighs_what_a_plain_count_of_mentions_gives(sample: ArchiveReader) -> None:
    rows = plain.mentions(sample)
    assert [each for unit in plain.PLACES for each in plain.differences(sample, ALL, rows, unit)] == []


@pytest.mark.parametrize("unit", get_args(Unit))
def test_every_edge_of_the_default_network_has_as_much_evidence_as_it_weighs(
    sample: ArchiveReader, unit: Unit
) -> None:
    edges = network.edges(sample, network.NetworkRequest(criteria=ALL, unit=unit))
    assert len(edges) > 20
    for edge in each_row(edges):
        asked = {"actor": edge.source_id, "other": edge.target_id, "unit": unit}
        rows = evidence.sentences(sample, ALL, **asked, limit=EVERY_ROW)
        assert (len(rows), rows.attrs["total"]) == (edge.weight, edge.weight), asked
        assert rows.attrs["stories"] == edge.stories


def test_the_marked_letters_of_all_evidence_are_those_of_the_stored_mentions(
    sample: ArchiveReader, counted: list[Mention]
) -> None:
    at = defaultdict(set)
    for each in counted:
        shift = each["sentence_start"]
        place = (each["article"], each["block"], shift)
        at[place].add((each["start"] - shift, each["end"] - shift, each["key"], each["surface"]))
    for edge in each_row(network.edges(sample, network.NetworkRequest(criteria=ALL))):
        rows = evidence.sentences(sample, ALL, actor=edge.source_id, other=edge.target_id, limit=EVERY_ROW)
        assert not rows.duplicated(["article_id", "block", "sentence_start"]).any()
        for row in each_row(rows):
            marked = {(start, end, actor, row.sentence[start:end]) for start, end, actor in row.spans}
            stored = at[row.article_id, row.block, row.sentence_start]
            # A name of a kind that the filter does not count is marked too, but makes no edge.
            assert {each for each in marked if each[2].split("/")[0] in DEFAULT_KINDS} == stored
            assert {edge.source_id, edge.target_id} <= {actor for *_, actor, _ in marked}


@pytest.mark.parametrize("step", few((8, 1), 1))
def test_a_name_is_marked_whole_wherever_its_sentence_was_split(
    sample: ArchiveReader, counted: list[Mention], step: int
) -> None:
    for key in sorted({each["key"] for each in counted})[::step]:
        for row in each_row(evidence.sentences(sample, ALL, actor=key, limit=EVERY_ROW)):
            assert all(0 <= start < end <= len(row.sentence) for start, end, _ in row.spans)


def test_the_ten_pairs_with_most_reports_are_drawn(sample: ArchiveReader) -> None:
    every = network.edges(sample, network.NetworkRequest(criteria=ALL, most=100_000, ties="all"))
    drawn = network.edges(sample, network.NetworkRequest(criteria=ALL))
    first, shown = (
        [(row.source_id, row.target_id) for row in each_row(frame)] for frame in (every.head(10), drawn)
    )
    assert set(first) <= set(shown) and every["reports"].is_monotonic_decreasing
    assert drawn["reports"].min() >= 2 and len(drawn) <= 60
    said = drawn.attrs["note"]
    assert said.startswith(f"{len(drawn)} of {len(every)} pairs with 2 reports or more; ")
    assert f"{int((drawn['verdict'] == MORE).sum())} of them more often than chance; " in said
