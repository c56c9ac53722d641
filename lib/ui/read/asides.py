"""What publishers print around the open story: boxes on its page and boxes it stood in, briefs, copies."""

import pandas as pd

from lib.model.wording import count
from lib.ui.render import Markup, render
from lib.ui.view import View
from lib.ui.wording import Row, present, publisher_name, records

MOST = 3  # boxes in which a story stood that are named one by one


def asides(
    elsewhere: pd.DataFrame, related: pd.DataFrame, briefs: pd.DataFrame, view: View, zone: str
) -> Markup:
    """Return as HTML who else prints a story's sentences, its page's briefs, and cards of related stories."""
    left = int(elsewhere.attrs.get("of", 0)) - len(elsewhere)
    return render(
        "read/asides.html",
        view=view,
        zone=zone,
        elsewhere=records(elsewhere),
        more=count(left, "more story", "more stories") if left > 0 else "",
        briefs=records(briefs),
        boxes=boxes(related),
    )


def boxes(related: pd.DataFrame) -> list[tuple[str, list[Row]]]:
    """Return the related cards in lists, {heading of their box: cards}.

    Cards without box are last, under "".
    """
    groups: dict[str, list[Row]] = {}
    for row in records(related):
        groups.setdefault(str(row["slot"]) if present(row["slot"]) else "", []).append(row)
    return sorted(groups.items(), key=lambda group: not group[0])


def boxes_sentence(history: pd.DataFrame | None) -> str:
    """Return 'Stood in “Most popular” of X on 3 days, best rank 2.'; "" for a story in no box.

    `history` has a row for each capture of a box that held it (lib.query.slots.history).
    """
    if history is None or not len(history):
        return ""
    found: list[tuple[int, str]] = []
    for (slot, publisher), rows in history.groupby(["slot", "publisher"], sort=False):
        days, ranks = rows["day"].nunique(), rows["rank"].dropna()
        of = f" of {publisher_name(str(publisher))}" if publisher else ""
        best = f", best rank {int(ranks.min())}" if len(ranks) else ""
        found.append((days, f"“{slot}”{of} on {count(days, 'day')}{best}"))
    found.sort(key=lambda box: -box[0])
    words = "; ".join(words for _, words in found[:MOST])
    more = f"; and in {count(len(found) - MOST, 'more box', 'more boxes')}" if len(found) > MOST else ""
    return f"Stood in {words}{more}."
