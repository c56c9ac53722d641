"""The stories of a selection as a file: articles with their texts, highlights or citations."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from lib.export import bibliography, book, tables
from lib.export.article import file_name, with_front_matter
from lib.export.columns import dictionary
from lib.export.json_lines import json_lines
from lib.figures.basket import OnProgress
from lib.figures.files import write_table
from lib.figures.source_line import selected
from lib.model.article import Article
from lib.model.errors import FigureError
from lib.model.filter import Filter
from lib.model.wording import listed as in_words
from lib.query.facets import publisher_names
from lib.query.filter.address import filter_of
from lib.query.filter.compile import compile_filter
from lib.query.listing import COLUMNS, articles, listed
from lib.store.archive import ArchiveReader, open_for_reading

STEP = 20  # stories between two reports of progress
SUFFIXES = {  # of each list the suffixes of its files, with what a menu calls them
    "articles": {
        "csv": "List (CSV)", "xlsx": "List (Excel)", "parquet": "List (Parquet)",
        "jsonl": "Articles (JSON Lines)", "zip": "Articles (Markdown)", "html": "Articles (one page)",
        "epub": "Articles (EPUB)",
    },
    "citations": {"bib": "Citations (BibTeX)", "ris": "Citations (RIS)", "json": "Citations (CSL-JSON)"},
}  # fmt: skip

# What writes each of them: from rows, from the whole table, or from the articles and a title.
OF_ROWS: Mapping[str, Callable[[list[dict[str, Any]]], bytes]] = {
    "jsonl": json_lines, "bib": bibliography.bibtex, "ris": bibliography.ris, "json": bibliography.csl_json,
}  # fmt: skip
OF_TABLES: Mapping[str, Callable[[pd.DataFrame], bytes]] = {
    "csv": tables.as_csv,
    "parquet": tables.as_parquet,
    "xlsx": lambda frame: tables.as_xlsx({"Stories": frame, "Columns": dictionary(COLUMNS)}),
}
OF_BOOKS = {"html": book.page, "epub": book.epub}


def list_format_refused(name: str, suffix: str) -> str:
    """Return the error message for a format in which a list cannot be written."""
    return f'The {name} cannot be written as "{suffix}"; choose one of {in_words(SUFFIXES[name], "or")}.'


def list_file(
    db: ArchiveReader,
    name: str,
    criteria: Filter,
    suffix: str,
    *,
    on_progress: OnProgress = lambda done, of, what: None,
) -> bytes:
    """Return the file of the "articles" or "citations" of a selection as bytes, the newest story first.

    Raises FigureError for no story or a suffix that the list has not.
    """
    if suffix not in SUFFIXES[name]:
        raise FigureError(name, list_format_refused(name, suffix))
    frame = listed(db, criteria)
    if frame.empty:
        raise FigureError(
            name,
            f"Nothing was written: no story fits the selection: {compile_filter(criteria, db).sentence}.",
        )
    if suffix in OF_TABLES:
        return OF_TABLES[suffix](frame.drop(columns="text"))
    if suffix in OF_ROWS:
        # Citations are read by people, and name the publication, not its domain.
        return OF_ROWS[suffix](_rows(frame, publisher_names(db) if name == "citations" else {}))
    stories = _reporting(articles(db, criteria), len(frame), on_progress)
    if suffix in OF_BOOKS:
        return OF_BOOKS[suffix](stories, selected(db, criteria))  # names no label of the reader's
    return _markdown_files(stories)


def _rows(frame: pd.DataFrame, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return rows as dicts, None for what is missing, with `names` in the place of publishers' domains."""
    records = frame.astype(object).where(frame.notna(), None).to_dict("records")
    rows = ({str(column): value for column, value in record.items()} for record in records)
    return [row | {"publisher": names.get(row["publisher"], row["publisher"])} for row in rows]


def _reporting(stories: Iterable[Article], of: int, on_progress: OnProgress) -> Iterator[Article]:
    """Yield the stories, and report how many are done after each STEP of them."""
    for done, story in enumerate(stories):
        if done % STEP == 0:
            on_progress(done, of, "stories")
        yield story
    on_progress(of, of, "stories")


def _markdown_files(stories: Iterable[Article]) -> bytes:
    """Return the bytes of a ZIP with a Markdown file for each story."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for story in stories:
            archive.writestr(file_name(story), with_front_matter(story))
    return out.getvalue()


def export(
    name: str,
    address: str,
    *,
    archive: Path,
    out: Path,
    on_progress: OnProgress = lambda done, of, what: None,
) -> None:
    """Write the "articles" or "citations" of an address, tags=China&since=2024-04-01, to a file.

    Raises FigureError for no story or another suffix, UnreadableFilter for the address.
    """
    criteria = filter_of(address)
    with open_for_reading(archive) as db:
        content = list_file(db, name, criteria, out.suffix.removeprefix(".").lower(), on_progress=on_progress)
    write_table(out, content, COLUMNS)
