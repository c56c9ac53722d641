"""The sentences behind a chart's mark, by story."""

from collections.abc import Sequence
from functools import partial
from itertools import islice

import pandas as pd

from lib.export.citation import quotation
from lib.ui.event_folds import and_copies, folds
from lib.ui.marking import Passage, marked
from lib.ui.render import Markup, render
from lib.ui.view import BETWEEN, View
from lib.ui.wording import Row, publisher_name, records, time_of

Group = tuple[Sequence[Row], str, Sequence[Row]]  # the rows shown, the words over the others, and these


def evidence_list(frame: pd.DataFrame, view: View, zone: str, ids: Sequence[str]) -> Markup:
    """Return the sentences behind a mark as HTML; copies and other papers on the same event are folded."""
    of: dict[str, list[Row]] = {}
    for row in with_copies(frame, zone):
        of.setdefault(str(row["article_id"]), []).append(row)
    shown = pd.DataFrame([row for rows in of.values() for row in rows], columns=frame.columns)
    groups = [
        (of[fold.article], fold.words, [row for other in fold.others for row in of[other]])
        for fold in folds(shown, view, zone)
    ]
    return in_groups(groups, view, zone, ids)


def with_copies(frame: pd.DataFrame, zone: str) -> list[Row]:
    """Return rows of sentences, each with the list of its copies, "behind", and with words, "and_copies"."""
    rows, held = iter(records(frame)), bool(frame.attrs.get("copies"))
    found = list[Row]()
    for row in rows:
        behind = [*islice(rows, row["copies"] if held else 0)]
        found.append({**row, "behind": behind, "and_copies": and_copies(row, behind, zone)})
    return found


def in_groups(groups: Sequence[Group], view: View, zone: str, ids: Sequence[str]) -> Markup:
    """Return groups of sentences as HTML, all but the first of a group folded; `ids` are actors to mark."""

    def as_quotation(row: Row) -> str:
        return quotation({**row, "publisher": publisher_name(str(row["publisher"] or ""))}, zone)

    def marked_sentence(row: Row) -> tuple[Passage, ...]:
        return marked(str(row["sentence"]), [span for span in row["spans"] if span[2] in ids])

    at, named = partial(time_of, zone=zone), BETWEEN.join(ids)
    shown = {"view": view, "at": at, "named": named, "sentence": marked_sentence, "copied": as_quotation}
    return render("lists/evidence.html", groups=groups, **shown)
