"""Stories of one event in a list, and who prints the same sentences."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.model.article import DAY_ONLY
from lib.model.filter import Filter
from lib.model.parsed import Parsed
from lib.query import one_story, reports, stories
from lib.query.events import event_groups
from lib.store.archive import open_for_reading
from lib.store.batches.stories import save
from tests import builders
from tests.papers import NAMES, captures, story
from tests.rows import each_row

WIRE = (
    "Mona Vik told the Quay Council that the lamps of the northern pier would be lit before the ice came.",
    "Tom Hale asked for a boat with two lanterns, and Mona Vik promised him one that was mended in May.",
)

SAID = "Norland met Sudland on the quay in the early morning for talks on herring and ice."


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three papers tell of a strike, one of them twice, and two print one wire text a day apart."""
    wire = [
        builders.article(
            headline, *WIRE, more, publisher=publisher, published_at=datetime(2024, 3, day, 9, tzinfo=UTC)
        )
        for headline, more, publisher, day in (
            ("Lamps on the pier", "It was cold.", "coast.example", 4),
            ("Light for the pier", "It was dark.", "inland.example", 5),
        )
    ]
    text = (
        "Otto Lund of the Northern Line waved to Eva Roth and the Harbour Union, and Norland waited in rain."
    )
    again = story("The docks on the third day", 12, text, publisher="inland.example")
    more = [builders.parsed(each, names=NAMES) for each in wire]
    return builders.archive(tmp_path_factory.mktemp("events"), *captures(again), *more)


def test_what_other_papers_tell_of_an_event_is_grouped_and_what_one_paper_tells_next_is_not(
    path: Path,
) -> None:
    with open_for_reading(path) as db:
        frame = stories.newest(db, Filter(), limit=40)
        found = event_groups(db, Filter(), articles=tuple(frame["article_id"]))
    named = dict(zip(frame["article_id"], frame["headline"], strict=True))
    note = {named[head]: {named[each] for each in group.others} for head, group in found.items()}
    assert note == {
        "The docks on the third day": {"Dockers walk out", "Hafenarbeiter streiken"},
        "Light for the pier": {"Lamps on the pier"},
    }
    wire = next(group for head, group in found.items() if named[head] == "Light for the pier")
    assert wire.copies == {wire.printed_first} == {wire.others[0]}


def test_a_list_without_a_pair_has_no_group(path: Path) -> None:
    with open_for_reading(path) as db:
        one = tuple(stories.newest(db, Filter(), limit=1)["article_id"])
        assert event_groups(db, Filter(), articles=one) == event_groups(db, Filter(), articles=()) == {}


def test_a_story_says_who_printed_its_sentences_first(path: Path) -> None:
    with open_for_reading(path) as db:
        newer, older = stories.newest(db, Filter(text="lanterns"))["article_id"]
        there, before = reports.elsewhere(db, newer), reports.elsewhere(db, older)
    columns = ["headline", "shared", "sentences", "earlier"]
    assert there[columns].to_numpy().tolist() == [["Lamps on the pier", 2, 2, True]]
    assert before[columns].to_numpy().tolist() == [["Light for the pier", 2, 2, False]]


def test_as_of_a_moment_it_is_the_texts_of_then_that_print_the_same_sentences(tmp_path: Path) -> None:
    other = "Nobody from Norland came to the quay for the talks that the papers had told of before."

    def page(publisher: str, text: str, day: int) -> Parsed:
        seen, address = datetime(2024, 4, day, 8, tzinfo=UTC), f"https://{publisher}/1"
        made = builders.article(
            f"Talks of {publisher}", text, publisher=publisher, canonical_url=address, captured_at=seen
        )
        return builders.parsed(made, names={"Norland": "country", "Sudland": "country"})

    path = builders.archive(tmp_path, page("a.example", SAID, 9), page("b.example", SAID, 9))
    save(path, [page("a.example", other, 12)])
    builders.stored_on(path, 9, 12)
    then = Filter(as_of=datetime(2024, 4, 10, tzinfo=UTC))
    with open_for_reading(path) as db:
        found = stories.newest(db, then)
        ids = dict(zip(found["publisher"], found["article_id"], strict=True))
        old = one_story.article(db, ids["a.example"], as_of=then.as_of)
        assert old is not None
        there = reports.elsewhere(db, ids["a.example"], old.revision, as_of=then.as_of)
        assert there["publisher"].tolist() == ["b.example"]
        assert reports.elsewhere(db, ids["b.example"]).empty
        was = reports.elsewhere(db, ids["b.example"], as_of=then.as_of)
        assert was["headline"].tolist() == [old.headline]
        assert len(event_groups(db, then, articles=tuple(ids.values()))) == 1
        assert event_groups(db, Filter(), articles=tuple(ids.values())) == {}


def test_of_a_day_that_is_printed_alone_it_is_earlier_where_that_day_had_ended(tmp_path: Path) -> None:

    def page(name: str, day: int, hour: int, source: str) -> Parsed:
        made = builders.article(
            name, SAID, publisher=f"{name}.example", provenance={"published_at": source},
            published_at=datetime(2024, 4, day, hour, tzinfo=UTC),
        )  # fmt: skip
        return builders.parsed(made, names={"Norland": "country"})

    alone = f"json-ld, {DAY_ONLY}"
    pages = (page("noon", 9, 12, "json-ld"), page("same", 9, 0, alone), page("before", 8, 0, alone))
    with open_for_reading(builders.archive(tmp_path, *pages)) as db:
        found = stories.newest(db, Filter()).set_index("headline")["article_id"]
        of = {
            name: {row.headline: row.earlier for row in each_row(reports.elsewhere(db, str(found[name])))}
            for name in ("noon", "same")
        }
    assert of == {"noon": {"same": False, "before": True}, "same": {"noon": False, "before": True}}


def test_all_stories_of_the_same_sentences_are_counted_whatever_the_limit(tmp_path: Path) -> None:
    pages = [
        builders.parsed(
            builders.article(f"Talks {n}", SAID, publisher=f"{n}.example"), names={"Norland": "country"}
        )
        for n in range(4)
    ]
    with open_for_reading(builders.archive(tmp_path, *pages)) as db:
        story = stories.newest(db, Filter(), limit=1)["article_id"].iloc[0]
        there = reports.elsewhere(db, story, limit=2)
    assert (len(there), there.attrs["of"]) == (2, 3)
