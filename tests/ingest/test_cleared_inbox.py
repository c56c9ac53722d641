"""What leaves the inbox: what was stored, and nothing before its marks are noted."""

import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from lib.ingest import inbox
from lib.ingest.refresh import as_work_items, take_in
from lib.ingest.run import ingest
from lib.store.journal import marks
from lib.store.paths import files
from tests.builders import archive as stored
from tests.builders import article, parsed
from tests.ingest.conftest import page

LIST = (
    b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n"
    b'<DT><A HREF="https://harbourpost.example/one" TAGS="ferry">One</A>\n</DL><p>\n'
)


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("ferry.html", page("ferry", 1))
        packed.writestr("empty.html", "<p></p>")
    return out.getvalue()


def _mailbox() -> bytes:
    begin = b"From ann@harbourpost.example Tue Mar 12 10:30:05 2024\nSubject: %b\nContent-Type: text/html\n\n"
    return begin % b"Ferry" + page("ferry", 1).encode() + b"\n\n" + begin % b"Empty" + b"<p></p>\n"


@pytest.mark.parametrize(("name", "data"), [("box.zip", _zip()), ("box.mbox", _mailbox())])
def test_of_a_file_of_many_only_what_was_refused_stays_in_the_inbox(
    tmp_path: Path, name: str, data: bytes
) -> None:
    archive = tmp_path / "archive.duckdb"
    arrival, own = files(archive).inbox / "20240409-080000-0123456789abcdef" / name, tmp_path / name
    for path in (arrival, own):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (1_700_000_000, 1_700_000_000))
    first = ingest([arrival, own], archive=archive, jobs=1, pooled=False)
    assert (first.counts.stored, len(first.rejected)) == (1, 2)
    assert own.read_bytes() == data and len(arrival.read_bytes()) < len(data) / 2
    assert arrival.stat().st_mtime == 1_700_000_000
    again = ingest([arrival], archive=archive, jobs=1, pooled=False)
    assert (again.counts.known, [each.origin for each in again.rejected]) == (0, [first.rejected[0].origin])
    assert [*inbox.refused_folder(archive).iterdir()] == []


def test_of_what_came_through_a_pipe_only_what_was_refused_is_laid_aside(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    path = inbox.put_piped(archive, _zip())
    assert ingest([path], archive=archive, jobs=1, pooled=False).counts.stored == 1
    (left,) = inbox.refused(archive)
    assert zipfile.ZipFile(left).namelist() == ["empty.html"] and not path.exists()
    assert len(take_in(archive, as_work_items([left]), jobs=1, pooled=False).rejected) == 1
    assert inbox.refused(archive) == [left]


@pytest.mark.parametrize("by", ["ingest", "refresh"])
def test_a_list_from_a_pipe_stays_until_its_marks_are_noted(
    tmp_path: Path, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    archive = stored(tmp_path, parsed(article("One", canonical_url="https://harbourpost.example/one")))
    path = inbox.put_piped(archive, LIST)

    def taken_in() -> None:
        if by == "ingest":
            ingest([path], archive=archive, jobs=1, pooled=False)
        else:
            take_in(archive, as_work_items([path]), jobs=1, pooled=False)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(marks, "add_label", killed)
        taken_in()
    assert path.exists()
    taken_in()
    assert marks.all_labels(archive) == ["ferry"] and not path.exists()


def test_what_a_kill_has_cut_short_goes_from_every_folder_of_the_inbox(tmp_path: Path) -> None:
    archive = tmp_path / "archive.duckdb"
    for folder in (inbox.folder(archive), inbox.piped_folder(archive), inbox.refused_folder(archive)):
        folder.mkdir(parents=True)
        (folder / ".old").write_bytes(b"half")
        then = time.time() - 2 * inbox.HOUR
        os.utime(folder / ".old", (then, then))
        (folder / ".new").write_bytes(b"half")
    inbox.waiting(archive)
    assert {each.name for each in files(archive).inbox.glob("*/.*")} == {".new"}
