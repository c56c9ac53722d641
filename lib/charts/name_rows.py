"""Names as the rows of a chart: in lines beside the marks, with an axis that has the first at its top."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lib.charts import style
from lib.charts.text_metrics import safe, shorten, width_of, wrapped

ROW = 25  # pixels of a mark and the white below it: twenty fit a laptop's page
_LETTERS, _WIDTH = 78, 170.0  # of a name, in lines of half the width of a phone
_LINE = 17  # pixels of each


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRows:
    """The labels of a chart's rows, the height of a row, and the room for the longest line, in pixels."""

    labels: list[str]
    row: int
    room: float

    def axis(self, theme: style.Theme) -> dict[str, Any]:
        """Return settings of the axis with the names: every name is shown, the first at the top."""
        return style.axis(
            theme,
            categoryorder="array",
            categoryarray=self.labels,
            range=[len(self.labels) - 0.4, -0.6],
            tickmode="array",
            tickvals=self.labels,
            ticktext=self.labels,
            tickfont={"size": style.TEXT_SIZE, "color": style.ink(theme).text},
            ticklabelstandoff=4,
        )


def name_rows(names: Sequence[str]) -> NameRows:
    """Return labels for these names as a chart's rows, no two alike, and the room that they need."""
    cut = [shorten(name, _LETTERS) for name in names]
    lines = [wrapped(name, width=_WIDTH, size=style.TEXT_SIZE) for name in cut]
    # What is alike keeps a row of its own by a mark that is not seen.
    labels = [
        "<br>".join(map(safe, own)) + "\u200b" * cut[:place].count(cut[place])
        for place, own in enumerate(lines)
    ]
    return NameRows(
        labels=labels,
        row=max(ROW, *(_LINE * len(own) + 4 for own in lines)),
        room=max(width_of(line, style.TEXT_SIZE) for own in lines for line in own) + 10,
    )
