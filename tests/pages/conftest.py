"""Streamlit's test runner leaves its script behind as __main__, which workers of later tests would run."""

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def main_module_restored() -> Iterator[None]:
    """Puts back the module that ran before the page."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
