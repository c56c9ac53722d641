"""Files beside the archive are mended, and whatever stops the mending leaves no less than was there."""

from pathlib import Path

import pytest

from lib.store.decisions import corrections
from lib.store.files import lines, settings
from lib.store.files.home import files
from lib.store.upkeep import beside
from lib.store.upkeep.backup import backup
from tests.builders import archive, correction, parsed


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("end", [Killed(), OSError(28, "No space left on device")], ids=["kill", "full disk"])
def test_a_mending_that_is_stopped_keeps_what_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: BaseException
) -> None:
    def stop(*_: object) -> None:
        raise end

    path = archive(tmp_path, parsed())
    corrections.append(path, [correction(f"Piece {number}.", sha256=str(number) * 64) for number in range(5)])
    settings.keep(files(path).settings, settings.Settings(watched=("/pages",)))
    backup(path)
    for own, flipped in ((files(path).corrections, "Piece 2"), (files(path).settings, "pages")):
        own.write_text(own.read_text().replace(flipped, flipped[::-1]))
    before = files(path).corrections.read_bytes(), files(path).settings.read_bytes()
    for name in ("corrections", "settings"):
        with monkeypatch.context() as patched, pytest.raises(type(end)):
            patched.setattr(lines, "rewrite", stop)
            beside.mend(path, [name])
    assert (files(path).corrections.read_bytes(), files(path).settings.read_bytes()) == before
    assert len(beside.mend(path)) == 2
    assert len(corrections.read(path)) == 5
    assert settings.read(files(path).settings).watched == ("/pages",)
    assert {each.read_bytes() for each in files(path).aside.iterdir()} == set(before)
