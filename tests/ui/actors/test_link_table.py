"""The chart as a table, of links."""

from lib.ui.actors import link_table
from lib.ui.view import EVERYTHING, View
from tests.charts.frames import named_actors


def test_a_table_says_of_how_many_actors_it_lists_the_most_named() -> None:
    frame, view = named_actors(), View(page="actors", criteria=EVERYTHING)
    for of, caption in ((len(frame), ""), (1200, f"The {len(frame)} named most, of 1,200.")):
        frame.attrs["of"] = of
        assert link_table.TABLES["actors_bar"](frame, view).caption == caption
