from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lib.model.filter import Choice, Filter
from lib.query.filter.where import compile
from lib.query.stories import newest
from lib.store.archive import ArchiveReader
from tests.query.town import EVERYTHING

# search, headlines of the stories, sentence
CASES: list[tuple[str, set[str], str]] = [
    ("ferry", {"Ferry"}, "with “ferry”"),
    ("FERRY late", {"Ferry"}, "with “FERRY” and “late”"),
    ("cafe", {"Storm"}, "with “cafe”"),
    ("cafe's roof", {"Storm"}, "with “cafe's” and “roof”"),
    ('"sudland. the"', {"Storm"}, "with “sudland. the”"),
    ("art", set(), "with “art”"),
    ("trea", {"Treaty", "Echo"}, "with “trea”"),
    ('"trea"', set(), "with “trea”"),
    ("bridge", {"Bulletin"}, "with “bridge”"),
    ("-norland", EVERYTHING - {"Treaty", "Ferry", "Echo", "Undated"}, "without “norland”"),
    ("museum OR storm", {"Museum", "Storm"}, "either with “museum” or with “storm”"),
    (
        "-(museum OR storm) harbour",
        {"Treaty", "Strike"},
        "with “harbour”, not (either with “museum” or with “storm”)",
    ),
    ("title:ferr", {"Ferry"}, "with “ferr” in the headline"),
    ("-title:e", EVERYTHING - {"Echo"}, "without “e” in the headline"),
    ("tag:harbour", {"Treaty", "Strike", "Storm"}, "tagged Harbour"),
    ("#Work", {"Strike"}, "tagged Work"),
    ("tag:ferries,culture", {"Ferry", "Museum"}, "tagged Ferries or Culture"),
    ("author:lind", {"Treaty", "Ferry", "Museum"}, "by Ada Lind"),
    ("-author:ada -author:falk", {"Storm", "Undated", "Bulletin"}, "not by Ada Lind, not by Bo Falk"),
    ("source:coast", {"Strike", "Storm"}, "from coast.example"),
    ("-source:coast", EVERYTHING - {"Strike", "Storm"}, "not from coast.example"),
    ("lang:de", {"Storm"}, "in the language de"),
    ("actor:hale", {"Treaty", "Strike"}, "naming Tom Hale"),
    ("actor:person/tom-hale", {"Treaty", "Strike"}, "naming Tom Hale"),
    ("-actor:Norland", EVERYTHING - {"Treaty", "Ferry", "Echo", "Undated"}, "not naming Norland"),
    ("with:norland,sudland", {"Treaty", "Echo"}, "naming Norland and Sudland in one sentence"),
    (
        'with:"Ida Brandt","Tom Hale"',
        {"Strike"},
        "naming Ida Brandt and Tom Hale in one sentence",
    ),
    (
        "-with:norland,sudland actor:norland",
        {"Ferry", "Undated"},
        "not naming Norland and Sudland in one sentence, naming Norland",
    ),
    ("zone:caption", {"Treaty"}, "with a caption"),
    ("-zone:caption norland", {"Ferry", "Echo", "Undated"}, "with “norland”, without a caption"),
    ("zone:caption quay", {"Treaty"}, "with “quay” in the caption"),
    ("zone:body quay", set(), "with “quay” in the body"),
    ('zone:caption actor:"Old Quay"', {"Treaty"}, "naming Old Quay in the caption"),
    ('actor:"Old Quay"', set(), "naming Old Quay"),
    (
        "zone:ticker (quay OR sudland)",
        {"Bulletin"},
        "either with “quay” in the ticker or with “sudland” in the ticker",
    ),
    ("date:2024-04-10", {"Ferry", "Storm"}, "10 April 2024"),
    ("before:2024-04-09", {"Treaty", "Bulletin"}, "until 8 April 2024"),
    ("-date:2024", {"Undated"}, "not 1 January to 31 December 2024"),
    ("tag:nothing", set(), "tagged “nothing”"),
    ("with:norland,nobody", set(), "naming Norland and “nobody” in one sentence"),
]


@pytest.mark.parametrize(("text", "headlines", "sentence"), CASES)
def test_a_search_finds_these_stories_and_says_so(
    db: ArchiveReader, text: str, headlines: set[str], sentence: str
) -> None:
    assert set(newest(db, Filter(text=text))["headline"]) == headlines
    assert compile(Filter(text=text), db).sentence == sentence


@pytest.mark.parametrize(
    "beside",
    [
        Filter(tags=Choice(any=("Harbour",))),
        Filter(since=date(2024, 4, 9), languages=("en",)),
        Filter(actors=Choice(none=("Norland",)), as_of=datetime(2100, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_search_beside_a_filter_finds_what_both_find(db: ArchiveReader, beside: Filter) -> None:
    kept = set(newest(db, beside)["headline"])
    for text, headlines, _ in CASES:
        assert set(newest(db, replace(beside, text=text))["headline"]) == headlines & kept, text


def test_a_search_counts_names_in_the_zones_of_the_filter(db: ArchiveReader) -> None:
    assert set(newest(db, Filter(text='actor:"Old Quay"', zones=("ticker",)))["headline"]) == {"Bulletin"}


def test_a_whole_name_goes_before_names_that_begin_so(db: ArchiveReader) -> None:
    assert compile(Filter(text="tag:treaties"), db).notes == ()
    assert set(newest(db, Filter(text="tag:t"))["headline"]) == {"Treaty", "Echo", "Undated"}
