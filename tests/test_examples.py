"""The examples of CONTRIBUTING.md, written into a copy of the project and executed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents import ROOT, examples

PROOF = Path(__file__).with_name("examples_proof.py")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's code with the file of every example; a record is added to a file that is there."""
    for folder in ("lib", "pages"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "builders.py", tmp_path / "tests")
    for name, content in examples().items():
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{content}" if name.endswith(".yaml") else content)
    return tmp_path


def test_there_is_an_example_for_each_kind_of_file() -> None:
    assert {name.rpartition("/")[0] for name in examples()} == {
        "lib/query", "lib/charts", "pages", "lib/capture/pages", "lib/clean/publishers", "lib/actors/records",
    }  # fmt: skip


@pytest.mark.process
def test_every_example_does_what_it_says(copy: Path) -> None:
    shutil.copy(PROOF, copy / "proof.py")
    done = subprocess.run(
        [sys.executable, "proof.py"], cwd=copy, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split() == ["question", "chart", "page", "format", "publisher", "actor"]
