"""The floors under the benches' figures: a sound file, never below what was promised, never lowered."""

import json
import math
import subprocess
from pathlib import Path

import pytest

from bench import floors
from bench.cleaning.contender import MEASURES

PROMISED = {
    "cleaning": {
        "scrapinghub": {"body": 0.966},
        "funduseval": {"body": 0.950},
        "fundus": {
            "body": 0.957,
            "title": 0.82,
            "authors": 0.88,
            "day": 0.95,
            "minute": 0.90,
            "tags": 0.74,
            "caption": 0.70,
            "credit": 0.60,
        },
        "text": {"body": 0.93},
    },
    "actors": {
        "conllpp2020": {"spans": 0.80},
        "uner_pud": {"spans": 0.68},
        "conll03_dev": {"spans": 0.70},
    },
}
HERE = Path(__file__).parent


def each(kept: floors.Floors) -> dict[tuple[str, str, str], float]:
    return {
        (bench, kind, measure): floor
        for bench, kinds in kept.items()
        for kind, measures in kinds.items()
        for measure, floor in measures.items()
    }


def test_every_floor_is_a_share_with_three_digits() -> None:
    for place, floor in each(floors.load()).items():
        assert 0 < floor < 1 and round(floor, 3) == floor, place
        assert place[0] != "cleaning" or place[2] in MEASURES, place


def test_no_floor_stands_below_what_was_promised() -> None:
    kept = each(floors.load())
    missing = {place for place, floor in each(PROMISED).items() if kept.get(place, 0) < floor}
    assert not missing


@pytest.mark.process
def test_no_floor_fell_since_it_was_committed() -> None:
    versions = committed("log", "--format=%H", "-2", "--", str(floors.FLOORS)).split()
    if not versions:
        pytest.skip("tests/floors.json is not in the history of this copy")
    kept = each(floors.load())
    for version in versions:
        former = each(json.loads(committed("show", f"{version}:tests/floors.json")))
        fallen = {place for place, floor in former.items() if kept.get(place, 0) < floor}
        assert not fallen, f"these floors were higher in {version[:12]}"


def committed(*arguments: str) -> str:
    try:
        answer = subprocess.run(
            ["git", *arguments], cwd=HERE.parent, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"the history of this copy cannot be read: {error}")
    return answer.stdout


KEPT: floors.Floors = {
    "cleaning": {"harbour": {"body": 0.9, "tags": 0.5}, "pier": {"body": 0.8}},
    "actors": {},
}


@pytest.fixture()
def path(tmp_path: Path) -> Path:
    floors.save(KEPT, tmp_path / "floors.json")
    return tmp_path / "floors.json"


def test_a_figure_below_its_floor_fails_and_is_named(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert floors.check("cleaning", {"harbour": {"body": 0.8996, "tags": 0.6}}, raising=False, path=path) == 1
    printed = capsys.readouterr().out
    assert "body of harbour is 0.8996, below its floor of 0.900." in printed
    assert "1 held, 1 missed, 1 not measured" in printed


def test_figures_on_or_above_their_floors_pass(path: Path) -> None:
    figures = {"harbour": {"body": 0.9, "tags": 0.51}, "pier": {"body": 0.8}, "quay": {"body": 0.1}}
    assert floors.check("cleaning", figures, raising=False, path=path) == 0
    assert floors.load(path) == KEPT


def test_floors_are_raised_to_the_figure_less_a_margin_and_never_lowered(path: Path) -> None:
    figures = {"harbour": {"body": 0.95678, "tags": 0.4}}
    assert floors.check("cleaning", figures, raising=True, path=path) == 1
    assert floors.load(path)["cleaning"] == {"harbour": {"body": 0.951, "tags": 0.5}, "pier": {"body": 0.8}}


def test_a_bench_without_floors_passes(path: Path) -> None:
    assert floors.check("actors", {"harbour": {"spans": 0.1}}, raising=True, path=path) == 0


@pytest.mark.parametrize("value", [0.7, 0.29, 0.999, 0.123, 1.0])
def test_a_figure_of_three_digits_is_its_own_rounding(value: float) -> None:
    assert math.isclose(floors.rounded_down(value), value)
