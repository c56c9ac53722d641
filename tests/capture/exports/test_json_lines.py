"""Each line is a capture, under whatever names its maker gave the fields."""

import gzip
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from lib.capture.exports.json_lines import LINE
from lib.clean.clean import clean
from lib.model.capture import Capture, Rejected, Skipped
from tests.capture.captured import outcomes, the_capture
from tests.cases import every_case

PAGE = "<title>Quay</title><article><h1>Old quay reopens</h1><p>The harbour master opened it.</p></article>"
TEXT = "The harbour master of Marlow opened the old quay on Tuesday.\n\nTwo ferries will call there."
PAGES = [
    {"url": "https://a.example/", "html": PAGE},
    {"link": "https://a.example/", "raw_html": PAGE, "text": "x"},
    {"source_url": "https://a.example/", "content_html": PAGE},
]
STORIES: list[dict[str, object]] = [
    {"headline": "Old quay reopens", "text": TEXT, "authors": ["Ann Lee"],
     "published_at": "2024-03-12T08:00:00+02:00"},
    {"title": "Old quay reopens", "maintext": TEXT, "author": "Ann Lee",
     "date_publish": "2024-03-12 08:00:00+02:00"},
    {"title": "Old quay\nreopens", "content_text": TEXT.replace("\n\n", "\n"),
     "author": {"name": "Ann Lee"}, "date": 1710223200},
]  # fmt: skip


def taken(*lines: object, name: str = "box.jsonl") -> list[object]:
    data = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines).encode()
    return outcomes(data, name)


@every_case("note", PAGES)
def test_a_page_is_kept_as_it_was(note: dict[str, object]) -> None:
    (found,) = taken({**note, "fetched_at": "2024-03-11T08:00:00Z"})
    assert isinstance(found, Capture)
    assert (found.url, found.content, found.origin) == ("https://a.example/", PAGE, "box.jsonl#1")
    assert (found.captured_at, found.captured_assumed) == (datetime(2024, 3, 11, 8, tzinfo=UTC), None)


@every_case("note", STORIES)
def test_a_text_is_a_story_with_all_that_is_told_of_it(note: dict[str, object]) -> None:
    (found,) = taken({**note, "url": "https://a.example/quay", "language": "en", "tags": ["Ports"]})
    assert isinstance(found, Capture)
    story = clean(found).article
    assert (story.headline, story.text, story.authors) == ("Old quay reopens", TEXT, ("Ann Lee",))
    assert story.published_at == datetime(2024, 3, 12, 6, tzinfo=UTC)
    assert (story.tags, story.language, story.canonical_url) == (("Ports",), "en", "https://a.example/quay")


def test_what_clean_prints_is_read() -> None:
    line: dict[str, object] = {
        "origin": "a.html",
        "url": None,
        "headline": "Quay",
        "text": TEXT,
        "error": None,
        "blocks": [],
    }
    (found,) = taken(line)
    assert isinstance(found, Capture) and clean(found).article.text == TEXT
    (refused,) = taken({"origin": "a.html", "error": {"kind": "TooLarge", "message": "It is too large."}})
    assert refused == Skipped(origin="box.jsonl#1", reason="line of a refused capture")


BAD = ('{"url": ', "[1, 2]", "", "7", '{"a": "\\ud800"}', {"html": " "})


@every_case(
    ("lines", "kinds", "messages"),
    [
        (BAD, [Rejected, Rejected, Rejected, Skipped, Skipped], ["is no JSON", "no object", ""]),
        (['{"html": "' + "x" * LINE + '"}'], [Rejected], [""]),
        (['{"a":' * 200_000], [Rejected], [""]),
    ],
)
def test_a_damaged_line_costs_only_itself(
    lines: Sequence[object], kinds: list[type], messages: list[str]
) -> None:
    first, *found, last = taken(PAGES[0], *lines, PAGES[1])
    assert isinstance(first, Capture) and isinstance(last, Capture)
    assert [type(each) for each in found] == kinds
    refused = [each.message for each in found if isinstance(each, Rejected)]
    assert all(part in message for part, message in zip(messages, refused, strict=True))


def test_packed_lines_are_opened_and_a_cut_is_told() -> None:
    data = gzip.compress("\n".join(json.dumps(PAGES[0]) for _ in range(3)).encode(), compresslevel=0)
    assert len(outcomes(data, "box.jsonl.gz")) == 3
    found = outcomes(data[:-60], "box.jsonl.gz")
    assert isinstance(found[-1], Rejected) and "gzip packing" in found[-1].message


def test_letters_of_every_script_survive() -> None:
    (found,) = taken({"html": "<p>Причал 港口 – é 😀</p>", "url": "https://a.example/"})
    assert isinstance(found, Capture)
    again = the_capture(found.original, "original.html")
    assert again.content == found.content == "<p>Причал 港口 – é 😀</p>"


def test_what_is_no_letter_is_in_no_address_and_no_page() -> None:
    (found,) = taken({"url": "https://a.example/quay\ud83d\0\x1b", "html": f"{PAGE}\0\x1b"})
    assert isinstance(found, Capture) and found.url == "https://a.example/quay"
    assert found.content == PAGE


@every_case("codec", ["utf-16", "utf-8-sig"])
def test_lines_that_a_shell_wrote_in_its_own_encoding_are_read(codec: str) -> None:
    lines = "\n".join(json.dumps({**PAGES[0], "url": f"https://a.example/{n}"}) for n in range(3))
    found = outcomes(lines.encode(codec), "box.jsonl")
    assert [each.url for each in found] == [f"https://a.example/{n}" for n in range(3)]
    packed = outcomes(gzip.compress(lines.encode(codec)), "box.jsonl.gz")
    assert [each.content for each in packed] == [each.content for each in found]
