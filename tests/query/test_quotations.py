"""Quotations of an actor, with their passages and the names in them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from lib.actors.decided import Ledger
from lib.export.tables import as_csv
from lib.model.filter import Filter
from lib.model.mention import Kind
from lib.query import quotations
from lib.store.archive import open_for_reading
from lib.store.mentions.follow import follow
from lib.store.removal import remove
from tests import builders
from tests.rows import each_row
from tests.store.deciding import made


def test_quotations_come_with_their_passage_and_names(tmp_path: Path) -> None:
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
        text = quotations.of_actor(read, Filter(), actor="Ada Lind")
        assert [*text["headline"]] == ["More talks", "Talks"]
        assert [*text["words"]] == ["Nobody asked me", "We waited for days"]
        assert text.attrs == {"total": 2}
        last = text.iloc[1]
        assert last["sentence"] == "Ada Lind left Norland at dawn. “We waited for days,” she said."
        assert [last["sentence"][start:end] for start, end, _ in last["spans"]] == ["Ada Lind", "Norland"]
        assert last["sentence_end"] - last["sentence_start"] == len(last["sentence"])
        assert (last["zone"], last["published_at"].day, last["copies"]) == ("body", 8, 0)
        saved = as_csv(text[[*quotations.SAVED]]).decode().splitlines()
        assert len(saved) == 3 and "We waited for days" in saved[2] and "harbour.example" in saved[2]
        first = quotations.of_actor(read, Filter(), actor="person/ada-lind", limit=1)
        assert [*first["words"]] == ["Nobody asked me"] and first.attrs["total"] == 2
        assert quotations.of_actor(read, Filter(zones=("headline",)), actor="Ada Lind").empty
        assert quotations.of_actor(read, Filter(since=date(2024, 4, 9)), actor="Ada Lind").attrs["total"] == 1


def told(path: Path, actor: str, about: str = "") -> list[str]:
    """Return the quoted words of an actor in an archive."""
    with open_for_reading(path) as read:
        return [
            str(row.words) for row in each_row(quotations.of_actor(read, Filter(), actor=actor, about=about))
        ]


def test_those_about_an_actor_name_it_within_the_passage(tmp_path: Path) -> None:
    names: dict[str, Kind] = {"Ada Lind": "person", "Tom Hale": "person"}
    text = "Ada Lind said: “Tom Hale never asked me.” Ada Lind said: “The ferry will wait for us.”"
    path = builders.archive(tmp_path, builders.parsed(builders.article("Talks", text), names=names))
    assert told(path, "Ada Lind") == ["Tom Hale never asked me.", "The ferry will wait for us."]
    assert told(path, "Ada Lind", about="Tom Hale") == ["Tom Hale never asked me."]
    assert told(path, "Tom Hale", about="Ada Lind") == told(path, "nobody") == []
    with open_for_reading(path) as read:
        beside = quotations.others_named(read, Filter(), actor="Ada Lind")
    assert beside.to_dict("records") == [{"actor_id": "person/tom-hale", "actor": "Tom Hale", "passages": 1}]


def test_with_recorded_actors_alone_nobody_else_is_named_beside_a_speaker(tmp_path: Path) -> None:
    names: dict[str, Kind] = {"Ada Lind": "person", "Tom Hale": "person", "Norland": "country"}
    story = builders.article("Talks", "Ada Lind said: “Tom Hale owes Norland.”")
    captured = builders.parsed(story, names=names)
    mentions = tuple(
        replace(each, actor_id="person/~tom-hale") if each.surface == "Tom Hale" else each
        for each in captured.mentions
    )
    with open_for_reading(builders.archive(tmp_path, replace(captured, mentions=mentions))) as read:
        named = quotations.others_named(read, Filter(), actor="Ada Lind")
        recorded = quotations.others_named(read, Filter(cast="recorded"), actor="Ada Lind")
    assert ([*named["actor"]], [*recorded["actor"]]) == (["Norland", "Tom Hale"], ["Norland"])


def test_a_country_speaks_by_its_government_alone(tmp_path: Path) -> None:
    story = builders.article("Talks", "The Kremlin said: “We will answer.” Russia said: “We will wait.”")
    seat = builders.mention(story, "Kremlin", "Russia", kind="country", role="metonym")
    land = builders.mention(story, "Russia", kind="country")
    captured = replace(builders.parsed(story), mentions=(seat, land))
    assert told(builders.archive(tmp_path, captured), "Russia") == ["We will answer."]


def test_a_quotation_follows_merges_their_undoing_and_the_removal_of_its_story(tmp_path: Path) -> None:
    names: dict[str, Kind] = {"Ada Lind": "person", "Lind": "person"}
    story = builders.article("Talks", "Ada Lind left. Lind said: “The ferry will wait for us.”")
    path = builders.archive(tmp_path, builders.parsed(story, names=names))
    assert (told(path, "Lind"), told(path, "Ada Lind")) == (["The ferry will wait for us."], [])
    follow(path, Ledger((made("merge", actor="person/lind", to="person/ada-lind"),)))
    assert told(path, "Ada Lind") == ["The ferry will wait for us."]
    follow(path, Ledger())
    assert (told(path, "Lind"), told(path, "Ada Lind")) == (["The ferry will wait for us."], [])
    with open_for_reading(path) as read:
        ((article,),) = read.execute("select distinct article_id from quotations").fetchall()
    remove(path, article)
    with open_for_reading(path) as read:
        assert read.execute("select count(*) from quotation").fetchall() == [(0,)]
