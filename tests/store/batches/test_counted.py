"""The names that an archive keeps as a filter counts them by default stand as its mentions do."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest

from bench.generate import World
from lib.model.filter import Choice, Filter
from lib.model.parsed import Parsed, StoryAddresses
from lib.model.periods import TimeUnit
from lib.query import actors, compare, coverage, desk, ego, evidence, network, reports, stories
from lib.store.archive import checkpoint, open_for_reading, open_for_writing
from lib.store.batches.stories import save
from lib.store.removal import remove
from lib.store.stored_settings import TOTALS
from lib.store.upkeep.compact import compact
from tests import builders
from tests.lots import few
from tests.query.town import captures
from tests.store.contents import keeps_what_it_says, kept

LATER = builders.MORNING + timedelta(days=3)
BY: tuple[coverage.By, ...] = ("none", "tag", "author", "publisher")
UNITS: tuple[TimeUnit, ...] = ("hour", "day", "month")
LISTED = " ".join(f"Land{number}," for number in range(13))


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The town's archive."""
    return builders.archive(tmp_path, *captures(), zone="Europe/Kyiv")


def agree(path: Path) -> bool:
    """Return whether what is kept stands and says what the mentions say, and whether any name is kept."""
    with open_for_reading(path) as db:
        return keeps_what_it_says(db) and bool(kept(db)[0]) and db.totals is not None


def answers(path: Path, criteria: Filter) -> list[object]:
    with open_for_reading(path) as db:
        asked = network.NetworkRequest(criteria=criteria, minimum=1)
        newest = stories.newest(db, criteria, limit=1)["article_id"].tolist() or [""]
        around = ego.EgoRequest(criteria=criteria, minimum=1, unit="origin")
        frames = (
            stories.totals(db, criteria), actors.counts(db, criteria), network.layout(db, asked),
            network.edges(db, replace(asked, lists="weighted")), ego.edges(db, around),
            compare.changes(db, compare.ComparisonRequest(criteria=criteria, minimum=1)),
            reports.elsewhere(db, newest[0]), stories.newest(db, criteria, limit=5),
            evidence.sentences(db, criteria, actor="Land1", other="Land2"),
            *(coverage.over_time(db, criteria, by=by, unit=unit) for by in BY for unit in UNITS),
        )  # fmt: skip
        note = [(frame.to_dict("records"), frame.attrs) for frame in frames]
        return [*note, coverage.fitting(db, criteria), desk.desk(db, criteria).spanned]


def listing(headline: str = "Summit") -> Parsed:
    story = builders.article(headline, f"{LISTED} met.", published_at=LATER, captured_at=LATER)
    return builders.parsed(story, names={f"Land{number}": "country" for number in range(13)})


def test_every_batch_keeps_the_names_of_its_stories_and_the_sentences_that_are_lists(town: Path) -> None:
    assert agree(town)
    save(town, [listing()])
    assert agree(town)
    with open_for_reading(town) as db:
        assert [row[3] for row in kept(db)[1]] == [13]


def test_a_copy_of_a_stored_sentence_is_counted_as_one_whichever_came_first(town: Path) -> None:
    printed = "Land1 and Land2 agreed that grain ships may use the harbour for ninety days."
    for number in range(3):
        story = builders.article(
            f"Ships {number}", printed, publisher=f"paper{number}.example", published_at=LATER
        )
        save(town, [builders.parsed(story, names={"Land1": "country", "Land2": "country"})])
        assert agree(town)
        with open_for_reading(town) as db:
            pair = network.between(db, Filter(), first="country/land1", second="country/land2")
            assert pair[["weight", "reports"]].to_numpy().tolist() == [[number + 1, 1]]
            there = reports.elsewhere(db, stories.newest(db, Filter(), limit=1)["article_id"][0])
            assert there["shared"].tolist() == [1] * number
            assert len(db.execute("from copied_sketch").fetchall()) == (
                0 if number == 0 else 3 * (number + 1)
            )


def test_a_removal_and_a_compaction_leave_what_the_mentions_say(town: Path) -> None:
    save(town, [listing()])
    with open_for_reading(town) as db:
        ids = stories.newest(db, Filter())["article_id"]
    remove(town, ids[0])
    assert agree(town)
    compact(town)
    assert agree(town)


FILTERS = (
    Filter(), Filter(kinds=("person", "place")), Filter(actors=Choice(any=("Land1",))),
    Filter(cast="recorded"), Filter(since=builders.MORNING.date()), Filter(as_of=LATER + timedelta(9_999)),
    Filter(text="actor:Land1"),
)  # fmt: skip


@pytest.mark.parametrize("criteria", few(FILTERS, 4))
def test_without_the_sums_of_all_stories_every_answer_is_the_same(town: Path, criteria: Filter) -> None:
    save(town, [listing(), listing("Summit again")])
    note = answers(town, criteria)
    with open_for_writing(town, checkpointed=False) as connection:
        connection.execute("delete from setting where key = ?", [TOTALS])
    assert answers(town, criteria) == note
    with open_for_reading(town) as db:
        assert db.totals is None
    later = replace(builders.article("Rain", "Land1 saw rain."), published_at=LATER)
    save(town, [builders.parsed(later, names={"Land1": "country"})])
    assert agree(town)


def again(story: Parsed, paper: str) -> Parsed:
    """Return the story as another paper prints it."""
    own, address = story.cleaned.article, f"https://paper-{paper}.example/again"
    printed = replace(
        own, headline=f"{own.headline} {paper}", publisher=f"paper-{paper}.example", canonical_url=address,
        revision=paper.rjust(16, "0"),
    )  # fmt: skip
    addresses = StoryAddresses(main=address, sure=(address,))
    capture = replace(story.capture, sha256=sha256(paper.encode()).hexdigest(), origin=f"{paper}.txt")
    return replace(
        story, cleaned=replace(story.cleaned, article=printed), capture=capture, addresses=addresses
    )


def test_sums_of_all_stories_are_what_counting_them_gives(tmp_path: Path) -> None:
    parsed = [*islice(World(120, 3).stories(), 120)]
    copies = [
        again(each, f"{number}-{paper}")
        for number, each in enumerate(parsed[:12])
        for paper in range(number % 4)
    ]
    path = builders.archive(tmp_path, *parsed, *copies)
    with open_for_reading(path) as db:
        held = db.execute("select count(*), count(distinct report) from whole_copy").fetchall()[0]
        assert held == (27, 9)
        assert keeps_what_it_says(db)
    note = answers(path, Filter())
    with open_for_writing(path, checkpointed=False) as connection:
        connection.execute("delete from setting where key = ?", [TOTALS])
    with open_for_reading(path) as db:
        assert db.totals is None
    assert answers(path, Filter()) == note


def test_a_filter_that_counts_otherwise_counts_the_mentions(town: Path) -> None:
    everywhere = Filter(zones=("headline", "deck", "body", "quote", "caption"))
    note = answers(town, everywhere)
    with open_for_writing(town) as connection:
        connection.execute("update counted_name set mentions = 1000, smask = 0")
        connection.execute("update whole_name set mentions = 1000")
    assert answers(town, everywhere) == note
    assert answers(town, Filter()) != note


def test_batches_of_which_more_follow_leave_the_totals_to_the_end(town: Path) -> None:
    with open_for_reading(town) as db:
        before = stories.totals(db, Filter())["stories"][0]
    save(town, [listing()], checkpointed=False)
    with open_for_reading(town) as db:
        assert db.totals is None
        assert stories.totals(db, Filter())["stories"][0] == before + 1
    checkpoint(town)
    assert agree(town)
    with open_for_reading(town) as db:
        assert db.totals and db.totals["numbers"][0] == before + 1
