"""The sample's drawn pictures."""

import io

from PIL import Image

from lib.sample.pictures import SAVED, SCENES, pictures
from lib.sample.stories import stories


def test_a_drawn_picture_is_small_of_one_size_and_the_same_each_time() -> None:
    first, second = next(pictures()), next(pictures())
    assert first == second
    address, drawn = first
    assert address.startswith("https://www.lakesideregister.example/images/1962/10/last-car-ferry")
    assert Image.open(io.BytesIO(drawn)).size == SAVED and 5_000 < len(drawn) < 40_000


def test_every_scene_is_drawn_and_credited_to_who_never_lived() -> None:
    drawn = [story for story in stories() if story.scene]
    assert {story.scene for story in drawn} == SCENES.keys() and len(drawn) >= 15
    assert all(story.layout != "text" and story.caption for story in drawn), "no picture is on a text page"
    assert all(any(name in (story.credit or "") for name in NAMES) for story in drawn)


NAMES = ("Ida Brandt", "Іди Брандт", "إيدا برانت")
