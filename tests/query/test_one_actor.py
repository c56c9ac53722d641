from dataclasses import replace
from datetime import UTC, date, datetime
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
        assert one_actor.seen(db, Filter(), actor=row.actor_id)["mentions"].sum() == row.mentions


def test_all_words_for_an_actor_are_counted_whatever_the_limit(tmp_path: Path) -> None:
    story = builders.article("Talks", "Norland met them.", "The Norlanders left.", "The North went too.")
    mentions = [builders.mention(story, word, "Norland") for word in ("Norland", "Norlanders", "North")]
    captured = replace(builders.parsed(story), mentions=tuple(mentions))
    with open_for_reading(builders.archive(tmp_path, captured)) as read:
        seen = one_actor.seen(read, Filter(), actor="Norland", limit=2)
    assert (len(seen), seen.attrs["of"]) == (2, 3)


def test_first_and_last_are_the_days_of_its_stories(db: ArchiveReader) -> None:
    text = one_actor.span(db, Filter(), actor="country/norland").iloc[0]
    assert (text["first"].date(), text["last"].date()) == (date(2024, 4, 8), date(2024, 4, 11))


def test_nobody_has_no_profile(db: ArchiveReader) -> None:
    assert one_actor.span(db, Filter(), actor="person/nobody").empty
    assert one_actor.seen(db, Filter(), actor="person/nobody").empty
    assert one_actor.quotations(db, Filter(), actor="person/nobody").empty


def test_quotations_are_told_with_their_passage_and_names(tmp_path: Path) -> None:
    names: dict[str, Kind] = {"Ada Lind": "person", "Tom Hale": "person", "Norland": "country"}
    older = builders.article(
        "Talks", "It rained. Ada Lind left Norland at dawn. “We waited for days,” she said.\n\nHe slept.",
        published_at=datetime(2024, 4, 8, 9, tzinfo=UTC),
    )  # fmt: skip
    newer = builders.article(
        "More talks", "“No ship will wait,” said Tom Hale. “Nobody asked me,” said Ada Lind.",
        published_at=datetime(2024, 4, 9, 9, tzinfo=UTC),
    )  # fmt: skip
    captured = [builders.parsed(story, names=names) for story in (older, newer)]
    with open_for_reading(builders.archive(tmp_path, *captured)) as read:
        text = one_actor.quotations(read, Filter(), actor="Ada Lind")
        assert [*text["headline"]] == ["More talks", "Talks"]
        assert [*text["words"]] == ["Nobody asked me", "We waited for days"]
        assert text.attrs == {"total": 2, "looked_at": 2, "of": 2}
        last = text.iloc[1]
        assert last["sentence"] == "Ada Lind left Norland at dawn. “We waited for days,” she said."
        assert [last["sentence"][start:end] for start, end, _ in last["spans"]] == ["Ada Lind", "Norland"]
        assert last["sentence_end"] - last["sentence_start"] == len(last["sentence"])
        assert (last["zone"], last["published_at"].day, last["copies"]) == ("body", 8, 0)
        first = one_actor.quotations(read, Filter(), actor="person/ada-lind", limit=1)
        assert [*first["words"]] == ["Nobody asked me"] and first.attrs["total"] == 2
        assert one_actor.quotations(read, Filter(zones=("headline",)), actor="Ada Lind").empty
        assert (
            one_actor.quotations(read, Filter(since=date(2024, 4, 9)), actor="Ada Lind").attrs["total"] == 1
        )
