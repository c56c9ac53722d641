"""The ban on a removed story is lifted as a whole, in one batch, and no other's with it."""

from pathlib import Path

import pytest

from lib.model.errors import ArchiveError
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from lib.store.files import receipts
from lib.store.files.home import files
from lib.store.lookups import stories_at
from lib.store.removing.removal import remove
from lib.store.removing.unbury import unbury
from tests.builders import archive, article, parsed

FOG, RAIN = "https://harbour.example/fog", "https://harbour.example/rain"


def test_one_ban_is_lifted_and_the_other_stays(tmp_path: Path) -> None:
    pages = [parsed(article(name, name, canonical_url=url)) for name, url in (("Fog", FOG), ("Rain", RAIN))]
    path = archive(tmp_path, *pages)
    told = stories_at(path, [FOG, RAIN])
    for gone in told.values():
        remove(path, gone)
    with open_for_reading(path) as reading:
        before = reading.state
    assert unbury(path, told[FOG]) == (pages[0].capture.sha256,)
    with open_for_reading(path) as reading:
        assert reading.state != before
        assert reading.execute("select article from tombstone").fetchall() == [(told[RAIN],)]
        assert reading.execute("select distinct article, kind from story_key").fetchall() == [
            (told[RAIN], "buried")
        ]
        assert reading.execute("select article from capture").fetchall() == [(told[RAIN],)]
    line = list(receipts.read(files(path).receipts))[-1]
    assert (line.kind, line.captures) == ("return", ((pages[0].capture.sha256, "returned", told[FOG]),))
    assert [each.outcome for each in save(path, pages).receipts] == ["stored", "removed"]


def test_a_story_that_was_not_removed_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    path = archive(tmp_path, parsed(article("Fog", canonical_url=FOG)))
    lines = files(path).receipts.read_bytes()
    there = stories_at(path, [FOG])[FOG]
    for number in (there, "nosuchid"):
        with pytest.raises(ArchiveError, match=f"No story {number} was removed"):
            unbury(path, number)
    assert files(path).receipts.read_bytes() == lines
