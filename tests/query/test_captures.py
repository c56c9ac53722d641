from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lib.model.cleaned import Doubt
from lib.model.parsed import Parsed
from lib.query import captures
from lib.store.archive import ArchiveReader, create, open_for_reading
from lib.store.batches.stories import save
from lib.store.removal import remove
from tests import builders
from tests.builders import MORNING, article, parsed, rejected


def test_a_receipt_tells_what_became_of_a_capture(tmp_path: Path) -> None:
    path = builders.archive(tmp_path, builders.parsed(), builders.rejected())
    with open_for_reading(path) as db:
        rows = captures.receipts(db).set_index("origin")
        assert rows.loc["empty.txt", "outcome"] == "rejected"
        assert rows.loc["empty.txt", "kind"] == "UnreadableCapture"
        assert rows.loc["empty.txt", "headline"] is None
        assert rows.loc["harbour.txt", "headline"] == "Harbour opens again"
        assert rows.loc["harbour.txt", "reason"] is None


def test_the_newest_batch_stands_first_and_pages_follow(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        story = builders.article(name, f"The text of {name}.")
        path = builders.archive(tmp_path, builders.parsed(story, origin=f"{name}.txt"))
    with open_for_reading(path) as db:
        assert list(captures.receipts(db)["origin"]) == ["three.txt", "two.txt", "one.txt"]
        assert list(captures.receipts(db, limit=1, offset=1)["origin"]) == ["two.txt"]


def test_outcomes_are_counted(db: ArchiveReader) -> None:
    answer = captures.outcomes(db)
    assert dict(zip(answer["outcome"], answer["captures"], strict=True)) == {"stored": 7, "revision": 1}


CUT = Doubt(kind="probably cut", reason="The text ends in an ellipsis.", weight=0.3)
DAY = Doubt(kind="day only", reason="The page tells the day only.", weight=0.02)


def doubted(headline: str, *doubts: Doubt) -> Parsed:
    story = builders.article(headline, f"The text of {headline}.")
    parsed = builders.parsed(story, origin=f"{headline}.txt")
    return replace(parsed, cleaned=replace(parsed.cleaned, doubts=doubts))


def test_the_least_trusted_story_stands_first_with_its_doubts(tmp_path: Path) -> None:
    path = builders.archive(
        tmp_path, doubted("one", DAY), doubted("two", DAY, CUT), doubted("three"), doubted("four", CUT)
    )
    with open_for_reading(path) as db:
        rows = captures.doubtful(db, below=0.9)
        assert list(rows["headline"]) == ["two", "four"]
        assert [doubt[0] for doubt in rows["doubts"][0]] == ["probably cut", "day only"]
        assert rows["confidence"][0] == pytest.approx(0.7 * 0.98)
        assert list(captures.doubtful(db, below=0.9, limit=1, offset=1)["headline"]) == ["four"]
        assert captures.doubtful_stories(db, below=0.9).iloc[0].to_dict() == {"stories": 2, "of": 4}
        text = captures.doubts(db, rows["article_id"][0])
        assert list(text["weight"]) == [0.3, 0.02] and text["reason"][0] == CUT.reason
        assert not len(captures.doubts(db, "nobody"))


def test_of_two_captures_of_one_moment_the_same_one_counts_whatever_came_first(tmp_path: Path) -> None:
    sure, unsure = (
        parsed(builders.article("one", "Ferries left."), origin=f"{name}.html", text=name)
        for name in ("sure", "unsure")
    )
    unsure = replace(unsure, cleaned=replace(unsure.cleaned, doubts=(CUT,)))
    shown = []
    for number, both in enumerate(([sure, unsure], [unsure, sure])):
        path = tmp_path / str(number) / "archive.duckdb"
        path.parent.mkdir()
        create(path)
        save(path, both)
        with open_for_reading(path) as db:
            shown.append(captures.doubtful(db, below=1.1)[["origin", "confidence"]].to_dict("records"))
    assert len(shown[0]) == 1 and shown[0] == shown[1]


def test_only_the_shown_text_of_a_story_is_judged(tmp_path: Path) -> None:
    path = builders.archive(tmp_path, doubted("one", CUT))
    story = builders.article("one", "The whole text of one.", captured_at=MORNING + timedelta(days=1))
    builders.archive(tmp_path, builders.parsed(story, origin="later.txt"))
    with open_for_reading(path) as db:
        assert not len(captures.doubtful(db, below=0.9))


def test_the_captures_that_corrections_may_change_are_told_with_their_stories(tmp_path: Path) -> None:
    bare, laid = builders.parsed(), builders.parsed(builders.article("Rain"), corrections=("a", "b"))
    path = builders.archive(tmp_path, bare, laid, builders.rejected())
    with open_for_reading(path) as db:
        ids = {
            name: str(each)
            for name, each in db.execute("select headline, article_id from stories").fetchall()
        }
        always = (laid.capture.sha256, ids["Rain"], "a b")
        assert captures.with_corrections(db, ()) == [always]
        asked = captures.with_corrections(db, (bare.capture.sha256, "nowhere"))
        assert sorted(asked) == sorted([always, (bare.capture.sha256, ids["Harbour opens again"], None)])


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two stories from one folder, a rejection from another."""
    path = tmp_path / "archive.duckdb"
    create(path)
    pages = [parsed(article(f"Harbour {n}"), origin=f"/inbox/one/{n}.txt") for n in range(2)]
    save(path, [*pages, rejected(origin="/inbox/two/broken.txt")])
    return path


def test_receipts_of_one_outcome_and_of_one_arrival(archive: Path) -> None:
    with open_for_reading(archive) as db:
        assert len(captures.receipts(db)) == 3
        assert list(captures.receipts(db, outcome="rejected")["origin"]) == ["/inbox/two/broken.txt"]
        assert list(captures.receipts(db, outcome="stored")["headline"]) == ["Harbour 0", "Harbour 1"]
        assert len(captures.receipts(db, limit=1, offset=2)) == 1
        assert len(captures.receipts(db, outcome="' or true --")) == 0
        assert len(captures.receipts_under(db, under="/inbox/one/", mark="")) == 2
        known = str(captures.receipts(db, outcome="stored")["sha256"].iloc[0])
        for mark, found in ((known[:16], 1), ("", 0), ("00000000000000zz", 0)):
            assert len(captures.receipts_under(db, under="/inbox/three/", mark=mark)) == found


def test_the_records_of_a_file_come_in_its_order(tmp_path: Path) -> None:
    path, origins = tmp_path / "archive.duckdb", [f"/inbox/one/a.warc#{n}" for n in (1, 2, 10, 11)]
    create(path)
    given = [*origins[::-1], "/inbox/one/b.txt"]
    save(path, [parsed(article(f"Harbour {n}"), origin=each) for n, each in enumerate(given)])
    with open_for_reading(path) as db:
        assert list(captures.receipts(db)["origin"]) == [*origins, "/inbox/one/b.txt"]
        assert list(captures.receipts(db, limit=2, offset=1)["origin"]) == origins[1:3]
        assert list(captures.receipts_under(db, under="/inbox/", mark="")["origin"]) == [
            *origins,
            "/inbox/one/b.txt",
        ]


def test_of_a_removed_story_only_its_id_is_left(archive: Path) -> None:
    with open_for_reading(archive) as db:
        story = str(captures.receipts(db, outcome="stored")["article_id"].iloc[0])
        assert len(captures.removed_stories(db)) == 0
    remove(archive, story)
    with open_for_reading(archive) as db:
        (row,) = captures.removed_stories(db).to_dict("records")
    assert (row["article_id"], row["captures"]) == (story, 1) and row["removed_at"].tzinfo
