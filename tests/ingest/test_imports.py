"""A list of another program brings its pages and what its reader had noted on them."""

import json
from pathlib import Path

import pytest

from lib.ingest import ingest
from lib.ingest.asking import Asks
from lib.ingest.imports import lay
from lib.model.imported import Highlight, Imported
from lib.store.archive import open_for_reading
from lib.store.files import marks
from tests.fetch.conftest import server as server
from tests.fetch.server import Server
from tests.ingest.conftest import page
from tests.ingest.web import asks_at


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive.duckdb"


@pytest.fixture
def asks(server: Server) -> Asks:
    return asks_at(server.port)


def ids(archive: Path) -> dict[str, str]:
    with open_for_reading(archive) as reading:
        return dict(reading.execute("select headline, article_id from stories").fetchall())


def test_marks_are_laid_on_the_story_at_the_address(archive: Path, tmp_path: Path, asks: Asks) -> None:
    (tmp_path / "ferry.html").write_text(page("ferry", 1), encoding="utf-8")
    ingest([tmp_path / "ferry.html"], archive=archive, jobs=1)
    (story,) = ids(archive).values()
    entry = Imported(
        url="http://www.harbourpost.example/ferry?utm_source=x", origin="list#1", tags=("Sea",), read=True,
        starred=True, highlights=(Highlight(quote="the ice has gone", note="in March"),), note="Keep.",
    )  # fmt: skip
    other = Imported(url="https://other.example/", origin="list#2")
    assert lay(archive, [entry, other]) == [other]
    told = marks.of(archive, story)
    assert (told.read, told.starred, told.labels) == (True, True, ("Sea",))
    assert told.note == "Keep.\n\n“the ice has gone” in March"


def test_what_the_list_does_not_say_stays_as_it_is(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.html").write_text(page("ferry", 1), encoding="utf-8")
    ingest([tmp_path / "ferry.html"], archive=archive, jobs=1)
    (story,) = ids(archive).values()
    marks.set_starred(archive, story, True)
    marks.set_note(archive, story, "My own.")
    lay(archive, [Imported(url="https://harbourpost.example/ferry", origin="l#1", note="Theirs.")])
    assert (marks.of(archive, story).starred, marks.of(archive, story).note) == (True, "My own.")


def test_bookmarks_bring_their_pages_and_folders(
    archive: Path, tmp_path: Path, server: Server, asks: Asks
) -> None:
    links = "".join(
        f'<DT><A HREF="{server.url(path)}">x</A>\n' for path in ("report/1", "report/2", "not-there")
    )
    (tmp_path / "bookmarks.html").write_text(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n"
        f"<DT><H3>Harbour</H3>\n<DL><p>\n{links}</DL><p>\n</DL><p>\n",
        encoding="utf-8",
    )
    done = ingest([tmp_path / "bookmarks.html"], archive=archive, jobs=1, asks=asks)
    assert (done.stored, [each.kind for each in done.rejected]) == (2, ["NotFetched"])
    assert [marks.of(archive, story).labels for story in ids(archive).values()] == [("Harbour",)] * 2


def test_an_export_that_holds_its_pages_asks_nobody(
    archive: Path, tmp_path: Path, server: Server, asks: Asks
) -> None:
    body = "<p>The ferry left the harbour on Tuesday with more than a hundred guests on board.</p>" * 4
    entry = {
        "id": 1, "title": "Ferry leaves", "url": server.url("report/9"), "given_url": server.url("report/9"),
        "is_archived": 1, "is_starred": 1, "tags": ["sea"], "content": body,
        "created_at": "2024-03-12T10:30:00+00:00", "annotations": [], "hashed_url": "x",
    }  # fmt: skip
    (tmp_path / "wallabag.json").write_text(json.dumps([entry]), encoding="utf-8")
    done = ingest([tmp_path / "wallabag.json"], archive=archive, jobs=1, asks=asks)
    assert (done.stored, server.asked.total()) == (1, 0)
    told = marks.of(archive, ids(archive)["Ferry leaves"])
    assert (told.read, told.starred, told.labels) == (True, True, ("sea",))
