from dataclasses import replace
from datetime import date
from pathlib import Path

from lib.model.filter import Filter
from lib.model.mention import Kind
from lib.query import actors, one_actor
from lib.store.archive import ArchiveReader, open_for_reading
from tests import builders
from tests.rows import each_row


def test_counts_are_those_of_the_list(db: ArchiveReader) -> None:
    for row in each_row(actors.counts(db, Filter(), limit=50)):
        text = one_actor.span(db, Filter(), actor=row.actor_id).iloc[0]
        assert (text["mentions"], text["stories"], text["actor"]) == (row.mentions, row.stories, row.actor)
        assert one_actor.surfaces(db, Filter(), actor=row.actor_id)["mentions"].sum() == row.mentions


def test_all_words_for_an_actor_are_counted_whatever_the_limit(tmp_path: Path) -> None:
    story = builders.article("Talks", "Norland met them.", "The Norlanders left.", "The North went too.")
    mentions = [builders.mention(story, word, "Norland") for word in ("Norland", "Norlanders", "North")]
    captured = replace(builders.parsed(story), mentions=tuple(mentions))
    with open_for_reading(builders.archive(tmp_path, captured)) as read:
        seen = one_actor.surfaces(read, Filter(), actor="Norland", limit=2)
    assert (len(seen), seen.attrs["of"]) == (2, 3)


def test_first_and_last_are_the_days_of_its_stories(db: ArchiveReader) -> None:
    text = one_actor.span(db, Filter(), actor="country/norland").iloc[0]
    assert (text["first"].date(), text["last"].date()) == (date(2024, 4, 8), date(2024, 4, 11))


def test_of_several_that_bear_the_name_it_is_the_one_named_most(tmp_path: Path) -> None:
    story = builders.article("Talks", "Marlow met them.", "The ferry left Marlow.", "Marlow is quiet again.")
    kinds: tuple[Kind, ...] = ("person", "place", "place")
    mentions = [builders.mention(story, "Marlow", kind=kind, nth=nth) for nth, kind in enumerate(kinds)]
    captured = replace(builders.parsed(story), mentions=tuple(mentions))
    with open_for_reading(builders.archive(tmp_path, captured)) as read:
        spans = one_actor.span(read, Filter(), actor="Marlow")
    assert spans[["actor_id", "mentions"]].to_numpy().tolist() == [["place/marlow", 2]]


def test_nobody_has_no_profile(db: ArchiveReader) -> None:
    assert one_actor.span(db, Filter(), actor="person/nobody").empty
    assert one_actor.surfaces(db, Filter(), actor="person/nobody").empty
