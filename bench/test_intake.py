"""Altered pages are stories of their own."""

from itertools import islice
from pathlib import Path

from bench.intake import pages_of
from lib.ingest.run import ingest
from tests.ingest.conftest import page


def test_each_page_is_another_story(tmp_path: Path) -> None:
    corpus, made = tmp_path / "corpus", tmp_path / "made"
    corpus.mkdir()
    made.mkdir()
    for day, subject in enumerate(("ferry", "bridge"), 1):
        (corpus / f"{subject}.html").write_text(page(subject, day), encoding="utf-8")
    for name, data in islice(pages_of(corpus), 6):
        (made / name.removesuffix(".gz")).write_bytes(data)
    summary = ingest([made], archive=tmp_path / "archive.duckdb", jobs=1)
    assert (summary.counts.stored, summary.counts.revised, summary.counts.known) == (6, 0, 0)
