"""Bookmarks as Firefox backs them up (JSON): each entry is an address.

Its nodes are those of PlacesUtils.promiseBookmarksTree in toolkit/components/places of Firefox: a folder has
children, an entry a uri; dateAdded is in microseconds, tags in one line. Folders are kept as tags, except the
roots that Firefox makes itself.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lib.capture.arrival import Arrival, web_address
from lib.capture.formats import Outcome
from lib.capture.moments import moment_of
from lib.capture.text.decode import decoded
from lib.capture.unpack import unpacked
from lib.model.capture import Skipped
from lib.model.errors import UnreadableCapture
from lib.model.imported import Imported

SUFFIXES: tuple[str, ...] = ()
ALSO = (".json",)

DEEPEST = 20  # folders in folders that become tags

_MARK = b'"text/x-moz-place-container"'


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a backup."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and _MARK in head


def read(arrival: Arrival) -> Iterator[Outcome]:
    """Yield an entry for each address of the web, in the order of the folders; what is none is told."""
    text = decoded(unpacked(arrival.data, arrival.origin), origin=arrival.origin).content
    try:
        root = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableCapture(
            arrival.origin,
            f"{arrival.origin} is a damaged backup of bookmarks ({error}); back them up once more.",
        ) from error
    for number, (node, folders) in enumerate(_entries(root), 1):
        yield _entry(node, folders, f"{arrival.origin}#{number}")


def _entries(root: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], tuple[str, ...]]]:
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while waiting:
        node, folders = waiting.pop()
        if not isinstance(node, dict):
            continue
        children = node.get("children")
        if isinstance(children, list):
            inside = folders if node.get("root") else (*folders, _line(node.get("title")) or "")[-DEEPEST:]
            waiting += [(child, inside) for child in reversed(children)]
        elif node.get("uri"):
            yield node, folders


def _entry(node: Mapping[str, Any], folders: tuple[str, ...], origin: str) -> Outcome:
    url = web_address(str(node.get("uri")))
    if url is None:
        return Skipped(origin=origin, reason="bookmark that leads to no page of the web")
    tags = [tag.strip() for tag in str(node.get("tags") or "").split(",")]
    return Imported(
        url=url,
        origin=origin,
        title=_line(node.get("title")),
        tags=tuple(dict.fromkeys(tag for tag in (*folders, *tags) if tag)),
        added_at=moment_of(node.get("dateAdded")),
    )


def _line(words: object) -> str | None:
    return " ".join(words.split()) or None if isinstance(words, str) else None
