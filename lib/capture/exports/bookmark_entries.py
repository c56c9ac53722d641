"""A bookmark as an imported entry: its address, with its folders as tags."""

from collections.abc import Sequence

from lib.capture.arrival import web_address
from lib.capture.moments import moment_of
from lib.capture.reading import Outcome
from lib.model.capture import Skipped
from lib.model.imported import Imported

DEEPEST = 20  # folders in folders that become tags


def entry(
    address: str | None,
    origin: str,
    *,
    title: object,
    tags: str | None,
    folders: Sequence[str],
    added_at: object,
    read: bool | None = None,
    note: object = None,
) -> Outcome:
    """Return a bookmark as an entry, its folders and tags as tags; skipped if it has no web address."""
    url = web_address(address)
    if url is None:
        return Skipped(origin=origin, reason="bookmark that leads to no page of the web")
    own = [tag.strip() for tag in (tags or "").split(",")]
    named = tuple(dict.fromkeys(tag for tag in (*folders, *own) if tag))
    return Imported(
        url=url, origin=origin, title=one_line(title), tags=named, added_at=moment_of(added_at), read=read,
        note=one_line(note),
    )  # fmt: skip


def one_line(words: object) -> str | None:
    """Return the text with runs of whitespace as single spaces; None if it is empty or no text."""
    return " ".join(words.split()) or None if isinstance(words, str) else None
