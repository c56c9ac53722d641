import itertools
import math
import string

import pandas as pd

from lib.stats.layout import HEIGHT, LINE, WIDTH, layout
from tests.cases import every_case
from tests.rows import each_row
from tests.stats.graphs import graph

CIRCLES = "ab5 bc5 ac5 de9 ef9 df9 cd1"
STAR = " ".join(f"a{letter}3" for letter in string.ascii_lowercase[1:])
PARTS = "ab2 cd2 ef2 gh2"
FULL = " ".join(f"{a}{b}1" for a, b in itertools.combinations(string.ascii_letters[:40], 2))


def places(text: str) -> dict[str, tuple[float, float]]:
    """Return where each actor stands."""
    frame = layout(*graph(text))
    return {row.actor_id: (row.x, row.y) for row in each_row(frame)}


@every_case("text", [CIRCLES, STAR, PARTS, FULL, "ab1"])
def test_every_actor_stands_inside_the_frame_and_none_on_another(text: str) -> None:
    points = places(text)
    assert all(abs(x) <= WIDTH and abs(y) <= HEIGHT for x, y in points.values())
    nearest = min(math.dist(a, b) for a, b in itertools.combinations(points.values(), 2))
    assert nearest > LINE / 2


@every_case("text", [CIRCLES, STAR, PARTS, FULL])
def test_one_network_always_has_one_picture(text: str) -> None:
    nodes, edges = graph(text)
    mixed = layout(nodes.sample(frac=1, random_state=3), edges.sample(frac=1, random_state=4)).sort_index()
    pd.testing.assert_frame_equal(mixed, layout(nodes, edges))


def test_strong_ties_are_shorter_than_weak_ones() -> None:
    points = places(CIRCLES)

    def length(a: str, b: str) -> float:
        return math.dist(points[f"person/{a}"], points[f"person/{b}"])

    assert max(length("d", "e"), length("a", "b")) < length("a", "e")


def test_the_picture_fills_its_frame() -> None:
    points = places(STAR).values()
    assert max(x for x, _ in points) - min(x for x, _ in points) > 1.8 * WIDTH
    assert max(y for _, y in points) - min(y for _, y in points) > 1.8 * HEIGHT


def test_a_single_actor_and_no_actor_are_placed_too() -> None:
    nodes, edges = graph("ab1")
    alone = layout(nodes.head(1), edges.head(0))
    assert alone[["x", "y"]].to_numpy().tolist() == [[0.0, 0.0]]
    empty = layout(nodes.head(0), edges.head(0))
    assert list(empty.columns) == ["actor_id", "actor", "x", "y"]
