"""The boxes of other stories on a page, as they were named there, and where a story itself stood in them."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import pandas as pd

from lib.model.wording import count, listed
from lib.ui.lists import rows
from lib.ui.markup import el, esc, link, present
from lib.ui.view import View

UNNAMED = "The page also led to"
MOST = 3  # boxes of a story that are told one by one


def cards(related: pd.DataFrame, view: View) -> list[str]:
    """Return the cards of a page, each box under its own heading; a numbered list where places are known."""
    if not len(related):
        return []
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for slot, found in groupby(
        rows(related), key=lambda row: str(row["slot"]) if present(row["slot"]) else ""
    ):
        groups.setdefault(slot, []).extend(found)
    return [_box(slot, found, view) for slot, found in sorted(groups.items(), key=lambda each: not each[0])]


def _box(slot: str, found: Iterable[Mapping[str, Any]], view: View) -> str:
    items = "".join(_card(row, view) for row in found)
    listed = el("ol" if slot else "ul", items)
    return el("h2", esc(slot or UNNAMED)) + listed


def _card(row: Mapping[str, Any], view: View) -> str:
    known = present(row["article_id"])
    headline = str(row["headline"])
    shown = (
        link(view.to("read", article=str(row["article_id"])), headline) if known else el("b", esc(headline))
    )
    told = [row["publisher"], listed(row["authors"])]
    by = " · ".join(str(each) for each in told if present(each))
    deck = f" {esc(row['deck'])}" if present(row["deck"]) else ""
    place = {"value": str(row["rank"])} if present(row["rank"]) else {}
    return el("li", shown + deck + (f" {el('span', esc(by), 'meta')}" if by else ""), **place)


def stood_in(history: pd.DataFrame | None) -> str:
    """Return one line on the boxes a story stood in: 'Stood in Most popular of X on 3 days, best rank 2.'"""
    if history is None or not len(history):
        return ""
    boxes = [_stood(box, found) for box, found in history.groupby(["slot", "publisher"], sort=False)]
    boxes.sort(key=lambda each: -each[0])
    told = "; ".join(words for _, words in boxes[:MOST])
    more = f"; and in {count(len(boxes) - MOST, 'more box', 'more boxes')}" if len(boxes) > MOST else ""
    return el("p", esc(f"Stood in {told}{more}."), "meta stood")


def _stood(box: object, found: pd.DataFrame) -> tuple[int, str]:
    slot, publisher = box if isinstance(box, tuple) else (box, "")
    number = found["day"].nunique()
    ranks = [int(rank) for rank in found["rank"] if present(rank)]
    of = f" of {publisher}" if publisher else ""
    best = f", best rank {min(ranks)}" if ranks else ""
    return number, f"“{slot}”{of} on {count(number, 'day')}{best}"
