"""Measures the cleaning beside other libraries: `python -m bench.cleaning CORPUS SCORER`."""

from bench.cleaning.coverage import coverage_violations

__all__ = ["coverage_violations"]
