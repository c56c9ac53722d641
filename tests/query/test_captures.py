from pathlib import Path

from lib.query import captures
from lib.store.archive import Reading, open_for_reading
from tests import builders


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


def test_outcomes_are_counted(db: Reading) -> None:
    answer = captures.outcomes(db)
    assert dict(zip(answer["outcome"], answer["captures"], strict=True)) == {"stored": 7, "revision": 1}
