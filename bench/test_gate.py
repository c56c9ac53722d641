"""The cleaning held against its floors on real pages, where these are at hand.

`WIREROOM_CORPORA` names a folder with `pages/open` and `text/open`; the scorer is `score/pages.py` in it, or
the file that `WIREROOM_SCORER` names.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("kind", ["pages", "text"])
def test_cleaning_stands_on_its_floors(kind: str) -> None:
    if not (named := os.environ.get("WIREROOM_CORPORA")):
        pytest.skip("WIREROOM_CORPORA names no folder with pages/open, text/open and score/pages.py")
    folder = Path(named).resolve()
    corpus = folder / kind / "open"
    scorer = Path(os.environ.get("WIREROOM_SCORER", folder / "score" / "pages.py")).resolve()
    assert corpus.is_dir() and scorer.is_file(), f"{corpus} and {scorer} are to be there"
    command = [sys.executable, "-m", "bench.cleaning", str(corpus), str(scorer), "--alone"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout + answer.stderr
