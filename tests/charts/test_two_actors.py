"""The chart of two actors says what it compares, and where a share says little."""

import pandas as pd

from lib.charts import charts, two_actors
from tests.cases import every_case
from tests.charts import frames


def compared(of: int = 40, rows: int = 20, what: str = "tags") -> pd.DataFrame:
    frame: pd.DataFrame = frames.full("two_actors").head(rows)
    frame = frame.assign(actor="Nor<land>", versus="Sudmark", actor_of=of, versus_of=50)
    frame.attrs = {"what": what, "unit": "sentence"}
    return frame


@every_case(("what", "words"), [
    ("tags", "Which tags do Nor<land> and Sudmark share?"),
    ("publishers", "Which publishers name Nor<land> and Sudmark?"),
    ("partners", "With whom are Nor<land> and Sudmark named?"),
])  # fmt: skip
def test_its_title_names_both_and_what_they_are_compared_by(what: str, words: str) -> None:
    assert two_actors.question(compared(what=what)) == words


@every_case(("of", "rows", "words", "said"), [
    (40, 20, "The 15 tags with the largest shares of 20", True), (40, 15, "largest shares", False),
    (4, 5, "A share of fewer than 5 stories says little: Nor&lt;land&gt;", True),
    (5, 5, "says little", False),
])  # fmt: skip
def test_its_subtitle_says_what_is_left_out_and_what_says_little(
    of: int, rows: int, words: str, said: bool
) -> None:
    drawn = two_actors.figure(compared(of, rows))
    assert (words in drawn.layout.title.text) is said
    assert (
        f"Nor&lt;land&gt;, {of} stories" in drawn.layout.title.text
        and "Sudmark, 50 stories" in drawn.layout.title.text
    )


def test_both_marks_of_a_row_are_told_apart_by_shape_and_joined_by_a_line() -> None:
    drawn = two_actors.figure(compared(rows=3))
    line, *marks = drawn.data
    assert [mark.marker.symbol for mark in marks] == ["circle", "diamond"]
    assert marks[0].marker.size >= marks[1].marker.size + 4  # at one place the first rims the second
    for place, (one, other) in enumerate(zip(marks[0].x, marks[1].x, strict=True)):
        assert line.x[3 * place : 3 * place + 2] == (one, other) and line.x[3 * place + 2] is None


@every_case("what", ["tags", "partners"])
def test_a_mark_says_whose_it_is_and_of_what(what: two_actors.What) -> None:
    frame = compared(what=what)
    pairs = [*zip(frame["versus_id"], frame["name_id"], strict=True)]
    said = two_actors.figure(frame, what=what).data[2].customdata
    assert [tuple(each) for each in said] == pairs[: two_actors.MOST]


def test_two_over_time_are_both_in_the_title() -> None:
    frame = frames.attention()
    frame.loc[frame["series"] == "Norland with Sudmark", "other_id"] = "country/1"
    assert charts()["over_time"].question(frame) == "Norland and Sudmark: when in the news?"  # type: ignore[attr-defined]
