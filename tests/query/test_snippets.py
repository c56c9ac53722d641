"""Where a search found its words, and why it found nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.model.filter import Choice, Filter
from lib.model.parsed import Parsed
from lib.query import captures, relevance, snippets, stories
from lib.query.filter.tree import Words
from lib.query.nothing import Emptied, explain
from lib.store.archive import ArchiveReader, open_for_reading, open_for_writing
from lib.store.batches.stories import save
from tests import builders
from tests.cases import every_case

MARKED = {
    "elysee": ("The Élysée and two élysées.", ["Élysée", "élysées"]),
    "sanction": ("Sanctions, sanctioned; no resanction.", ["Sanctions", "sanctioned"]),
    '"sanction"': ("Sanctions end, one sanction stays.", ["sanction"]),
    '"military aid" north': (
        "Military\u00a0aid for the North and northern aid.",
        ["Military\u00a0aid", "North", "northern"],
    ),
    "o'brien": ("Ann O’Brien spoke.", ["O’Brien"]),
    "a -b": ("a b", ["a"]),
    "title:storm": ("A storm came.", ["storm"]),
    'title:"storm"': ("Storms end, one storm stays.", ["storm"]),
    "tag:storm is:read": ("A storm came.", []),
    "": ("Anything.", []),
    "мир": ("Миру — мир.", ["Миру", "мир"]),
    "İzmir": ("İzmir calling", ["İzmir"]),
    "東京": ("彼は東京に住む。東京。", ["東京", "東京"]),
    "c++": ("C++ and C", ["C++"]),
    "हिन्दी": ("हिन्दी में लिखा।", ["हिन्दी"]),
    "cafe": ("The cafe\u0301, closed", ["cafe\u0301"]),
    "المدينة": ("المَدينةِ الكبيرة", ["المَدينةِ"]),
    '"aid port"~1': (
        "Aid, port. Then: port for aid. Aid at the port: ports.",
        ["Aid", "port", "port", "aid"],
    ),
    '"aid port"~2 por': ("Aid at the port: ports.", ["Aid", "port", "ports"]),
}
EMPTY = {
    "treatty": Emptied(missing=(("treatty", ("treaty",)),)),
    "Sudlund storm": Emptied(missing=(("Sudlund", ("sudland",)),)),
    "ou": Emptied(missing=(("ou", ()),)),
    "zzzzzzzzz": Emptied(missing=(("zzzzzzzzz", ()),)),
    "museum strike": Emptied(apart=(("museum", 1), ("strike", 1))),
    "tag:Nowhere": Emptied(),
    '"museum strike"~5': Emptied(apart=(('"museum"', 1), ('"strike"', 1))),
    '"museum treatty"~5': Emptied(missing=(("treatty", ("treaty",)),)),
}


@every_case("search", MARKED)
def test_words_are_found_where_the_search_finds_them(search: str) -> None:
    text, expected = MARKED[search]
    assert [text[start:end] for start, end in snippets.places(text, snippets.words_of(search))] == expected


def test_a_story_is_quoted_with_the_sentence_that_holds_the_word(db: ArchiveReader) -> None:
    listed = db.execute("select article from article where shown order by article").fetchall()
    said = snippets.snippets(db, "praised café", articles=tuple(article for (article,) in listed))
    assert sorted(said.values()) == ["Ida Brandt praised Norland.", "The café’s roof fell."]
    assert snippets.snippets(db, "is:read", articles=("a",)) == {}


@pytest.mark.parametrize("search", EMPTY)
def test_an_empty_search_names_the_word_and_its_nearest_spellings(db: ArchiveReader, search: str) -> None:
    assert explain(db, Filter(text=search)) == EMPTY[search]


@pytest.mark.parametrize("search", ["museum", "museum OR zzzzzzzzz"])
def test_other_conditions_are_named_where_the_search_alone_finds_something(
    db: ArchiveReader, search: str
) -> None:
    assert explain(db, Filter(text=search, tags=Choice(any=("Ferries",)))) == Emptied(without=1)


@every_case(
    ("text", "most", "marked"),
    [
        ("Aid reached the port.", 2, ["Aid", "port"]),
        ("Aid reached the old port.", 2, []),
        ("Port, aid; no more. Then came aid", 0, ["Port", "aid"]),
        ("aid port aid", 0, ["aid", "port", "aid"]),
        ("aid " * 400 + "airport", 100, []),
    ],
)
def test_of_words_near_each_other_those_are_marked_that_are(text: str, most: int, marked: list[str]) -> None:
    found = snippets.places(text, [Words("aid port", exact=True, near=most)])
    assert [text[start:end] for start, end in found] == marked


PASSED = "A ferry passed below the old bridge of the town at dusk and nobody saw it there."
THEN = Filter(text="ferry", as_of=datetime(2024, 4, 10, tzinfo=UTC))


@pytest.fixture
def revised(tmp_path: Path) -> Iterator[ArchiveReader]:
    """An archive in which a story was revised after the moment of THEN."""

    def story(number: int, day: int, *body: str) -> Parsed:
        seen, address = datetime(2024, 4, day, 8, tzinfo=UTC), f"https://harbour.example/{number}"
        made = builders.article(f"Story {number}", *body, canonical_url=address, captured_at=seen)
        return builders.parsed(made)

    path = builders.archive(
        tmp_path, story(1, 9, "He spoke.", "He said that the ferry was a safe ferry."), story(2, 9, PASSED)
    )
    save(path, [story(1, 12, "He spoke.", "He denied that the ferry was safe.")])
    with open_for_writing(path) as connection:
        connection.execute(
            "update batch set stored_at = timestamp '2024-04-09 12:00' + to_days(batch::integer * 3 - 3)"
        )
    with open_for_reading(path) as reading:
        yield reading


def test_as_of_a_moment_a_story_is_quoted_and_ranked_by_its_text_of_then(revised: ArchiveReader) -> None:
    found = stories.newest(revised, THEN, order="relevance")
    assert found["headline"].tolist() == ["Story 1", "Story 2"]
    said = snippets.snippets(revised, "ferry", articles=tuple(found["article_id"]), as_of=THEN.as_of)
    assert list(said.values()) == ["He said that the ferry was a safe ferry.", PASSED]
    now = snippets.snippets(revised, "ferry", articles=tuple(found["article_id"]))
    assert "He denied that the ferry was safe." in now.values()
    scores = relevance.scores(revised, THEN)
    assert revised.execute(f"select count(*) from {scores}").fetchall() == [(2,)]


def test_as_of_a_moment_the_receipts_are_those_of_captures_that_were_stored(revised: ArchiveReader) -> None:
    assert captures.of_selection(revised, THEN)["batch"].tolist() == [1, 1]
    assert sorted(captures.of_selection(revised, Filter())["batch"]) == [1, 1, 2]
