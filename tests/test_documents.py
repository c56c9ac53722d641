"""The documents hold what they say: files exist, commands exist, pins carry their reason."""

import re
from pathlib import Path

import pytest

from lib.cli import verbs

ROOT = Path(__file__).resolve().parents[1]
PLACEHOLDERS = {"pages/9_Name.py", "lib/charts/name.py", "lib/capture/name.py"}


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "DECISIONS.md"])
def test_every_file_that_a_document_mentions_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = (
        set(re.findall(r"[`(]((?:lib|pages|tests|\.ci|\.streamlit)/[\w./-]+|app\.py)[`)]", text))
        - PLACEHOLDERS
    )
    assert named, "the document mentions no file"
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_verb_stands_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [verb for verb in verbs() if not re.search(rf"\b{verb}\b", text)] == []


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_has_a_range_and_a_reason(file: str) -> None:
    lines = [
        line for line in (ROOT / file).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
    ]
    assert [line for line in lines if not re.match(r"[\w.-]+[=<>!~,.\d]+\s+# \S", line)] == []


def test_the_ci_runs_the_readme_s_test_command() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
