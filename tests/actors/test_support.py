"""Guarded names of the actor file count only where the story supports them."""

from dataclasses import replace

from lib.actors.hits import from_hits
from lib.actors.records import Record
from lib.actors.support import unowned_as_outlets, without_unsupported
from tests.actors.cast import KNOWN, TODAY, recognised_name, story


def test_a_guarded_name_needs_another_name_of_its_record() -> None:
    for where, count in ((story("Georgia sang."), 0), (story("Georgia asked Tbilisi."), 2)):
        (passage,) = where.passages
        hits = from_hits(passage, KNOWN.hits(passage.text, TODAY))
        assert len(without_unsupported(where, hits)) == count


def test_a_guarded_name_that_the_recogniser_takes_for_a_body_counts() -> None:
    where = story("Quill closed the harbour.", "The Senate closed it.", "The QLL closed it.")
    works = Record(id="organisation/quill-works", name="Quill Works", kind="organisation")
    for word, counts in (("Quill", True), ("Senate", False), ("QLL", False)):
        seen = recognised_name(where, word, "organisation")
        known = replace(seen, source="records", record=replace(works, guarded=(word,)), guarded=True)
        assert without_unsupported(where, [known], [replace(seen, kind="place")]) == []
        assert without_unsupported(where, [known], [seen]) == ([known] if counts else [])


def test_a_senate_without_a_country_is_nobody() -> None:
    where = story("The Senate voted, and Quill left.")
    record = Record(id="organisation/norden-senate", name="Norden Senate", kind="organisation")
    hits = [
        replace(recognised_name(where, word, "organisation"), source="records", record=record, guarded=True)
        for word in ("Senate", "Quill")
    ]
    seen = [recognised_name(where, word, "organisation") for word in ("Senate", "Quill")]
    assert [name.counted for name in unowned_as_outlets(seen, hits, [])] == [False, True]
    assert [name.counted for name in unowned_as_outlets(seen, hits, hits)] == [True, True]
