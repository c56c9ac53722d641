"""Sentences are numbered as schema.py says, and copies of a sentence are recognised."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from lib.model.article import DEFAULT_ZONES, ZONES, Article, Zone
from lib.model.mention import DEFAULT_ROLES, ROLES, Manner, Mention, Role
from lib.store.batches.rows import insert_columns
from lib.store.batches.sentences import WIDTH, MentionedText, Named
from lib.store.batches.sketches import sketch_rows, sketches
from lib.store.schema import TABLES
from lib.store.stored_sums import sum_mentions
from tests import builders
from tests.builders import article, blocks
from tests.cases import every_case

ACTORS = ("country/a", "country/b", "person/c")

places = st.tuples(
    st.sampled_from(ACTORS), st.sampled_from(ROLES), st.integers(0, 7), st.integers(0, 150)
)  # actor, role, block, sentence
WIRE = (
    "Norland and Sudland agreed on Tuesday to open the harbour to grain ships for ninety days, "
    "the two foreign ministers told reporters after talks that lasted the whole night."
)


def story_of(zones: list[Zone]) -> Article:
    return article("Masks", blocks=blocks(*((zone, "text") for zone in zones)))


def mention_at(actor: str, role: Role, block: int, sentence: int) -> Mention:
    return Mention(
        article_id="", revision="", surface="x", canonical=actor, actor_id=actor, kind="country", role=role,
        block=block, sentence=sentence, start=0, end=1, sentence_start=0, sentence_end=1,
    )  # fmt: skip


def new_text(story: Article, mentions: Sequence[Mention], number: int = 0) -> MentionedText:
    return MentionedText(row=number, blocks=story.blocks, mentions=mentions)


@dataclass(frozen=True, order=True)
class Entry:
    """A row of story_actor, with the actor's key, zone and role by their names."""

    actor: str
    zone: Zone
    role: Role
    chunk: int
    smask: int
    pmask: int


@dataclass(frozen=True)
class Masks:
    """What is kept of one text."""

    entries: list[Entry]
    places: list[tuple[int, int]]  # numbers of sentence and paragraph, parallel to the mentions


@cache
def empty_archive() -> duckdb.DuckDBPyConnection:
    """Return a connection to the tables in memory, made once: that takes ten times as long as a text."""
    connection = duckdb.connect()
    connection.execute(TABLES)
    return connection


def masks_of(*texts: tuple[Article, Sequence[Mention]]) -> list[Masks]:
    """Return the masks of texts that are stored together."""
    keys = list(dict.fromkeys(mention.actor_id for _, mentions in texts for mention in mentions))
    new = [new_text(*each, number) for number, each in enumerate(texts)]
    named = Named.of(new, {key: place for place, key in enumerate(keys)})
    connection = empty_archive()
    insert_columns(connection, "mention", named.columns)
    sum_mentions(connection, "true")
    rows = connection.execute("from story_actor order by all").fetchall()
    connection.execute("delete from mention; delete from story_actor")
    places = list(zip(named.columns["sent"].tolist(), named.columns["para"].tolist(), strict=True))
    return [
        Masks(
            entries=sorted(
                Entry(keys[actor], ZONES[zone], ROLES[role], chunk, smask, pmask)
                for text, actor, zone, role, chunk, smask, pmask, _ in rows
                if text == number
            ),
            places=[place for place, text in zip(places, named.texts, strict=True) if text == number],
        )
        for number in range(len(texts))
    ]


def together(
    masks: Masks, a: str, b: str, zones: Collection[Zone], roles: Collection[Manner], *, paragraphs: bool
) -> int:
    """Return what a question counts in the masks, as schema.py describes them."""

    def mask(actor: str, chunk: int) -> int:
        found = 0
        for each in masks.entries:
            if (each.actor, each.chunk) == (actor, chunk) and each.zone in zones and each.role in roles:
                found |= each.pmask if paragraphs else each.smask
        return found

    return sum((mask(a, chunk) & mask(b, chunk)).bit_count() for chunk in {e.chunk for e in masks.entries})


def counted(
    story: Article,
    mentions: list[Mention],
    a: str,
    b: str,
    zones: Collection[Zone],
    roles: Collection[Manner],
) -> set[tuple[int, int]]:
    """Return the sentences that name both, straight from the mentions."""
    named = {
        actor: {
            (each.block, each.sentence)
            for each in mentions
            if each.actor_id == actor and each.role in roles and story.blocks[each.block].zone in zones
        }
        for actor in (a, b)
    }
    return named[a] & named[b]


@given(
    st.lists(places, max_size=400),
    st.lists(st.sampled_from(ZONES), min_size=8, max_size=8),
    st.sets(st.sampled_from(ZONES)),
    st.sets(st.sampled_from(ROLES)),
)
def test_masks_count_sentences_as_a_plain_count_does(
    found: list[tuple[str, Role, int, int]], where: list[Zone], zones: set[Zone], roles: set[Role]
) -> None:
    story, mentions = story_of(where), [mention_at(*each) for each in found]
    (masks,) = masks_of((story, mentions))
    for a, b in combinations(ACTORS, 2):
        note = together(masks, a, b, zones, roles, paragraphs=False)
        assert note == len(counted(story, mentions, a, b, zones, roles))


@given(
    st.lists(
        st.tuples(st.sampled_from(ACTORS), st.sampled_from(ROLES), st.integers(0, 7), st.integers(0, 63)),
        max_size=300,
    ),
    st.lists(st.sampled_from(ZONES), min_size=8, max_size=8),
)
def test_masks_count_paragraphs_of_up_to_64_sentences_exactly(
    found: list[tuple[str, Role, int, int]], where: list[Zone]
) -> None:
    story, mentions = story_of(where), [mention_at(*each) for each in found]
    (masks,) = masks_of((story, mentions))
    for a, b in combinations(ACTORS, 2):
        named = {
            actor: {
                each.block
                for each in mentions
                if each.actor_id == actor
                and each.role in DEFAULT_ROLES
                and story.blocks[each.block].zone in DEFAULT_ZONES
            }
            for actor in (a, b)
        }
        note = together(masks, a, b, DEFAULT_ZONES, DEFAULT_ROLES, paragraphs=True)
        assert note == len(named[a] & named[b])


def test_places_are_parallel_to_the_mentions_and_lie_in_the_masks() -> None:
    mentions = [
        mention_at(ACTORS[0], "name", block, sentence) for block in range(4) for sentence in range(40)
    ]
    (masks,) = masks_of((story_of(["body"] * 4), mentions))
    assert len(masks.places) == len(mentions)
    for sentence, paragraph in masks.places:
        assert sentence // WIDTH == paragraph // WIDTH
        (entry,) = (each for each in masks.entries if each.chunk == sentence // WIDTH)
        assert entry.smask >> sentence % WIDTH & 1
        assert entry.pmask >> paragraph % WIDTH & 1


def test_a_paragraph_never_lies_in_two_chunks() -> None:
    mentions = [
        mention_at(ACTORS[0], "name", block, sentence) for block in range(3) for sentence in range(40)
    ]
    (masks,) = masks_of((story_of(["body"] * 3), mentions))
    chunks = {
        block: {
            place[0] // WIDTH
            for each, place in zip(mentions, masks.places, strict=True)
            if each.block == block
        }
        for block in range(3)
    }
    assert all(len(each) == 1 for each in chunks.values())


def test_each_role_of_an_actor_is_an_entry_of_its_own() -> None:
    mentions = [mention_at(ACTORS[0], "name", 0, 0), mention_at(ACTORS[0], "metonym", 0, 1)]
    (masks,) = masks_of((story_of(["body"]), mentions))
    assert masks.entries == [
        Entry(ACTORS[0], "body", "metonym", 0, 2, 1), Entry(ACTORS[0], "body", "name", 0, 1, 1),
    ]  # fmt: skip


def test_nobody_named_gives_empty_masks() -> None:
    (masks,) = masks_of((story_of(["body"]), []))
    assert masks.entries == []


@given(st.lists(st.lists(places, max_size=150), max_size=5))
def test_masks_of_a_text_do_not_hang_on_what_is_stored_with_it(
    found: list[list[tuple[str, Role, int, int]]],
) -> None:
    texts = [(story_of(["body", "quote"] * 4), [mention_at(*each) for each in its]) for its in found]
    assert masks_of(*texts) == [masks for each in texts for masks in masks_of(each)]


def alike(first: str, second: str) -> bool:
    """Return whether two sentences agree in a band."""
    one, other = sketches([first, second])
    assert one and other
    return any(a == b for a, b in zip(one, other, strict=True))


@every_case(
    "copy",
    [
        WIRE.upper(),
        WIRE.replace(" on Tuesday", ""),
        WIRE.replace("ninety", "90"),
        f"“{WIRE}”",
        WIRE.replace("the two foreign ministers", "the foreign ministers"),
    ],
)
def test_an_edited_copy_is_a_copy(copy: str) -> None:
    assert alike(WIRE, copy)


CHINESE = "诺兰和苏兰周二同意向运粮船开放港口九十天，两国外交部长在通宵会谈后对记者表示。"
JAPANESE = (
    "ノルランドとスドランドは火曜日、九十日間にわたり穀物船に港を開くことで合意したと両国の外相が述べた。"
)


@every_case(
    ("sentence", "copy", "other"),
    [
        (
            CHINESE,
            CHINESE.replace("周二", ""),
            "彻夜会谈之后，两国的部长宣布，三个月之内粮食可以经由该港运出诺兰。",
        ),
        (
            JAPANESE,
            JAPANESE.replace("火曜日、", ""),
            "徹夜の会談のあと、スドランドの外相は三か月は港が使えると記者団に話した。",
        ),
    ],
)
def test_a_copy_is_found_where_no_space_stands_between_words(sentence: str, copy: str, other: str) -> None:
    assert alike(sentence, copy) and not alike(sentence, other)
    assert sketches([sentence[:9]]) == [None]


def test_the_same_event_in_other_words_is_none() -> None:
    own = (
        "After a night of talks Norland and Sudland said that grain ships may use the harbour for "
        "three months, an agreement that both foreign ministers announced to the press on Tuesday."
    )
    assert not alike(WIRE, own)


def test_a_short_sentence_has_no_sketch() -> None:
    assert sketches(["Norland met Sudland."]) == [None]


def test_sentences_of_their_own_are_rarely_taken_for_copies() -> None:
    chance = random.Random(7)
    vocabulary = [f"word{number}" for number in range(400)]
    note = sketches([" ".join(chance.choices(vocabulary, k=20)) for _ in range(2000)])
    bands = [band for each in note if each for band in each]
    assert len(bands) - len(set(bands)) == 0


def test_each_naming_sentence_has_one_row_under_its_number() -> None:
    story = builders.article(
        "Talks", f"{WIRE} Norland and Sudland went on to speak of fish.", "Rain fell all day long."
    )
    named = builders.mentions(story, {"Norland": "country", "Sudland": "country"})
    texts = [new_text(story, named, number=7)]
    rows = sketch_rows(texts, Named.of(texts, {mention.actor_id: 1 for mention in named}))
    assert [row[:2] for row in rows] == [(7, 0), (7, 1)]
    assert [rows[0][2:]] == sketches([WIRE])


def test_a_sketch_does_not_hang_on_what_is_sketched_with_it_and_is_that_of_former_archives() -> None:
    chance = random.Random(11)
    sentences = [" ".join(chance.choices(WIRE.split(), k=chance.randint(1, 30))) for _ in range(200)]
    assert sketches(sentences) == [each for sentence in sentences for each in sketches([sentence])]
    assert sketches(["Five words are just enough."]) == [
        (7982205803625172354, 12169756664745224727, 11015244453548267691)
    ]
