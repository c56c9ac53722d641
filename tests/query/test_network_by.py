"""The networks of the parts of a selection are those that the part's own filter gives."""

from typing import get_args
from urllib.parse import parse_qs

import pandas as pd
import pytest

from lib.model.filter import Choice, Filter
from lib.query import network
from lib.query.filter.address import from_address
from lib.query.network_by import Each, EachRequest, counts
from lib.query.pairs import Unit
from lib.query.stories import totals
from lib.store.archive import ArchiveReader

ENDS = ["source_id", "target_id"]


def test_more_actors_are_asked_for_than_any_archive_has(db: ArchiveReader) -> None:
    assert asked(db, "tag", most=2**62).equals(asked(db, "tag", most=99))


def asked(db: ArchiveReader, each: Each, **more: object) -> pd.DataFrame:
    return counts(db, EachRequest(criteria=Filter(), each=each, **more))  # type: ignore[arg-type]


# Which parts there are and what unites a pair are independent of each other.
@pytest.mark.parametrize(
    ("each", "unit"),
    [
        *((each, "sentence") for each in get_args(Each)),
        *(("tag", unit) for unit in ("paragraph", "article", "origin")),
    ],
)
def test_a_part_counts_what_its_own_filter_counts(db: ArchiveReader, each: Each, unit: Unit) -> None:
    frame = asked(db, each, unit=unit)
    assert len(frame) and set(frame["series"]) == set(frame.attrs["parts"])
    for name, address in frame.attrs["parts"].items():
        criteria, own = from_address(parse_qs(address)), frame[frame["series"] == name]
        assert own["of"].unique().tolist() == totals(db, criteria)["stories"].tolist()
        edges = network.edges(
            db, network.NetworkRequest(criteria=criteria, unit=unit, minimum=1, ties="all", most=999)
        )
        text = edges.set_index(ENDS)[["weight", "stories", "reports"]]
        wanted = text.reindex(own.set_index(ENDS).index, fill_value=0)
        assert own[["weight", "stories", "reports"]].to_numpy().tolist() == wanted.to_numpy().tolist()


def test_all_parts_hold_the_same_pairs_of_few_actors(db: ArchiveReader) -> None:
    frame = asked(db, "tag", most=3)
    pairs = [own[ENDS].to_numpy().tolist() for _, own in frame.groupby("series")]
    assert len(pairs) > 1 and all(each == pairs[0] for each in pairs)
    assert len({*frame["source_id"], *frame["target_id"]}) <= 3
    assert (frame.groupby(ENDS)["weight"].max() > 0).all()


def test_a_part_is_the_filter_and_one_choice_more(db: ArchiveReader) -> None:
    criteria = Filter(tags=Choice(any=("Harbour",), none=("Nothing's",)))
    frame = counts(db, EachRequest(criteria=criteria, each="tag"))
    for name, address in frame.attrs["parts"].items():
        assert from_address(parse_qs(address)).tags == Choice(
            any=("Harbour",), all=(name,), none=("Nothing's",)
        )


def test_the_note_says_which_parts_are_shown(db: ArchiveReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.query.network_by.MOST", 1)
    assert "The 1 of " in asked(db, "tag").attrs["note"]
    assert (
        "with most stories. A story with several of the tags is counted for each."
        in (asked(db, "tag", most=5).attrs["note"])
    )


def test_the_note_says_of_how_many_actors_and_pairs_the_strongest_are_drawn(
    db: ArchiveReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = asked(db, "publisher", minimum=1)
    assert "Drawn: " not in every.attrs["note"]
    actors, pairs = len({*every["source_id"], *every["target_id"]}), len(every[ENDS].drop_duplicates())
    few = asked(db, "publisher", minimum=1, most=3)
    assert few.attrs["note"].endswith(f"Drawn: 3 of {actors} actors, and 2 of the 2 pairs among them.")
    monkeypatch.setattr("lib.query.network_by.LINES", pairs - 1)
    note = asked(db, "publisher", minimum=1, unit="paragraph").attrs["note"]
    assert f" and {pairs - 1} of the " in note


def test_months_stand_in_their_order(db: ArchiveReader) -> None:
    assert asked(db, "month")["series"].unique().tolist() == ["April 2024"]


def test_nothing_is_asked_of_an_empty_archive(empty: ArchiveReader) -> None:
    assert asked(empty, "publisher").empty
