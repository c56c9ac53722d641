"""What a figure's legend says beside it, and what is left of the figure."""

from collections import Counter

import pytest

from lib.charts import charts, legend, style
from lib.stats.chance import SINGLE
from tests.cases import every_case
from tests.charts import frames


@pytest.mark.parametrize("name", frames.CHARTS)
def test_a_figure_without_its_legend_draws_the_same_in_less_room(name: str) -> None:
    drawn = charts()[name].figure(frames.full(name))
    bare, explained = legend.without_legend(drawn)
    assert bare.data == drawn.data and bare.layout.annotations == drawn.layout.annotations
    assert not bare.layout.title.text and not bare.layout.showlegend
    assert bare.layout.height <= drawn.layout.height
    assert all("<" not in words for words in explained.words)


def test_the_legend_of_a_network_has_its_words_marks_and_strokes() -> None:
    drawn = charts()["network"].figure(frames.network())
    _, explained = legend.without_legend(drawn)
    assert explained.words == ("The thicker a line, the more sentences name both",)
    marks = {sign.name: sign.colour for sign in explained.signs if not sign.is_stroke}
    assert marks["People"] == style.KIND_COLOURS["person"] and len(marks) == 5
    strokes = [sign for sign in explained.signs if sign.is_stroke]
    assert [sign.colour for sign in strokes] == [style.LIGHT.text, style.LIGHT.edge]
    assert strokes[0].name.endswith(" more often than chance")


def test_the_key_of_stacked_columns_is_read_from_them() -> None:
    drawn = charts()["timeline"].figure(
        frames.over_time(series=("Ships\u2002& <b>", "Ferries", "Others")), by="tag"
    )
    _, explained = legend.without_legend(drawn)
    assert {sign.name for sign in explained.signs} == {"Ships & <b>", "Ferries", "Others"}
    assert {sign.colour for sign in explained.signs} == {style.SERIES[0], style.SERIES[1], style.OTHER}
    assert explained.words == ("Stories a day, each under its first of these tags",)


def lines_named(drawn: object) -> Counter[tuple[str, str]]:
    """Return the numbers of lines in a figure's legend, by the colour and what is said of them."""
    _, explained = legend.without_legend(drawn)
    words = [(sign.colour, *sign.name.split(" ", 1)) for sign in explained.signs if sign.is_stroke]
    return Counter({(colour, name): int(number) for colour, number, name in words})


@every_case("name", ["network", "ego", "compare"])
def test_the_lines_that_a_legend_counts_are_the_lines_that_are_drawn(name: str) -> None:
    frame = frames.full(name)
    if name != "compare":
        frame.edges.loc[::5, "verdict"] = SINGLE
    drawn = charts()[name].figure(frame)
    lines: Counter[str] = Counter()
    for trace in drawn.data:
        if trace.mode == "lines":
            lines[trace.line.color] += trace.x.count(None)
    named: Counter[str] = Counter()
    for (colour, _), number in lines_named(drawn).items():
        named[colour] += number
    assert named == lines and lines.total() == len(frame.edges)


def test_around_one_actor_the_lines_among_the_others_are_counted_apart() -> None:
    drawn = charts()["ego"].figure(frames.network())
    dark, pale = style.LIGHT.text, style.LIGHT.edge
    assert lines_named(drawn) == {
        (dark, "more often than chance"): 6, (pale, "could be chance"): 2,
        (pale, "among the others (dotted)"): 52,
    }  # fmt: skip
