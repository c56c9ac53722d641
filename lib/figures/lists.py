"""The stories of a selection as a file: a list of them, their texts, or their citations."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lib.export import bibliography, book, tables
from lib.export.article import file_name, with_front_matter
from lib.export.columns import dictionary
from lib.export.json_lines import json_lines
from lib.figures.basket import OnProgress
from lib.figures.files import write_table
from lib.figures.source_line import filter_sentence
from lib.model.article import Article
from lib.model.errors import FigureError
from lib.model.filter import Filter
from lib.model.wording import listed as in_words
from lib.query.filter.address import filter_of
from lib.query.filter.compile import compile_filter
from lib.query.listing import COLUMNS, articles, listing
from lib.query.publishers import publisher_names
from lib.store.archive import ArchiveReader, open_for_reading

STEP = 20  # stories between two reports of progress


def _markdown_files(stories: Iterable[Article], title: str) -> bytes:
    """Return the bytes of a zip with a Markdown file for each story; no file has the title."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for story in stories:
            archive.writestr(file_name(story), with_front_matter(story))
    return out.getvalue()


class ListFormat(NamedTuple):
    """A format of a list: its name in menus, and what writes it, from a table, from rows or from articles."""

    label: str
    of_table: Callable[[pd.DataFrame], bytes] | None = None  # without texts
    of_rows: Callable[[list[Any]], bytes] | None = None  # dicts, None for what is missing
    of_articles: Callable[[Iterable[Article], str], bytes] = _markdown_files  # and a title


SUFFIXES: Mapping[str, Mapping[str, ListFormat]] = {  # of each list by name
    "articles": {
        "csv": ListFormat("List (CSV)", of_table=tables.as_csv),
        "xlsx": ListFormat(
            "List (Excel)",
            of_table=lambda frame: tables.as_xlsx({"Stories": frame, "Columns": dictionary(COLUMNS)}),
        ),
        "parquet": ListFormat("List (Parquet)", of_table=tables.as_parquet),
        "jsonl": ListFormat("Articles (JSON Lines)", of_rows=json_lines),
        "zip": ListFormat("Articles (Markdown)", of_articles=_markdown_files),
        "html": ListFormat("Articles (one page)", of_articles=book.page),
        "epub": ListFormat("Articles (EPUB)", of_articles=book.epub),
    },
    "citations": {
        "bib": ListFormat("Citations (BibTeX)", of_rows=bibliography.bibtex),
        "ris": ListFormat("Citations (RIS)", of_rows=bibliography.ris),
        "json": ListFormat("Citations (CSL-JSON)", of_rows=bibliography.csl_json),
    },
}


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
    frame = listing(db, criteria)
    if frame.empty:
        raise FigureError(
            name,
            f"Nothing was written: no story fits the selection: {compile_filter(criteria, db).sentence}.",
        )
    form = SUFFIXES[name][suffix]
    if form.of_table:
        return form.of_table(frame.drop(columns="text"))
    if form.of_rows:
        rows = frame.astype(object).where(frame.notna(), None)
        if name == "citations":  # which people read: they name the publication, not its domain
            names = publisher_names(db)
            rows["publisher"] = rows["publisher"].map(lambda domain: names.get(domain, domain))
        return form.of_rows(rows.to_dict("records"))
    stories = _reporting(articles(db, criteria), len(frame), on_progress)
    return form.of_articles(stories, filter_sentence(db, criteria))  # names no label of the reader's


def _reporting(stories: Iterable[Article], of: int, on_progress: OnProgress) -> Iterator[Article]:
    """Yield the stories, and report how many are done after each STEP of them."""
    for done, story in enumerate(stories):
        if done % STEP == 0:
            on_progress(done, of, "stories")
        yield story
    on_progress(of, of, "stories")


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
