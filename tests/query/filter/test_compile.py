import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lib.model.article import FORMS, ZONES
from lib.model.filter import Choice, Filter
from lib.model.parsed import Parsed
from lib.model.spelling import BARE
from lib.query.filter.compile import compile_filter
from lib.query.filter.selection import selection
from lib.query.stories import newest
from lib.store.archive import ArchiveReader, open_for_reading, open_for_writing
from lib.store.batches.stories import save
from lib.store.journal import marks
from tests import builders
from tests.lots import few
from tests.query.town import EVERYTHING
from tests.store.batches.test_batch_context import HEADLINE, OPENING, PROXY, QUAY, item, page

# filter, headlines of the stories, sentence
CASES: list[tuple[Filter, set[str], str]] = [
    (Filter(), EVERYTHING, "all stories"),
    (Filter(tags=Choice(any=("Harbour",))), {"Treaty", "Strike", "Storm"}, "tagged Harbour"),
    (Filter(tags=Choice(any=("Work", "Weather"))), {"Strike", "Storm"}, "tagged Work or Weather"),
    (Filter(tags=Choice(all=("Harbour", "Treaties"))), {"Treaty"}, "tagged Harbour and Treaties"),
    (
        Filter(tags=Choice(any=("Harbour",), none=("Work", "Weather"))),
        {"Treaty"},
        "tagged Harbour, not tagged Work or Weather",
    ),
    (
        Filter(tags=Choice(none=("Harbour",))),
        EVERYTHING - {"Treaty", "Strike", "Storm"},
        "not tagged Harbour",
    ),
    (Filter(tags=Choice(any=("harbour",))), {"Treaty", "Strike", "Storm"}, "tagged harbour"),
    (Filter(tags=Choice(none=("No such tag",))), EVERYTHING, "not tagged No such tag"),
    (Filter(since=date(2024, 4, 9), until=date(2024, 4, 9)), {"Strike"}, "9 April 2024"),
    (Filter(since=date(2024, 4, 10), until=date(2024, 4, 10)), {"Ferry", "Storm"}, "10 April 2024"),
    (Filter(until=date(2024, 4, 8)), {"Treaty", "Bulletin"}, "until 8 April 2024"),
    (Filter(since=date(2024, 4, 11)), {"Museum", "Echo"}, "since 11 April 2024"),
    (Filter(since=date(2024, 4, 11), until=date(2024, 4, 8)), set(), "11 to 8 April 2024"),
    (Filter(authors=("Ada Lind",)), {"Treaty", "Ferry", "Museum"}, "by Ada Lind"),
    (
        Filter(authors=("Ada Lind", "Bo Falk")),
        {"Treaty", "Ferry", "Museum", "Strike", "Echo"},
        "by Ada Lind or Bo Falk",
    ),
    (Filter(publishers=("coast.example",)), {"Strike", "Storm"}, "from coast.example"),
    (Filter(sections=("Economy",)), {"Strike"}, "in the section Economy"),
    (Filter(languages=("de",)), {"Storm"}, "in German"),
    (Filter(forms=("brief",)), {"Bulletin"}, "printed as a brief"),
    (Filter(forms=("brief", "live blog")), {"Bulletin"}, "printed as a brief or a live blog"),
    (Filter(forms=("story",), tags=Choice(any=("Work",))), {"Strike"}, "tagged Work, printed as a story"),
    (
        Filter(actors=Choice(any=("Ida Brandt",))),
        {"Treaty", "Strike", "Ferry", "Undated"},
        "naming Ida Brandt",
    ),
    (
        Filter(actors=Choice(any=("person/ida-brandt",))),
        {"Treaty", "Strike", "Ferry", "Undated"},
        "naming Ida Brandt",
    ),
    (
        Filter(actors=Choice(all=("Ida Brandt", "Tom Hale"))),
        {"Treaty", "Strike"},
        "naming Ida Brandt and Tom Hale",
    ),
    (
        Filter(actors=Choice(any=("Norland",), none=("Sudland",))),
        {"Ferry", "Undated"},
        "naming Norland, not naming Sudland",
    ),
    (Filter(actors=Choice(any=("Old Quay",))), set(), "naming Old Quay"),
    (
        Filter(actors=Choice(any=("Old Quay",)), zones=("caption",)),
        {"Treaty"},
        "naming Old Quay, counting names in caption",
    ),
    (
        Filter(actors=Choice(any=("Sudland",)), zones=ZONES),
        {"Treaty", "Bulletin", "Storm", "Echo"},
        "naming Sudland, counting names in headline, deck, body, quote, list, table, caption, credit, "
        "byline, related and ticker",
    ),
    (Filter(actors=Choice(any=("Nobody",))), set(), "naming Nobody"),
    (
        Filter(
            tags=Choice(any=("Harbour", "Treaties")),
            since=date(2024, 4, 1),
            until=date(2024, 4, 9),
            actors=Choice(any=("Ida Brandt",)),
        ),
        {"Treaty", "Strike"},
        "tagged Harbour or Treaties, 1 to 9 April 2024, naming Ida Brandt",
    ),
    (Filter(text="treaty", languages=("en",)), {"Treaty", "Echo"}, "with “treaty”, in English"),
    (Filter(kinds=("person",)), EVERYTHING, "of kind person"),
    (Filter(cast="recorded"), EVERYTHING, "counting actors of the actor file alone"),
    (Filter(roles=("title",)), EVERYTHING, "counting as names title"),
    (
        Filter(zones=(), roles=(), kinds=()),
        EVERYTHING,
        "counting names in no part, counting as names nothing, of no kind",
    ),
]
# search, headlines of the stories, sentence
SEARCHES: list[tuple[str, set[str], str]] = [
    ("ferry", {"Ferry"}, "with “ferry”"),
    ("FERRY late", {"Ferry"}, "with “FERRY” and “late”"),
    ("cafe", {"Storm"}, "with “cafe”"),
    ("cafe's roof", {"Storm"}, "with “cafe's” and “roof”"),
    ('"sudland. the"', {"Storm"}, "with “sudland. the”"),
    ("art", set(), "with “art”"),
    ("trea", {"Treaty", "Echo"}, "with “trea”"),
    ('"trea"', set(), "with “trea”"),
    ('"treaty Norland"~3', {"Treaty"}, "with “treaty Norland” at most 3 words apart"),
    ('"asked treaty"~3', set(), "with “asked treaty” at most 3 words apart"),
    ('"ROOF café"~1', {"Storm"}, "with “ROOF café” at most 1 word apart"),
    ('zone:caption "quay hale"~4', {"Treaty"}, "with “quay hale” at most 4 words apart in the caption"),
    ('zone:body "quay hale"~4', set(), "with “quay hale” at most 4 words apart in the body"),
    ("bridge", {"Bulletin"}, "with “bridge”"),
    ("-norland", EVERYTHING - {"Treaty", "Ferry", "Echo", "Undated"}, "without “norland”"),
    ("-(ida norland)", EVERYTHING - {"Treaty", "Ferry", "Undated"}, "not with both “ida” and “norland”"),
    ("-(zone:body ida norland he)", EVERYTHING, "not with all of “ida”, “norland” and “he” in the body"),
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
    ("lang:de", {"Storm"}, "in German"),
    ("actor:hale", {"Treaty", "Strike"}, "naming Tom Hale"),
    ("actor:person/tom-hale", {"Treaty", "Strike"}, "naming Tom Hale"),
    ("-actor:Norland", EVERYTHING - {"Treaty", "Ferry", "Echo", "Undated"}, "not naming Norland"),
    ("with:norland,sudland", {"Treaty", "Echo"}, "naming Norland and Sudland in one sentence"),
    ('with:"Ida Brandt","Tom Hale"', {"Strike"}, "naming Ida Brandt and Tom Hale in one sentence"),
    (
        "-with:norland,sudland actor:norland",
        {"Ferry", "Undated"},
        "not naming Norland and Sudland in one sentence, naming Norland",
    ),
    ("zone:caption", {"Treaty"}, "with a caption"),
    ("-zone:caption norland", {"Ferry", "Echo", "Undated"}, "with “norland”, without a caption"),
    ("zone:caption quay", {"Treaty"}, "with “quay” in the caption"),
    ("zone:caption tag:Harbour", {"Treaty"}, "with a caption, tagged Harbour"),
    (
        "zone:caption (tag:Harbour -quay)",
        {"Strike", "Storm"},
        "tagged Harbour, without “quay” in the caption",
    ),
    ("zone:caption date:none", set(), "with a caption, without a date"),
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
    ("date:none", {"Undated"}, "without a date"),
    ("(ida norland) date:none", {"Undated"}, "with “ida” and “norland”, without a date"),
    ("-date:none norland", {"Treaty", "Ferry", "Echo"}, "with “norland”, with a date"),
    ("tag:nothing", set(), "tagged “nothing”"),
    ("with:norland,nobody", set(), "naming Norland and “nobody” in one sentence"),
]


def selected(db: ArchiveReader, criteria: Filter) -> set[str]:
    """Return the headlines of the stories that a filter selects."""
    sql = f"select headline from {selection(db, criteria).articles} join article_text using (id)"
    return {headline for (headline,) in db.execute(sql).fetchall()}


@pytest.mark.parametrize(("criteria", "headlines", "sentence"), CASES)
def test_a_filter_selects_these_stories_and_says_so(
    db: ArchiveReader, criteria: Filter, headlines: set[str], sentence: str
) -> None:
    assert selected(db, criteria) == headlines
    assert compile_filter(criteria, db).sentence == sentence


def test_a_form_that_is_none_selects_nothing(db: ArchiveReader) -> None:
    strange = Filter(forms=("brief') or ('' = '",))  # type: ignore[arg-type]
    assert newest(db, strange).empty


@pytest.mark.parametrize("criteria", [case[0] for case in CASES])
def test_values_are_parameters_and_never_part_of_the_statement(db: ArchiveReader, criteria: Filter) -> None:
    where = compile_filter(criteria, db)
    own = (f"'[^{BARE}]'", *(f"'{form}'" for form in FORMS))  # words of the program
    assert "'" not in re.sub("|".join(map(re.escape, own)), "", where.condition)
    assert all(f"${name}" in where.condition for name in where.parameters)
    assert "list_has" not in where.condition


@pytest.mark.parametrize(
    "name", ["'; drop table article; --", '"', "$since", "{}", "%", "\\", "a" * 10_000, "Ünïcödé", "\n"]
)
def test_any_name_is_only_a_name(db: ArchiveReader, name: str) -> None:
    choice = Choice(any=(name,), all=(name,), none=(name,))
    criteria = Filter(
        tags=choice, actors=choice, authors=(name,), publishers=(name,), sections=(name,), languages=(name,)
    )
    assert newest(db, criteria).empty


def test_a_filter_without_zones_or_roles_counts_no_name(db: ArchiveReader) -> None:
    for criteria in (Filter(zones=()), Filter(roles=())):
        named = Filter(zones=criteria.zones, roles=criteria.roles, actors=Choice(any=("Norland",)))
        assert newest(db, named).empty


def test_what_the_search_could_not_understand_is_noted(db: ArchiveReader) -> None:
    where = compile_filter(Filter(text='tag:nowhere "open'), db)
    assert len(where.notes) == 2
    assert where.notes[1] == "No tag of this archive is called “nowhere”."


def test_read_state_and_labels_are_the_readers_own(tmp_path: Path) -> None:
    stories = [builders.article(name, f"Text of {name}.") for name in ("One", "Two", "Three")]
    path = builders.archive(tmp_path, *[builders.parsed(story) for story in stories])
    with open_for_reading(path) as db:
        key = dict(newest(db, Filter())[["headline", "article_id"]].to_numpy().tolist())
    marks.set_read(path, key["One"], True)
    marks.set_starred(path, key["Two"], True)
    marks.add_label(path, key["Two"], "later")
    marks.add_label(path, key["Three"], "case")
    marks.keep(path, "mute", "a rule", "", article=key["One"])
    cases: list[tuple[Filter, set[str], str]] = [
        (Filter(read="read"), {"One"}, "read"),
        (Filter(read="unread"), {"Two", "Three"}, "unread"),
        (Filter(read="starred"), {"Two"}, "starred"),
        (Filter(labels=("later", "case")), {"Two", "Three"}, "labelled later or case"),
        (Filter(text="is:unread -is:starred"), {"Three"}, "unread, not starred"),
        (Filter(read="muted"), {"One"}, "muted"),
        (Filter(text="-is:muted"), {"Two", "Three"}, "not muted"),
        (Filter(unmuted=True, read="starred"), {"Two"}, "starred, not muted"),
    ]
    with open_for_reading(path) as db:
        for criteria, headlines, sentence in cases:
            assert selected(db, criteria) == headlines
            assert compile_filter(criteria, db).sentence == sentence


def test_as_of_shows_the_revisions_that_were_stored_until_then(tmp_path: Path) -> None:
    address = "https://harbour.example/ferry"
    first = builders.article("Ferry", "It left late.", canonical_url=address)
    second = builders.article(
        "Ferry sunk", "It sank.", canonical_url=address, captured_at=datetime(2024, 5, 1, tzinfo=UTC)
    )
    path = builders.archive(tmp_path, builders.parsed(first))
    builders.archive(tmp_path, builders.parsed(second), builders.parsed(builders.article("Storm", "Wind.")))
    with open_for_writing(path) as connection:
        connection.execute("update batch set stored_at = timestamp '2024-04-10 12:00:00' where batch = 1")
        connection.execute("update batch set stored_at = timestamp '2024-05-02 12:00:00' where batch = 2")
    with open_for_reading(path) as db:
        for month, day, headlines in ((4, 1, set()), (4, 11, {"Ferry"}), (6, 1, {"Ferry sunk", "Storm"})):
            assert selected(db, Filter(as_of=datetime(2024, month, day, tzinfo=UTC))) == headlines
        assert selected(db, Filter()) == {"Ferry sunk", "Storm"}
        said = compile_filter(Filter(as_of=datetime(2024, 4, 10, 12, tzinfo=UTC)), db).sentence
        assert said == "as the archive stood on 10 April 2024, 12:00 UTC"


def _told(path: Path, criteria: Filter) -> list[str]:
    with open_for_reading(path) as db:
        return list(newest(db, criteria)["first_sentence"])


def test_as_of_takes_the_text_that_was_shown_before_the_page_went_back(tmp_path: Path) -> None:
    def page(text: str, day: int) -> Parsed:
        seen, address = datetime(2024, 4, day, 8, tzinfo=UTC), "https://harbour.example/1"
        story = builders.article("Harbour opens", text, canonical_url=address, captured_at=seen)
        return builders.parsed(story, text=f"{text} {day}")

    safe, unsafe = "The ferry was safe, he said on Monday.", "The ferry was never safe, he said on Monday."
    path = builders.archive(tmp_path, page(safe, 9))
    shown = [_told(path, Filter())]
    for text, day in ((unsafe, 10), (safe, 12)):
        save(path, [page(text, day)])
        shown.append(_told(path, Filter()))
    builders.stored_on(path, 9, 10, 12)
    assert shown == [[safe], [unsafe], [safe]]
    assert [_told(path, Filter(as_of=datetime(2024, 4, day, 13, tzinfo=UTC))) for day in (9, 10, 12)] == shown


def test_as_of_takes_no_feed_s_summary_where_there_is_a_page(tmp_path: Path) -> None:
    path = builders.archive(tmp_path)
    save(path, [item(HEADLINE, "More on our page.", PROXY, hour=9)])
    save(path, [page(HEADLINE, OPENING, "It took long.", sure=(QUAY, PROXY))])
    later = Filter(as_of=datetime(2100, 1, 1, tzinfo=UTC))
    assert _told(path, later) == _told(path, Filter()) == [OPENING]


@pytest.mark.parametrize("text", ["many", "other"])  # of which one is the later by its sum
def test_as_of_takes_of_two_texts_of_one_moment_the_one_that_is_shown(tmp_path: Path, text: str) -> None:
    pages = (
        builders.parsed(
            builders.article("Harbour opens", words, canonical_url="https://harbour.example/1"), text=words
        )
        for words in ("The minister said nothing at all.", f"The minister said {text} things.")
    )
    path = builders.archive(tmp_path, *pages)
    assert _told(path, Filter(as_of=datetime(2100, 1, 1, tzinfo=UTC))) == _told(path, Filter())


def test_one_more_condition_narrows_the_stories_and_is_not_said(db: ArchiveReader) -> None:
    where = compile_filter(Filter(text="norland"), db, besides="day is null")
    assert where.sentence == compile_filter(Filter(text="norland"), db).sentence
    rows = db.execute(f"select headline from article join article_text using (id) where {where.condition}",
                      where.parameters).fetchall()  # fmt: skip
    assert rows == [("Undated",)]


@pytest.mark.parametrize(("text", "headlines", "sentence"), SEARCHES)
def test_a_search_finds_these_stories_and_says_so(
    db: ArchiveReader, text: str, headlines: set[str], sentence: str
) -> None:
    assert selected(db, Filter(text=text)) == headlines
    assert compile_filter(Filter(text=text), db).sentence == sentence


BESIDE = (
    Filter(tags=Choice(any=("Harbour",))),
    Filter(since=date(2024, 4, 9), languages=("en",)),
    Filter(actors=Choice(none=("Norland",)), as_of=datetime(2100, 1, 1, tzinfo=UTC)),
)


@pytest.mark.parametrize("every", few((3, 1), 1))
def test_a_search_beside_a_filter_finds_what_both_find(db: ArchiveReader, every: int) -> None:
    for place, beside in enumerate(BESIDE):
        kept = selected(db, beside)
        for text, headlines, _ in SEARCHES[place % every :: every]:
            assert selected(db, replace(beside, text=text)) == headlines & kept, text


def test_a_search_counts_names_in_the_zones_of_the_filter(db: ArchiveReader) -> None:
    assert selected(db, Filter(text='actor:"Old Quay"', zones=("ticker",))) == {"Bulletin"}


def test_a_whole_name_goes_before_names_that_begin_so(db: ArchiveReader) -> None:
    assert compile_filter(Filter(text="tag:treaties"), db).notes == ()
    assert selected(db, Filter(text="tag:t")) == {"Treaty", "Echo", "Undated"}
