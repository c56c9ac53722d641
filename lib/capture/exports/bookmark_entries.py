"""A saved address of a list, such as a bookmark, as an imported entry with tags, date and marks."""

from collections.abc import Iterable
from typing import Any

from lib.capture.formats import Outcome
from lib.capture.moments import moment_of
from lib.capture.source_file import web_address
from lib.model.capture import Skipped
from lib.model.imported import Imported

DEEPEST = 20  # folders in folders that become tags
NO_PAGE = "bookmark that leads to no page of the web"
NO_ADDRESS = "line without an address of the web"


def entry(
    address: str | None, origin: str, *, title: object, tags: Iterable[str], added_at: object, otherwise: str,
    **marks: Any,
) -> Outcome:  # fmt: skip
    """Return a saved address as an imported entry; without a web address, a skip for reason `otherwise`.

    Blank and repeated `tags` are left out, `added_at` is in any form of `moment_of`, and `marks` are further
    fields of an Imported.
    """
    url = web_address(address)
    if url is None:
        return Skipped(origin=origin, reason=otherwise)
    named = dict.fromkeys(tag for tag in map(str.strip, tags) if tag)
    return Imported(
        url=url, origin=origin, title=one_line(title), tags=tuple(named), added_at=moment_of(added_at),
        **marks,
    )  # fmt: skip


def one_line(words: object) -> str | None:
    """Return a text on one line, with single spaces; None if it is empty or no string."""
    return " ".join(words.split()) or None if isinstance(words, str) else None
