"""The list of a selection as a file, with texts or as citations."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import yaml
from lxml import etree, html

from lib.export import book
from lib.figures.lists import SUFFIXES, list_file
from lib.model.errors import FigureError
from lib.model.filter import Choice, Filter
from lib.query.listing import COLUMNS, listing
from lib.store.archive import open_for_reading
from lib.store.journal import marks
from tests.builders import archive, article, parsed


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    stories = [
        article(
            f"Harbour story {day}", "=Norland spoke.", "More.",
            tags=("Harbour",) if day < 5 else ("Ferries",),
            authors=("Ada Lindqvist", "Bo"), site_name="The Harbour", canonical_url=f"https://harbour.example/{day}",
            published_at=datetime(2024, 4, day, 9, tzinfo=UTC) if day < 9 else None, published_as=None,
        )
        for day in (1, 2, 5, 9)
    ]  # fmt: skip
    return archive(tmp_path_factory.mktemp("lists"), *map(parsed, stories))


def written(path: Path, name: str, suffix: str, criteria: Filter | None = None) -> bytes:
    with open_for_reading(path) as db:
        return list_file(db, name, criteria or Filter(tags=Choice(any=("Harbour",))), suffix)


def test_the_list_is_a_table_with_the_newest_first(path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(written(path, "articles", "csv").decode())))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["headline"], row["day"]) for row in rows] == [
        ("Harbour story 2", "2024-04-02"), ("Harbour story 1", "2024-04-01"),
    ]  # fmt: skip
    assert (
        rows[0]["authors"] == "Ada Lindqvist; Bo" and rows[0]["canonical_url"] == "https://harbour.example/2"
    )
    frame = pd.read_parquet(io.BytesIO(written(path, "articles", "parquet", Filter())))
    assert len(frame) == 4 and frame["day"].tolist()[-1] is None and frame["day"].iloc[0] == date(2024, 4, 5)


def test_the_list_is_a_workbook_whose_second_sheet_explains_the_columns(path: Path) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(written(path, "articles", "xlsx")))
    stories, columns = workbook.worksheets
    head, first, _ = stories.iter_rows(values_only=True)
    assert head == COLUMNS == tuple(row[0] for row in columns.iter_rows(min_row=2, values_only=True))
    row = dict(zip(head, first, strict=True))
    assert (row["headline"], row["authors"]) == ("Harbour story 2", "Ada Lindqvist; Bo")
    assert all(cell.data_type in "sn" for line in stories.iter_rows() for cell in line)  # nothing that is run


def test_articles_are_one_page_that_asks_for_nothing(path: Path) -> None:
    page = html.document_fromstring(written(path, "articles", "html").decode())
    assert [each.text for each in page.iter("h1")] == ["Harbour story 2", "Harbour story 1"]
    assert [link.get("href") for link in page.find(".//nav").iter("a")] == ["#story-1", "#story-2"]
    assert "=Norland spoke." in page.text_content() and not list(page.iter("script", "img", "link"))
    assert "default-src 'none'" in page.find(".//meta[@http-equiv]").get("content")


def test_a_book_names_no_label_of_the_reader_s(path: Path) -> None:
    with open_for_reading(path) as db:
        marks.add_label(path, listing(db, Filter())["article_id"].iloc[0], "Embargoed")
    page = written(path, "articles", "html", Filter(labels=("Embargoed",))).decode()
    assert "Embargoed" not in page and "with labels of the reader" in page


def test_articles_are_an_epub_whose_parts_are_there_and_well_formed(path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(written(path, "articles", "epub", Filter()))) as made:
        first = made.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert made.read("mimetype") == b"application/epub+zip"
        container = etree.fromstring(made.read("META-INF/container.xml"))
        (root,) = (each.get("full-path") for each in container.iter("{*}rootfile"))
        package = etree.fromstring(made.read(root))
        parts = {each.get("id"): each.get("href") for each in package.iter("{*}item")}
        spine = [parts[each.get("idref")] for each in package.iter("{*}itemref")]
        assert len(spine) == 5 and set(parts.values()) <= set(made.namelist())
        links = [each.get("href") for each in etree.fromstring(made.read(spine[0])).iter("{*}a")]
        assert links == spine[1:]
        chapter = etree.fromstring(made.read(spine[1]))
        assert "=Norland spoke." in "".join(chapter.itertext()) and chapter.get("lang") == "en"


def epubcheck() -> list[str]:
    """Return the command of EPUBCheck: the program, or Java with the jar that EPUBCHECK names."""
    if program := shutil.which("epubcheck"):
        return [program]
    jar = os.environ.get("EPUBCHECK")
    return ["java", "-jar", jar] if jar and shutil.which("java") else []


@pytest.mark.soak
@pytest.mark.process
@pytest.mark.skipif(not epubcheck(), reason="No EPUBCheck here: install it, or name its jar in EPUBCHECK.")
def test_epubcheck_finds_nothing(path: Path, tmp_path: Path) -> None:
    strange = article("Bell \x07 & <b>tag</b>", "He said <i>so</i> \ufffe.", authors=("A \x1f B",), id="a")
    books = {"list": written(path, "articles", "epub", Filter()), "strange": book.epub([strange], "<&>")}
    for name, content in books.items():
        file = tmp_path / f"{name}.epub"
        file.write_bytes(content)
        done = subprocess.run([*epubcheck(), file], capture_output=True, text=True)
        assert done.returncode == 0 and "No errors or warnings detected" in done.stdout + done.stderr, done


def test_letters_that_xml_cannot_write_spoil_no_book() -> None:
    story = article("Bell \x07 & <b>tag</b>", 'He said \x0b "so" \ufffe.', authors=("A \x1f B",), id="a")
    page = book.page([story], "Bells & <i>").decode()
    chapter = zipfile.ZipFile(io.BytesIO(book.epub([story], "Bells & <i>"))).read("story-1.xhtml")
    for text in (page, "".join(etree.fromstring(chapter).itertext())):
        assert "said" in text and not re.search("[\x00-\x08\x0b\x1f\ufffe]", text)
    assert "<b>" not in page and "<i>" not in page and "Bell  &amp; &lt;b&gt;tag" in page


def test_articles_are_lines_of_json_with_their_texts(path: Path) -> None:
    first, second = map(json.loads, written(path, "articles", "jsonl").splitlines())
    assert first["text"].endswith("=Norland spoke.\n\nMore.") and first["published_at"].startswith(
        "2024-04-02T"
    )
    assert (first["authors"], second["tags"]) == (["Ada Lindqvist", "Bo"], ["Harbour"])


def test_articles_are_markdown_with_front_matter(path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(written(path, "articles", "zip", Filter()))) as held:
        assert len(held.namelist()) == 4 and all(name.endswith(".md") for name in held.namelist())
        text = held.read(held.namelist()[0]).decode()
    assert (
        yaml.safe_load(text.split("---\n")[1])["title"] == "Harbour story 5" and "# Harbour story 5" in text
    )


def test_citations_name_address_and_day(path: Path) -> None:
    bib, ris, csl = (written(path, "citations", suffix).decode() for suffix in SUFFIXES["citations"])
    assert "url = {https://harbour.example/2}" in bib and "date = {2024-04-02}" in bib
    assert "UR  - https://harbour.example/2" in ris and "DA  - 2024/04/02" in ris
    assert json.loads(csl)[0]["issued"] == {"date-parts": [[2024, 4, 2]]}
    assert "organization = {{The Harbour}}" in bib and "T2  - The Harbour" in ris
    assert json.loads(csl)[0]["container-title"] == "The Harbour"


def test_no_story_is_told_and_so_is_another_format(path: Path) -> None:
    for name, held in SUFFIXES.items():
        with pytest.raises(FigureError, match="Nothing was written: no story fits"):
            written(path, name, next(iter(held)), Filter(text="nowhere"))
    with pytest.raises(FigureError, match='cannot be written as "docx"; choose one of bib, ris or json'):
        written(path, "citations", "docx")
