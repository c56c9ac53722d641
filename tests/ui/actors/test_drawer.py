"""Chip, list, chart, drawer and files tell the same counts, whatever is selected."""

import csv
import html
import io
import json
import random
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from lib import figures
from lib.charts.pair_words import NOUNS, verdict_in_words
from lib.model.article import DEFAULT_ZONES, ZONES
from lib.model.filter import Choice, Filter
from lib.model.mention import DEFAULT_KINDS, KINDS
from lib.model.wording import count
from lib.query import stories
from lib.query.filter.address import from_address
from lib.query.pairs import Unit
from lib.query.relations import Relations
from lib.store.archive import ArchiveReader
from lib.ui.actors import drawer, pair_table
from lib.ui.chips import chips
from lib.ui.session import session
from lib.ui.view import BETWEEN, EVERYTHING, View
from tests.lots import few
from tests.ui.conftest import Sheets

TAGS = ("Cuba", "Soviet Union", "White House", "United Nations", "Navy", "Berlin", "India")
ACTORS = ("country/cuba", "country/soviet-union", "person/john-f-kennedy", "organisation/united-nations")
WORDS = ("missile", "ships", '"the United"', "president OR premier", "-quarantine", "author:doyle", "border")
UNITS: tuple[Unit, ...] = ("sentence", "paragraph", "article", "origin")
PAIR = ("source_id", "target_id")


def drawn_by_lot(seed: int) -> Filter:
    """Return a selection by one to three conditions of different sorts."""
    lot = random.Random(seed)
    first = date(1962, 10, 16) + timedelta(days=lot.randrange(9))
    conditions: list[dict[str, Any]] = [
        {"tags": Choice(any=tuple(lot.sample(TAGS, 2)))},
        {"tags": Choice(all=(lot.choice(TAGS),), none=(lot.choice(TAGS[3:]),))},
        {"actors": Choice(any=(lot.choice(ACTORS),))},
        {"actors": Choice(none=(lot.choice(ACTORS),))},
        {"since": first, "until": first + timedelta(days=lot.randrange(2, 9))},
        {"publishers": (lot.choice(("harborcourier.example", "The Harbor Courier")),)},
        {"zones": tuple(zone for zone in ZONES if zone in DEFAULT_ZONES or lot.random() < 0.5)},
        {"kinds": tuple(kind for kind in KINDS if kind not in lot.sample(DEFAULT_KINDS, 2))},
        {"text": lot.choice(WORDS)},
    ]
    seen: dict[str, Any] = {}
    for condition in lot.sample(conditions, lot.choice((1, 1, 2, 2, 3))):
        seen |= condition
    return Filter(**seen)


FILTERS = [drawn_by_lot(seed) for seed in range(20)]
CASES = [(FILTERS[n % 20], UNITS[(n + n // 20) % 4]) for n in range(80)]  # each filter in each unit
ALL_OF_IT = 103  # stories of the sample, its briefs among them
MANY = few(range(200), 2)


@pytest.fixture(scope="module")
def db(sample_home: Path) -> Iterator[ArchiveReader]:
    """The sample, open for the questions of a rerun."""
    with session(sample_home / "sample.duckdb") as opened:
        yield opened.reading()


def read(shown: str, pattern: str) -> list[int]:
    """Return the numbers in the shown words."""
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", "", shown)).split())
    found = re.search(pattern, words)
    assert found, f"{pattern} in {words[:300]}"
    return [int(number.replace(",", "")) for number in found.groups()]


def leads_to(markup: str, page: str) -> Filter | None:
    """Return the selection that the first link to the page asks for."""
    for href in re.findall(r'href="([^"]+)"', markup):
        address = urlsplit(html.unescape(href))
        if address.path == f"/{page}" and "article=" not in address.query:
            return from_address(parse_qs(address.query))
    return None


@pytest.mark.parametrize("case", few(CASES[::3], 2))
def test_chip_list_chart_and_files_agree(
    db: ArchiveReader, sheets: Sheets, case: tuple[Filter, Unit]
) -> None:
    criteria, unit = case
    listed = len(stories.newest(db, criteria, limit=1000))
    chips(View(page="actors", criteria=criteria))
    assert read(sheets["chips"], r"^([\d,]+) of") == [listed]
    drawn = figures.draw("network", criteria, figures.asking(db), unit=unit, minimum=1)
    assert drawn.note.startswith(f"Wireroom · {listed} stories of {ALL_OF_IT} ·")
    assert drawn.frame.attrs["units"] == Relations(db, criteria).number_of_reports <= listed
    weights = {tuple(row[end] for end in PAIR): row["weight"] for _, row in drawn.frame.iterrows()}
    assert len(figures.file_of(drawn, "csv").splitlines()) == len(weights) + 1
    with zipfile.ZipFile(io.BytesIO(figures.file_of(drawn, "zip"))) as archive:
        rows = [*csv.DictReader(io.StringIO(archive.read("edges.csv").decode()))]
    assert {(row["Source"], row["Target"]): int(row["Weight"]) for row in rows} == weights
    lines = [json.loads(line) for line in figures.file_of(drawn, "jsonl").splitlines()]
    assert Counter((line["source_id"], line["target_id"]) for line in lines) == weights


@pytest.mark.parametrize("case", few(CASES, 2))
def test_the_drawer_tells_what_the_chart_weighs_and_leads_to_as_many_stories(
    db: ArchiveReader, sheets: Sheets, case: tuple[Filter, Unit]
) -> None:
    criteria, unit = case
    cells = figures.draw("matrix", criteria, figures.asking(db), unit=unit, minimum=1)
    marks = [trace for trace in cells.figure.data if trace.name == "pairs"]
    seen = {
        tuple(key): int(text) for mark in marks for key, text in zip(mark.customdata, mark.text, strict=True)
    }
    for pair in random.Random(len(seen)).sample(sorted(seen), min(3, len(seen))):
        drawer.show(
            View(page="actors", criteria=criteria, own={"pair": BETWEEN.join(pair), "unit": unit}), unit
        )
        (total,) = read(sheets["drawer"], rf"([\d,]+) {NOUNS[unit][seen[pair] > 1]}\b")
        assert total == seen[pair]
        copies = re.findall(r'</p>\n<details class="folded group"><summary>and (\d+) cop', sheets["drawer"])
        listed = sheets["drawer"].count("<li>") - (sum(map(int, copies)) if unit == "origin" else 0)
        assert listed == min(total, drawer.SHOWN)
        if (narrowed := leads_to(sheets["drawer"], "read")) is not None:
            (number,) = read(sheets["drawer"], r"(?: in |Close.*?)([\d,]+) stor(?:y|ies)\b")
            assert stories.totals(db, narrowed)["stories"].iloc[0] == number


@pytest.mark.parametrize("seed", MANY)
def test_line_table_drawer_and_export_say_the_same_of_a_pair(
    db: ArchiveReader, sheets: Sheets, seed: int
) -> None:
    criteria, unit = drawn_by_lot(seed), UNITS[seed % len(UNITS)]
    drawn = figures.draw("network", criteria, figures.asking(db), unit=unit)
    rows = [*csv.DictReader(io.StringIO(figures.file_of(drawn, "csv").decode()))]
    line = {
        tuple(key): words
        for trace in drawn.figure.data if trace.name == "pairs"
        for key, words in zip(trace.customdata, trace.hovertext, strict=True)
    }  # fmt: skip
    assert {tuple(row[end] for end in PAIR) for row in rows} == set(line)
    shown = pair_table.pairs_table(drawn.frame, View(page="actors", criteria=criteria)).rows
    table = {
        tuple(row[end] for end in PAIR): cells[1:]
        for (_, row), cells in zip(drawn.frame.iterrows(), shown, strict=True)
    }
    has_verdicts = drawn.frame["verdict"].any()
    for row in random.Random(seed).sample(rows, min(6, len(rows))):
        ends = (row["source_id"], row["target_id"])
        weight, reports = int(row["weight"]), count(int(row["reports"]), "independent report")
        assert f"<br>{count(weight, *NOUNS[unit])} name" in line[ends]
        verdict = verdict_in_words(row["verdict"])
        assert line[ends].endswith(f"<br>{reports}" + (f": {verdict}" if verdict else ""))
        for number in ("reports", "weight"):
            assert f"{int(row[number]):,}" in table[ends]
        assert (table[ends][-1] if has_verdicts else "") == verdict
        own = {"pair": BETWEEN.join(ends), "unit": unit}
        drawer.show(View(page="actors", criteria=criteria, own=own), unit)
        assert read(sheets["drawer"], rf"([\d,]+) {NOUNS[unit][weight > 1]}\b") == [weight]
        assert read(sheets["drawer"], r"; ([\d,]+) names? both") == [int(row["reports"])]
        assert f": {verdict}." in sheets["drawer"] or not verdict
        assert ("would name both anywhere in them" in sheets["drawer"]) == bool(verdict)


def test_the_lot_falls_on_selections_that_tell_something(db: ArchiveReader) -> None:
    sizes = [int(stories.totals(db, criteria)["stories"].iloc[0]) for criteria in FILTERS]
    assert len(set(FILTERS)) == len(FILTERS) and EVERYTHING not in FILTERS
    assert sum(10 <= size < ALL_OF_IT for size in sizes) >= 10
