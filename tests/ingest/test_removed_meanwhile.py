"""A story that is removed while the archive is rebuilt stays removed with all of its captures."""

from pathlib import Path

import pytest

from lib.ingest import ingest, mend
from lib.ingest.summary import Progress
from lib.store.files import originals
from lib.store.files.home import files
from lib.store.removal import remove
from tests.ingest.test_mend import html, of_the_post, one_story, rows, stories, without_address


@pytest.mark.parametrize("order", [("whole", "bare"), ("bare", "whole")])
def test_a_story_that_is_removed_during_a_rebuild_comes_back_by_no_other_capture(
    tmp_path: Path, order: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, whole = tmp_path / "archive.duckdb", of_the_post(html(tmp_path, "whole", "three years of work"))
    bare = without_address(of_the_post(html(tmp_path, "bare", "two years of work")), "ferry")
    both = {"whole": whole, "bare": bare}
    story, _ = (one_story(path, both[name]) for name in order)
    path.write_bytes(b"")

    def removed_between(now: Progress) -> None:
        if now.done == 2:
            remove(path, story)

    monkeypatch.setattr("lib.ingest.run.BATCH", 1)
    mend(path, jobs=1, apart=False, progress=removed_between)
    assert stories(path) == {} and rows(path, "select outcome from capture") == [("removed",)] * 2
    assert list(originals.kept(files(path).originals)) == []
    assert mend(path, jobs=1, apart=False).summary.stored == 0 and stories(path) == {}
    assert ingest([whole, bare], archive=path, jobs=1).removed == 2
