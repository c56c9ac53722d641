"""The sentences behind a chart's mark, by story."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from lib.export.citation import quotation
from lib.ui.event_folds import folded
from lib.ui.marking import Passage, marked
from lib.ui.render import Markup, render
from lib.ui.view import BETWEEN, View
from lib.ui.wording import Row, publisher_name, records, time_of


def evidence_list(frame: pd.DataFrame, view: View, zone: str, ids: Sequence[str]) -> Markup:
    """Return the sentences behind a chart's mark as HTML, the names marked.

    Sentences of other publishers on the same event are folded under the first story's.
    """
    of: dict[str, list[Row]] = {}
    for row in records(frame):
        of.setdefault(str(row["article_id"]), []).append(row)

    def copied_text(row: Row) -> str:
        return quotation({**row, "publisher": publisher_name(str(row["publisher"] or ""))}, zone)

    def sentence(row: Row) -> tuple[Passage, ...]:
        return marked(str(row["sentence"]), [span for span in row["spans"] if span[2] in ids])

    groups = [
        (of[fold.article], fold.words, [row for other in fold.others for row in of[other]])
        for fold in folded(frame, view, zone)
    ]
    at, named = partial(time_of, zone=zone), BETWEEN.join(ids)
    shown = {"view": view, "at": at, "named": named, "sentence": sentence, "copied": copied_text}
    return render("lists/evidence.html", groups=groups, **shown)
