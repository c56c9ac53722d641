"""A live blog is read update by update, each under its time."""

from dataclasses import replace
from datetime import UTC, datetime

from lib.model.article import Article, Block, Timezone, Update
from lib.model.filter import Filter
from lib.ui.read.story import article
from lib.ui.view import View
from tests.builders import article as built

VIEW = View(page="read", criteria=Filter())
KYIV = Timezone(name="Europe/Kyiv", assumed=True, reason="The page names no zone.")
FOREIGN = '"><script>alert(1)</script>'


def block(text: str, level: int = 0) -> Block:
    return Block(zone="body", text=text, at=0, end=len(text), level=level)


def update(number: int, hour: int | None, printed: str | None = "as it is", day: int = 3) -> Update:
    at = datetime(2024, 4, day, hour, 5, tzinfo=UTC) if hour is not None else None
    return Update(block=number, published_at=at, published_as=printed, timezone=KYIV if at else None)


def live(*updates: Update) -> Article:
    blocks = (
        block("The day at the port."),
        block("Ferry stays", 3), block("It will not sail."), block("Wind rises.", 0), block("Road shut", 2),
    )  # fmt: skip
    return replace(built("Storm live"), form="live blog", blocks=blocks, updates=updates)


def shown(*updates: Update, zone: str = "Europe/Kyiv") -> str:
    return article(live(*updates), VIEW, zone)


THREE = (update(1, 15), update(3, 12), update(4, 6))


def test_a_line_tells_how_many_how_far_and_which_way() -> None:
    note = shown(*THREE)
    assert "Live blog: 3 updates, 3 April 2024, 9:05 am to 6:05 pm (Kyiv time), newest first" in note
    assert "oldest first" in shown(update(1, 6), update(3, 12), update(4, 15))
    assert "in the order of the page" in shown(update(1, 6), update(3, 15), update(4, 12))
    for of_one_time in ((update(3, None, None),), (update(3, 6),), ()):
        assert ", 3 April 2024, 9:05 am (Kyiv time)</p>" in shown(update(1, 6), *of_one_time)


def test_updates_of_several_days_say_their_day() -> None:
    note = shown(update(1, 1, day=4), update(3, 23), update(4, 20), zone="UTC")
    assert "3 April 2024, 8:05 pm to 4 April 2024, 1:05 am (UTC)" in note
    assert ">4 April, 1:05 am</time>" in note and ">3 April, 11:05 pm</time>" in note


def test_each_update_is_a_section_under_its_time() -> None:
    note = shown(*THREE)
    assert note.count("<section") == note.count("</section>") == 3
    assert 'aria-labelledby="b1"' in note and 'aria-label="Update, 3 April 2024, 3:05 pm"' in note
    assert 'datetime="2024-04-03T15:05:00+00:00"' in note and "Printed “as it is”." in note
    assert "The page names no zone." in note
    named = Timezone(name="Europe/Kyiv", assumed=False, reason="The page names it.")
    assert "The page names it." not in shown(replace(update(1, 15), timezone=named))
    start, first, second = (
        note.index(text) for text in ("The day at", "6:05 pm</time>", "It will not sail.")
    )
    assert start < first < second < note.index("3:05 pm</time>") < note.index("Wind rises.")


def test_an_update_without_a_moment_says_what_is_printed() -> None:
    note = shown(update(1, None, "14:05"), update(4, None, None))
    assert "14:05, as printed; the page does not name the day" in note
    assert "No time on the page" in note and "Live blog: 2 updates</p>" in note
    assert "<script" not in shown(update(1, 15, FOREIGN), update(3, None, FOREIGN))


def test_the_pictures_of_updates_stay_with_them() -> None:
    story = live(update(1, 15), update(3, 12), update(4, 6))
    caption = Block(zone="caption", text="A pier under water", at=0, end=18)
    story = replace(story, blocks=(*story.blocks[:3], caption, *story.blocks[4:]))
    note = article(story, VIEW, "UTC")
    assert "Picture not stored" not in note
    assert note.index("12:05 pm</time>") < note.index("A pier under water") < note.index("6:05 am</time>")
