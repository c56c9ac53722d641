"""Copies of one text are one witness, in edges, in the evidence and in comparisons."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from lib.model.filter import Filter
from lib.model.mention import Kind
from lib.query import compare, evidence, network
from lib.query.pairs import Unit
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders
from tests.rows import each_row

NAMES: dict[str, Kind] = {"Norland": "country", "Sudland": "country", "Ida Brandt": "person"}
WIRE = (
    "Norland and Sudland agreed to open the harbour to grain ships for ninety days, their ministers said "
    "after a night of talks, and Norland promised Sudland pilots for every one of the ships that will come."
)
COPIES = 10


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArchiveReader]:
    """Ten papers print one wire paragraph among their own; two write for themselves, one of others."""
    wire = [
        builders.article(
            f"Morning paper {n}", f"Our own words number {n} come first.", WIRE,
            publisher=f"paper{n}.example", published_at=builders.MORNING + timedelta(hours=n),
        )
        for n in range(COPIES)
    ]  # fmt: skip
    own = [
        builders.article("On the quay", "A pilot from Norland laughed at a sailor from Sudland on the quay."),
        builders.article(
            "At court", "Ida Brandt of Norland will defend the grain traders of Sudland in court."
        ),
        builders.article("Asleep", "Ida Brandt slept through the night of the talks."),
    ]
    pages = [
        builders.parsed(story, names=NAMES, origin=f"{story.headline}.txt", address=f"https://x.example/{n}")
        for n, story in enumerate([*wire, *own])
    ]
    path = builders.archive(tmp_path_factory.mktemp("origins"), *pages)
    with open_for_reading(path) as reading:
        yield reading


def edge(db: ArchiveReader, unit: Unit) -> tuple[int, int]:
    row = network.edges(db, network.NetworkRequest(criteria=Filter(), unit=unit, minimum=1)).iloc[0]
    assert {row["source"], row["target"]} == {"Norland", "Sudland"}
    return int(row["weight"]), int(row["stories"])


def test_ten_copies_move_the_weight_by_one(db: ArchiveReader) -> None:
    assert edge(db, "sentence") == (COPIES + 2, COPIES + 2)
    assert edge(db, "origin") == (3, COPIES + 2)


def test_the_evidence_has_a_row_for_each_origin_and_counts_its_copies(db: ArchiveReader) -> None:
    text = evidence.sentences(db, Filter(), actor="Norland", other="Sudland", unit="origin")
    assert text.attrs == {"unit": "origin", "total": 3, "stories": COPIES + 2}
    assert sorted(text["copies"]) == [0, 0, COPIES - 1]
    wire = text[text["copies"] > 0].iloc[0]
    assert (wire["headline"], wire["sentence"]) == ("Morning paper 0", WIRE)


def test_every_edge_weighs_as_much_as_it_has_evidence(db: ArchiveReader) -> None:
    for row in each_row(
        network.edges(db, network.NetworkRequest(criteria=Filter(), unit="origin", minimum=1))
    ):
        text = evidence.sentences(db, Filter(), actor=row.source_id, other=row.target_id, unit="origin")
        assert len(text) == row.weight


def test_pages_of_the_evidence_meet(db: ArchiveReader) -> None:
    asked: dict[str, Any] = {"actor": "Norland", "other": "Sudland", "unit": "origin"}
    whole = evidence.sentences(db, Filter(), **asked)
    parts = [evidence.sentences(db, Filter(), **asked, limit=2, offset=at)["article_id"] for at in (0, 2)]
    assert [*parts[0], *parts[1]] == list(whole["article_id"])


def test_a_minimum_counts_origins(db: ArchiveReader) -> None:
    assert network.edges(db, network.NetworkRequest(criteria=Filter(), unit="origin", minimum=4)).empty


def test_copies_are_one_on_either_side_of_a_comparison(db: ArchiveReader) -> None:
    text = compare.changes(
        db,
        compare.ComparisonRequest(criteria=Filter(), against="q=headline:asleep", unit="origin", minimum=1),
    )
    assert dict(zip(text["target"], text["weight_after"], strict=True))["Sudland"] == 3


def test_a_story_and_its_copies_are_one_report(db: ArchiveReader) -> None:
    assert Relations(db, Filter()).number_of_reports == 4
    row = network.edges(db, network.NetworkRequest(criteria=Filter())).iloc[0]
    assert (row["weight"], row["reports"], row["source_reports"]) == (COPIES + 2, 3, 3)


def test_copies_are_one_report_though_an_older_story_quotes_their_text(tmp_path: Path) -> None:
    wire = [
        "Norland will lend Sudland eleven pilots until the ice on the eastern channel has broken up.",
        "Ida Brandt asked the traders of Sudland to pay their dues before the end of this week.",
        "The first ships left Norland with barley and reached the outer harbour before it was light.",
        "Sudland will answer on Friday, when its ministers have read what was signed in the night.",
    ]
    own = [
        f"Ida Brandt wrote to {each} of Norland about a matter that no other paper has heard of."
        for each in ("the tailor", "the ropemaker", "the baker", "the clerk", "the sexton", "the miller")
    ]
    told = {"Roundup": (*wire, *own), "First print": wire, "Second print": wire}
    parsed = [
        builders.parsed(
            builders.article(
                headline, *texts, publisher=f"{headline[0]}.example",
                published_at=builders.MORNING + timedelta(hours=n),
            ),
            names=NAMES, origin=f"{n}.txt", address=f"https://x.example/{n}",
        )
        for n, (headline, texts) in enumerate(told.items())
    ]  # fmt: skip
    with open_for_reading(builders.archive(tmp_path, *parsed)) as db:
        for criteria in (Filter(), Filter(until=builders.MORNING.date())):  # stored sums, and computed ones
            relations = Relations(db, criteria)
            sql = f"select name, reports from {relations.reported} join actor using (actor_id)"
            assert dict(db.execute(sql).fetchall()) == {"Norland": 2, "Sudland": 2, "Ida Brandt": 2}
            assert relations.number_of_reports == 2
