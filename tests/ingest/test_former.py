"""Marks and decisions follow a story whose id has gone."""

from pathlib import Path

from lib.ingest.former import follow_former
from lib.store.archive import open_for_writing
from lib.store.decisions import ledger
from lib.store.files import marks
from tests.builders import archive, parsed
from tests.store.deciding import made


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
