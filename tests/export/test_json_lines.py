"""Rows as JSON Lines: what goes in comes out, a line each, whatever its words hold."""

import json
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pandas as pd

from lib.export.json_lines import json_lines
from tests.cases import every_case

ROW: dict[str, Any] = {
    "source": "Norland", "target": "Sudmark", "unit": "sentence", "article_id": "a1",
    "headline": "Harbour opens", "publisher": "harbour.example", "authors": ["Ada Lindqvist"],
    "published_at": datetime(2024, 4, 1, 9, tzinfo=UTC), "published_as": None,
    "captured_at": datetime(2024, 4, 9, 6, 31, tzinfo=UTC), "url": None, "zone": "body", "block": 2,
    "sentence": "Norland spoke with Sudmark.", "spans": [[0, 7, "country/norland"]], "copies": 0,
}  # fmt: skip
SENTENCES = [
    "Łódź — “naïve”\u2028next\u2029and\x85more", 'a "quote"\nand a \\ line', "\x00\x1b[31m", "=1+2", "",
]  # fmt: skip


def test_a_row_comes_back() -> None:
    (line,) = json_lines([ROW]).decode().splitlines()
    moments = {"published_at": "2024-04-01T09:00:00+00:00", "captured_at": "2024-04-09T06:31:00+00:00"}
    assert json.loads(line) == ROW | moments


@every_case("sentence", SENTENCES)
def test_whatever_a_sentence_holds_stays_on_its_line(sentence: str) -> None:
    written = json_lines([ROW | {"sentence": sentence}, ROW])
    lines = written.decode().splitlines()
    assert [json.loads(line)["sentence"] for line in lines] == [sentence, ROW["sentence"]]


def test_letters_stand_as_they_are() -> None:
    assert "Łódź" in json_lines([ROW | {"sentence": "Łódź"}]).decode()


def test_numbers_of_numpy_are_numbers() -> None:
    assert json.loads(json_lines([ROW | {"block": np.int64(3)}]))["block"] == 3


@every_case("nothing", [None, pd.NA, pd.NaT, float("nan"), np.float64("nan")])
def test_what_is_missing_is_null(nothing: Any) -> None:
    empty = dict.fromkeys(("headline", "publisher", "url", "published_at", "captured_at"), nothing)
    text = json.loads(json_lines([ROW | empty]))
    assert {text[name] for name in empty} == {None}
    nested = {"spans": [[0, nothing]], "more": {"a": nothing, "endless": float("inf")}}
    assert json.loads(json_lines([nested])) == {"spans": [[0, None]], "more": {"a": None, "endless": None}}


def test_nothing_gives_an_empty_file() -> None:
    assert json_lines([]) == b""
