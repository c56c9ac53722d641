"""The kept pictures of a removed story go once it is gone for good, and not before."""

from pathlib import Path

import duckdb
import pytest

from lib.ingest.startup import finish_killed_runs
from lib.model.article import Image
from lib.model.errors import ArchiveError
from lib.model.parsed import Parsed
from lib.store import pictures, removal
from lib.store.batches.stories import save
from lib.store.removal import remove
from tests.builders import archive, article, parsed
from tests.store.asked import rows

LEAD = "https://harbour.example/lead.jpg"


def pictured(headline: str) -> Parsed:
    """Return a capture of a story with a picture."""
    image = Image(url=LEAD, alt="", caption=None, credit=None, lead=True)
    address = f"https://harbour.example/{headline}"
    return parsed(article(headline, headline, canonical_url=address, images=(image,)))


def filled(folder: Path) -> tuple[Path, str]:
    """Return an archive of a story whose picture is kept, and the story's id."""
    path = archive(folder, pictured("Fog"))
    pictures.save(path, LEAD, b"RIFF....WEBP")
    ((story,),) = rows(path, "select article_id from stories")
    return path, str(story)


def full(*_: object) -> None:
    raise duckdb.IOException("IO Error: Could not write file: No space left on device")


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_removal_that_fails_leaves_the_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, story = filled(tmp_path)
    with monkeypatch.context() as patched, pytest.raises(ArchiveError, match="No space left"):
        patched.setattr(removal, "commit", full)
        remove(path, story)
    assert set(pictures.stored_names(path, [LEAD])) == {LEAD}
    remove(path, story)
    assert pictures.stored_names(path, [LEAD]) == {}


@pytest.mark.parametrize("again", [False, True])
def test_the_next_start_clears_pictures_that_a_killed_removal_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    path, story = filled(tmp_path)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(pictures, "forget_unused", killed)
        remove(path, story)
    assert set(pictures.stored_names(path, [LEAD])) == {LEAD}
    if again:  # another story of the same picture has come
        save(path, [pictured("Rain")])
    finish_killed_runs(path)
    assert set(pictures.stored_names(path, [LEAD])) == ({LEAD} if again else set())
