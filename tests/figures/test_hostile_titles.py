"""Titles that a spreadsheet, a reference manager, a reader or a file system would act on, in every list."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path, PureWindowsPath

import openpyxl
import pandas as pd
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from lxml import etree, html

from lib.export.tables import disarm
from lib.figures.lists import list_file
from lib.model.filter import Filter
from lib.store.archive import open_for_reading
from tests.builders import archive, article, parsed
from tests.corpora import hostile

OWN = (
    "=2+3", '=HYPERLINK("https://away.test","tide")', "+4", "-5", "@NOW()", "=cmd|' /C dir'!B1",
    'low, "high', "../../up", "/top/of/all", "..\\down", "AUX", "prn.txt", ".", "..", "w" * 400,
    "quay <b>closed</b> & {open}", "![tide](https://away.test/t.gif)", "[bell](javascript:ring(1))",
    "$5 and $6", "# one", "* two", ":blue[three]", "a}, url = {https://away.test}", "TY  - JOUR",
    "--- x: y", "]]> <script>ring(1)</script>",
)  # fmt: skip
LINK = re.compile(r"(?<!\\)\]\(<?([^)>]*)")  # of Markdown, its signs not disarmed


def _csv(content: bytes) -> list[str]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    return [row["headline"] for row in rows]


def _xlsx(content: bytes) -> list[str]:
    head, *rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows()
    at = [cell.value for cell in head].index("headline")
    assert all(cell.data_type in "sn" and cell.hyperlink is None for row in rows for cell in row)
    return [str(row[at].value) for row in rows]


def _zip(content: bytes) -> list[str]:
    """Return the titles of the stories' files, which any system can lay into one folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        names = held.namelist()
        written = [held.read(name).decode() for name in names]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(PureWindowsPath(name).name == name and len(name.encode()) <= 255 for name in names)
    links = [link for text in written for link in LINK.findall(text.partition("---\n\n")[2])]
    assert all(link.startswith("https://quay.example/") for link in links)
    return [yaml.safe_load(text.split("---\n")[1])["title"] for text in written]


def _html(content: bytes) -> list[str]:
    page = html.document_fromstring(content.decode())
    assert not [each for name in ("script", "img", "iframe") for each in page.iter(name)]
    assert not [to for each in page.iter("a") if (to := each.get("href", "")) and "javascript" in to]
    return ["".join(each.itertext()) for each in page.iter("h1")]


def _epub(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        chapters = [name for name in held.namelist() if name.startswith("story-")]
        read = [etree.fromstring(held.read(name)) for name in chapters]
    return ["".join(each.itertext()) for tree in read for each in tree.iter("{*}h1")]


def _bib(content: bytes) -> list[str]:
    library = parse_string(content.decode())
    assert not library.failed_blocks and all(
        "away.test" not in str(each.get("url")) for each in library.entries
    )
    return [str(each["title"]) for each in library.entries]


READ: dict[tuple[str, str], Callable[[bytes], list[str]]] = {
    ("articles", "csv"): _csv, ("articles", "xlsx"): _xlsx,
    ("articles", "parquet"): lambda content: list(pd.read_parquet(io.BytesIO(content))["headline"]),
    ("articles", "jsonl"): lambda content: [json.loads(line)["headline"] for line in content.splitlines()],
    ("articles", "zip"): _zip, ("articles", "html"): _html, ("articles", "epub"): _epub,
    ("citations", "bib"): _bib,
    ("citations", "ris"): lambda content: [each["title"] for each in rispy.loads(content.decode())],
    ("citations", "json"): lambda content: [each["title"] for each in json.loads(content)],
}  # fmt: skip


def holds(folder: Path, titles: Sequence[str]) -> None:
    """Write every list of stories with these titles, and read each as other programs do."""
    stories = [
        article(
            title, f"Boat {n} came in.", f"Pier {n} is its own.", canonical_url=f"https://quay.example/{n}"
        )
        for n, title in enumerate(titles)
    ]
    path = archive(folder, *map(parsed, stories))
    with open_for_reading(path) as db:
        stored = [str(title) for (title,) in db.execute("select headline from stories").fetchall()]
        assert len(stored) == len(titles)
        for (name, suffix), read in READ.items():
            wanted = list(map(disarm, stored)) if suffix in ("csv", "xlsx") else stored
            got = read(list_file(db, name, Filter(), suffix))
            if suffix == "bib":  # whose signs of markup are written another way
                assert len(got) == len(wanted)
            else:
                assert plain(got) == plain(wanted), suffix


def plain(titles: Sequence[str]) -> list[str]:
    """Return titles in one order, without white space and the control character that no format has."""
    return sorted("".join(each.replace("\0", "").split()) for each in titles)


def test_hostile_titles_are_letters_in_every_list(tmp_path: Path) -> None:
    holds(tmp_path, OWN)


def test_the_titles_of_the_corpus_are_letters_in_every_list(tmp_path: Path) -> None:
    files = sorted(hostile("exports").glob("*.jsonl"))
    rows = [json.loads(line) for each in files for line in each.read_text("utf-8").split("\n") if line]
    holds(tmp_path, [row.get("title", row.get("name")) for row in rows])
