"""A JSON Feed comes to the same items as other feeds; a broken-off one up to the break."""

import json
from typing import Any

import pytest

from lib.capture.feeds.json_feed import json_feed
from lib.capture.feeds.parse import parse
from lib.model.feed import Feed

JSON_HERE = "https://post.example/feed.json"
ROWS: list[dict[str, Any]] = [
    {"id": str(n), "url": f"/{n}", "title": f"Story {n}", "content_text": "Words."} for n in range(4)
]


def json_fed(*rows: dict[str, Any], **note: Any) -> Feed:
    body = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": rows, **note}
    found = json_feed(json.dumps(body).encode(), JSON_HERE)
    assert found is not None
    return found


def test_an_item_without_authors_has_those_of_its_feed() -> None:
    own = {"id": "1", "content_text": "x", "authors": [{"name": "Ann"}]}
    newer = json_fed(
        own, {"id": "2", "content_text": "x"}, authors=[{"name": "Desk"}, {"url": "https://a.example"}]
    )
    assert [each.authors for each in newer.items] == [("Ann",), ("Desk",)]
    assert json_fed({"id": "2", "content_text": "x"}, author={"name": "Bo"}).items[0].authors == ("Bo",)


def test_an_id_that_is_an_address_is_the_items_own() -> None:
    named = json_fed(
        {"id": "https://post.example/a", "content_text": "x"},
        {"id": "https://post.example/b", "url": "https://post.example/c", "content_text": "x"},
        {"id": "d", "content_text": "x"},
    )
    assert [each.link for each in named.items] == ["https://post.example/a", "https://post.example/c", None]


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    whole: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "language": "de"}
    whole |= {"authors": [{"name": "Desk"}], "items": ROWS}
    body = json.dumps(whole).encode()
    found = json_feed(body[: body.index(b"Story 3")], JSON_HERE)
    assert found is not None and found.cut and found.doubt
    assert [each.title for each in found.items] == ["Story 0", "Story 1", "Story 2"]
    assert (found.title, found.items[0].language) == ("Post", "de")
    assert found.items[0].authors == ("Desk",)
    assert json_feed(body[: body.index(b"Story 0")], JSON_HERE) is None


def test_a_tag_that_is_no_text_is_none_and_blank_markup_no_story() -> None:
    item = json_fed(
        {"id": "1", "content_html": " \n", "content_text": "The 3 < 4", "tags": [None, "Quay", {}]}
    )
    assert (item.items[0].tags, item.items[0].text, item.items[0].plain) == (("Quay",), "The 3 < 4", True)


def test_nests_of_lists_end_the_reading() -> None:
    body = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1"}, ' + b"[" * 100_000
    found = json_feed(body, JSON_HERE)
    assert found is not None and len(found.items) == 1


def test_what_is_no_letter_is_in_no_feed() -> None:
    row = {"id": "1", "url": "https://a.example/\ud83d\0", "title": "Quay \ud83d", "content_text": "x\x1b"}
    found = json_fed(row, title="Post \ude00")
    (item,) = found.items
    note = (found.title, item.title, item.link, item.text)
    assert note == ("Post", "Quay", "https://a.example/", "x")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-8-sig"])
@pytest.mark.parametrize("raw", ["\n", "\t", "\x07"])
def test_a_feed_with_raw_signs_or_in_old_letters_is_read_to_its_end(encoding: str, raw: str) -> None:
    text = "Le maire a hésité, le port reste fermé tout l'été, et les élus ont décidé de s'en aller."
    rows = [
        {"id": str(number), "title": f"Été {number}", "content_text": f"{text}\n{text}"}
        for number in range(3)
    ]
    note = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": rows}, ensure_ascii=False)
    found = parse(note.replace("\\n", raw).encode(encoding), JSON_HERE)
    assert found is not None and (len(found.items), found.cut, found.doubt) == (3, False, None)
    assert found.items[2].title == "Été 2" and found.items[2].text.startswith(text)
