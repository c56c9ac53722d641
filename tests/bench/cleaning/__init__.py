"""Measures the cleaning beside other libraries: `python -m tests.bench.cleaning CORPUS SCORER`."""

from tests.bench.cleaning.coverage import coverage_violations

__all__ = ["coverage_violations"]
