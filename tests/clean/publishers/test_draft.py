"""A drafted file is a module that imports, and its rules act."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.clean import clean, publishers
from lib.clean.publishers.draft import draft, file_name
from tests.clean.markup import story

EXTRA = "<div class='tide'><p>High water at the old quay is at nine in the morning and at ten.</p></div>"
NOTE = "<p class='note'>The harbour master's office may be reached by telephone on every day of the week.</p>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder that is walked beside the publishers' own."""
    monkeypatch.setattr(publishers, "__path__", [*publishers.__path__, str(tmp_path)])
    publishers.by_domain.cache_clear()
    yield tmp_path
    publishers.by_domain.cache_clear()


def test_a_file_is_named_after_the_domain() -> None:
    assert file_name("harbour-post.co.uk") == "harbour_post_co_uk.py"


def test_a_draft_imports_and_acts(folder: Path) -> None:
    text = draft("harbourpost.example", cut={'div[class="tide"]': "box"}, keep={"p.note": "caption"})
    (folder / file_name("harbourpost.example")).write_text(text, encoding="utf-8")
    cleaned = clean(story(EXTRA + NOTE))
    assert [cut.rule for cut in cleaned.cuts if cut.text.startswith("High water")] == ["box"]
    assert [
        block.zone for block in cleaned.article.blocks if block.text.startswith("The harbour master's")
    ] == ["caption"]


def test_a_draft_without_rules_is_a_module_all_the_same() -> None:
    names: dict[str, object] = {}
    exec(draft("harbourpost.example"), names)
    (row,) = names["RULES"]  # type: ignore[misc]
    assert row.domains == ("harbourpost.example",) and not row.cut and not row.keep
