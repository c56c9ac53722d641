"""The home is read by the account that owns it and by nobody else."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.store.files import keys
from lib.store.files.private import keep_private
from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems give a folder its owner's rights")


@pytest.fixture(autouse=True)
def all_rights() -> Iterator[None]:
    """Files are made with every right unless somebody says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def opened(folder: Path) -> dict[str, str]:
    """Return the rights of a folder and of everything in it, where others have any."""
    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}
    return {name: oct(mode) for name, mode in found.items() if mode & 0o077}


@pytest.mark.process
def test_what_is_taken_in_is_this_account_s_alone(run: Run, tmp_path: Path, home: Path) -> None:
    home.rmdir()
    page = tmp_path / "page.txt"
    page.write_text("Old quay reopens\n\n" + "The harbour master rang the bell on Monday morning. " * 30)
    assert run("ingest", str(page))[0] == 0
    assert run("backup")[0] == 0
    assert (home / "archive.duckdb").exists() and opened(home) == {}


def test_an_older_home_is_closed_and_told_once(run: Run, filled: Path) -> None:
    (filled / "inbox").mkdir()
    (filled / "inbox" / "page.html").write_text("news")
    stranger = filled / "holiday.txt"
    stranger.write_text("mine")
    filled.chmod(0o755)
    text = run("doctor")[2]
    assert f"could read the data in {filled}; it is closed to them now" in text
    assert opened(filled) == {stranger.name: oct(stat.S_IMODE(stranger.stat().st_mode))}
    assert "closed" not in run("doctor")[2]


def test_a_file_for_the_reader_keeps_the_rights_of_the_shell(run: Run, filled: Path, tmp_path: Path) -> None:
    chart = tmp_path / "timeline.csv"
    assert run("export", "timeline", "-o", str(chart))[0] == 0
    assert stat.S_IMODE(chart.stat().st_mode) == 0o666


def test_a_folder_that_all_use_by_right_stays_open_and_ours_in_it_is_closed(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.chmod(0o1777)
    assert keep_private() is not None
    assert set(opened(filled)) == {filled.name}


def test_one_file_that_cannot_be_closed_is_named_and_the_others_are_closed(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (filled / "inbox").mkdir()
    names = ("theirs.html", "gone.html", "own.html")
    for name in names:
        (filled / "inbox" / name).write_text("news")
    troubles = {"theirs.html": PermissionError(1, "Operation not permitted", "theirs.html"),
                "gone.html": FileNotFoundError(2, "No such file or directory", "gone.html")}  # fmt: skip
    closed = Path.chmod

    def chmod(path: Path, mode: int) -> None:
        if path.name in troubles:
            raise troubles[path.name]
        closed(path, mode)

    monkeypatch.setattr(Path, "chmod", chmod)
    filled.chmod(0o1777)
    assert "read theirs.html (Operation not permitted)" in str(keep_private())
    assert set(opened(filled)) == {filled.name, *troubles}


def test_keys_for_other_machines_are_listed_and_withdrawn(home: Path, run: Run) -> None:
    assert "No key opens Wireroom" in run("keys")[1]
    key = keys.give_out(home / "keys.json")
    listed = run("keys")[1]
    assert key not in listed and "made 20" in listed
    name = listed.split()[0]
    assert "no longer opens anything" in run("keys", "--withdraw", name)[1]
    assert not keys.opens(home / "keys.json", key)
    status, _, text = run("keys", "--withdraw", name)
    assert status == 1 and f"There is no key {name}" in text
