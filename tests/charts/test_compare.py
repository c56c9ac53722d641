"""What changed between two selections."""

from lib.charts import compare
from tests.charts import frames


def test_the_lines_above_say_how_many_reports_a_tie_needs() -> None:
    changes = frames.changes()
    for least, told in ((1, False), (3, True)):
        changes.edges.attrs["minimum"] = least
        words = compare.figure(changes).layout.title.text
        assert ("<br>In 3 reports or more of either side<br>" in words) is told
