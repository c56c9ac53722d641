"""Questions in SQL that the reader saved by name, among the marks beside the archive."""

from pathlib import Path

from lib.store.journal import marks

LONGEST = 80  # letters of a name


def all_questions(archive: Path) -> dict[str, str]:
    """Return the SQL of the saved questions by their names, in the order of these."""
    return {each.name: each.body for each in marks.saved_items(archive, "question")}


def save(archive: Path, name: str, sql: str) -> None:
    """Save a question under a name, in the place of what had it."""
    marks.keep(archive, "question", name, sql)


def remove(archive: Path, name: str) -> None:
    """Delete a saved question."""
    marks.drop(archive, "question", name)
