"""The whole cascade, on stories of our own."""

from datetime import UTC, datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.actors import find
from lib.model.article import Article
from lib.model.mention import Mention
from tests.actors.cast import KNOWN
from tests.builders import article, blocks, brief

PAGE = article(
    blocks=blocks(
        ("headline", "US tells allies of Chinese help for Moscow"),
        ("byline", "By Sergei Lavrov"),
        ("caption", "Volodymyr Zelensky in Rome last year."),
        ("credit", "Joe Biden/Reuters"),
        (
            "body",
            "U.S. State Department spokesman Martin Hale told reporters that Washington worries about China. "
            "Hale gave no date. U.S. Secretary of State Edwina Marsh flew to Beijing, China.",
        ),
        (
            "body",
            "U.S. Treasury Secretary Harriet Quill warned Beijing. "
            "Quill met Xi Jinping, the Reuters agency said.",
        ),
        ("related", "Lavrov in Italy"),
        ("ticker", "Georgia asks Tbilisi"),
    )
)


def in_zone(story: Article, mentions: tuple[Mention, ...], *zones: str) -> set[str]:
    return {m.canonical for m in mentions if story.blocks[m.block].zone in zones and m.kind != "place"}


def test_a_story_s_actors_are_found_zone_by_zone() -> None:
    found = find(PAGE, KNOWN)
    assert in_zone(PAGE, found, "headline", "body") == {
        "United States",
        "China",
        "Russia",
        "U.S. State Department",
        "Martin Hale",
        "Edwina Marsh",
        "Harriet Quill",
        "Xi Jinping",
    }
    assert in_zone(PAGE, found, "caption") == {"Volodymyr Zelensky"}
    assert in_zone(PAGE, found, "related") == {"Sergei Lavrov", "Italy"}
    assert in_zone(PAGE, found, "ticker") == {"Georgia"}
    assert in_zone(PAGE, found, "byline", "credit") == set()


def test_titles_and_nested_names_are_told_apart() -> None:
    roles = {(m.surface, m.role) for m in find(PAGE, KNOWN) if m.canonical == "United States"}
    assert roles == {("US", "name"), ("U.S.", "nested"), ("Washington", "metonym"), ("U.S.", "title")}


def test_a_surname_carries_its_full_name_s_id() -> None:
    ids = {m.actor_id for m in find(PAGE, KNOWN) if m.surface in ("Hale", "Martin Hale")}
    assert ids == {"person/~martin-hale"}


@pytest.mark.parametrize(("year", "country"), [(1962, "Soviet Union"), (2024, "Russia")])
def test_the_day_of_the_story_decides_who_moscow_is(year: int, country: str) -> None:
    story = article("Moscow warns Rome", published_at=datetime(year, 10, 22, tzinfo=UTC))
    assert find(story, KNOWN)[0].canonical == country


def test_without_a_date_the_day_of_the_capture_counts() -> None:
    story = article("Moscow warns Rome", published_at=None, captured_at=datetime(1962, 10, 22, tzinfo=UTC))
    assert find(story, KNOWN)[0].canonical == "Soviet Union"


def test_a_brief_of_the_ticker_is_a_story_of_its_own() -> None:
    names = {m.canonical for m in find(brief("Ukraine signs", "Ukraine and Italy signed on Monday."), KNOWN)}
    assert names == {"Ukraine", "Italy"}


def test_a_story_in_another_language_is_read_by_the_actor_file_alone() -> None:
    story = article("Ukraine und China", "Gespräche mit Olaf Marsch in Norden.", language="de")
    assert {m.canonical for m in find(story, KNOWN)} == {"Ukraine", "China"}


def test_a_headline_in_capitals_is_repaired_by_the_body() -> None:
    story = article("HARRIET QUILL WARNS CHINA", "Harriet Quill warned China on Monday. Quill left early.")
    assert {m.canonical for m in find(story, KNOWN)} == {"Harriet Quill", "China"}


PIECES = st.sampled_from([
    "China", "Moscow", "U.S.", "Joe Biden", "Biden", "the Russian Foreign Ministry", "said", "in", ",", ". ",
    "\n", "(NAFP)", "Norden Alliance of Free Ports", "İ", "ß", "’s", "“", "”", "President", "Ann", "\u2028",
    "NORDEN (Reuters) -", "\x85", "\r", "-",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_every_mention_is_where_it_says(texts: list[str]) -> None:
    story = article(blocks=blocks(*(("body", text) for text in texts)))
    found = find(story, KNOWN)
    for m in found:
        text = story.blocks[m.block].text
        assert text[m.start : m.end] == m.surface
        assert m.sentence_start <= m.start < m.end
        assert m.start < m.sentence_end
    for one, other in combinations(found, 2):
        if one.block == other.block and one.start < other.end and other.start < one.end:
            assert "nested" in (one.role, other.role)
