"""The light markup of bodies."""

from collections import Counter
from datetime import date
from pathlib import Path

import yaml

from lib.sample.newsroom import FOLDER, newsroom
from lib.sample.stories import Part, Story, as_of, parts, stories
from tests.cases import every_case

CASES = [
    ("One\nline.", Part("paragraph", ("One line.",))),
    ("## A turn", Part("subhead", ("A turn",))),
    ("> Said\n> slowly.", Part("quote", ("Said slowly.",))),
    ("- one\n- two that\n  goes on", Part("list", ("one", "two that goes on"))),
]


@every_case(("written", "part"), CASES)
def test_a_block_is_what_it_is_marked_as(written: str, part: Part) -> None:
    assert parts(written) == (part,)


def test_blank_lines_part_the_blocks() -> None:
    assert [part.text for part in parts("One.\n\n\n\nTwo.\n")] == ["One.", "Two."]


ALL = stories()
NAMES = [f"{story.day}-{story.slug}.{story.copy_number}" for story in ALL]
FIRST, LAST = date(1962, 10, 1), date(1962, 10, 28)
UNDATED = "who-speaks-for-whom"
FILES = sorted((FOLDER / "stories").glob("*.yaml"))
READ_AT_ANY_TIME = """
    section kicker headline deck authors wire tags updated saved clock dateline body copy copy_paragraphs
    updates caption credit scene only_in_caption related most_read ticker read_minutes audio
"""
READ_EARLIER = set(READ_AT_ANY_TIME.split())
READ = READ_EARLIER | {"layout", "publisher", "published", "earlier"}
SHARED_BY_THREE = {"himalaya-wire", "chinese-press-on", "brigade-lost"}
EVENTS = {
    "sigma-seven": {"sigma-seven", "six-turns", "american-in-orbit"},
    "windstorm": {"northwest-windstorm", "wind-fells-forests", "portland-storm"},
}


@every_case("story", ALL)
def test_a_story_has_a_headline_authors_and_a_section_of_its_paper(story: Story) -> None:
    assert 15 <= len(story.headline) <= 110
    assert story.authors
    assert set(story.authors) <= {*newsroom().people, *newsroom().desks}
    assert story.section in story.publisher.sections


@every_case("story", ALL)
def test_the_tags_are_from_the_vocabulary(story: Story) -> None:
    assert 3 <= len(story.tags) <= 6
    assert len(set(story.tags)) == len(story.tags)
    assert set(story.tags) <= set(newsroom().tags)


@every_case("story", ALL)
def test_a_story_is_as_long_as_its_layout_asks(story: Story) -> None:
    most = 700 if story.layout == "live" else 460
    assert 220 <= len(story.text.split()) <= most


@every_case("story", ALL)
def test_a_story_is_of_the_four_weeks(story: Story) -> None:
    assert FIRST <= story.day <= LAST
    if story.published is None:
        assert story.slug == UNDATED
    else:
        assert story.published.date() == story.day
        assert story.published < story.saved
    assert story.updated is None or story.updated <= story.saved


@every_case("story", ALL)
def test_the_other_stories_on_a_page_were_out_when_it_was_saved(story: Story) -> None:
    known = {other.slug: other for other in reversed(ALL)}  # the earlier capture wins
    for slug in {*story.related, *story.most_read}:
        other = known[slug]
        assert slug != story.slug
        assert other.published is not None
        assert other.published < story.saved, slug


@every_case("story", [story for story in ALL if story.layout == "live"])
def test_the_entries_of_a_live_page_are_in_order(story: Story) -> None:
    times = [entry.at for entry in story.updates]
    assert times == sorted(times)
    assert (story.published, story.updated) == (times[0], times[-1])


@every_case("path", FILES)
def test_a_story_file_has_no_field_that_nobody_reads(path: Path) -> None:
    fields = yaml.safe_load(path.read_text("utf-8"))
    assert set(fields) <= READ
    assert set(fields.get("earlier", {})) <= READ_EARLIER


def test_summer_time_ends_on_the_last_sunday_of_october() -> None:
    offsets = {
        story.published.strftime("%z")
        for story in ALL
        if story.published and story.day == LAST and story.publisher.zone == "America/New_York"
    }
    assert offsets == {"-0500"}


@every_case("story", ALL)
def test_no_time_is_one_that_the_clocks_showed_twice(story: Story) -> None:
    for at in (story.published, story.updated, story.saved):
        assert at is None or at.utcoffset() == at.replace(fold=1).utcoffset()


def test_there_are_enough_stories_in_each_layout() -> None:
    layouts = Counter(story.layout for story in ALL)
    assert len({story.slug for story in ALL}) >= 80
    assert layouts["text"] >= 10
    assert layouts["jsonld"] >= 18
    assert layouts["plain"] >= 12
    assert layouts["live"] >= 3


def test_three_stories_were_captured_twice_and_changed() -> None:
    pairs = [
        (first, second)
        for first in ALL
        for second in ALL
        if first.slug == second.slug and (first.copy_number, second.copy_number) == (1, 0)
    ]
    assert len(pairs) == 3
    for first, second in pairs:
        assert first.headline != second.headline
        assert first.text != second.text
        assert first.saved < second.saved
        assert first.published == second.published


def test_three_papers_share_one_wire_story() -> None:
    sharing = [story for story in ALL if story.slug in SHARED_BY_THREE]
    assert len({story.publisher.domain for story in sharing}) == 3
    assert len({story.headline for story in sharing}) == 3
    assert {story.wire for story in sharing} == {"Atlantic Wire"}
    assert len({story.parts[1] for story in sharing}) == 1


@every_case("event", EVENTS)
def test_three_papers_report_an_event_two_of_them_from_the_wire(event: str) -> None:
    reports = [story for story in ALL if story.slug in EVENTS[event]]
    assert len({story.publisher.domain for story in reports}) == 3
    first, second = (story for story in reports if story.wire)
    (own,) = (story for story in reports if not story.wire)
    assert first.parts[1] == second.parts[1]
    assert not set(own.parts) & set(first.parts)


def test_every_day_of_the_four_weeks_has_a_story() -> None:
    assert len({story.day for story in ALL}) == (LAST - FIRST).days + 1


def test_every_tag_of_the_vocabulary_is_used() -> None:
    assert {tag for story in ALL for tag in story.tags} == set(newsroom().tags)


def test_every_person_and_desk_wrote_something() -> None:
    assert {name for story in ALL for name in story.authors} >= set(newsroom().people)


def test_pages_print_their_times_in_different_ways() -> None:
    assert {story.clock for story in ALL} == {"zone", "utc", "none"}
    assert {story.publisher.zone for story in ALL} == {
        "America/New_York",
        "America/Chicago",
        "America/Los_Angeles",
        "Europe/London",
        "Europe/Kyiv",
        "Asia/Beirut",
    }


def test_a_card_shows_the_headline_of_its_own_day() -> None:
    first, second = (story for story in ALL if story.slug == "oas-vote")
    assert as_of("oas-vote", first.saved).headline == first.headline
    assert as_of("oas-vote", second.saved).headline == second.headline
