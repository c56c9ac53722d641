"""The whole cascade, on stories of our own."""

from datetime import UTC, datetime
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lib.actors import find
from lib.actors.dictionary import slug
from lib.actors.named_actors import actor_of
from lib.actors.plain_text import find_in_text
from lib.model.article import Article
from lib.model.mention import Kind, Mention
from tests.actors.cast import KNOWN, recognised_name, story
from tests.builders import article, blocks, brief
from tests.cases import every_case

ACTORS: list[tuple[str, Kind, str, str]] = [
    ("Ann Moss", "person", "person/~ann-moss", "Ann Moss"),
    ("the Norden  Works", "organisation", "organisation/~norden-works", "Norden Works"),
    ("Norden Works Ltd", "organisation", "organisation/~norden-works", "Norden Works"),
    ("OLIVIA MARSH", "person", "person/~olivia-marsh", "Olivia Marsh"),
    ("Łódź", "place", "place/~lodz", "Łódź"),
]


@every_case(("surface", "kind", "actor_id", "canonical"), ACTORS)
def test_an_unrecorded_name_has_an_id_of_its_fullest_form(
    surface: str, kind: Kind, actor_id: str, canonical: str
) -> None:
    actor = actor_of(recognised_name(story(surface), surface, kind), "abcdef0123")
    assert (actor.id, actor.name) == (actor_id, canonical)


def test_a_surname_alone_is_not_merged_with_those_of_other_stories() -> None:
    name = recognised_name(story("Moss"), "Moss", "person", role="surname")
    assert actor_of(name, "abcdef0123").id == "person/~moss~abcdef01"


def test_slugs_are_words_joined_by_hyphens() -> None:
    assert slug("U.S. State Department") == "us-state-department"


MARSH = "Hale gave no date. U.S. Secretary of State Edwina Marsh flew to Beijing, China."
QUILL = "U.S. Treasury Secretary Harriet Quill warned Beijing. Quill met Xi Jinping, the Reuters agency said."
PAGE = article(
    blocks=blocks(
        ("headline", "US tells allies of Chinese help for Moscow"),
        ("byline", "By Sergei Lavrov"),
        ("caption", "Volodymyr Zelensky in Rome last year."),
        ("credit", "Joe Biden/Reuters"),
        ("body", f"U.S. State Department spokesman Martin Hale said that Washington fears China. {MARSH}"),
        ("body", QUILL),
        ("related", "Lavrov in Italy"),
        ("ticker", "Georgia asks Tbilisi"),
        ("biography", "Joe Biden covers Japan for us."),
        ("appeal", "Write to Angela Merkel."),
    )
)


def in_zone(story: Article, mentions: tuple[Mention, ...], *zones: str) -> set[str]:
    return {m.canonical for m in mentions if story.blocks[m.block].zone in zones and m.kind != "place"}


def test_a_story_s_actors_are_found_zone_by_zone() -> None:
    found = find(PAGE, KNOWN)
    assert in_zone(PAGE, found, "headline", "body") == {
        "United States", "China", "Russia", "U.S. State Department", "Martin Hale", "Edwina Marsh",
        "Harriet Quill", "Xi Jinping",
    }  # fmt: skip
    assert in_zone(PAGE, found, "caption") == {"Volodymyr Zelensky"}
    assert in_zone(PAGE, found, "related") == {"Sergei Lavrov", "Italy"}
    assert in_zone(PAGE, found, "ticker") == {"Georgia"}
    assert in_zone(PAGE, found, "byline", "credit", "biography", "appeal") == set()


def test_titles_and_nested_names_are_told_apart() -> None:
    roles = {(m.surface, m.role) for m in find(PAGE, KNOWN) if m.canonical == "United States"}
    assert roles == {("US", "name"), ("U.S.", "nested"), ("Washington", "metonym"), ("U.S.", "title")}


def test_a_surname_carries_its_full_name_s_id() -> None:
    ids = {m.actor_id for m in find(PAGE, KNOWN) if m.surface in ("Hale", "Martin Hale")}
    assert ids == {"person/~martin-hale"}


MOSCOW = datetime(1962, 10, 22, tzinfo=UTC)


@every_case(
    ("dates", "country"),
    [
        ({"published_at": MOSCOW}, "Soviet Union"),
        ({"published_at": MOSCOW.replace(year=2024)}, "Russia"),
        ({"published_at": None, "captured_at": MOSCOW}, "Soviet Union"),
    ],
)
def test_the_day_of_the_story_or_its_capture_decides_who_moscow_is(
    dates: dict[str, Any], country: str
) -> None:
    assert find(article("Moscow warns Rome", **dates), KNOWN)[0].canonical == country


def test_a_brief_of_the_ticker_is_a_story_of_its_own() -> None:
    names = {m.canonical for m in find(brief("Ukraine signs", "Ukraine and Italy signed on Monday."), KNOWN)}
    assert names == {"Ukraine", "Italy"}


def test_a_story_in_another_language_is_read_by_the_actor_file_and_by_full_names() -> None:
    story = article("Ukraine und China", "Gespräche mit Olaf Marsch in Norden.", language="de")
    assert {m.canonical for m in find(story, KNOWN)} == {"Ukraine", "China", "Olaf Marsch"}
    assert {m.canonical for m in find(story, KNOWN, use_recogniser=False)} == {"Ukraine", "China"}


def test_an_administration_is_the_leaders_not_that_of_the_wife_who_is_named_in_full() -> None:
    texts = ("President Obama left.", "First Lady Michelle Obama spoke.", "The Obama administration met.")
    found = find(article("Piers", *texts, published_at=datetime(2016, 5, 1, tzinfo=UTC)))
    assert [m.canonical for m in found] == ["Barack Obama", "Michelle Obama", "Barack Obama"]


def test_brackets_that_name_an_author_at_the_end_name_no_actors() -> None:
    def named(last: str, *authors: str) -> set[str]:
        return {m.canonical for m in find(article("Piers", "Ada Holm left.", last, authors=authors))}

    signed = "Nobody knew why. (Jane Marsh in Norden, Ben Brell, 3.5.2024)"
    assert named(signed, "Jane Marsh") == {"Ada Holm"}
    assert {"Jane Marsh", "Ben Brell"} <= named(signed)
    assert "Ben Brell" in named("Ben Brell knew why. (Jane Marsh)", "Jane Marsh")


def test_a_headline_in_capitals_is_repaired_by_the_body() -> None:
    story = article("HARRIET QUILL WARNS CHINA", "Harriet Quill warned China on Monday. Quill left early.")
    assert {m.canonical for m in find(story, KNOWN)} == {"Harriet Quill", "China"}


PIECES = st.sampled_from([
    "China", "Moscow", "U.S.", "Joe Biden", "Biden", "the Russian Foreign Ministry", "said", "in", ",", ". ",
    "\n", "(NAFP)", "Norden Alliance of Free Ports", "İ", "ß", "’s", "“", "”", "President", "Ann", "\u2028",
    "NORDEN (Reuters) -", "\x85", "\r", "-",
])  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=60)


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


TEXT = (
    "NORDEN (Reuters) - Chinese President Xi Jinping met Joe Biden in Rome. "
    "Beijing warned the U.S. State Department."
)


def test_spans_are_marked_as_corpora_mark_them() -> None:
    found = find_in_text(TEXT, KNOWN)
    assert [(TEXT[start:end], label) for start, end, label in found.spans] == [
        ("NORDEN", "LOC"), ("Reuters", "ORG"), ("Xi Jinping", "PER"), ("Joe Biden", "PER"), ("Rome", "LOC"),
        ("Beijing", "LOC"), ("U.S. State Department", "ORG"),
    ]  # fmt: skip


def test_actors_are_canonical_and_leave_outlets_titles_and_places_out() -> None:
    found = ("China", "Joe Biden", "U.S. State Department", "Xi Jinping")
    assert find_in_text(TEXT, KNOWN).actors == found
