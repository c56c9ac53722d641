"""Several figures in one file: a zip with pictures, data and sentences, a PDF with a figure a page."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from lib.export import figure as press
from lib.figures.basket import Look, basket
from lib.figures.verify import verify, verify_code
from lib.model.errors import FigureError
from lib.store.archive import open_for_reading
from tests.builders import archive, article, parsed

WANTED = ("timeline", "network?min=1&unit=paragraph", "tags_bar?q=nowhere")


@pytest.fixture(scope="module")
def pressroom() -> Iterator[None]:
    """Chromium for pictures, ended with the module."""
    yield
    press.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    stories = [
        article(
            f"Harbour story {day}", "Norland spoke with Sudmark.", tags=("Harbour",),
            published_at=datetime(2024, 4, day, 9, tzinfo=UTC),
        )
        for day in (1, 2)
    ]  # fmt: skip
    return archive(
        tmp_path, *(parsed(each, names={"Norland": "country", "Sudmark": "country"}) for each in stories)
    )


def test_a_zip_holds_pictures_with_recipes_their_data_and_their_sentences(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere")  # pages are drawn without one
    steps: list[tuple[int, int]] = []
    made = basket(
        path, WANTED, "zip", address="tags=Harbour", on_progress=lambda done, of, _: steps.append((done, of))
    )
    with zipfile.ZipFile(io.BytesIO(made)) as held:
        names = held.namelist()
        assert [name.split("-")[:2] for name in names[:4:2]] == [["01", "timeline"], ["02", "network"]]
        text = held.read("figures.md").decode()
        (pair,) = csv.DictReader(io.StringIO(held.read(names[3]).decode()))
        assert {pair["source"], pair["target"]} == {"Norland", "Sudmark"}
        with open_for_reading(path) as db:
            found = verify(db, held.read(names[2]), "network.html")
    assert found.verdict == "reproduced" and found.recipe and "unit=paragraph" in found.recipe.address
    assert (
        f"recipe {found.recipe.code}" in text
        and "A network of 2 actors" in text
        and steps == [(1, 2), (2, 2)]
    )


@pytest.mark.usefixtures("pressroom")
def test_a_pdf_has_a_figure_a_page_with_its_sentence(path: Path) -> None:
    made = PdfReader(io.BytesIO(basket(path, WANTED[:2], "pdf", look=Look(preset="slide", theme="print"))))
    first, second = made.pages
    assert float(first.mediabox.width) / float(first.mediabox.height) == pytest.approx(16 / 9, rel=0.01)
    words = " ".join(second.extract_text().split())
    assert "A network of 2 actors" in words and "Who is named with whom?" in words
    assert [str(each["/Title"]) for each in made.outline if isinstance(each, dict)][
        1
    ] == "Who is named with whom?"
    code = words.rpartition("recipe ")[2].strip()
    with open_for_reading(path) as db:
        assert verify_code(db, code).verdict == "reproduced"


def test_nothing_to_show_another_form_and_no_chromium_are_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere")
    for wanted, suffix, words in (
        (("timeline?q=nowhere",), "zip", "none of the figures has anything to show"),
        (("timeline",), "docx", 'as zip or pdf, not as "docx"'),
        (("timeline",), "pdf", 'BROWSER_PATH is "/nowhere"'),
        (("nothing",), "zip", 'There is no chart "nothing"'),
    ):
        with pytest.raises(FigureError, match=words):
            basket(path, wanted, suffix)
