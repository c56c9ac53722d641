"""The actors that the open story names, listed beside its text."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from lib.query.names_sought import CoverageNote
from lib.query.undecided import Surname
from lib.ui.decisions import bearer_buttons
from lib.ui.render import Markup, render
from lib.ui.view import BETWEEN, View
from lib.ui.wording import records

FIRST = 12  # actors that are shown at once; the others are folded


def cast(
    mentions: pd.DataFrame, view: View, undecided: Sequence[Surname] = (), *, note: CoverageNote
) -> Markup:
    """Return as HTML the actors that the filter counts, most mentions first, and the undecided surnames.

    The note says below them which names are missed in the story's language; without all of these it is empty.
    """
    counted = [row for row in records(mentions) if row["counted"]]
    numbers = Counter(str(row["actor_id"]) for row in counted)
    called = {str(row["actor_id"]): str(row["actor"]) for row in reversed(counted)}  # as first named
    actors = [(key, called[key], number) for key, number in numbers.most_common()]
    return render(
        "read/cast.html",
        view=view,
        marked=view.own.get("named", "").split(BETWEEN),
        named=actors[:FIRST],
        more=actors[FIRST:],
        note=note,
        surnames=[(each, bearer_buttons(number, each)) for number, each in enumerate(undecided)],
    )
