"""Entries of wallabag's export are pages and what their reader noted."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from lib.capture import read_bytes
from lib.clean.clean import clean
from lib.model.capture import Capture, Rejected, Skipped
from lib.model.imported import Highlight, Imported
from tests.capture.captured import outcomes
from tests.cases import every_case

ENTRY: dict[str, Any] = {
    "is_archived": 1, "is_starred": 0, "tags": ["quay", "ferries"], "id": 1, "title": "Old quay reopens",
    "url": "https://harbourpost.example/quay", "created_at": "2024-03-12T10:30:00+0200",
    "published_at": "2024-03-11T08:00:00+0200", "published_by": ["Ann Lee"], "language": "en_GB",
    "content": "<p>The harbour master of Marlow opened the old quay on Tuesday after eleven weeks.</p>",
    "mimetype": "text/html",
    "annotations": [
        {"quote": "eleven weeks", "text": "Ask again", "created_at": "2024-03-13T09:00:00+0000"},
        {"quote": "the old quay", "text": ""},
        {"quote": "", "text": ""},
        "no annotation",
    ],
}  # fmt: skip


def taken(*entries: object, end: str = "]") -> list[object]:
    data = "[" + ",".join(json.dumps(each) for each in entries) + end
    return outcomes(data.encode(), "export.json")


def test_an_entry_is_a_page_and_its_readers_notes() -> None:
    page, noted = taken(ENTRY)
    assert isinstance(page, Capture) and isinstance(noted, Imported)
    assert (page.url, page.captured_at) == (ENTRY["url"], datetime(2024, 3, 12, 8, 30, tzinfo=UTC))
    assert noted == Imported(
        url=ENTRY["url"], origin="export.json#1", title="Old quay reopens", tags=("quay", "ferries"),
        added_at=datetime(2024, 3, 12, 8, 30, tzinfo=UTC), published_at=datetime(2024, 3, 11, 6, tzinfo=UTC),
        language="en-GB", read=True, archived=True, starred=False, sha256=page.sha256,
        highlights=(
            Highlight(quote="eleven weeks", note="Ask again", made_at=datetime(2024, 3, 13, 9, tzinfo=UTC)),
            Highlight(quote="the old quay"),
        ),
    )  # fmt: skip


def test_the_page_is_read_as_a_story() -> None:
    page = taken(ENTRY)[0]
    assert isinstance(page, Capture)
    story = clean(page).article
    assert (story.headline, story.authors, story.language) == ("Old quay reopens", ("Ann Lee",), "en")
    assert story.published_as == "2024-03-11T08:00:00+02:00"
    assert story.text == "The harbour master of Marlow opened the old quay on Tuesday after eleven weeks."


@every_case("kind", ["", "text/html; charset=UTF-8", "Text/HTML", "application/xhtml+xml", "text/plain"])
def test_the_text_of_every_type_of_page_is_kept(kind: str) -> None:
    page, _ = taken({**ENTRY, "mimetype": kind})
    assert isinstance(page, Capture) and "eleven weeks" in page.content


def test_a_title_is_told_without_entities() -> None:
    page, noted = taken({**ENTRY, "title": "Quay &amp; bridge"})
    assert isinstance(page, Capture) and isinstance(noted, Imported)
    assert (noted.title, clean(page).article.headline) == ("Quay & bridge", "Quay & bridge")


@every_case(
    "line",
    [
        {"content": "<p>wallabag can't retrieve contents for this article. Please troubleshoot.</p>"},
        {"content": None},
        {"content": "JVBERi0", "mimetype": "application/pdf"},
    ],
)
def test_an_entry_whose_page_was_never_fetched_is_an_address(line: dict[str, Any]) -> None:
    (noted,) = taken({**ENTRY, **line})
    assert isinstance(noted, Imported) and noted.sha256 is None


@every_case(
    ("archived", "starred", "expected"),
    [
        (True, False, (True, False)), ("1", "0", (True, False)), (0, 1, (False, True)),
        (None, None, (None, None)),
    ],
)  # fmt: skip
def test_states_are_read_in_the_spelling_of_every_age(
    archived: object, starred: object, expected: tuple[bool | None, ...]
) -> None:
    noted = taken({**ENTRY, "is_archived": archived, "is_starred": starred})[-1]
    assert isinstance(noted, Imported) and (noted.read, noted.starred) == expected


def test_tags_of_old_exports_are_objects() -> None:
    noted = taken({**ENTRY, "tags": [{"id": 1, "label": "quay"}, {"slug": "x"}, 5]})[-1]
    assert isinstance(noted, Imported) and noted.tags == ("quay",)


@every_case(("name", "pack"), [("export.json.gz", gzip.compress), ("export.json", (b"\xef\xbb\xbf").__add__)])
def test_an_export_may_be_packed_or_bear_a_byte_order_mark(name: str, pack: Callable[[bytes], bytes]) -> None:
    found = list(outcomes(pack(json.dumps([ENTRY]).encode()), name))
    assert [type(each) for each in found] == [Capture, Imported]


def test_an_entry_of_no_page_is_told_and_the_rest_is_read() -> None:
    found = taken({**ENTRY, "url": "file:///etc/passwd", "given_url": None}, 5, ENTRY)
    assert [type(each) for each in found] == [Skipped, Skipped, Capture, Imported]


def test_an_export_that_breaks_off_keeps_what_stands_before() -> None:
    found = taken(ENTRY, ENTRY, end=', {"is_archived": 1, "title": "The ha')
    assert [type(each) for each in found] == [Capture, Imported, Capture, Imported, Rejected]
    assert isinstance(found[-1], Rejected) and "behind its entry 2" in found[-1].message


@every_case("rest", [b"[" * 200_000, b'{"a":' * 40_000, b"9" * 400_000 + b"]"])
def test_what_no_export_holds_ends_the_reading(rest: bytes) -> None:
    data = b'[{"is_archived":0,"url":"https://harbourpost.example/1"},' + rest
    first, line = read_bytes(data, name="export.json", captured_at=datetime.now(UTC))
    assert isinstance(first, Imported)
    assert isinstance(line, Rejected) and "is damaged behind its entry 1;" in line.message
