"""A sentence that names twelve or more is a list: its pairs are kept apart, or weigh a part each."""

from collections.abc import Iterator

import pytest

from lib.model.filter import Filter
from lib.model.mention import Kind
from lib.query import evidence, network
from lib.query.pairs import Lists, Unit
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders
from tests.rows import each_row

PEOPLE = (
    "Adams", "Baker", "Clark", "Davis", "Evans", "Frank", "Ghosh", "Hills", "Irwin", "Jones", "Klein",
    "Lopez",
)  # fmt: skip
NAMES: dict[str, Kind] = dict.fromkeys(PEOPLE, "person")
ALL = Filter()


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArchiveReader]:
    """Two stories in which Adams and Baker meet; the second lists twelve who came."""
    stories = [
        builders.article("First", "Adams met Baker."),
        builders.article("Second", "Baker met Adams.", f"There came {', '.join(PEOPLE)}."),
    ]
    pages = [
        builders.parsed(story, names=NAMES, origin=f"{n}.txt", address=f"https://x.example/{n}")
        for n, story in enumerate(stories)
    ]
    with open_for_reading(builders.archive(tmp_path_factory.mktemp("lists"), *pages)) as reading:
        yield reading


def weights(db: ArchiveReader, unit: Unit, lists: Lists) -> dict[tuple[str, str], float]:
    asked = network.NetworkRequest(criteria=ALL, unit=unit, lists=lists, ties="all")
    return {(row.source, row.target): row.weight for row in each_row(network.edges(db, asked))}


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "article", "origin"])
def test_a_list_s_pairs_are_kept_apart_and_its_evidence_too(db: ArchiveReader, unit: Unit) -> None:
    assert weights(db, unit, "apart") == {("Adams", "Baker"): 2}
    text = evidence.sentences(db, ALL, actor="Adams", other="Baker", unit=unit)
    assert (text.attrs["total"], text.attrs["stories"]) == (2, 2)


def test_by_choice_each_of_its_pairs_weighs_a_part(db: ArchiveReader) -> None:
    text = weights(db, "sentence", "weighted")
    assert len(text) == 66
    assert (text["Adams", "Baker"], text["Jones", "Klein"]) == (2.09, 0.09)
    shown = evidence.sentences(db, ALL, actor="Adams", other="Baker", lists="weighted")
    assert shown.attrs["total"] == 3


def test_the_note_says_how_many_lists_there_are(db: ArchiveReader) -> None:
    for lists, fate in (
        ("apart", "its pairs are kept apart."),
        ("weighted", "its pairs weigh 1/(n−1) each."),
    ):
        asked = network.NetworkRequest(criteria=ALL, lists=lists)  # type: ignore[arg-type]
        assert (
            network.edges(db, asked)
            .attrs["note"]
            .endswith(f"1 sentence is a list of 12 names or more; {fate}")
        )


def test_a_list_still_names_each_of_its_actors(db: ArchiveReader) -> None:
    assert evidence.sentences(db, ALL, actor="Lopez").attrs["total"] == 1
