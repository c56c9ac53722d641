"""What came of a source is counted by what became of its captures."""

from lib.ingest.parsing import Passed, Source, refused
from lib.ingest.taken import taken
from lib.model.capture import Skipped
from tests.builders import article, parsed


def test_each_result_counts_once_by_its_outcome() -> None:
    new, told_before = parsed(article("New")), parsed(article("Told before"))
    bad = refused("c", None, "is too long")
    told = taken(
        Source(path="feed"),
        [
            new,
            told_before,
            Passed(origin="a", sha256="a", verdict="known"),
            Passed(origin="b", sha256="b", verdict="removed"),
            Skipped(origin="d", reason="no text"),
            bad,
        ],
        {new.capture.sha256: "stored"},
    )
    assert told.outcomes == {"stored": 1, "known": 2, "removed": 1, "skipped": 1}
    assert told.refused == (bad,)


def test_nothing_came_of_an_empty_source() -> None:
    assert (taken(Source(path="feed"), [], {}).outcomes, taken(Source(path="f"), [], {}).refused) == ({}, ())
