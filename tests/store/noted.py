"""All that stands in the files of a journal."""

from pathlib import Path

from lib.store.paths import files


def noted(path: Path) -> str:
    """Return what both copies of an archive's journal hold, as text; "" where there is none."""
    own = (files(path).journal, files(path).journal_log)
    return "".join(each.read_bytes().decode("utf-8", "replace") for each in own if each.is_file())
