"""The cleaning bench on pages of our own: what it counts, compares and prints."""

import gzip
import json
import operator
import socket
import sys
from functools import partial
from pathlib import Path

import pytest

from bench.cleaning import __main__ as bench
from bench.cleaning import coverage_violations, rivals, wireroom
from bench.cleaning.account import account, left_out
from bench.cleaning.contender import Contender, Page, Remains, page_at
from bench.cleaning.coverage import source_text
from bench.cleaning.figures import ALL, TOGETHER, figures, lower
from bench.cleaning.race import Lap, Shown, race, show
from bench.cleaning.table import table

PROSE = (
    "The first three boats came in before seven, and the harbour master rang the bell that had been silent.",
    "Engineers replaced more than four hundred piles after the storm, for less than was feared in autumn.",
    "A crowd of several hundred people stood on the pier, and the school choir sang two songs about herring.",
)
STORY = (
    "<html lang=en><head><title>Old quay reopens</title><meta name=author content='Ada Lindqvist'>"
    "<meta property=article:published_time content=2024-03-12T09:31:00+02:00></head><body><article>"
    f"<h1>Old quay reopens</h1>{''.join(f'<p>{text}</p>' for text in PROSE)}</article></body></html>"
)
# Answers as the real one does: a block for all, one for each set; here a page is right or wrong.
SCORER = """
import collections, json, sys
found, truth = ({row["id"]: row for row in map(json.loads, open(path))} for path in sys.argv[1:3])
sets = collections.defaultdict(list)
for row in truth.values():
    same = row["title"] == found.get(row["id"], {}).get("title")
    sets["ALL"].append(same), sets[row["set"]].append(same)
dated = {"same_day": 1.0, "same_minute": None}
answer = {name: {"title": {"exact": sum(same) / len(same)}, "published": dated}
          for name, same in sets.items()}
print(json.dumps(answer))
"""


@pytest.fixture()
def scorer(tmp_path: Path) -> Path:
    (tmp_path / "scorer.py").write_text(SCORER, encoding="utf-8")
    return tmp_path / "scorer.py"


@pytest.fixture()
def saved(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    path = tmp_path / "pages" / "quay.html.gz"
    path.write_bytes(gzip.compress(STORY.encode()))
    return path


def lap(name: str, *shown: Shown, gives: tuple[str, ...] = ("title", "body")) -> Lap:
    return Lap(Contender(name=name, extract=operator.not_, gives=frozenset(gives)), list(shown))


def made(name: str, *, words: int = 0, unclassified: int = 0, lost: tuple[str, ...] = ()) -> Shown:
    remains = Remains(words=words, unclassified=unclassified, violations=lost)
    return Shown(prediction={"id": name}, seconds=0.5, remains=remains)


@pytest.mark.parametrize("arguments", [[], ["--raise"], ["nowhere", "nothing.py"]])
def test_without_a_corpus_it_says_that_nothing_was_measured(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.main(arguments) == 3
    assert capsys.readouterr().out.startswith("not measured: give a corpus")


def test_wireroom_is_asked_for_every_field_and_for_what_is_left(saved: Path) -> None:
    shown = show(wireroom.CONTENDERS[0], page_at(saved))
    assert shown.prediction["title"] == "Old quay reopens"
    assert shown.prediction["authors"] == ["Ada Lindqvist"]
    assert shown.prediction["published"] == "2024-03-12T09:31:00+02:00"
    assert PROSE[1] in str(shown.prediction["text"])
    assert shown.remains is not None and shown.remains.words > 50 and not shown.remains.violations


@pytest.mark.parametrize("contender", rivals.FOR_PAGES, ids=lambda each: each.name)
def test_each_library_finds_the_text_of_a_plain_page(contender: Contender, saved: Path) -> None:
    shown = show(contender, page_at(saved))
    assert shown.failed is None
    assert PROSE[1] in str(shown.prediction["text"])
    assert shown.prediction["title"] == "Old quay reopens"


def test_a_page_that_is_no_story_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text("<html><body><nav><a href=/a>City</a></nav></body></html>", encoding="utf-8")
    shown = show(wireroom.CONTENDERS[0], page_at(path))
    assert shown.refused and shown.refused.startswith("empty: empty.html ")
    assert shown.prediction == {"id": "empty"} and shown.remains is None


def test_a_library_that_raises_gives_an_empty_prediction_and_is_named() -> None:
    broken = Contender(name="broken", extract=operator.attrgetter("nothing"), gives=frozenset({"body"}))
    shown = show(broken, Page(name="quay", path=Path("quay.html"), content="", url=None))
    assert shown.prediction == {"id": "quay"}
    assert next(left_out([lap("broken", shown)])) == "broken failed on 1:"
    assert shown.failed and shown.failed.startswith("quay: AttributeError: ")


@pytest.mark.process
def test_every_contender_sees_every_page_in_order_and_off_line() -> None:
    pages = [Page(name=name, path=Path(name), content=name, url=None) for name in ("quay", "pier", "dock")]
    calling = Contender(
        name="calling",
        extract=partial(socket.create_connection, ("news.invalid", 80)),
        gives=frozenset({"body"}),
    )
    laps = race(pages, [*rivals.FOR_TEXT, calling])
    assert [row["text"] for row in laps[0].predictions] == ["quay", "pier", "dock"]
    assert len(laps[1].failed) == 3 and "does not reach the network" in laps[1].failed[0]


@pytest.mark.process
def test_figures_come_by_set_together_and_of_all(scorer: Path) -> None:
    truth = [
        {"id": "a", "set": "fundus", "title": "Quay"},
        {"id": "b", "set": "fundus", "title": "Pier"},
        {"id": "c", "set": "odd", "title": "Dock"},
    ]
    found = figures([{"id": "a", "title": "Quay"}], truth, scorer)
    assert found["fundus"] == found[TOGETHER] == {"title": 0.5, "day": 1.0}
    assert found["odd"]["title"] == 0 and found[ALL]["title"] == pytest.approx(1 / 3)


def test_floors_are_held_by_the_lower_of_both_figures() -> None:
    first, second = {"fundus": {"tags": 0.8, "body": 0.9}}, {"fundus": {"tags": 0.7, "body": 0.95}}
    assert lower(first, second) == {"fundus": {"tags": 0.7, "body": 0.9}}
    scored = {wireroom.NAME: {TOGETHER: {"body": 0.9}}, wireroom.WITHOUT: {TOGETHER: {"body": 0.8}}}
    assert bench.held(scored, printed=True) == {"text": {"body": 0.8}}
    assert bench.held(scored, printed=False) == {TOGETHER: {"body": 0.8}}


def test_the_table_has_a_dash_where_a_library_gives_nothing() -> None:
    scored = {
        "one": {"fundus": {"title": 0.5, "tags": 0.25}},
        "two": {"fundus": {"title": 0.75, "tags": 0.0}},
    }
    text = table([lap("one", made("a"), gives=("title", "tags")), lap("two", made("a"))], scored)
    rows = {" ".join(line.split()[:3]): line.split()[3:] for line in text.splitlines()}
    assert rows["title exact fundus"] == ["0.500", "0.750"]
    assert "tags F1 fundus" in rows and rows["tags F1 fundus"] == ["0.250", "-"]
    assert "2.0" in rows["pages/s a core"]
    assert "caption fundus" not in text


def test_the_ratio_is_that_of_pages_a_second() -> None:
    slow = Shown(prediction={"id": "a"}, seconds=0.5)
    fast = Shown(prediction={"id": "a"}, seconds=0.4)
    (line,) = bench.speed([lap(wireroom.NAME, slow), lap(rivals.PRECISION, fast)])
    assert line.startswith("speed: 0.80 of trafilatura precision")
    assert bench.speed([lap(wireroom.NAME, slow)]) == []


def test_the_account_tells_the_unclassified_share_by_set() -> None:
    found = account(
        [made("a", words=100, unclassified=2), made("b", words=100, unclassified=4), made("c", words=0)],
        {"a": "fundus", "b": "odd"},
    )
    assert found.shares == {"odd": 0.04, "fundus": 0.02}
    assert not found.missed()
    assert account([made("a", words=100, unclassified=6)], {}).missed()
    assert account([made("a", words=9, lost=("uncovered at 3",))], {}).violations == ["a: uncovered at 3"]


@pytest.mark.process
def test_a_run_prints_one_table_and_fails_below_a_floor(
    saved: Path, scorer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"id": "quay", "set": "fundus", "title": "Another headline"}
    (saved.parent.parent / "truth.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert bench.main([str(saved.parent.parent), str(scorer), "--alone"]) == 1
    printed = capsys.readouterr().out
    assert "cleaning: title of fundus is 0.0000, below its floor" in printed
    assert "coverage: 0 violations" in printed


def test_gaps_and_overlaps_are_named(saved: Path) -> None:
    result = wireroom.extract(page_at(saved))
    assert coverage_violations("x" + source_text(result.capture), result.cleaned)
    assert sys.modules["bench.cleaning.coverage"].coverage_violations is coverage_violations
