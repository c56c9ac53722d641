"""A folder where a file is meant, or letters where a number is, is a sentence and never a traceback."""

from pathlib import Path

import pytest

from lib.model.errors import ArchiveDamaged
from lib.store.archive import keep_setting
from lib.store.journal.journal import Journal
from lib.store.opening import connect
from lib.store.upkeep.doctor import examine
from tests.ingest.conftest import five_stories
from tests.lots import few
from tests.running import verb
from tests.store.asked import rows
from tests.store.upkeep.test_backup import everything

FILES = (
    "writer.lock", "noted.bin", "receipts.jsonl", "journal.sqlite", "journal.jsonl", "journal.lock",
    "sources.sqlite", "desk.json", "log.txt",
    "backup.lock", "removal.lock", "keys.json",
)  # fmt: skip


@pytest.mark.parametrize("name", few(FILES, 5))
def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path, name: str) -> None:
    path = everything(tmp_path)
    own = tmp_path / name
    own.unlink(missing_ok=True)
    own.mkdir()
    Journal(path).check_at_start()
    for words in (("doctor",), ("ingest", str(tmp_path / "nothing.html")), ("backup",), ("doctor", "--mend")):
        done = verb(tmp_path, *words)
        assert "Traceback" not in done.out + done.err
        if words == ("doctor",):
            assert str(own) in done.out or not own.is_dir(), done.out


def test_folders_in_the_places_of_all_files_are_named(tmp_path: Path) -> None:
    path = everything(tmp_path)
    for name in FILES:
        (tmp_path / name).unlink(missing_ok=True)
        (tmp_path / name).mkdir()
    said = " ".join(each.sentence for each in examine(path))
    assert [name for name in FILES if str(tmp_path / name) not in said] == []


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    path = everything(tmp_path)
    (tmp_path / "backups").write_text("")
    assert any(f"{tmp_path / 'backups'} is a file, where a folder" in each.sentence for each in examine(path))


@pytest.mark.parametrize("key", ["layout", "compacted_rows"])
def test_letters_where_a_setting_is_a_number_are_told(tmp_path: Path, key: str) -> None:
    path = five_stories(tmp_path)
    keep_setting(path, key, "x")
    if key == "layout":
        with pytest.raises(ArchiveDamaged, match="its layout is no number"):
            connect(path, read_only=True)
    for words in (("doctor",), ("doctor", "--mend"), ("backup",)):
        assert "Traceback" not in (done := verb(tmp_path, *words)).out + done.err
    assert rows(path, "select count(*) from stories") == [(5,)]
