"""Bookmarks that Firefox backed up are addresses with title, time, folders and tags."""

import json
from datetime import UTC, datetime
from typing import Any

from lib.model.capture import Rejected, Skipped
from lib.model.imported import Imported
from tests.capture.captured import outcomes


def place(uri: str, **text: Any) -> dict[str, Any]:
    return {"guid": "x", "typeCode": 1, "type": "text/x-moz-place", "uri": uri, **text}


def folder(title: str, *children: Any, **text: Any) -> dict[str, Any]:
    kind = {"typeCode": 2, "type": "text/x-moz-place-container"}
    return {"guid": "y", "title": title, **kind, **text, "children": list(children)}


def taken(*children: Any) -> list[object]:
    root = folder("", folder("menu", *children, root="bookmarksMenuFolder"), root="placesRoot")
    return outcomes(json.dumps(root).encode(), "bookmarks-2024-03-12.json")


def test_an_entry_carries_what_the_browser_knows() -> None:
    text = {"title": " Old\nquay", "dateAdded": 1710239400000000, "tags": "quay, ferries,quay"}
    (found,) = taken(folder("Ports", place("https://a.example/?x=1", **text)))
    assert found == Imported(
        url="https://a.example/?x=1", origin="bookmarks-2024-03-12.json#1", title="Old quay",
        tags=("Ports", "quay", "ferries"), added_at=datetime(2024, 3, 12, 10, 30, tzinfo=UTC),
    )  # fmt: skip


def test_entries_stand_in_the_order_of_their_folders() -> None:
    found = taken(
        place("https://a.example/1"), {"type": "text/x-moz-place-separator", "typeCode": 3},
        folder("One", place("https://a.example/2"), folder("Two", place("https://a.example/3"))),
        place("place:sort=8"), folder("Empty"), "junk", place("https://a.example/4"),
    )  # fmt: skip
    assert [(each.url[-1], each.tags) for each in found if isinstance(each, Imported)] == [
        ("1", ()), ("2", ("One",)), ("3", ("One", "Two")), ("4", ()),
    ]  # fmt: skip
    assert sum(isinstance(each, Skipped) for each in found) == 1


def test_a_damaged_backup_is_told() -> None:
    data = json.dumps(folder("", place("https://a.example/"))).encode()[:-5]
    deep = b'{"type":"text/x-moz-place-container","children":[' * 100_000
    for each in (data, deep):
        (found,) = outcomes(each, "b.json")
        assert isinstance(found, Rejected) and "damaged backup" in found.message
