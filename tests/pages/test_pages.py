"""Every page runs to its end on the sample, on an empty home, and on an archive that cannot be opened."""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from lib.model.filter import Filter
from lib.query.names_sought import BRIEF
from lib.query.stories import newest
from lib.store.archive import create, open_for_reading
from lib.store.journal import views
from lib.store.journal.journal import Journal
from lib.store.upkeep.backup import backup
from lib.ui import component
from lib.ui.usual_archive import usual_archive
from tests.builders import archive, article, parsed
from tests.running import ROOT, opened

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
ADDRESSES: dict[str, dict[str, str]] = {
    "filtered": {"tags": "Cuba", "since": "1962-10-22", "until": "1962-10-24"},
    "empty": {"q": "zzzzzzzz"},
    "nonsense": {
        "since": "never", "zones": "moon", "unit": "fortnight", "page": "x", "article": "none", "pair": "a",
    },
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_on_the_sample(page: str, sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(sample_home))
    shown = opened(page)
    assert not shown.exception
    for name, address in ADDRESSES.items():
        shown.query_params.clear()
        shown.query_params.update(address)
        assert not shown.run().exception, name


def test_a_search_over_the_limits_is_refused_in_the_place_of_the_page(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(sample_home))
    app = opened(PAGES[1], {"q": "a* " * 600})
    assert not app.exception
    shown = " ".join(str(each.proto) for each in app.main)
    assert "may have 80; leave some out." in shown


HOMES: Mapping[str, Callable[[Path], object]] = {
    "without any archive": lambda path: None,
    "with one without stories": create,
    "with a damaged one": lambda path: path.write_bytes(b"not a database" * 400),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.archive
def test_a_page_runs_in_a_home_without_stories(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = None
    for name, home in HOMES.items():
        monkeypatch.setenv("WIREROOM_HOME", str(tmp_path / name))
        (tmp_path / name).mkdir()
        home(tmp_path / name / "archive.duckdb")
        shown = shown.run() if shown else opened(page)
        assert not shown.exception, name


@pytest.mark.parametrize("page", PAGES[:2])
def test_on_a_full_disk_everything_is_read_and_what_cannot_be_noted_is_said(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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


NAMED_ON: list[tuple[str, dict[str, str], str]] = [  # a page, its address, and where the line stands there
    ("1_Desk", {}, 'class="rail"'),
    ("2_Read", {"article": ""}, 'class="cast"'),
    ("4_Actors", {"show": "ego"}, "Written as"),
    ("5_Browse", {"show": "actors"}, "2 names"),
]


@pytest.mark.parametrize(("page", "address", "there"), NAMED_ON)
def test_where_names_are_read_it_is_said_that_fewer_are_found_in_the_language_of_stories(
    page: str, address: dict[str, str], there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(component, "sheet", lambda markup, *_: shown.append(markup))
    for code in ("<b>x", "en"):
        shown.clear()
        home = tmp_path / code
        monkeypatch.setenv("WIREROOM_HOME", str(home))
        captures = [
            parsed(
                article(f"Fog {n}", f"Norland met Sudland {n} times.", language=code),
                names={"Norland": "country", "Sudland": "country"},
            )
            for n in (2, 3)
        ]
        with open_for_reading(archive(home, *captures)) as db:
            story = str(newest(db, Filter())["article_id"].iloc[0])
        assert not opened(page, {key: value or story for key, value in address.items()}).exception
        (part,) = [each for each in shown if there in each]
        assert (f"<summary>{BRIEF} <" in part, "<b>x" in part) == (code != "en", False)
        numbered = "" if page == "2_Read" else " (2 stories)"
        assert (f"<p>Looked for in &lt;b&gt;x{numbered}: names of the" in part) == (code != "en")


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
    assert not opened(PAGES[0]).exception
    assert any("The archive is gone" in each and "Backups of it are there" in each for each in said)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_thin(page: str) -> None:
    source = (ROOT / "pages" / f"{page}.py").read_text(encoding="utf-8")
    assert len(source.splitlines()) < 80
    assert not re.search(r"session_state|plotly|duckdb|\bselect\b.+\bfrom\b", source, re.I)
