"""The recipes of CONTRIBUTING.md, followed in a copy of the project: the files that they name suffice."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from tests.documents import ROOT, examples

RECIPES = {
    "wording": ["lib/clean/words/furniture.yaml"],  # a row more
    "question": ["lib/query/weekdays.py"],
    "chart": ["lib/charts/weekdays_bar.py"],
    "page": ["pages/9_Weekdays.py"],
    "format": ["lib/capture/pages/note.py", "tests/data/captures/sample.note"],
    "publisher": [
        "lib/clean/publishers/tidewatch_example.yaml",
        "tests/data/publishers/tidewatch.example/quay-opens/source.html",
        "tests/data/publishers/tidewatch.example/quay-opens/expected.json",
    ],
    "actor": ["lib/actors/records/organisations.yaml"],  # a record more
}
CHART = "lib/charts/weekdays_bar.py"
OF_CHARTS = (
    "tests/charts/test_contract.py", "tests/figures/test_drawing.py",
    "tests/charts/test_colours.py", "tests/charts/test_slides.py",
    "tests/figures/test_verify.py::test_every_chart_is_reproduced", "tests/figures/test_saved_before.py",
    "tests/ui/workbench/test_check_figure.py",
)  # fmt: skip
OF_ALL = (
    *OF_CHARTS, "tests/pages/test_pages.py", "tests/capture/test_formats.py",
    "tests/clean/publishers/test_publishers.py", "tests/clean/test_patterns.py", "tests/clean/test_clean.py",
)  # fmt: skip
ADDED = (
    "weekdays_bar or tags_columns or of_every_chart or (9_Weekdays and not sample) or (format and note) "
    "or tidewatch or furniture or fixture_page"
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's code and tests, compiled as far as they are here, without what the recipes add."""
    for folder in ("lib", "pages", "tests", "bench"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def files(folder: Path) -> dict[str, str]:
    """Return the hash of each file that the project keeps."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def write(folder: Path, wanted: Mapping[str, str]) -> None:
    """Write files; a record is added to a file that is there."""
    for name, content in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = f"\n{content}" if path.exists() else content
        with path.open("a", encoding="utf-8") as file:
            file.write(content)


def python_files() -> list[str]:
    """Return the paths of the examples that are code."""
    return [name for name in examples() if name.endswith(".py")]


def run(folder: Path, *command: str | Path) -> str:
    """Return what a command prints that ends well in the folder."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "WIREROOM_"))}
    done = subprocess.run(
        command, cwd=folder, env=own | {"PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, text=True,
        timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-2_000:]
    return done.stdout


def passed(folder: Path, tests: tuple[str, ...], which: str) -> str:
    """Return the names of the tests that pass; one that fails is shown."""
    chosen = ("-rp", "-p", "no:cacheprovider", "-m", "not soak", "-k", which)
    return run(folder, sys.executable, "-m", "pytest", *chosen, *tests)


def test_each_recipe_writes_as_few_files_as_it_says() -> None:
    assert [*examples()] == [name for names in RECIPES.values() for name in names]
    assert [name for names in RECIPES.values() for name in names if (ROOT / name).exists()] == [
        *RECIPES["wording"],
        *RECIPES["actor"],
    ]


@pytest.mark.process
def test_every_recipe_holds_and_a_used_name_is_refused(copy: Path) -> None:
    before = files(copy)
    of_known_question = examples()[CHART]
    for mine, known in (("weekdays.counts", "tags.counts"), ('"weekday"', '"tag"'), (".weekday", ".tag")):
        assert mine in of_known_question
        of_known_question = of_known_question.replace(mine, known)
    write(copy, {**examples(), "lib/charts/tags_columns.py": of_known_question})
    note = passed(copy, OF_ALL, ADDED)
    assert all(
        each in note
        for each in ("[weekdays_bar", "9_Weekdays", "[note]", "[tidewatch", "wording_of_furniture")
    )
    assert all(test.partition("::")[0] in note for test in OF_CHARTS[:6])
    assert "tags_columns" in note
    run(copy, Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache")
    run(copy, Path(sys.executable).with_name("ruff"), "check", "--no-cache", *map(Path, python_files()))
    after = files(copy)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {*examples(), "lib/charts/tags_columns.py"}

    proof = run(copy, sys.executable, "-m", "tests.examples_proof")
    assert proof.split() == ["wording", "question", "chart", "page", "format", "publisher", "actor"]

    write(copy, {"lib/charts/tags_bar.py": examples()[CHART]})
    asked = "from lib.charts import charts\ntry: charts()\nexcept Exception as error: print(error)"
    assert "tags_bar.py brings a chart called tags_bar, and there is one already" in run(
        copy, sys.executable, "-c", asked
    )
