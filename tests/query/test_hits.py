"""Where a search found its words, and why it found nothing."""

import pytest

from lib.model.filter import Choice, Filter
from lib.query import hits
from lib.query.filter.nothing import Emptied, why
from lib.query.filter.syntax import Words
from lib.store.archive import ArchiveReader

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
    "tag:storm is:read": ("A storm came.", []),
    "": ("Anything.", []),
    "мир": ("Миру — мир.", ["Миру", "мир"]),
    "İzmir": ("İzmir calling", ["İzmir"]),
    "東京": ("彼は東京に住む。東京。", ["東京", "東京"]),
    "c++": ("C++ and C", ["C++"]),
    '"aid port"~1': (
        "Aid, port. Then: port for aid. Aid at the port: ports.",
        ["Aid", "port", "port", "aid"],
    ),
    '"aid port"~2 por': ("Aid at the port: ports.", ["Aid", "port", "ports"]),
}
EMPTY = {
    "treatty": Emptied(missing=(("treatty", ("treaty",)),)),
    "Sudlund storm": Emptied(missing=(("Sudlund", ("sudland",)),)),
    "zzzzzzzzz": Emptied(missing=(("zzzzzzzzz", ()),)),
    "museum strike": Emptied(apart=(("museum", 1), ("strike", 1))),
    "tag:Nowhere": Emptied(),
    '"museum strike"~5': Emptied(apart=(('"museum"', 1), ('"strike"', 1))),
    '"museum treatty"~5': Emptied(missing=(("treatty", ("treaty",)),)),
}


@pytest.mark.parametrize("search", MARKED)
def test_words_are_found_where_the_search_finds_them(search: str) -> None:
    text, expected = MARKED[search]
    assert [text[start:end] for start, end in hits.places(text, hits.words_of(search))] == expected


def test_a_story_is_quoted_with_the_sentence_that_holds_the_word(db: ArchiveReader) -> None:
    listed = db.execute("select article from article where shown order by article").fetchall()
    said = hits.snippets(db, "praised café", articles=tuple(article for (article,) in listed))
    assert sorted(said.values()) == ["Ida Brandt praised Norland.", "The café’s roof fell."]
    assert hits.snippets(db, "is:read", articles=("a",)) == {}


@pytest.mark.parametrize("search", EMPTY)
def test_an_empty_search_names_the_word_and_its_nearest_spellings(db: ArchiveReader, search: str) -> None:
    assert why(db, Filter(text=search)) == EMPTY[search]


@pytest.mark.parametrize("search", ["museum", "museum OR zzzzzzzzz"])
def test_other_conditions_are_named_where_the_search_alone_finds_something(
    db: ArchiveReader, search: str
) -> None:
    assert why(db, Filter(text=search, tags=Choice(any=("Ferries",)))) == Emptied(without=1)


@pytest.mark.parametrize(
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
    found = hits.places(text, [Words("aid port", exact=True, near=most)])
    assert [text[start:end] for start, end in found] == marked
