"""A saved chart is checked on the Workbench page, and its view opened again."""

import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st

from lib import figures
from lib.figures.recipes import recipe_of
from lib.model.mention import Kind
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.journal import recipes
from lib.ui.view import view_of
from lib.ui.workbench import check_figure
from tests import builders
from tests.builders import article, parsed
from tests.ui.conftest import Sheets

NAMES: dict[str, Kind] = {"Norway": "country", "Sweden": "country"}


@pytest.fixture
def archive(empty_home: Path) -> Path:
    """The reader's own archive, with one story."""
    story = article("Harbour opens", "Norway met Sweden.", tags=("War",))
    return builders.archive(empty_home, parsed(story, names=NAMES))


def chart(archive: Path) -> bytes:
    out = archive.with_name("network.html")
    figures.export("network", "min=1&unit=paragraph&tags=War&theme=dark", archive=archive, out=out)
    return out.read_bytes()


def shown(
    sheets: Sheets, monkeypatch: pytest.MonkeyPatch, content: bytes | None = None, code: str = ""
) -> str:
    file = None
    if content:
        file = io.BytesIO(content)
        file.name = "chart.html"
    monkeypatch.setattr(st, "file_uploader", lambda *_, **__: file)
    monkeypatch.setattr(st, "text_input", lambda *_, **__: code)
    check_figure.check_figure(view_of("workbench", {}, "own"))
    return sheets["figure-verdict"]


def test_a_dropped_chart_gets_its_verdict_and_opens_again(
    archive: Path, sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = chart(archive)
    said = shown(sheets, monkeypatch, held)
    assert "<h3>Reproduced</h3>" in said and "/actors?tags=War" in said and "show=network" in said
    assert "theme" not in said and "as_of" not in said and "A hash shows accidents" in said
    later = parsed(article("Fog & <b>rain</b>", "Norway met Sweden.", tags=("War",)), names=NAMES)
    save(archive, [later])
    said = shown(sheets, monkeypatch, held)
    assert "<h3>The archive has changed</h3>" in said and "+1 story since" in said and "as_of=" in said
    assert "Fog &amp; &lt;b&gt;rain" in said
    assert "altered" in shown(sheets, monkeypatch, held.replace(b"<body>", b"<body>!"))
    assert "is no PNG" in shown(sheets, monkeypatch, b"GIF89a")


def test_a_typed_code_gets_its_verdict(
    archive: Path, sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart(archive)
    code = recipes.read(archive)[0].code
    assert "<h3>Reproduced</h3>" in shown(sheets, monkeypatch, code=code.lower())
    assert "No figure with the code" in shown(sheets, monkeypatch, code="nonsense <b>")
    assert "<b>" not in shown(sheets, monkeypatch, code="nonsense <b>").replace("</", "<")


SHOWN = {
    "actors_bar", "authors_bar", "compare", "ego", "matrix", "network", "networks", "over_time",
    "publishers_bar", "strip", "tags_bar", "timeline", "two_actors",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SHOWN | ({*figures.NAMES} & {*check_figure.PAGES})))
def test_every_chart_has_a_page_that_shows_it(archive: Path, name: str) -> None:
    address = "q=harbour" + ("&actor=Norway&other=Sweden" if name == "over_time" else "")
    with open_for_reading(archive) as db:
        recipe = recipe_of(db, figures.draw_address(name, address, db))
    href = check_figure.same_view(view_of("workbench", {}, "own"), recipe).href()
    assert parse_qs(urlsplit(href).query)["q"] == ["harbour"]
    assert name == "strip" or urlsplit(href).path != "/"
    assert ("pair=" in href) is (name == "over_time")
    assert ("each=publisher" in href) is (name == "networks")


@pytest.mark.parametrize("name", ["over_time", "two_actors"])
def test_a_chart_of_two_actors_opens_the_page_of_the_two(archive: Path, name: str) -> None:
    with open_for_reading(archive) as db:
        recipe = recipe_of(db, figures.draw_address(name, "actor=country/norway&versus=country/sweden", db))
    view = check_figure.same_view(view_of("workbench", {}, "own"), recipe)
    assert dict(view.own) == {"show": "two", "two": "country/norway~~country/sweden"}


def test_a_chart_that_no_page_shows_gets_its_verdict_without_a_link(
    archive: Path, sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = chart(archive)
    monkeypatch.delitem(check_figure.PAGES, "network")
    said = shown(sheets, monkeypatch, held)
    assert "<h3>Reproduced</h3>" in said and "Open this view" not in said
