"""Every verb that takes a filter refuses what it cannot read: the API's sentence, exit 2, and no file."""

import argparse
from pathlib import Path

import pytest

from lib.cli import verbs
from lib.figures.lists import SUFFIXES
from lib.model.errors import UnreadableFilter
from lib.query.filter.address import filter_of
from tests.cli.conftest import Run
from tests.query.unreadable import UNREADABLE

TAKE_ONE = (
    ("digest", "FILTER", "--out=a.md"),
    *(("export", name, "FILTER", f"--out=a.{next(iter(forms))}") for name, forms in SUFFIXES.items()),
    ("export", "figures", "FILTER", "--out=a.zip"),
    ("export", "case", "FILTER", "--out=a.zip"),
    ("export", "timeline", "FILTER", "--out=a.csv"),
)


def test_each_verb_that_takes_a_filter_is_tried_here() -> None:
    taking = set()
    for name, verb in verbs().items():
        verb.arguments(parser := argparse.ArgumentParser())
        if "FILTER" in parser.format_usage():
            taking.add(name)
    assert taking == {arguments[0] for arguments in TAKE_ONE}


ADDRESSES = [address for address, _ in UNREADABLE]
# Each verb with one address, and one verb with each: what reads an address is one function.
TRIED = [(verb, ADDRESSES[0]) for verb in TAKE_ONE] + [(TAKE_ONE[0], each) for each in ADDRESSES[1:]]


@pytest.mark.parametrize(("arguments", "address"), TRIED)
def test_a_filter_that_cannot_be_read_writes_nothing(
    filled: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...],
    address: str,
) -> None:  # fmt: skip
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(UnreadableFilter) as refused:
        filter_of(address)
    status, out, err = run(*(address if each == "FILTER" else each for each in arguments))
    text = str(refused.value).split("; there are ")[0]  # a chart names its options too
    assert (status, out) == (2, "") and err.startswith(text)
    assert not list(Path().iterdir())


OPTIONS = (
    ("timeline", "by=moon", "is one of none, tag"),
    ("network", "min=few", "a whole number from 1 on"),
    ("timeline", "sicne=2024-01-01", "there are q, since"),
    ("timeline", "sicne=2024-01-01", "theme, by, unit"),
    ("compare", "against=since%3Dgarbage", "“garbage” is no date"),
    ("compare", "against=earlier", "“earlier” is no parameter"),
)


@pytest.mark.parametrize(("name", "address", "words"), OPTIONS)
def test_an_option_of_a_chart_that_cannot_be_read_is_wrong_usage(
    filled: Path, run: Run, tmp_path: Path, name: str, address: str, words: str
) -> None:
    status, out, err = run("export", name, address, "-o", str(tmp_path / "a.csv"))
    assert (status, out) == (2, "") and words in err
    figure = ("export", "figures", "-o", str(tmp_path / "a.zip"), "--figure", f"{name}?{address}")
    assert run(*figure)[0] == 2
    assert not list(tmp_path.glob("a.*"))


def test_what_of_a_search_was_not_understood_is_said(filled: Path, run: Run, tmp_path: Path) -> None:
    status, _, err = run("export", "articles", "q=fog OR", "-o", str(tmp_path / "a.csv"))
    assert (status, err) == (0, "At character 5: OR needs something on both sides; it was left out.\n")
    status, _, err = run("digest", "q=fog date:soon")
    assert status == 0 and "After date: comes a date" in err
    assert run("digest", "q=fog")[2] == ""
