import itertools
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.model.article import Article, Zone
from lib.model.filter import Filter
from lib.model.mention import KINDS, Kind, Mention, Role
from lib.query import compare, ego, evidence, network
from lib.query.pairs import Unit
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders, papers
from tests.lots import few
from tests.rows import each_row

ACTORS: dict[str, Kind] = {
    "Alpha": "country", "Beta": "person", "Gamma": "organisation", "Delta": "group", "Epsilon": "place",
}  # fmt: skip
KEYS = {f"{kind}/{name.lower()}": kind for name, kind in ACTORS.items()}
UNITS: tuple[Unit, ...] = tuple(unit for unit in get_args(Unit) if unit != "origin")  # see test_origins.py
FILTERS = [
    Filter(),
    Filter(kinds=KINDS),
    Filter(zones=("body",), roles=("name",), kinds=KINDS),
    Filter(zones=("headline", "body", "caption", "ticker"), roles=("name", "title", "surname")),
    Filter(zones=("caption",), kinds=("person", "country")),
]
ALL = Filter()
ENDS = ("source_id", "target_id")


@dataclass(frozen=True)
class Written:
    """A story and the names that its finder would tell."""

    story: Article
    mentions: tuple[Mention, ...]


def write(number: int, blocks: Sequence[tuple[Zone, Sequence[Sequence[tuple[str, Role]]]]]) -> Written:
    """Return a story of blocks of sentences, a sentence being the names in it and their roles."""
    pieces: list[tuple[Zone, str]] = [("headline", f"Story {number}")]
    named: list[tuple[int, int, int, int, int, str, Role]] = []
    for block, (zone, sentences) in enumerate(blocks, start=1):
        text = ""
        for sentence, names in enumerate(sentences):
            start = len(text)
            note = "Then " + " and ".join([name for name, _ in names] or ["nobody"]) + " spoke."
            place = start + 5
            for name, role in names:
                named.append((block, sentence, place, start, start + len(note), name, role))
                place += len(name) + 5
            text += note + " "
        pieces.append((zone, text.rstrip() or "Nothing."))
    story = builders.article(f"Story {number}", blocks=builders.blocks(*pieces))
    return Written(story, tuple(_mention(story, *each) for each in named))


def _mention(
    story: Article, block: int, sentence: int, place: int, start: int, end: int, name: str, role: Role
) -> Mention:
    return Mention(
        article_id="", revision=story.revision, surface=name, canonical=name, kind=ACTORS[name], role=role,
        actor_id=f"{ACTORS[name]}/{name.lower()}", block=block, sentence=sentence, start=place,
        end=place + len(name), sentence_start=start, sentence_end=end,
    )  # fmt: skip


def lay(folder: Path, written: Sequence[Written]) -> Path:
    """Return an archive of the stories."""
    captures = [replace(builders.parsed(each.story), mentions=each.mentions) for each in written]
    return builders.archive(folder, *captures)


def places(written: Sequence[Written], criteria: Filter, actor: str, unit: Unit) -> set[tuple[int, ...]]:
    """Return every sentence, paragraph or story that names the actor, by going through all mentions."""
    found = set()
    for number, each in enumerate(written):
        for mention in each.mentions:
            counts = (
                each.story.blocks[mention.block].zone in criteria.zones and mention.role in criteria.roles
            )
            if mention.actor_id == actor and counts:
                place = (number, mention.block, mention.sentence)
                found.add(place[: {"sentence": 3, "paragraph": 2, "article": 1}[unit]])
    return found


def agrees(db: ArchiveReader, written: Sequence[Written], criteria: Filter, unit: Unit) -> None:
    """Assert that edges and evidence are what going through all mentions finds."""
    edges = network.edges(db, network.NetworkRequest(criteria=criteria, unit=unit, minimum=1))
    note = {(row.source_id, row.target_id): row for row in each_row(edges)}
    counted = sorted(key for key, kind in KEYS.items() if kind in criteria.kinds)
    for pair in itertools.combinations(counted, 2):
        both = places(written, criteria, pair[0], unit) & places(written, criteria, pair[1], unit)
        assert bool(both) == (pair in note)
        if both:
            assert note[pair].weight == len(both)
            assert note[pair].stories == len({place[0] for place in both})
        rows = evidence.sentences(db, criteria, actor=pair[1], other=pair[0], unit=unit, limit=10_000)
        assert len(rows) == rows.attrs["total"] == len(both)
        assert rows.attrs["stories"] == len({place[0] for place in both})
        for row in each_row(rows):
            assert set(pair) <= {actor for _, _, actor in row.spans}
            assert all(
                row.sentence[start:end].lower() == actor.split("/")[1] for start, end, actor in row.spans
            )


sentence = st.lists(st.tuples(st.sampled_from(sorted(ACTORS)), st.sampled_from(get_args(Role))), max_size=4)
block = st.tuples(
    st.sampled_from(["body", "body", "quote", "caption", "ticker", "list"]), st.lists(sentence, max_size=3)
)


EVERY_SORT = given(
    st.lists(st.lists(block, max_size=5), min_size=1, max_size=4),
    st.lists(st.sampled_from([*itertools.product(FILTERS, UNITS)]), min_size=4, max_size=4, unique=True),
)


@pytest.mark.slow
@pytest.mark.parametrize("examples", few((3, 200), 1))
def test_an_edge_weighs_as_many_sentences_as_its_evidence_shows(examples: int) -> None:
    @settings(max_examples=examples, suppress_health_check=[HealthCheck.too_slow])
    @EVERY_SORT
    def holds(
        stories: list[list[tuple[Zone, list[list[tuple[str, Role]]]]]], asked: list[tuple[Filter, Unit]]
    ) -> None:
        written = [write(number, blocks) for number, blocks in enumerate(stories)]
        with tempfile.TemporaryDirectory() as folder, open_for_reading(lay(Path(folder), written)) as db:
            for criteria, unit in asked:
                agrees(db, written, criteria, unit)

    holds()


def test_a_long_story_is_counted_beyond_its_first_64_sentences(tmp_path: Path) -> None:
    pair: list[tuple[str, Role]] = [("Alpha", "name"), ("Beta", "surname")]
    alone: list[tuple[str, Role]] = [("Alpha", "demonym"), ("Alpha", "name")]
    written = [
        write(0, [("body", [pair, alone]) for _ in range(70)]),
        write(1, [("body", [pair]), ("quote", [alone])]),
    ]
    with open_for_reading(lay(tmp_path, written)) as db:
        weights: dict[Unit, int] = {"sentence": 71, "paragraph": 71, "article": 2}
        for unit, weight in weights.items():
            edge = network.edges(db, network.NetworkRequest(criteria=Filter(), unit=unit)).iloc[0]
            assert (edge.weight, edge.stories) == (weight, 2)
            agrees(db, written, Filter(), unit)
        nodes = network.layout(db, network.NetworkRequest(criteria=Filter())).set_index("actor")
        assert list(nodes.loc["Alpha", ["mentions", "stories", "degree", "weight"]]) == [213, 2, 1, 71]


def test_one_actor_alone_has_a_row_a_sentence(db: ArchiveReader) -> None:
    rows = evidence.sentences(db, Filter(), actor="person/ida-brandt")
    assert list(rows["headline"]) == ["Ferry", "Strike", "Treaty", "Undated"]
    assert rows["sentence"][0] == "Ida Brandt was on board."
    assert rows["spans"][0] == [[0, 10, "person/ida-brandt"]]
    assert rows["authors"][0] == ["Ada Lind"]


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "origin"])
def test_of_a_pair_the_first_actor_s_name_is_as_it_was_seen(db: ArchiveReader, unit: Unit) -> None:
    asked: dict[str, Any] = {"actor": "Norland", "other": "Sudland", "unit": unit}
    whole = evidence.sentences(db, Filter(), **asked)
    assert len(whole) and evidence.sentences(db, Filter(), **asked, seen="Norland").equals(whole)
    assert evidence.sentences(db, Filter(), **asked, seen="Sudland").empty


def test_sentences_of_a_pair_carry_all_counted_names(db: ArchiveReader) -> None:
    rows = evidence.sentences(db, Filter(), actor="Norland", other="Sudland")
    assert list(rows["headline"]) == ["Echo", "Echo", "Treaty"]
    assert rows["sentence"][1] == "Norland asked Sudland for a smart treaty."
    assert rows["spans"][1] == [[0, 7, "country/norland"], [14, 21, "country/sudland"]]
    assert list(rows["zone"]) == ["body"] * 3


def test_a_story_that_names_both_apart_shows_the_nearest_two_sentences(db: ArchiveReader) -> None:
    assert evidence.sentences(db, Filter(), actor="Ida Brandt", other="Sudland").empty
    rows = evidence.sentences(db, Filter(), actor="Ida Brandt", other="Sudland", unit="paragraph")
    said = "Norland and Sudland signed a treaty on the harbour. Ida Brandt praised Norland."
    assert list(rows["sentence"]) == [said]
    assert [said[start:end] for start, end, _ in rows["spans"][0]] == [
        "Norland",
        "Sudland",
        "Ida Brandt",
        "Norland",
    ]


def test_pages_of_rows_follow_each_other(db: ArchiveReader) -> None:
    whole = evidence.sentences(db, Filter(), actor="Norland")
    parts = [evidence.sentences(db, Filter(), actor="Norland", limit=2, offset=start) for start in (0, 2, 4)]
    assert [list(part["sentence"]) for part in parts] == [
        list(whole["sentence"][start : start + 2]) for start in (0, 2, 4)
    ]
    assert {part.attrs["total"] for part in parts if len(part)} == {len(whole)}


@pytest.mark.parametrize("unit", UNITS)
def test_an_actor_that_nobody_names_has_no_rows(db: ArchiveReader, unit: Unit) -> None:
    rows = evidence.sentences(db, Filter(), actor="person/nobody", other="Norland", unit=unit)
    assert rows.empty
    assert list(rows.columns) == list(evidence.COLUMNS)
    assert rows.attrs == {"unit": unit, "total": 0, "stories": 0}


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "article", "origin"])
def test_a_page_behind_the_last_tells_as_many_as_the_first(db: ArchiveReader, unit: Unit) -> None:
    first, behind = (
        evidence.sentences(
            db, Filter(), actor="country/norland", other="country/sudland", unit=unit, offset=offset
        )
        for offset in (0, 500)
    )
    assert behind.empty and len(first) and behind.attrs == first.attrs


@pytest.mark.parametrize(
    ("body", "shown", "first"),
    [
        ("Alpha slept. Gamma slept. Beta slept. Alpha woke.", "Beta slept. Alpha woke.", None),
        ("Alpha slept. Gamma slept. Beta slept.", "Alpha slept. … Beta slept.", "Alpha slept."),
    ],
)
def test_of_a_paragraph_the_nearest_two_sentences_are_shown(
    tmp_path: Path, body: str, shown: str, first: str | None
) -> None:
    names: dict[str, Kind] = {"Alpha": "country", "Beta": "person", "Gamma": "group"}
    story = builders.parsed(builders.article("Night", body), names=names)
    with open_for_reading(builders.archive(tmp_path, story)) as read:
        note = evidence.sentences(read, Filter(), actor="Alpha", other="Beta", unit="paragraph")
        (row,) = each_row(note)
        assert row.sentence == shown and body[row.sentence_start : row.sentence_end] == (first or shown)
        assert sorted(row.sentence[start:end] for start, end, _ in row.spans) == ["Alpha", "Beta"]


@pytest.mark.parametrize("unit", get_args(Unit))
@pytest.mark.parametrize(
    ("question", "request_of"), [(network.edges, network.NetworkRequest), (ego.edges, ego.EgoRequest)]
)
def test_a_pair_has_as_many_rows_as_it_weighs(
    db: ArchiveReader, question: Any, request_of: Any, unit: Unit
) -> None:
    pairs = question(db, request_of(criteria=ALL, unit=unit, minimum=1))
    rows = list(evidence.evidence_of_pairs(db, ALL, pairs))
    weights = {(row.source_id, row.target_id): row.weight for row in each_row(pairs)}
    assert weights and Counter(tuple(row[end] for end in ENDS) for row in rows) == weights
    assert {row["unit"] for row in rows} == {unit} and not any("side" in row for row in rows)


@pytest.mark.parametrize("against", [compare.HALVES, "q=treaty"])
def test_a_comparison_has_the_rows_of_both_sides(db: ArchiveReader, against: str) -> None:
    pairs = compare.changes(db, compare.ComparisonRequest(criteria=ALL, against=against, minimum=1))
    found = Counter(
        (row["side"], *(row[end] for end in ENDS)) for row in evidence.evidence_of_pairs(db, ALL, pairs)
    )
    weights = {
        (side, row.source_id, row.target_id): getattr(row, f"weight_{side}")
        for row in pairs.itertuples()
        for side in ("before", "after")
        if getattr(row, f"weight_{side}")
    }
    assert weights and found == weights


def test_no_pairs_have_no_rows(empty: ArchiveReader) -> None:
    assert (
        list(
            evidence.evidence_of_pairs(empty, ALL, network.edges(empty, network.NetworkRequest(criteria=ALL)))
        )
        == []
    )


def test_copies_of_a_sentence_follow_it_where_they_are_asked_for(tmp_path: Path) -> None:
    wire = "Otto Lund of the Northern Line met Eva Roth of the Harbour Union on the slip at noon."
    own = "Eva Roth and Otto Lund are to meet once more in the spring, both of them wrote on a torn sheet."
    texts = (
        (1, wire),
        (2, own),
        (3, f"{own} {wire} It was noon."),
        (4, wire),
        (5, "Otto Lund saw Eva Roth."),
    )
    made = (builders.parsed(papers.story(f"Day {day}", day, text), names=papers.NAMES) for day, text in texts)
    with open_for_reading(builders.archive(tmp_path, *made)) as db:
        of_pair = partial(evidence.sentences, db, ALL, actor="Otto Lund", other="Eva Roth")
        folded, plain = of_pair(copies=True), of_pair()
        reports, oldest = of_pair(unit="origin", copies=True, limit=1, offset=1), of_pair(unit="origin")
    headlines = folded["headline"].tolist()
    assert headlines == ["Day 5", "Day 4", "Day 3", "Day 1", "Day 3", "Day 2"]
    assert folded["copies"].tolist() == [0, 2, 0, 0, 1, 0]
    assert sorted(headlines) == sorted(plain["headline"]) and not plain["copies"].any()
    assert folded.attrs["total"] == plain.attrs["total"] == 6
    assert oldest[["headline", "copies"]].to_numpy().tolist() == [["Day 5", 0], ["Day 1", 3]]
    assert reports["headline"].tolist() == ["Day 1", "Day 2", "Day 3", "Day 4"]
    assert reports["copies"].tolist() == [3, 0, 0, 0] and reports.attrs["total"] == 2
