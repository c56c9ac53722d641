from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.figures.asking import asking
from lib.figures.drawing import draw
from lib.model.filter import Filter
from lib.model.mention import Kind
from lib.query import ego, network
from lib.query.pairs import Unit
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders

NORLAND = "country/norland"


def pairs(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(frame[["source_id", "target_id", "weight", "stories", "reports"]].itertuples(index=False))


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "article", "origin"])
def test_it_is_the_actor_s_part_of_the_whole_network(db: ArchiveReader, unit: Unit) -> None:
    whole = network.edges(db, network.NetworkRequest(criteria=Filter(), unit=unit, minimum=1))
    mine = whole[(whole["source_id"] == NORLAND) | (whole["target_id"] == NORLAND)]
    near = {*mine["source_id"], *mine["target_id"]}
    own = whole[whole["source_id"].isin(near) & whole["target_id"].isin(near)]
    assert len(own) and pairs(
        ego.edges(db, ego.EgoRequest(criteria=Filter(), ego=NORLAND, unit=unit, minimum=1))
    ) == pairs(own)


def test_few_partners_are_the_strongest(db: ArchiveReader) -> None:
    line = ego.edges(db, ego.EgoRequest(criteria=Filter(), ego=NORLAND, minimum=1, most=1))
    assert pairs(line)[0][:3] == (NORLAND, "country/sudland", 3)
    assert line.attrs["partners"] == 1


def test_whom_it_is_named_with_most_often_is_told_by_places_however_few_reports(tmp_path: Path) -> None:
    names: dict[str, Kind] = dict.fromkeys(("Norland", "Sudland", "Westland"), "country")
    line = ["Norland met Sudland.", "Sudland met Norland on the quay."]
    often = "\n".join(f"Norland and Westland spoke of ship number {n}." for n in range(5))
    pages = [
        builders.parsed(
            builders.article(f"Report {n}", *text.splitlines(), publisher=f"{n}.example"), names=names
        )
        for n, text in enumerate([*line, often])
    ]
    with open_for_reading(builders.archive(tmp_path, *pages)) as db:
        asked = ego.EgoRequest(criteria=Filter(), ego=NORLAND, minimum=1, most=1)
        assert pairs(ego.edges(db, asked))[0][1] == "country/sudland"
        assert pairs(ego.partners(db, asked)) == [(NORLAND, "country/westland", 5, 1, 1)]


LEFT_OUT: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"minimum": 1}, "", "named with 3 others."),
    (
        {"minimum": 1, "most": 1},
        "Drawn: the 1 with most reports of 3 others named with it.",
        "named with 1 of 3 others.",
    ),
    ({}, "Drawn: 2 others named with it in 2 reports or more.", "named with 2 others by 2 reports or"),
    (
        {"most": 1},
        "Drawn: the 1 with most reports of 2 others named with it in 2 reports or more.",
        "named with 1 of 2 others by 2 reports or more.",
    ),
    ({"minimum": 3}, "Drawn: 1 other named with it in 3 reports or more.", "named with 1 other by 3"),
)


def test_it_says_of_whom_else_it_leaves_out(tmp_path: Path) -> None:
    names: dict[str, Kind] = dict.fromkeys(("Norland", "Sudland", "Westland", "Ostland"), "country")
    others = ["Sudland"] * 3 + ["Westland"] * 2 + ["Ostland"] + ["nobody"] * 4
    pages = [
        builders.parsed(
            builders.article(f"Report {n}", f"Norland met {other}.", publisher=f"{n}.example"), names=names
        )
        for n, other in enumerate(others)
    ]
    with open_for_reading(builders.archive(tmp_path, *pages)) as db:
        for asked, note, line in LEFT_OUT:
            drawn = draw("ego", Filter(), asking(db), ego=NORLAND, **asked)
            assert drawn.frame.attrs["note"] == note and note.rstrip(".") in drawn.note, asked
            assert line in drawn.alt, asked


def test_a_single_partner_is_named_with_it(tmp_path: Path) -> None:
    names: dict[str, Kind] = {"Norland": "country", "Ada Lind": "person", "Tom Hale": "person"}
    bodies = (
        ["Norland met Ada Lind."] * 8 + ["Norland met nobody. Tom Hale slept."] + ["The ferry left."] * 31
    )
    stories = [builders.article(f"Story {number}", body) for number, body in enumerate(bodies)]
    path = builders.archive(tmp_path, *(builders.parsed(story, names=names) for story in stories))
    with open_for_reading(path) as read:
        asked = ego.EgoRequest(criteria=Filter(), ego="Norland", minimum=1, chance="more")
        note = ego.edges(read, asked).attrs["note"]
        assert note == "Drawn: 1 other named with it more often than chance."
        assert pairs(ego.partners(read, asked)) == pairs(ego.edges(read, asked)) != []


def test_every_actor_has_its_place(db: ArchiveReader) -> None:
    line = ego.layout(db, ego.EgoRequest(criteria=Filter(), ego=NORLAND, minimum=1))
    assert NORLAND in set(line["actor_id"])
    assert line[["x", "y"]].notna().all(axis=None)


def test_an_actor_that_is_asked_for_counts_whatever_its_kind(tmp_path: Path) -> None:
    pages = [
        builders.parsed(
            builders.article(f"Talks {n}", "Norland met Ivo Lee in Larkhaven. Larkhaven lies near Port Fog."),
            names={"Norland": "country", "Ivo Lee": "person", "Larkhaven": "place", "Port Fog": "place"},
        )
        for n in range(3)
    ]
    with open_for_reading(builders.archive(tmp_path, *pages)) as db:
        criteria = Filter()
        assert "place" not in criteria.kinds
        line = ego.edges(db, ego.EgoRequest(criteria=criteria, ego="place/larkhaven", minimum=1))
        ends = {*line["source_id"], *line["target_id"]}
        assert ends == {"place/larkhaven", "country/norland", "person/ivo-lee"}  # and no other place
        assert (
            set(
                ego.layout(db, ego.EgoRequest(criteria=criteria, ego="place/larkhaven", minimum=1))[
                    "actor_id"
                ]
            )
            == ends
        )


def test_nobody_has_no_partners(db: ArchiveReader) -> None:
    assert ego.edges(db, ego.EgoRequest(criteria=Filter(), ego="person/nobody")).empty
    assert ego.layout(db, ego.EgoRequest(criteria=Filter(), ego="person/nobody")).empty


def test_an_actor_without_ties_that_are_more_than_chance_has_no_picture_of_others(tmp_path: Path) -> None:
    names: dict[str, Kind] = {"Norland": "country", "Ada Lind": "person", "Tom Hale": "person"}
    bodies = ["Norland met Ada Lind. Norland met Tom Hale. Ada Lind, Tom Hale."] * 8 + [
        "Norland met nobody."
    ] * 32
    stories = [builders.article(f"Story {number}", body) for number, body in enumerate(bodies)]
    path = builders.archive(tmp_path, *(builders.parsed(story, names=names) for story in stories))
    with open_for_reading(path) as read:
        every = ego.edges(read, ego.EgoRequest(criteria=Filter(), ego=NORLAND, chance="any"))
        assert set(every["weight"]) == {8} and len(every) == 3
        sure = ego.edges(read, ego.EgoRequest(criteria=Filter(), ego=NORLAND, chance="more"))
        assert sure.empty and sure.attrs["partners"] == 0
