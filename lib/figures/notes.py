"""The reader's notes and highlights as a file: Markdown, a story after another, or CSV, a note a row."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from lib.export import highlights, tables
from lib.query import one_story
from lib.query.noted import Noted
from lib.store.archive import ArchiveReader
from lib.store.journal import marks

SUFFIXES = {"md": "Notes (Markdown)", "csv": "Notes (CSV)"}
COLUMNS = (
    "article_id", "headline", "publisher", "published_at", "labels", "passage", "note", "actors", "noted_at",
    "is_lost",
)  # fmt: skip


def notes_file(db: ArchiveReader, archive: Path, found: Sequence[Noted], suffix: str) -> bytes:
    """Return notes, in their order, as the bytes of a file, "md" or "csv".

    It is b"" if "md" finds none of the stories.
    """
    if suffix == "csv":
        return tables.as_csv(_table(archive, found))
    by_story: dict[str, list[Noted]] = {}
    for each in found:
        by_story.setdefault(each.note.article, []).append(each)
    stories = ((one_story.article(db, story), each) for story, each in by_story.items())
    held = [(story, [one.note for one in each]) for story, each in stories if story]
    return highlights.markdown(held).encode(errors="backslashreplace") if held else b""


def _table(archive: Path, found: Sequence[Noted]) -> pd.DataFrame:
    """Return the notes as a frame with COLUMNS, a note a row."""
    held = marks.marks_by_story(archive, [each.note.article for each in found])
    rows = [
        (
            each.note.article, each.story["headline"], each.story["publisher"], each.story["published_at"],
            held.get(each.note.article, marks.Marked()).labels, each.note.quote, each.note.note,
            [name for _, name in each.actors], each.note.at, each.is_lost,
        )
        for each in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
