"""A story says when it was published and how long reading it takes."""

from dataclasses import replace
from datetime import UTC, datetime

from lib.model.article import DAY_ONLY, Block, Timezone
from lib.ui.read.times import times
from tests.builders import article as built
from tests.cases import every_case


def test_an_assumed_zone_is_said() -> None:
    story = replace(
        built(), published_at=datetime(2024, 4, 9, 6, 31, tzinfo=UTC), published_as="April 9, 9:31 AM",
        read_minutes=2,
        published_zone=Timezone(name="Europe/Kyiv", assumed=True, reason="The page gives none."),
    )  # fmt: skip
    note = times(story, "Europe/Kyiv")
    assert "9 April 2024, 9:31 am" in note and ">Kyiv time (assumed)</span>" in note
    assert "Berlin time (Kyiv time assumed)" in times(story, "Europe/Berlin")
    assert '<span title="The publisher says so.">2 min read</span>' in note
    day = replace(story, published_as="2024-04-09", provenance={"published_at": f"printed {DAY_ONLY}"})
    assert "9 April 2024" in times(day, "Europe/Kyiv") and "assumed" not in times(day, "Europe/Kyiv")
    assert "No date on the page" in times(replace(story, published_at=None), "UTC")


@every_case(
    ("text", "note"),
    [
        ("The harbour is shut. " * 119, "2 min read (476 words)"),
        ("港は月曜日に閉まる。" * 119, "2 min read (about 535 words)"),
    ],
)
def test_how_long_a_story_is_holds_in_every_script(text: str, note: str) -> None:
    story = replace(built(), blocks=(Block(zone="body", text=text, at=0, end=len(text)),), read_minutes=None)
    assert note in times(story, "UTC")
