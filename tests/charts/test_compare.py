"""What changed between two selections."""

from lib.charts import compare
from lib.charts.pairs import Network
from tests.charts import frames


def test_the_lines_above_say_how_many_reports_a_tie_needs() -> None:
    changes = frames.changes()
    for least, note in ((1, False), (3, True)):
        changes.edges.attrs["minimum"] = least
        words = compare.figure(changes).layout.title.text
        assert ("<br>In 3 reports or more on either side<br>" in words) is note


def test_against_a_selection_without_stories_nothing_is_said_to_change() -> None:
    changes = frames.changes()
    nothing = Network(nodes=changes.nodes.head(0), edges=changes.edges.head(0))
    assert compare.alt(nothing) == compare.EMPTY
    nothing.edges.attrs["after"] = 0
    assert compare.alt(nothing) == compare.ONE_SIDED


def test_marks_and_ties_say_what_is_drawn_of_them_and_no_more() -> None:
    changes = frames.changes()
    changes.edges["weight_before"], changes.edges["weight_after"] = 1.25, 2.0
    drawn = compare.figure(changes)
    said = {trace.name or "": trace.hovertext for trace in drawn.data if trace.hovertext}
    assert "before: 1.25 sentences<br>after: 2 sentences" in said["pairs"][0]
    ends = [*changes.edges["source"], *changes.edges["target"]]
    assert len(said[""]) == len(changes.nodes)
    for words in said[""]:
        name, ties = words.split("<br>")
        assert ties.split()[0] == str(ends.count(name)) and "stories" not in ties
