"""No changed input breaks a parser; a million are tried in the soak, and what was found stays mended."""

from pathlib import Path

import pytest

from bench.fuzz import FOUND, PARSERS, attack, broken

KEPT = [(each.parent.name, each) for each in sorted(FOUND.glob("*/*"))]


@pytest.mark.parametrize("name", PARSERS)
def test_a_few_changed_inputs_break_no_parser(name: str) -> None:
    assert attack(name, PARSERS[name].runs // 50_000 or 1, seed=7) == []


@pytest.mark.parametrize(("name", "file"), KEPT, ids=[f"{name} {file.name}" for name, file in KEPT])
def test_what_broke_a_parser_once_is_mended(name: str, file: Path) -> None:
    assert broken(name, file.read_bytes()) == ""


@pytest.mark.soak
@pytest.mark.parametrize("name", PARSERS)
def test_a_million_changed_inputs_break_no_parser(name: str) -> None:
    assert attack(name, PARSERS[name].runs, seed=1) == []
