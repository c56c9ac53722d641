import pandas as pd
import pytest
from scipy.integrate import quad

from lib.stats.backbone import backbone, disparity
from tests.stats.graphs import graph


def names(edges: pd.DataFrame) -> set[str]:
    return {
        source[-1] + target[-1] for source, target in zip(edges["source_id"], edges["target_id"], strict=True)
    }


def test_equal_spokes_of_a_star_are_all_alike() -> None:
    _, edges = graph("ab5 ac5 ad5 ae5")
    assert disparity(edges)["alpha"].tolist() == pytest.approx([0.75**3] * 4)


def test_alpha_is_the_integral_that_the_paper_gives() -> None:
    _, edges = graph("ab8 ac1 ad1 ae2 bc3")
    found = disparity(edges).set_index(["source_id", "target_id"])["alpha"]
    for share, pair in ((8 / 12, "ab"), (2 / 12, "ae")):
        ends = tuple(f"person/{letter}" for letter in pair)
        assert found[ends] == pytest.approx(1 - 3 * quad(lambda x: (1 - x) ** 2, 0, share)[0])


def test_a_pair_apart_tells_nothing() -> None:
    _, edges = graph("ab9")
    assert disparity(edges)["alpha"].tolist() == [1.0]


def test_the_heavy_spoke_of_a_wide_star_is_the_backbone() -> None:
    _, edges = graph("ab60 ac1 ad1 ae1 af1 ag1 ah1 ai1")
    assert names(backbone(edges, least=2)) == {"ab"}


def test_a_small_network_is_shown_whole() -> None:
    _, edges = graph("ab5 bc5 ac5 de9 cd1")
    assert len(backbone(edges)) == 5


def test_no_more_actors_than_the_picture_holds() -> None:
    _, edges = graph("ab5 bc4 ac3 de9 ef8 df7 cd6")
    kept = backbone(edges, alpha=1.1, least=2, most=3)
    assert len(set(kept["source_id"]) | set(kept["target_id"])) <= 3


def test_the_order_of_rows_changes_nothing() -> None:
    _, edges = graph("ab5 bc5 ac5 de9 ef9 df9 cd1 gh2 hi2")
    mixed = backbone(edges.sample(frac=1, random_state=3), least=4)
    assert names(mixed) == names(backbone(edges, least=4))


def test_no_edges_have_no_backbone() -> None:
    _, edges = graph("ab1")
    empty = backbone(edges.head(0))
    assert empty.empty
    assert "alpha" in empty.columns


def test_an_edge_on_the_limit_is_not_below_it() -> None:
    _, edges = graph("ab1 ac1")
    assert disparity(edges)["alpha"].tolist() == [0.5, 0.5]
    assert backbone(edges, alpha=0.5, least=0).empty
    assert len(backbone(edges, alpha=0.51, least=0)) == 2


def test_of_edges_alike_the_heavier_comes_first() -> None:
    _, edges = graph("ab1 cd5")
    assert names(backbone(edges, least=2, most=2)) == {"cd"}
