"""Every page runs to its end on the sample, on an empty home, and on an archive that cannot be opened."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.model.filter import Filter
from lib.query.stories import newest
from lib.store.archive import create, open_for_reading
from lib.store.journal import views
from lib.store.journal.journal import Journal
from lib.store.upkeep.backup import backup
from lib.ui import component
from lib.ui.cache import usual_archive
from tests.builders import archive, article, parsed

ROOT = Path(__file__).resolve().parents[2]
FRAME = str(ROOT / "lib" / "ui" / "frame.py")
PAGES = sorted((ROOT / "pages").glob("*.py"))
ADDRESSES: dict[str, dict[str, str]] = {
    "plain": {},
    "filtered": {"tags": "Cuba", "since": "1962-10-22", "until": "1962-10-24"},
    "empty": {"q": "zzzzzzzz"},
    "nonsense": {
        "since": "never",
        "zones": "moon",
        "unit": "fortnight",
        "page": "x",
        "article": "none",
        "pair": "a",
    },
}


def opened(page: Path, address: dict[str, str]) -> AppTest:
    """Return the page, run once with the address."""
    app = AppTest.from_file(FRAME, default_timeout=90)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    if page != PAGES[0]:
        app.switch_page(f"../../pages/{page.name}").run()
    return app


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_runs_on_the_sample(
    page: Path, address: dict[str, str], sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(sample_home))
    assert not opened(page, address).exception


def test_a_search_over_the_limits_is_refused_in_the_place_of_the_page(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(sample_home))
    app = opened(PAGES[1], {"q": "a* " * 600})
    assert not app.exception
    shown = " ".join(str(each.proto) for each in app.main)
    assert "may have 80; leave some out." in shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_runs_without_any_archive(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    assert not opened(page, {}).exception


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_runs_on_an_archive_without_stories(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    create(tmp_path / "archive.duckdb")
    assert not opened(page, {}).exception


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_damaged_archive_is_a_page_and_not_a_traceback(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    (tmp_path / "archive.duckdb").write_bytes(b"not a database" * 400)
    assert not opened(page, {}).exception


@pytest.mark.parametrize("page", PAGES[:2], ids=lambda page: page.stem)
def test_on_a_full_disk_everything_is_read_and_what_cannot_be_noted_is_said(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    path, shown = archive(tmp_path, parsed(article("Fog", tags=("Port",)))), list[str]()
    views.save(path, "Ports", "tags=Port", batch=0)
    with open_for_reading(path) as db:
        story = str(newest(db, Filter())["article_id"].iloc[0])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "journal.jsonl")

    monkeypatch.setattr(Journal, "append", full)
    monkeypatch.setattr(component, "sheet", lambda markup, *_: shown.append(markup))
    address = {"article": story} if page == PAGES[1] else {}
    for own in (address, {**address, "tags": "Port"}):
        shown.clear()
        assert not opened(page, own).exception
        assert any("journal.jsonl could not be used (No space left on device)" in each for each in shown)
        assert any("<h1>Fog" in each or ">Fog</a>" in each for each in shown)


def test_an_archive_that_is_gone_is_no_empty_newsroom_where_backups_are(
    sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    shutil.copy(sample_home / "sample.duckdb", tmp_path / "sample.duckdb")
    create(tmp_path / "archive.duckdb")
    backup(tmp_path / "archive.duckdb")
    (tmp_path / "archive.duckdb").unlink()
    said: list[str] = []
    monkeypatch.setattr(component, "sheet", lambda markup, *_: said.append(markup))
    assert usual_archive() == "own"
    assert not opened(PAGES[0], {}).exception
    assert any("The archive is gone" in each and "Backups of it are there" in each for each in said)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_thin(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 80
    assert not re.search(r"session_state|plotly|duckdb|\bselect\b.+\bfrom\b", source, re.I)
