"""A rebuild brings back nothing that was removed, also meanwhile, and loses nothing else."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from lib.ingest.mend import mend
from lib.ingest.run import ingest
from lib.ingest.summary import Progress
from lib.model.capture import Rejected
from lib.model.parsed import Parsed
from lib.store import originals
from lib.store.batches.stories import Saved, save
from lib.store.paths import files
from lib.store.removal import remove
from tests.ingest.conftest import page
from tests.ingest.test_mend import html, of_the_post, one_story, stories, without_address
from tests.lots import few
from tests.store.asked import rows


@pytest.mark.parametrize("order", few([("whole", "bare"), ("bare", "whole")], 1))
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

    monkeypatch.setattr("lib.ingest.storing.BATCH", 1)
    mend(path, jobs=1, pooled=False, progress=removed_between)
    assert stories(path) == {} and rows(path, "select outcome from capture") == [("removed",)] * 2
    assert list(originals.hashes_in(files(path).originals)) == []
    assert mend(path, jobs=1, pooled=False).summary.counts.stored == 0 and stories(path) == {}
    assert ingest([whole, bare], archive=path, jobs=1).counts.removed == 2


def test_a_story_whose_address_a_removed_one_named_too_is_rebuilt(tmp_path: Path) -> None:
    path, ferry = tmp_path / "archive.duckdb", html(tmp_path, "ferry", "two years of work")
    ingest([ferry], archive=path, jobs=1)
    (kept,) = stories(path)
    live = tmp_path / "live.html"
    words = page("market", 2).replace(
        "https://harbourpost.example/market", "https://harbourpost.example/ferry"
    )
    saved = "<!-- saved from url=(0036)https://harbourpost.example/live/now -->"
    live.write_text(words.replace("<html", f"{saved}<html", 1), encoding="utf-8")
    ingest([live], archive=path, jobs=1)
    (gone,) = stories(path).keys() - {kept}
    remove(path, gone)
    path.unlink()
    done = mend(path, jobs=1, pooled=False)
    assert (list(stories(path)), done.gone) == ([kept], 0)
    assert len(list(originals.hashes_in(files(path).originals))) == 1


def test_an_original_over_which_the_store_stumbles_in_a_rebuild_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(path: Path, captures: Sequence[Parsed | Rejected], **options: Any) -> Saved:
        if any(isinstance(each, Parsed) for each in captures):
            raise OverflowError("oh")
        return save(path, captures, **options)

    path = tmp_path / "archive.duckdb"
    story = one_story(path, html(tmp_path, "ferry", "two years of work"))
    path.unlink()
    with monkeypatch.context() as patched:
        patched.setattr("lib.ingest.storing.save", stumbling)
        (refused,) = mend(path, jobs=1, pooled=False).summary.rejected
    assert refused.kind == "Fault" and stories(path) == {}
    mend(path, jobs=1, pooled=False)
    assert list(stories(path)) == [story]
