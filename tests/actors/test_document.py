from dataclasses import replace

from lib.actors.document import (
    lower_case_words,
    with_bare_bodies,
    with_one_kind,
    with_repeats,
    with_short_forms,
    without_owner,
    without_unsupported,
)
from lib.actors.merging import from_hits
from lib.actors.record import Record
from tests.actors.cast import KNOWN, TODAY, recognised_name, story


def test_a_guarded_name_needs_another_name_of_its_record() -> None:
    alone = story("Georgia sang.").passages[0]
    beside = story("Georgia asked Tbilisi.").passages[0]
    assert without_unsupported(from_hits(0, alone, KNOWN.hits(alone.text, TODAY))) == []
    assert len(without_unsupported(from_hits(0, beside, KNOWN.hits(beside.text, TODAY)))) == 2


def test_a_guarded_name_that_the_recogniser_takes_for_a_body_counts() -> None:
    where = story("Quill closed the harbour.", "The Senate closed it.", "The QLL closed it.")
    for word, counts in (("Quill", True), ("Senate", False), ("QLL", False)):
        seen = recognised_name(where, word, "organisation")
        record = Record(
            id="organisation/quill-works", name="Quill Works", kind="organisation", guarded=(word,)
        )
        known = replace(seen, source="records", record=record, guarded=True)
        assert without_unsupported([known], [replace(seen, kind="place")]) == []
        assert without_unsupported([known], [seen]) == ([known] if counts else [])


def test_a_senate_without_a_country_is_nobody() -> None:
    where = story("The Senate voted, and Quill left.")
    record = Record(id="organisation/norden-senate", name="Norden Senate", kind="organisation")
    hits = [
        replace(recognised_name(where, word, "organisation"), source="records", record=record, guarded=True)
        for word in ("Senate", "Quill")
    ]
    seen = [recognised_name(where, word, "organisation") for word in ("Senate", "Quill")]
    assert [name.counted for name in without_owner(seen, hits, [])] == [False, True]
    assert [name.counted for name in without_owner(seen, hits, hits)] == [True, True]


def test_a_short_form_is_the_body_named_in_full() -> None:
    where = story(
        "Quill Group sold ships.", "Quill gave no price; critics of Quill did.", "It is Quill-made."
    )
    full = recognised_name(where, "Quill Group", "organisation")
    short = recognised_name(where, "Quill", "person", nth=1)
    names = with_short_forms(where, [full, short])
    assert [(n.surface, n.canonical, n.kind) for n in names[1:3]] == [
        ("Quill", "Quill Group", "organisation")
    ] * 2


def test_the_majority_decides_a_surface_s_kind() -> None:
    where = story("Norden won. Norden lost. Norden drew.")
    names = [recognised_name(where, "Norden", "organisation", nth) for nth in range(3)]
    names[1] = replace(names[1], kind="person")
    assert {name.kind for name in with_one_kind(names)} == {"organisation"}


def test_a_bare_council_is_the_one_named_in_full_before() -> None:
    where = story("The Norden Council met. The Council rose.", "The Senate sat.")
    names = [
        recognised_name(where, "Norden Council", "organisation"),
        recognised_name(where, "Council", "organisation", nth=1),
        recognised_name(where, "Senate", "organisation"),
    ]
    _, council, senate = with_bare_bodies(names)
    assert council.canonical == "Norden Council"
    assert (senate.counted, council.counted) == (False, True)


def test_later_bare_occurrences_are_added() -> None:
    where = story("Norden Works grew.", "Then Norden Works shrank; Norden Works-Union did not.")
    names = with_repeats(where, [recognised_name(where, "Norden Works", "organisation")])
    assert [(n.passage, n.start) for n in names] == [(0, 0), (1, 5)]


def test_a_word_that_the_story_also_writes_small_is_not_added() -> None:
    where = story("They praised Harbour. Harbour work went on at the harbour.")
    assert "harbour" in lower_case_words(where)
    assert len(with_repeats(where, [recognised_name(where, "Harbour", "organisation")])) == 1
