"""What came of a source is counted by what became of its captures."""

from lib.ingest.rejections import refused
from lib.ingest.result import Passed
from lib.ingest.summary import stored_source
from lib.ingest.work_item import WorkItem
from lib.model.capture import Skipped
from lib.model.parsed import Parsed
from lib.store.batches.batch_changes import Outcome, Receipt
from tests.builders import article, parsed


def receipt(page: Parsed, outcome: Outcome) -> Receipt:
    return Receipt(origin="x", sha256=page.capture.sha256, outcome=outcome, article_id="id")


def test_each_result_counts_once_by_its_outcome() -> None:
    new, told_before = parsed(article("New")), parsed(article("Told before"))
    late = parsed(article("Late"))
    bad = refused("c", None, "is too long")
    text = stored_source(
        WorkItem(path="feed"),
        [
            new,
            told_before,
            Passed(origin="a", sha256="a", verdict="known"),
            Passed(origin="b", sha256="b", verdict="removed", story="one"),
            late,
            Skipped(origin="d", reason="no text"),
            bad,
        ],
        iter([receipt(new, "stored"), receipt(told_before, "known"), receipt(late, "removed")]),
    )
    assert text.outcomes == {"stored": 1, "known": 2, "removed": 2, "skipped": 1}
    assert text.gone == ("one", "id")
    assert text.refused == (bad,)


def test_nothing_came_of_an_empty_source() -> None:
    text = stored_source(WorkItem(path="feed"), [], iter(()))
    assert (text.outcomes, text.refused) == ({}, ())


def test_one_item_of_two_sources_has_a_receipt_in_each() -> None:
    item = parsed(article("New"))
    receipts = iter([receipt(item, "stored"), receipt(item, "known")])
    first, second = (stored_source(WorkItem(path=path), [item], receipts) for path in ("a", "b"))
    assert (first.outcomes, first.stories) == ({"stored": 1}, ("id",))
    assert (second.outcomes, second.stories) == ({"known": 1}, ())
