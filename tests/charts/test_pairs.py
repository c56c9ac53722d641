"""Pairs of actors in words."""

from lib.charts.pair_words import NOUNS, Unit, pair_sentence, strongest
from lib.charts.pairs import Pair, actors_of, pairs_of
from lib.stats.chance import SINGLE
from tests.cases import every_case
from tests.charts.frames import network

PAIR = Pair(
    source="Norland",
    target="<i>",
    weight=3,
    stories=1,
    source_id="a",
    target_id="b",
    reports=1,
    verdict=SINGLE,
)
REPORT = "<br>1 independent report: on a single report"
SAID: list[tuple[Unit, str]] = [
    ("sentence", "Norland and &lt;i&gt;<br>3 sentences name both, in 1 story" + REPORT),
    ("paragraph", "Norland and &lt;i&gt;<br>3 paragraphs name both, in 1 story" + REPORT),
    ("article", "Norland and &lt;i&gt;<br>3 stories name both" + REPORT),
]


@every_case(("unit", "wanted"), SAID)
def test_a_pair_is_told_by_what_was_counted(unit: Unit, wanted: str) -> None:
    assert pair_sentence(PAIR, unit) == wanted


def test_weights_of_lists_that_count_in_part_are_rounded() -> None:
    edges = network(3).edges.assign(weight=37 / 12)
    assert "3.0833" not in strongest(edges) and "(3.1)" in strongest(edges)
    nearly_one, *_ = pairs_of(edges.assign(weight=0.9999999999999999))
    assert "<br>1 sentence names both, in " in pair_sentence(nearly_one, "sentence")


def test_an_article_is_a_story() -> None:
    assert NOUNS["article"] == ("story", "stories")


def test_rows_become_pairs_and_actors() -> None:
    frame = network(3)
    assert [pair.source_id for pair in pairs_of(frame.edges)] == frame.edges["source_id"].tolist()
    assert [actor.actor for actor in actors_of(frame.nodes)] == frame.nodes["actor"].tolist()
