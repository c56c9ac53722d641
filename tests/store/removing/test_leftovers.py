"""A removal that a kill cut short is finished by the next rewriting of the archive."""

from pathlib import Path

import pytest

from lib.store.files import marks, originals
from lib.store.files.home import files
from lib.store.removing.removal import remove
from lib.store.upkeep.compact import compact, compact_if_due
from tests.builders import archive, article, parsed
from tests.store.removing.test_removal import id_of


class Killed(Exception):
    """The moment of the kill."""


@pytest.mark.parametrize("finish", [compact, compact_if_due])
def test_a_removal_cut_short_leaves_nothing_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, finish: object
) -> None:
    page, other = parsed(article("Crane lands", "It landed.")), parsed(article("Norway waits"))
    path = archive(tmp_path, page, other)
    folder, gone = files(path).originals, id_of(path, "Crane lands")
    for each in (page, other):
        originals.keep(folder, each.capture)
    marks.set_starred(path, gone, True)
    with monkeypatch.context() as patched:
        patched.setattr("lib.store.files.originals.forget", _killed)
        with pytest.raises(Killed):
            remove(path, gone)
    assert originals.path_of(folder, page.capture.sha256).exists() and marks.of(path, gone).starred
    finish(path)  # type: ignore[operator]
    assert list(originals.kept(folder)) == [other.capture.sha256]
    assert not marks.of(path, gone).starred


def _killed(*_: object) -> None:
    raise Killed
