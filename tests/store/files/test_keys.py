"""Keys: a file that is none of ours opens nothing and is named; two processes lose and bring back none."""

import multiprocessing
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest

from lib.ingest.mend import mend
from lib.store.files import keys
from lib.store.upkeep.backup import backup
from lib.store.upkeep.doctor import examine
from tests.builders import archive
from tests.lots import few
from tests.store.files.exchanging import exchange

WRONG: dict[str, Callable[[Path], object]] = {
    "halved": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "damaged": lambda path: path.write_bytes(b"\xff" + path.read_bytes()),
    "of other fields": lambda path: path.write_text('[{"id": 1, "made_at": "", "hash": null}]'),
    "of a hash in other letters": lambda path: path.write_text('[{"id": "a", "made_at": "", "hash": "ö"}]'),
    "nested without an end": lambda path: path.write_text("[" * 100_000),
    "an object": lambda path: path.write_text('{"id": "a"}'),
    "a link": lambda path: path.rename(path.with_name("elsewhere")) and path.symlink_to("elsewhere"),
    "a link to nothing": lambda path: path.unlink() or path.symlink_to("nowhere"),
    "a folder": lambda path: path.unlink() or path.mkdir(),
}


@pytest.mark.parametrize("kind", WRONG)
def test_keys_that_cannot_be_read_open_nothing(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "keys.json"
    key = keys.give_out(path)
    assert keys.opens(path, key)
    WRONG[kind](path)
    assert not keys.opens(path, key) and keys.listed(path) == []
    for use in (keys.give_out, keys.read):
        with pytest.raises(keys.KeysDamaged, match=r"none opens Wireroom .* `python -m lib doctor --mend`"):
            use(path)


@pytest.mark.parametrize("kind", few(["damaged", "a folder", *WRONG], 2))
def test_keys_that_cannot_be_read_are_named_and_begun_anew(tmp_path: Path, kind: str) -> None:
    home, path = archive(tmp_path), tmp_path / "keys.json"
    key = keys.give_out(path)
    WRONG[kind](path)
    said = [found.sentence for found in examine(home) if found.trouble]
    assert len(said) == 1 and str(path) in said[0]
    backup(home)  # which holds no keys
    assert "keys.json was begun anew" in " ".join(mend(home, jobs=1, pooled=False).beside)
    assert keys.opens(path, keys.give_out(path)) and not keys.opens(path, key)
    assert [found.sentence for found in examine(home) if found.trouble] == []


def test_no_two_keys_have_one_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secrets.token_hex", Mock(side_effect=["aa", "aa", "aa", "bb"]))
    path = tmp_path / "keys.json"
    gone, stays = keys.give_out(path), keys.give_out(path)
    keys.withdraw(path, "aa")
    assert keys.opens(path, stays) and not keys.opens(path, gone)


@pytest.mark.process
def test_no_key_is_lost_or_comes_back_where_processes_give_out_and_withdraw_at_once(tmp_path: Path) -> None:
    path, spawned = tmp_path / "keys.json", multiprocessing.get_context("spawn")
    both = [spawned.Process(target=exchange, args=(path, 10)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    stays, gone = (path.with_name(name).read_text().split() for name in ("stays", "gone"))
    assert len(stays) == len(gone) == 20
    assert all(keys.opens(path, key) for key in stays) and not any(keys.opens(path, key) for key in gone)
    assert len(keys.read(path)) == 20
