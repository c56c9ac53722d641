"""The source line below a figure: how many stories of which selection it rests on, and what it leaves out."""

from dataclasses import replace

import pandas as pd

from lib.figures.asking import Ask
from lib.model.filter import Filter
from lib.model.wording import count, zone_words
from lib.query import stories
from lib.query.compare import other_side
from lib.query.filter import english
from lib.query.filter.compile import compile_filter
from lib.query.names_sought import CoverageNote, coverage_note
from lib.store.archive import ArchiveReader

ACTORS = frozenset(("actor_id", "source_id", "target_id"))  # columns that hold actors


def filter_sentence(db: ArchiveReader, criteria: Filter) -> str:
    """Return the filter as a sentence without the names of the reader's labels, which are private."""
    sentence = compile_filter(replace(criteria, labels=()), db).sentence
    return f"{sentence}, with labels of the reader's own" if criteria.labels else sentence


def coverage_of(ask: Ask, criteria: Filter, frame: pd.DataFrame) -> CoverageNote:
    """Return the note on stories in which not all names were looked for.

    It is empty for a figure without actors.
    """
    return ask(coverage_note, criteria) if ACTORS & {*frame.columns} else CoverageNote("", "")


def source_line(ask: Ask, criteria: Filter, frame: pd.DataFrame, *, coverage: str, decisions: int) -> str:
    """Return the line below a figure: number of stories, filter, days, timezone, what is left out.

    `frame` is the figure's data, `coverage` says where names were not sought, `decisions` is the number of
    decisions by hand that it rests on.
    """
    own = ask(stories.totals, criteria).iloc[0]
    of = int(ask(stories.totals, Filter())["stories"].iloc[0])
    number = count(int(own["stories"]), "story", "stories")
    parts = [f"Wireroom · {number} of {of:,}", ask(filter_sentence, criteria)]
    if not (criteria.since and criteria.until) and pd.notna(own["first_day"]):
        undated = own["undated"] and not (criteria.since or criteria.until or frame.attrs.get("undated"))
        left = f", {own['undated']:,} without a date" if undated else ""
        parts.append(f"dated {english.days(own['first_day'], own['last_day'])}{left}")
    if zone := ask(ArchiveReader.setting, "desk_zone"):
        parts.append(f"days in {zone_words(zone)}")
    if "=" in (against := str(frame.attrs.get("against", ""))):
        parts.append(f"before: {ask(filter_sentence, other_side(criteria, against))}")
    if undated := frame.attrs.get("undated"):
        parts.append(f"{undated:,} without a date not shown")
    if timeless := frame.attrs.get("without_time"):
        parts.append(f"{timeless:,} without a time of day not shown")
    parts += [each.rstrip(".") for each in (str(frame.attrs.get("note") or ""), coverage) if each]
    if decisions:
        parts.append(f"rests on {count(decisions, 'decision')} by hand")
    return " · ".join(parts)
