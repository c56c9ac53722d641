"""What an archive answers to a question in SQL."""

from pathlib import Path
from typing import Any

from lib.store.archive import Parameters, open_for_reading


def rows(path: Path, sql: str, parameters: Parameters = None) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with open_for_reading(path) as reading:
        return reading.execute(sql, parameters).fetchall()


def headlines(path: Path) -> list[str]:
    """Return the headlines of all stories, sorted."""
    return [headline for (headline,) in rows(path, "select headline from stories order by all")]


def id_of(path: Path, headline: str) -> str:
    """Return the id of the story with a headline."""
    ((story,),) = rows(path, "select article_id from stories where headline = ?", [headline])
    return str(story)
