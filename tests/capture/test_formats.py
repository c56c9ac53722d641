"""Every module of the folder with SUFFIXES is a format, with a sample that proves it."""

from pathlib import Path

import pytest

from lib.capture import read
from lib.capture.formats import format_of, formats, suffixes
from lib.model.capture import Capture

SAMPLES = Path(__file__).parents[1] / "data" / "captures"
NAMES = [
    ("page.HTML", b"", "saved_html"),
    ("page.html.gz", b"", "saved_html"),
    ("page.txt", b"<html>", "plain_text"),
    ("page", b"<!doctype html><p>x", "saved_html"),
    ("page", b"Old quay reopens", "plain_text"),
    ("page", b"\0\1\2", None),
]


def name_of(module: object) -> str:
    return str(getattr(module, "__name__", "")).rsplit(".", 1)[-1]


@pytest.mark.parametrize("suffix", suffixes())
def test_a_format_reads_the_sample_of_each_of_its_suffixes(suffix: str) -> None:
    sample = SAMPLES / f"sample{suffix}"
    assert sample.is_file(), f"put a small page of your own writing into {sample} to prove the format"
    (capture,) = read(sample)
    assert isinstance(capture, Capture)
    assert "harbour master" in capture.content


def test_no_two_formats_share_a_suffix() -> None:
    assert len(set(suffixes())) == len(suffixes())


@pytest.mark.parametrize(("name", "head", "expected"), NAMES)
def test_a_format_is_chosen_by_suffix_then_by_content(name: str, head: bytes, expected: str | None) -> None:
    chosen = format_of(name, head)
    assert (chosen and name_of(chosen)) == expected


def test_formats_are_found_without_a_list() -> None:
    assert {name_of(each) for each in formats()} >= {"saved_html", "plain_text"}
