"""Where records begin and end is found in any file, and only so much of it is read."""

import io

import pytest

from lib.capture.web_archives.bounds import (
    BudgetSpent,
    ReadBudget,
    has_declared_length,
    has_whole_headers,
    is_incomplete_or_followed,
    next_start,
    within_budget,
)
from tests.capture.archives import packed, record
from tests.cases import every_case

ONE = record(url="https://harbourpost.example/1")


@every_case("pack", [bytes, packed])
def test_the_next_place_is_found_behind_what_only_looks_like_one(pack) -> None:  # type: ignore[no-untyped-def]
    first = pack(ONE)
    junk = b"WARC/1.0 is a format\r\n" + b"\x1f\x8b\x08 is none"
    file = within_budget(io.BytesIO(first + junk + pack(ONE)))
    assert next_start(file, 1) == len(first + junk)
    assert next_start(file, len(first + junk) + 1) is None


@every_case("pack", [bytes, packed])
def test_a_record_tells_where_it_ends(pack) -> None:  # type: ignore[no-untyped-def]
    whole, cut = within_budget(io.BytesIO(pack(ONE))), within_budget(io.BytesIO(pack(ONE[:-9])))
    assert has_declared_length(whole, 0) and not is_incomplete_or_followed(whole, 0)
    assert not has_declared_length(cut, 0)
    assert is_incomplete_or_followed(within_budget(io.BytesIO(pack(ONE) + b"junk")), 0)


def test_headers_end_within_their_limit() -> None:
    assert has_whole_headers(within_budget(io.BytesIO(ONE)), 0)
    for endless in (b"WARC/1.0\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", packed(b"WARC/1.0\r\nX: y")):
        assert not has_whole_headers(within_budget(io.BytesIO(endless)), 0)


def test_a_spent_ration_stops_the_reading() -> None:
    file = ReadBudget(io.BytesIO(ONE * 3), left=10)
    file.read(20)
    with pytest.raises(BudgetSpent):
        file.read(1)


def test_headers_that_cannot_be_unpacked_have_no_end() -> None:
    assert not has_whole_headers(within_budget(io.BytesIO(packed(ONE)[:10] + b"no deflated bytes")), 0)
