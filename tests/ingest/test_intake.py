"""Marks and decisions follow a story whose id has gone."""

from pathlib import Path

import pytest

from lib.ingest import ingest, intake
from lib.ingest.intake import follow_former
from lib.store.archive import open_for_writing
from lib.store.decisions import ledger
from lib.store.files import marks
from lib.store.upkeep.doctor import examine
from tests.builders import archive, parsed
from tests.ingest.conftest import page
from tests.store.deciding import made

ITEM = """<rss version="2.0"><channel><title>The Harbour Post</title><item>
<title>New ferry opens in the harbour town</title><link>https://harbourpost.example/ferry</link>
<pubDate>Mon, 01 Apr 2024 08:00:00 GMT</pubDate>
<description>The ferry of the harbour town opened on Tuesday morning after two years of work, and the first
visitors came before eight o'clock.</description></item></channel></rss>"""
SAMPLES = Path(__file__).parents[1] / "data" / "captures"


def test_what_hangs_on_a_former_id_follows(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed())
    marks.set_read(path, "former", True)
    ledger.append(path, made("ignore", actor="country/norway", article="former"))
    follow_former(path)
    assert marks.of(path, "former").read
    with open_for_writing(path) as connection:
        connection.execute("insert into alias values ('former', 'story')")
    follow_former(path)
    assert (marks.of(path, "former").read, marks.of(path, "story").read) == (False, True)
    assert [each.article for each in ledger.read(path)] == ["story"]


@pytest.mark.parametrize("order", ["feed page copy", "page feed copy", "feed copy page", "copy page feed"])
def test_originals_and_stored_captures_agree(
    order: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH", 1)
    written = {"feed": tmp_path / "a.rss", "page": tmp_path / "b.html", "copy": tmp_path / "c.rss"}
    for name, path in written.items():
        path.write_text(page("ferry", 1) if name == "page" else ITEM, encoding="utf-8")
    archive = tmp_path / "home" / "archive.duckdb"
    ingest([written[name] for name in order.split()], archive=archive, jobs=1)
    assert _told(archive) == []


def test_items_whose_stories_are_stored_leave_no_originals(tmp_path: Path) -> None:
    archive = tmp_path / "home" / "archive.duckdb"
    for name in ("sample.html", "sample.rss", "sample.rdf", "sample.rss"):
        ingest([SAMPLES / name], archive=archive, jobs=1)
    assert _told(archive) == []


def test_an_original_of_an_ingest_that_was_cut_short_goes_where_its_story_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, feed, whole = tmp_path / "home" / "archive.duckdb", tmp_path / "a.rss", tmp_path / "b.html"
    feed.write_text(ITEM, encoding="utf-8")
    whole.write_text(page("ferry", 1), encoding="utf-8")
    with monkeypatch.context() as cut:
        cut.setattr(intake, "save", _fails)
        with pytest.raises(InterruptedError):
            ingest([feed], archive=archive, jobs=1)
    ingest([whole], archive=archive, jobs=1)
    assert len(_told(archive)) == 1
    ingest([feed], archive=archive, jobs=1)
    assert _told(archive) == []


def _fails(*_: object, **__: object) -> None:
    raise InterruptedError


def _told(archive: Path) -> list[str]:
    told = [each.sentence for each in examine(archive)]
    return [each for each in told if "kept original" in each or "is missing" in each]
