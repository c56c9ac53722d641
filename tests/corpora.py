"""Sets of hostile inputs that lie outside the project: the folder that WIREROOM_CORPORA names."""

import os
from pathlib import Path

import pytest


def hostile(name: str) -> Path:
    """Return the folder of one set; a test that asks for it is skipped where there is none."""
    chosen = os.environ.get("WIREROOM_CORPORA", "")
    folder = Path(chosen) / "hostile" / "open" / name
    if not chosen or not folder.is_dir():
        pytest.skip("set WIREROOM_CORPORA to the folder of the corpora to run this")
    return folder
