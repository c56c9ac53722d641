"""The list of actors in the open story, beside or below its text."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from lib.query.decisions import Surname
from lib.ui.decisions import bearers
from lib.ui.lists import BETWEEN
from lib.ui.render import Markup, render
from lib.ui.view import View
from lib.ui.wording import records

FIRST = 12  # actors that are shown at once


def cast(mentions: pd.DataFrame, view: View, undecided: Sequence[Surname] = ()) -> Markup:
    """Return the actors that the filter counts, those with most mentions first; empty if there are none.

    A click on a name marks it in the text, a second one undoes that; the arrow links to the actor's page. A
    surname that two people share is not counted, and has a button for each of them.
    """
    named = [row for row in records(mentions) if row["counted"]]
    times = Counter(str(row["actor_id"]) for row in named)
    called = {str(row["actor_id"]): str(row["actor"]) for row in reversed(named)}
    actors = [(key, called[key], number) for key, number in times.most_common()]
    return render(
        "read/cast.html",
        view=view,
        marked=view.own.get("named", "").split(BETWEEN),
        named=actors[:FIRST],
        more=actors[FIRST:],
        surnames=[(each, bearers(number, each)) for number, each in enumerate(undecided)],
    )
