from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.model.article import Block, Image, Link
from lib.model.cleaned import Cut, Doubt, Related
from lib.model.filter import Filter
from lib.model.parsed import Parsed
from lib.query import captures, one_story
from lib.query.stories import newest
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.batches.stories import save
from tests import builders
from tests.query import town
from tests.rows import each_row


@pytest.fixture
def key(db: ArchiveReader) -> dict[str, str]:
    """The ids of the stories by their headlines."""
    rows = newest(db, Filter())
    return dict(zip(rows["headline"], rows["article_id"], strict=True))


def test_a_story_comes_back_as_it_was_stored(db: ArchiveReader, key: dict[str, str]) -> None:
    for capture in town.captures():
        for stored, _ in capture.articles():
            found = one_story.article(db, key[stored.headline], revision=stored.revision)
            assert found == replace(stored, id=key[stored.headline])


def test_a_story_is_shown_in_its_newest_revision_and_an_unknown_one_is_none(
    db: ArchiveReader, key: dict[str, str]
) -> None:
    found = one_story.article(db, key["Ferry"])
    assert found is not None
    assert "Norland" in found.text
    rows = one_story.revisions(db, key["Ferry"])
    assert list(rows["shown"]) == [True, False]
    assert [when.hour for when in rows["captured_at"]] == [11, 9]
    assert one_story.article(db, "nowhere") is None
    assert one_story.article(db, key["Ferry"], revision="nothing") is None


def test_what_was_removed_keeps_its_rule_and_reason(db: ArchiveReader, key: dict[str, str]) -> None:
    assert one_story.cuts_frame(db, key["Treaty"]).to_numpy().tolist() == [
        ["Sign up", "newsletter", "An invitation to a newsletter.", 510, 517, 1.0]
    ]


def test_a_card_leads_to_the_story_of_this_archive(db: ArchiveReader, key: dict[str, str]) -> None:
    card = one_story.related(db, key["Treaty"]).iloc[0]
    assert (card["headline"], card["authors"], card["article_id"]) == ("Museum", ["Ada Lind"], key["Museum"])


def test_a_headline_alone_leads_to_no_story_of_another_paper(tmp_path: Path) -> None:
    own, other = (builders.article("Live", paper, publisher=paper) for paper in ("a.example", "b.example"))
    card = Related(headline="Live", deck=None, publisher=None, authors=(), url=None, at=90, end=94)
    host = builders.parsed(builders.article("Host", publisher="a.example"), related=[card])
    path = builders.archive(tmp_path, host, builders.parsed(other))
    with open_for_reading(path) as db:
        stories = newest(db, Filter()).set_index("headline")["article_id"]
        assert one_story.related(db, stories["Host"])["article_id"].tolist() == [None]
    save(path, [builders.parsed(own)])
    with open_for_reading(path) as db:
        found = newest(db, Filter(publishers=("a.example",))).set_index("headline")["article_id"]
        assert one_story.related(db, found["Host"])["article_id"].tolist() == [found["Live"]]


def test_briefs_are_found_from_the_page_that_carried_them(db: ArchiveReader, key: dict[str, str]) -> None:
    rows = one_story.briefs(db, key["Treaty"])
    assert list(rows["article_id"]) == [key["Bulletin"]]
    assert rows["text"][0] == "The bridge at the Old Quay is shut, says Sudland."
    assert one_story.briefs(db, key["Ferry"]).empty


def test_briefs_of_one_headline_without_a_time_stand_as_they_came(tmp_path: Path) -> None:
    texts = [f"Bridge number {number} is shut, says the port." for number in range(12)]
    briefs = [builders.brief("Update", text, published_at=None) for text in texts]
    path = builders.archive(tmp_path, builders.parsed(builders.article("Host"), briefs=briefs))
    with open_for_reading(path) as db:
        host = newest(db, Filter()).set_index("headline")["article_id"]["Host"]
        assert one_story.briefs(db, host)["text"].tolist() == texts


def test_mentions_tell_where_names_stand_and_whether_the_filter_counts_them(
    db: ArchiveReader, key: dict[str, str]
) -> None:
    rows = one_story.mentions(db, key["Treaty"], Filter())
    story = one_story.article(db, key["Treaty"])
    assert story is not None
    for row in each_row(rows):
        assert story.blocks[row.block].text[row.start : row.end] == row.surface
    uncounted = rows[~rows["counted"]]
    assert list(uncounted["surface"]) == ["Tom Hale", "Old Quay"]
    assert set(uncounted["zone"]) == {"caption"}
    assert one_story.mentions(db, key["Treaty"], Filter(zones=("caption",)))["counted"].sum() == 1


def test_links_levels_and_pictures_are_kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    link = Link(start=5, end=9, url="https://a.example/")
    blocks = (
        Block(zone="headline", text="Linked", at=0, end=6),
        Block(zone="body", text="A part", at=7, end=13, level=2),
        Block(zone="quote", text="See “here”.", at=14, end=25, links=(link,)),
        Block(zone="biography", text="Ada Obi is a reporter.", at=26, end=48),
        Block(zone="appeal", text="Write to us.", at=49, end=61),
    )
    story = builders.article(
        "Linked", blocks=blocks, kicker="Now", wire="Agency", dateline="PORT", updated_at=town.at(12),
        has_audio=True, images=(Image(url=None, alt="A ship", caption=None, credit=None, lead=False),),
    )  # fmt: skip
    path = builders.archive(tmp_path_factory.mktemp("linked"), builders.parsed(story))
    with open_for_reading(path) as db:
        found = one_story.article(db, newest(db, Filter())["article_id"][0])
    assert found is not None
    assert replace(found, id="") == story


def test_a_cut_of_an_earlier_version_bears_the_name_of_today(tmp_path: Path) -> None:
    cut = Cut(text="Like us?", rule="appeal to readers", reason="It asks.", at=7, end=15)
    path = builders.archive(tmp_path, builders.parsed(builders.article("Ferry"), cuts=(cut,)))
    with open_for_reading(path) as db:
        (article,) = newest(db, Filter())["article_id"]
        assert [each.rule for each in one_story.cuts(db, article)] == ["promotion"]
        assert list(one_story.cuts_frame(db, article)["rule"]) == ["promotion"]


def test_as_of_a_moment_a_story_is_the_text_that_was_shown_then(tmp_path: Path) -> None:
    doubt = Doubt(kind="probably cut", reason="It ends in an ellipsis.", weight=0.3)

    def page(said: str, day: int, *doubts: Doubt) -> Parsed:
        story = builders.article(
            f"Ferry on day {day}", said, captured_at=datetime(2024, 4, day, 8, tzinfo=UTC),
            canonical_url="https://harbour.example/1",
        )  # fmt: skip
        cut = Cut(text=f"Menu {day}", rule="menu", reason="It is a menu.", at=90, end=96)
        made = builders.parsed(story, cuts=(cut,), names={"Norland": "country", "Sudland": "country"})
        return replace(made, cleaned=replace(made.cleaned, doubts=doubts))

    path = builders.archive(tmp_path, page("Norland says that the ferry is safe.", 9, doubt))
    save(path, [page("Sudland says that the ferry never was safe.", 12)])
    builders.stored_on(path, 9, 12)
    with open_for_reading(path) as db:
        (key,) = newest(db, Filter())["article_id"]
        old, new = (one_story.article(db, key, as_of=datetime(2024, 4, day, tzinfo=UTC)) for day in (10, 13))
        assert old and new and (old.headline, new.headline) == ("Ferry on day 9", "Ferry on day 12")
        assert new == one_story.article(db, key)
        assert one_story.article(db, key, as_of=datetime(2024, 4, 8, tzinfo=UTC)) is None
        assert list(one_story.mentions(db, key, Filter(), old.revision)["actor"]) == ["Norland"]
        assert list(one_story.cuts_frame(db, key, old.revision)["text"]) == ["Menu 9"]
        assert [each.text for each in one_story.cuts(db, key, old.revision)] == ["Menu 9"]
        assert list(captures.doubts(db, key, old.revision)["kind"]) == ["probably cut"]
        assert captures.doubts(db, key).empty
