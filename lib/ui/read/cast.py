"""Who is named in the open story: beside its text on a wide screen, below it on a narrow one."""

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
    """Return the actors that the filter counts, those with most mentions first; nothing where there are none.

    A name marks its places in the text, a second time no more; the arrow leads to the actor's page. Surnames
    of two people are not counted: one click on a bearer decides who is meant.
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
