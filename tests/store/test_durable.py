"""A file is written whole, whoever else writes it."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lib.store.durable import rewrite, tail


def test_of_several_that_write_a_file_at_once_one_s_content_stays(tmp_path: Path) -> None:
    path, contents = tmp_path / "desk.json", [bytes([65 + number]) * 5_000 for number in range(8)]
    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(rewrite, path, content) for content in contents]:
            done.result()
    assert path.read_bytes() in contents and [*tmp_path.iterdir()] == [path]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists what is open")
def test_what_takes_the_place_of_a_file_is_closed_as_windows_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, replace = list[Path](), Path.replace

    def noted(fresh: Path, path: Path) -> Path:
        opened.extend(each.resolve() for each in Path("/proc/self/fd").iterdir())
        return replace(fresh, path)

    monkeypatch.setattr(Path, "replace", noted)
    rewrite(tmp_path / "desk.json", b"{}")
    assert opened and tmp_path not in {each.parent for each in opened}


def test_a_file_that_cannot_be_replaced_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "desk.json").mkdir()
    with pytest.raises(OSError, match=r"desk\.json"):
        rewrite(tmp_path / "desk.json", b"{}")
    assert [each.name for each in tmp_path.iterdir()] == ["desk.json"]


def test_the_end_of_a_file_is_read_and_a_missing_file_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "log"
    assert tail(path, 5) == ""
    path.write_text("Häfen")
    assert (tail(path, 100), tail(path, 3)) == ("Häfen", "fen")
