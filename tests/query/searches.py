"""Forty searches such as people type, and what the sample answers to each.

`python -m tests.query.searches ARCHIVE` writes the answers anew, after a change of the sample or of cleaning.
"""

import json
import sys
from pathlib import Path
from typing import Any

from lib.model.filter import Filter
from lib.query import stories
from lib.query.filter.compile import compile_filter
from lib.store.archive import ArchiveReader, open_for_reading

ANSWERS = Path(__file__).parents[1] / "data" / "searches.json"
FIRST = 3


def kept() -> list[dict[str, Any]]:
    """Return the searches with the answers that were written down."""
    found: list[dict[str, Any]] = json.loads(ANSWERS.read_text(encoding="utf-8"))
    return found


def answer(db: ArchiveReader, text: str) -> dict[str, Any]:
    """Return how many stories a search finds, which are the newest and the most relevant, and its English."""
    criteria = Filter(text=text)
    return {
        "search": text,
        "stories": int(stories.totals(db, criteria)["stories"].iloc[0]),
        "newest": list(stories.newest(db, criteria, limit=FIRST)["headline"]),
        "relevant": list(stories.newest(db, criteria, limit=FIRST, order="relevance")["headline"]),
        "sentence": compile_filter(criteria, db).sentence,
        "notes": list(compile_filter(criteria, db).notes),
    }


if __name__ == "__main__":
    with open_for_reading(Path(sys.argv[1])) as reading:
        answers = [answer(reading, each["search"]) for each in kept()]
    ANSWERS.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
