"""Reads bookmark backups of Firefox (JSON): each entry is an address.

Its nodes are those of PlacesUtils.promiseBookmarksTree in toolkit/components/places of Firefox: a folder has
children, an entry a uri; dateAdded is in microseconds, tags in one line. Folders become tags, except
Firefox's own root folders.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lib.capture.exports.bookmark_entries import DEEPEST, NO_PAGE, entry, one_line
from lib.capture.formats import Outcome
from lib.capture.source_file import SourceFile
from lib.capture.text.decode import decoded
from lib.capture.unpack import unpacked, unreadable
from lib.model.controls import without_controls_in

SUFFIXES: tuple[str, ...] = ()
ALSO_SUFFIXES = (".json",)

_MARK = b'"text/x-moz-place-container"'


def accepts(head: bytes) -> bool:
    """Return whether the bytes begin like a Firefox backup."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and _MARK in head


def read(source: SourceFile) -> Iterator[Outcome]:
    """Yield an entry for each bookmark of a web address, and a skip for any other bookmark.

    Raises UnreadableCapture if the file is damaged.
    """
    text = decoded(unpacked(source.data, source.origin), origin=source.origin).content
    try:
        root = without_controls_in(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise unreadable(
            source.origin, f"is a damaged backup of bookmarks ({error}); back them up once more."
        ) from error
    for number, (node, folders) in enumerate(_entries(root), 1):
        yield entry(
            str(node.get("uri")), f"{source.origin}#{number}", title=node.get("title"),
            tags=(*folders, *str(node.get("tags") or "").split(",")), added_at=node.get("dateAdded"),
            otherwise=NO_PAGE,
        )  # fmt: skip


def _entries(root: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], tuple[str, ...]]]:
    """Yield each bookmark of the tree, in its order, with the names of the folders around it."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
    while waiting:
        node, folders = waiting.pop()
        if not isinstance(node, dict):
            continue
        children = node.get("children")
        if isinstance(children, list):
            inside = folders if node.get("root") else (*folders, one_line(node.get("title")) or "")[-DEEPEST:]
            waiting += [(child, inside) for child in reversed(children)]
        elif node.get("uri"):
            yield node, folders
