"""A snapshot of what the cleaner makes of a corpus names every capture of which it makes something else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.cleaning.snapshot import ROOT, differences, files_of, load, snapshot, write

PAGES = Path(__file__).parents[1] / "tests" / "data" / "publishers" / "harbourpost.example"


@pytest.mark.process
def test_the_same_cleaner_makes_the_same_of_a_corpus(tmp_path: Path) -> None:
    first = snapshot([PAGES])
    write(tmp_path / "file.gz", first)
    assert len(first) == len(files_of(PAGES)) > 0
    assert list(differences(load(tmp_path / "file.gz"), snapshot([PAGES]))) == []


def test_what_differs_is_named_with_its_place() -> None:
    before = {"a #1": json.dumps({"article": {"blocks": [{"text": "Rain"}]}}), "b #1": "{}"}
    now = {"a #1": json.dumps({"article": {"blocks": [{"text": "Snow"}]}}), "c #1": "{}"}
    assert list(differences(before, now)) == [
        "a #1: .article.blocks[0].text was 'Rain', is 'Snow'",
        "b #1: only before",
        "c #1: only now",
    ]


def test_a_list_that_grew_is_a_difference() -> None:
    assert list(differences({"a": '{"cuts": []}'}, {"a": '{"cuts": [1]}'})) == ["a: .cuts has 0 items, now 1"]


@pytest.mark.process
def test_a_commit_is_cleaned_with_its_own_lib(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.cleaning.snapshot", str(tmp_path / "file.gz"), str(PAGES)]
    subprocess.run([*command, "--of", "HEAD"], cwd=ROOT, check=True, capture_output=True)
    assert load(tmp_path / "file.gz").keys() == snapshot([PAGES]).keys()
