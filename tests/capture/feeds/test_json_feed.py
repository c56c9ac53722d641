"""JSON Feed by its own names, whole or broken off."""

import json
from typing import Any

from lib.capture.feeds.json_feed import json_feed
from lib.model.feed import Feed

HERE = "https://post.example/feed.json"
ROWS: list[dict[str, Any]] = [
    {"id": str(n), "url": f"/{n}", "title": f"Story {n}", "content_text": "Words."} for n in range(4)
]


def fed(*rows: dict[str, Any], **told: Any) -> Feed:
    body = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": rows, **told}
    found = json_feed(json.dumps(body).encode(), HERE)
    assert found is not None
    return found


def test_an_item_without_authors_has_those_of_its_feed() -> None:
    own = {"id": "1", "content_text": "x", "authors": [{"name": "Ann"}]}
    newer = fed(
        own, {"id": "2", "content_text": "x"}, authors=[{"name": "Desk"}, {"url": "https://a.example"}]
    )
    assert [each.authors for each in newer.items] == [("Ann",), ("Desk",)]
    assert fed({"id": "2", "content_text": "x"}, author={"name": "Bo"}).items[0].authors == ("Bo",)


def test_an_id_that_is_an_address_is_the_items_own() -> None:
    named = fed(
        {"id": "https://post.example/a", "content_text": "x"},
        {"id": "https://post.example/b", "url": "https://post.example/c", "content_text": "x"},
        {"id": "d", "content_text": "x"},
    )
    assert [each.link for each in named.items] == ["https://post.example/a", "https://post.example/c", None]


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "language": "de", "items": ROWS}
    body = json.dumps(whole).encode()
    found = json_feed(body[: body.index(b"Story 3")], HERE)
    assert found is not None and found.cut and found.doubt
    assert [each.title for each in found.items] == ["Story 0", "Story 1", "Story 2"]
    assert (found.title, found.items[0].language) == ("Post", "de")
    assert json_feed(body[: body.index(b"Story 0")], HERE) is None


def test_nests_of_lists_end_the_reading() -> None:
    body = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}, ' + b"[" * 100_000
    found = json_feed(body, HERE)
    assert found is not None and len(found.items) == 1
