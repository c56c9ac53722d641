"""The documents hold what they say: files exist, commands exist, pins carry their reason."""

import importlib
import re

import pytest

from lib.cli import verbs
from tests.documents import ROOT, examples, stations, text

PLACEHOLDERS = {
    "pages/9_Name.py",
    "lib/charts/name.py",
    "lib/actors/languages/xx.yaml",
    "tests/data/actors/languages/xx.yaml",
}


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "DECISIONS.md"])
def test_every_file_that_a_document_mentions_exists(document: str) -> None:
    pattern = r"[`(]((?:lib|pages|tests|bench|\.ci|\.streamlit)/[\w./-]+|app\.py)[`)]"
    named = set(re.findall(pattern, text(document))) - PLACEHOLDERS - examples().keys()
    assert named, "the document mentions no file"
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_decisions_are_an_index_of_short_lines() -> None:
    lines = text("DECISIONS.md").splitlines()
    assert len(lines) <= 300 and max(map(len, lines)) <= 200
    entries = [line for line in lines if line.startswith("- ")]
    assert len(entries) > 100
    assert [line for line in entries if not re.search(r" -> `[\w./-]+`$", line)] == []


def test_no_change_is_listed_twice() -> None:
    lines = [line for line in text("CHANGELOG.md").splitlines() if line.startswith("- ")]
    assert [line for line in set(lines) if lines.count(line) > 1] == []


def test_a_release_is_a_page_of_changes() -> None:
    _, *releases = text("CHANGELOG.md").split("\n## ")
    assert releases and max(release.count("\n- ") for release in releases) <= 80


def test_every_verb_stands_in_the_readme() -> None:
    readme = text("README.md")
    assert [verb for verb in verbs() if not re.search(rf"\b{verb}\b", readme)] == []


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_has_a_range_and_a_reason(file: str) -> None:
    lines = [line for line in text(file).splitlines() if line and line[0] != "#"]
    assert [line for line in lines if not re.match(r"[\w.-]+[=<>!~,.\d]+\s+# \S", line)] == []


def test_the_ci_runs_the_readme_s_test_command() -> None:
    assert "make test" in text(".ci/run") and "make test" in text("README.md")


@pytest.mark.parametrize("count", ["audit", "bench-path", "inventory"])
def test_a_count_installs_no_browser_and_nothing_for_tests(count: str) -> None:
    assert re.search(rf"^{count}: \.venv/ready\n", text("Makefile"), re.MULTILINE)


def test_the_way_through_the_code_has_ten_stations() -> None:
    assert len(stations()) == 10


@pytest.mark.parametrize(("module", "name"), stations(), ids=lambda part: part)
def test_a_station_of_the_way_through_the_code_exists(module: str, name: str) -> None:
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError:
        pytest.fail(
            f"CONTRIBUTING.md leads through {module}, which is not there: name the module it moved to"
        )
    assert callable(getattr(found, name, None)), f"{module} has no function {name}: CONTRIBUTING.md names it"
