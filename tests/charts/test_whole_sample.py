"""The picture of the whole sample: readable, always the same, and little moved by one story."""

import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest

from lib import figures
from lib.charts import network_drawing, placing
from lib.charts.pairs import Network
from lib.model.filter import Choice, Filter
from lib.query import network, stories
from lib.store.archive import ArchiveReader, open_for_reading
from tests.charts.geometry import covered, overlapping, struck
from tests.lots import few
from tests.running import ROOT, environment, verb

ALL = Filter()
SELECTIONS = (ALL, Filter(tags=Choice(any=("Cuba",))), Filter(text="ships"), Filter(kinds=("person",)))


@pytest.fixture(scope="module")
def path(sample_home: Path) -> Path:
    """The sample's archive."""
    return sample_home / "sample.duckdb"


@pytest.fixture(scope="module")
def sample(path: Path) -> Iterator[ArchiveReader]:
    """The sample, open."""
    with open_for_reading(path) as reading:
        yield reading


def picture(
    db: ArchiveReader, criteria: Filter, **asked: Any
) -> tuple[placing.Sizes, placing.Points, placing.Box]:
    """Return the room that the names take and where they stand, at the width for which they are kept
    apart.
    """
    drawn = Network(
        nodes=network.layout(db, network.NetworkRequest(criteria=criteria, **asked)),
        edges=network.edges(db, network.NetworkRequest(criteria=criteria, **asked)),
    )
    nodes = network_drawing.connected(drawn)
    box = network_drawing.box_of(nodes, network_drawing.WIDTH)
    points = network_drawing.places(nodes, drawn.edges, box)
    return network_drawing.sizes(nodes), np.array([points[key] for key in nodes["actor_id"]]), box


@pytest.mark.parametrize("criteria", few(SELECTIONS, 2))
def test_no_name_lies_on_another(sample: ArchiveReader, criteria: Filter) -> None:
    room, points, box = picture(sample, criteria)
    assert len(points) > 5
    for width in (network_drawing.WIDTH, 700, 1100, 1440):
        wider = points * [(width - box.margin) / box.width, 1.0]
        assert overlapping(wider, room) == 0, width
        assert (wider[:, 0] - room.left >= -1).all() and (wider[:, 0] + room.right <= width + 1).all(), width


@pytest.mark.parametrize("chart", ["network", "ego", "compare"])
def test_names_of_the_sample_stand_where_lines_leave_room(sample: ArchiveReader, chart: str) -> None:
    drawn = figures.draw(chart, ALL, figures.asking(sample)).figure
    widths = (340, 700, 1400)
    assert [covered(drawn, width) for width in widths] == [0, 0, 0]
    before = sum(struck(drawn, width, moved=False) for width in widths)
    assert sum(struck(drawn, width) for width in widths) < 0.95 * before


def test_names_that_jam_a_phone_stand_apart_at_a_desk(sample: ArchiveReader) -> None:
    drawn = figures.draw("network", ALL, figures.asking(sample), ties="all").figure
    assert [covered(drawn, width) for width in (700, 1100, 1400)] == [0, 0, 0]


# The most pairs, and the fewest, in every run; those between in the soak.
CROWDS = [
    (1, 150),
    (2, 40),
    *((minimum, most) for most in (60, 100) for minimum in (1, 2)),
    (1, 40),
    (2, 150),
]


@pytest.mark.parametrize("crowd", few(CROWDS, 2))
def test_every_pair_that_jams_a_phone_is_readable_on_a_wider_screen(
    sample: ArchiveReader, crowd: tuple[int, int]
) -> None:
    minimum, most = crowd
    room, points, box = picture(sample, ALL, ties="all", minimum=minimum, most=most)
    for width in (700, 1000, 1440):
        assert overlapping(points * [(width - box.margin) / box.width, 1.0], room) == 0


@pytest.mark.parametrize("criteria", few(SELECTIONS, 1))
def test_one_selection_has_one_picture_to_the_last_byte(path: Path, criteria: Filter) -> None:
    note = []
    for _ in range(2):
        with open_for_reading(path) as db:
            note.append(figures.draw("network", criteria, figures.asking(db)).figure.to_json())
    assert note[0] == note[1]


def test_another_process_writes_the_same_bytes(sample_home: Path, tmp_path: Path) -> None:
    network, here, there = ("export", "network", "tags=Cuba&unit=paragraph", "-o"), "here.gexf", "there.gexf"
    assert verb(sample_home, *network, str(tmp_path / here)).status == 0
    subprocess.run(
        [sys.executable, "-m", "lib", *network, str(tmp_path / there)],
        cwd=ROOT, check=True, capture_output=True,
        env={**environment(sample_home), "PYTHONHASHSEED": "1"},
    )  # fmt: skip
    written = (tmp_path / here).read_bytes()
    assert written == (tmp_path / there).read_bytes() and written.count(b"<edge ") > 5


@pytest.mark.parametrize("step", few((10, 1), 1))
def test_a_story_less_moves_the_others_little(sample: ArchiveReader, step: int) -> None:
    before = places(sample, ALL)
    moved = []
    for headline in stories.newest(sample, ALL, limit=100)["headline"][::step]:
        after = places(sample, Filter(text=f'-title:"{headline}"'))
        shared = before.keys() & after.keys()
        assert len(shared) >= len(before) - 6
        moved.append(median(math.dist(before[key], after[key]) for key in shared))
    moved.sort()
    assert moved[-1] > 0, "no story is part of the picture"
    most = moved[9 * (len(moved) - 1) // 10]  # of ten all but the last
    assert moved[len(moved) // 2] < 0.02 and most < 0.11 and moved[-1] < 0.25


def places(db: ArchiveReader, criteria: Filter) -> dict[str, tuple[float, float]]:
    """Return where the actors stand, in shares of the picture's width and height."""
    drawn = Network(
        nodes=network.layout(db, network.NetworkRequest(criteria=criteria)),
        edges=network.edges(db, network.NetworkRequest(criteria=criteria)),
    )
    nodes = network_drawing.connected(drawn)
    box = network_drawing.box_of(nodes, 1100)
    points = network_drawing.places(nodes, drawn.edges, box)
    return {key: (x / box.width, y / box.height) for key, (x, y) in points.items()}
