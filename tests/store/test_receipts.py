"""The ledger notices what DuckDB does not: an archive that has lost its newest batches."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest

from lib.model.errors import ArchiveDamaged
from lib.store import receipts, reconcile
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.removal import remove
from tests.builders import archive, article, brief, parsed
from tests.store.asked import rows


def with_log(folder: Path) -> Path:
    """Return an archive of three batches, the last two of which stand only in its write-ahead log."""
    path = archive(folder, parsed(article("One")))
    for headline in ("Two", "Three"):
        save(path, [parsed(article(headline))], checkpointed=False)
    assert log_of(path).stat().st_size > 0
    return path


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def cut_by(count: int) -> object:
    return lambda log: log.write_bytes(log.read_bytes()[:-count])


LOSSES = (
    ("one byte is gone", cut_by(1)),
    ("three bytes are gone", cut_by(3)),
    ("half of it is gone", lambda log: log.write_bytes(log.read_bytes()[: log.stat().st_size // 2])),
    ("it is empty", lambda log: log.write_bytes(b"")),
    ("it is deleted", lambda log: log.unlink()),
)


@pytest.mark.parametrize(("name", "lose"), LOSSES)
def test_a_log_that_lost_its_tail_is_noticed_before_anything_is_written(
    tmp_path: Path, name: str, lose: Callable[[Path], object]
) -> None:
    path = with_log(tmp_path)
    lose(log_of(path))
    with pytest.raises(ArchiveDamaged, match=r"has lost batch 3 \(1 capture, .*doctor --mend"):
        save(path, [parsed(article("Four"))])
    with open_for_reading(path) as reading:
        assert reading.execute("select count(*) from batch where batch = 3").fetchall() == [(0,)]
        assert 3 in {line.batch for line in reconcile.lost(reading)}


def test_a_whole_archive_has_lost_nothing(tmp_path: Path) -> None:
    with open_for_reading(with_log(tmp_path)) as reading:
        assert reconcile.lost(reading) == []


def test_another_archive_in_its_place_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    path = archive(tmp_path, parsed(article("One")))
    shutil.copy(archive(tmp_path / "other", parsed(article("Else"))), path)
    with pytest.raises(ArchiveDamaged, match="has lost batch 1"):
        save(path, [parsed(article("Two"))])


def test_a_line_that_a_kill_has_cost_or_cut_short_is_written_later(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    save(path, [parsed(article("Two"))])
    ledger = tmp_path / "receipts.jsonl"
    whole = ledger.read_bytes()
    ledger.write_bytes(whole.splitlines(keepends=True)[0])  # killed after the commit
    save(path, [parsed(article("Three"))])
    assert [line.batch for line in receipts.read(ledger)] == [1, 2, 3]
    assert ledger.read_bytes().startswith(whole)
    ledger.write_bytes(ledger.read_bytes()[:-20])
    assert [line.batch for line in receipts.read(ledger)] == [1, 2]
    save(path, [parsed(article("Four"))])
    assert [line.batch for line in receipts.read(ledger)] == [1, 2, 3, 4]


def test_a_removal_of_a_brief_whose_line_a_kill_has_cost_is_told_later(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("Host"), briefs=[brief("Bridge"), brief("Ferry")]))
    ids = dict(rows(path, "select headline, article_id from stories"))
    remove(path, ids["Ferry"])
    with patch("lib.store.receipts.append", side_effect=KeyboardInterrupt), suppress(KeyboardInterrupt):
        remove(path, ids["Bridge"])
    reconcile.repair(path)
    ferry, bridge = (line for line in receipts.history(path) if line.kind == "removal")
    assert (ferry.articles_named, bridge.articles_named) == ({ids["Ferry"]}, {ids["Bridge"]})


def test_an_older_copy_of_the_file_is_noticed_and_settled_by_what_it_holds(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    shutil.copy(path, tmp_path / "copy")
    save(path, [parsed(article("Two"))])
    shutil.copy(tmp_path / "copy", path)
    with pytest.raises(ArchiveDamaged, match="has lost batch 2"):
        save(path, [parsed(article("Three"))])
    assert [line.batch for line in reconcile.repair(path)] == [2]
    assert [line.batch for line in receipts.read(tmp_path / "receipts.jsonl")] == [1]
    assert len(list((tmp_path / "aside").glob("*-receipts.jsonl"))) == 1
    assert save(path, [parsed(article("Three"))]).batch == 2


def test_the_newest_line_is_found_however_long_it_is(tmp_path: Path) -> None:
    ledger = tmp_path / "receipts.jsonl"
    assert receipts.last(ledger) is None
    lines = [
        receipts.BatchRecord(
            batch=number, kind="ingest", hash="x", articles=1, stored_at="now", desk_zone="UTC",
            captures=tuple(receipts.CaptureLine(f"{each:064}", "stored", "id") for each in range(size)),
        )
        for number, size in ((1, 1), (2, 3000))
    ]  # fmt: skip
    receipts.append(ledger, lines[:1])
    assert receipts.last(ledger) == lines[0]
    receipts.append(ledger, lines[1:])
    assert receipts.last(ledger) == lines[1]
    assert list(receipts.read(ledger)) == lines


def test_a_damaged_ledger_is_told_and_written_anew_from_the_archive(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("One")))
    ledger = tmp_path / "receipts.jsonl"
    whole = ledger.read_bytes()
    ledger.write_bytes(b"no ledger at all\n" + whole[:40] + b"\n")
    with pytest.raises(ArchiveDamaged, match=r"The ledger .*receipts.jsonl is damaged .*doctor --mend"):
        save(path, [parsed(article("Two"))])
    assert receipts.readable(ledger) == []
    assert reconcile.repair(path) == []
    assert ledger.read_bytes() == whole
    assert len(list((tmp_path / "aside").iterdir())) == 1


@pytest.mark.parametrize("line", [b"5", b"null", b'"x"', b"[]", b"{}", b"", b"\xff", b'{"captures":5}'])
def test_a_line_that_is_no_receipt_is_a_damage(tmp_path: Path, line: bytes) -> None:
    ledger = tmp_path / "receipts.jsonl"
    ledger.write_bytes(line + b"\n")
    with pytest.raises(ArchiveDamaged, match="a line of it cannot be read"):
        list(receipts.read(ledger))
    assert receipts.readable(ledger) == []
