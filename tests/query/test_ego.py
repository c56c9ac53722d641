import pandas as pd
import pytest

from lib.model.filter import Filter
from lib.query import ego, network
from lib.query.pairs import Unit
from lib.stats import ego as reference
from lib.store.archive import Reading

NORLAND = "country/norland"


def pairs(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(frame[["source_id", "target_id", "weight", "stories", "together"]].itertuples(index=False))


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "article", "origin"])
def test_it_is_the_actor_s_part_of_the_whole_network(db: Reading, unit: Unit) -> None:
    whole = network.edges(db, Filter(), unit=unit, minimum=1)
    _, own = reference.ego(network.nodes(db, Filter(), unit=unit, minimum=1), whole, NORLAND)
    assert pairs(ego.edges(db, Filter(), ego=NORLAND, unit=unit, minimum=1)) == pairs(own)


def test_few_partners_are_the_strongest(db: Reading) -> None:
    told = ego.edges(db, Filter(), ego=NORLAND, minimum=1, most=1)
    assert pairs(told)[0][:3] == (NORLAND, "country/sudland", 3)
    assert told.attrs["partners"] == 1


def test_every_actor_has_its_place(db: Reading) -> None:
    told = ego.layout(db, Filter(), ego=NORLAND, minimum=1)
    assert NORLAND in set(told["actor_id"])
    assert told[["x", "y"]].notna().all(axis=None)


def test_nobody_has_no_partners(db: Reading) -> None:
    assert ego.edges(db, Filter(), ego="person/nobody").empty
    assert ego.layout(db, Filter(), ego="person/nobody").empty
