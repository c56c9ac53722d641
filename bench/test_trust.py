"""Calibration of the confidence, on pages whose figures are known."""

import pytest

from bench.cleaning.trust import calibration_error, found_among_the_worst


def test_the_calibration_error_is_the_mean_distance_of_confidence_and_score() -> None:
    assert calibration_error([(0.9, 0.9), (0.5, 0.5)]) == pytest.approx(0.0)
    assert calibration_error([(0.95, 0.75), (0.55, 0.55)]) == pytest.approx(0.1)
    assert calibration_error([(0.95, 1.0), (0.91, 0.86)]) == pytest.approx(0.0)  # of one bin


def test_bad_pages_are_counted_among_the_worst_tenth_and_in_all() -> None:
    pages = [(0.2, 0.1), (0.3, 0.99), *[(0.9, 0.95)] * 17, (0.99, 0.4)]
    assert found_among_the_worst(pages) == (1, 2)
