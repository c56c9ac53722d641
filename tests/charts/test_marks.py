"""Marks for a network that is drawn elsewhere look as those that we draw."""

import pytest

from lib.charts import network, style
from lib.charts.marks import marked
from lib.charts.network import Colour
from lib.charts.pairs import Network
from lib.stats.communities import communities
from tests.charts import frames


@pytest.mark.parametrize("colour", ["kind", "community"])
def test_a_mark_has_the_colour_and_the_size_of_the_drawing(colour: Colour) -> None:
    whole = frames.network()
    grouped = Network(nodes=communities(whole.nodes, whole.edges), edges=whole.edges)
    drawn = {
        actor[0]: (trace.marker.color, size)
        for trace in network.figure(grouped, colour=colour).data
        if trace.name != "pairs" and trace.mode == "markers"
        for actor, size in zip(trace.customdata, trace.marker.size, strict=True)
    }
    told = marked(grouped.nodes, colour=colour)
    assert dict(zip(told["actor_id"], told["colour"], strict=True)) == {
        actor: hue for actor, (hue, _) in drawn.items()
    }
    for actor, size in zip(told["actor_id"], told["size"], strict=True):
        assert size * 2 == pytest.approx(drawn[actor][1], abs=0.1)


def test_actors_of_a_comparison_are_sized_by_weight() -> None:
    nodes = frames.changes().nodes.drop(columns="mentions")
    told = marked(nodes)
    heaviest = told["size"].iloc[int(nodes["weight"].argmax())]
    assert heaviest == told["size"].max() > told["size"].min()
    assert list(told.columns) == [*nodes.columns, "colour", "size"]


def test_an_unknown_kind_is_grey_and_none_are_none() -> None:
    whole = frames.network(3).nodes
    assert set(marked(whole.assign(kind="comet"))["colour"]) == {style.OTHER}
    assert marked(whole.head(0)).empty
