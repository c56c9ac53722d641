"""A list shows the pictures that were fetched, and asks nobody for one."""

from pathlib import Path

import pytest

from lib.model.article import Image
from lib.model.filter import Filter
from lib.query.stories import newest
from lib.store.archive import open_for_reading
from lib.store.files import pictures
from lib.store.files.home import archive_path
from lib.ui.answers import session
from lib.ui.lists import pictures_of, story_list
from lib.ui.view import understood
from tests import builders

LEAD, OTHER = "https://harbour.example/lead.jpg", "https://harbour.example/other.jpg"


def test_a_card_has_the_first_picture_that_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path))
    images = tuple(
        Image(url=url, alt="A crane", caption=None, credit="B. Roe", lead=url == LEAD)
        for url in (OTHER, LEAD)
    )
    with_two = builders.parsed(builders.article("Crane", "It came.", images=images))
    path = builders.archive(tmp_path, with_two, builders.parsed(builders.article("Bread", "It rose.")))
    assert path == archive_path()
    with open_for_reading(path) as db:
        frame = newest(db, Filter())
    with session(path):
        assert pictures_of(frame) == {}
        pictures.keep(path, OTHER, b"other")
        assert [each.url for each in pictures_of(frame).values()] == [f"/pictures/{pictures.named(OTHER)}"]
        pictures.keep(path, LEAD, b"lead")
        listed = story_list(frame, understood("read", {}, "own"), "UTC")
    assert listed.count('class="thumb"') == 1 and f'src="/pictures/{pictures.named(LEAD)}"' in listed
    assert listed.index("pictured") < listed.index("Crane")
