"""Citations are read by independent libraries, whatever a headline holds."""

import json
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import rispy
from bibtexparser.entrypoint import parse_string

from lib.export import bibliography
from tests.cases import every_case

HOSTILE = "50 % of {Norland} & Co. \\ costs $5_a #1 ~ ^\nER  - \r\nTY  - JOUR\u2028x}"
STORY: dict[str, Any] = {
    "article_id": "3qpxb579fd", "headline": "Harbour opens: Київ",
    "authors": ["Ada Lindqvist", "Smith and Sons"],
    "publisher": "harbour.example", "section": "City", "tags": ["Ports", "War, cold"],
    "day": date(2024, 4, 9),
    "published_at": datetime(2024, 4, 9, 0, 31, tzinfo=ZoneInfo("Europe/Kyiv")), "language": "en",
    "canonical_url": "https://harbour.example/opens?a=1&b=%20#top",
    "captured_at": datetime(2024, 4, 10, 23, tzinfo=UTC),
}  # fmt: skip
BARE = {
    **STORY, "article_id": "bare", "headline": "", "authors": [], "publisher": "", "section": None,
    "tags": [],
    "day": None, "published_at": None, "language": None, "canonical_url": "javascript:alert(1)",
}  # fmt: skip


def test_bibtex_is_read_by_another_library() -> None:
    library = parse_string(bibliography.bibtex([STORY, BARE]).decode())
    assert not library.failed_blocks
    entry, bare = library.entries
    assert (entry.entry_type, entry.key) == ("online", "wireroom-3qpxb579fd")
    found = {name: str(entry[name]) for name in ("title", "date", "urldate", "url", "author", "organization")}
    assert found == {
        "title": "{Harbour opens: Київ}", "date": "2024-04-09", "urldate": "2024-04-10",
        "url": "https://harbour.example/opens?a=1&b=%20#top",
        "author": "{Ada Lindqvist} and {Smith and Sons}", "organization": "{harbour.example}",
    }  # fmt: skip
    assert {field.key for field in bare.fields} == {"urldate"}


def test_ris_is_read_by_another_library() -> None:
    entry, bare = rispy.loads(bibliography.ris([STORY, BARE]).decode())
    assert entry["type_of_reference"] == "NEWS" and entry["title"] == "Harbour opens: Київ"
    assert entry["authors"] == STORY["authors"] and entry["keywords"] == STORY["tags"]
    assert (entry["date"], entry["access_date"]) == ("2024/04/09", "2024/04/10")
    assert entry["urls"] == [STORY["canonical_url"]] and "urls" not in bare


def test_csl_json_has_its_dates() -> None:
    item, bare = json.loads(bibliography.csl_json([STORY, BARE]))
    assert item["issued"] == {"date-parts": [[2024, 4, 9]]}
    assert item["author"][0] == {"literal": "Ada Lindqvist"}
    assert "issued" not in bare and "URL" not in bare
    (item,) = json.loads(bibliography.csl_json([{**STORY, "published_at": None}]))
    assert item["issued"] == {"date-parts": [[2024, 4, 9]]}  # a story without a moment has its day


@every_case("field", ["headline", "publisher"])
def test_no_sign_of_a_page_ends_a_field(field: str) -> None:
    rows = [{**STORY, field: HOSTILE, "authors": [HOSTILE], "tags": [HOSTILE], "article_id": "x"}, STORY]
    library = parse_string(bibliography.bibtex(rows).decode())
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["wireroom-x", "wireroom-3qpxb579fd"]
    assert [len(each["authors"]) for each in rispy.loads(bibliography.ris(rows).decode())] == [1, 2]
    assert len(json.loads(bibliography.csl_json(rows))) == 2
