"""Names that the reader joins are one in every list and filter; the archive keeps what was printed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest

from lib.model.errors import ArchiveError
from lib.model.filter import Choice, Filter
from lib.query import browse_index, facets, stories, tags
from lib.query.filter.compile import compile_filter
from lib.query.filter.names import ids, listed_name, matches
from lib.store.archive import ArchiveReader, open_for_reading
from lib.store.journal import joined_names
from lib.store.journal.joined_names import Field, NamesError, groups
from lib.store.journal.journal import Journal
from lib.store.journal.records import record
from lib.store.paths import files
from lib.store.removal import remove
from tests import builders
from tests.store.noted import noted

STORIES = (
    ("One", ("Quays", "Harbour"), ("A. Lind",), "old.example", "City"),
    ("Two", ("Harbour", "Ships"), ("Ada Lind", "Bo Falk"), "new.example", "Town"),
    ("Three", ("Docks", "Quays"), ("Bo Falk",), "new.example", "City"),
)
JOINS: list[tuple[Field, str, str]] = [
    ("tag", "Quays", "Harbour"), ("tag", "Docks", "Quays"), ("author", "A. Lind", "Ada Lind"),
    ("publisher", "old.example", "new.example"), ("section", "City", "The city"),
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    pages = [
        builders.parsed(builders.article(
            headline, f"Text of {headline}.", tags=subjects, authors=authors, publisher=publisher,
            section=section,
        ))
        for headline, subjects, authors, publisher, section in STORIES
    ]  # fmt: skip
    return builders.archive(tmp_path, *pages)


@pytest.fixture
def joined(path: Path) -> Path:
    for field, name, to in JOINS:
        joined_names.join(path, field, name, to)
    return path


@pytest.fixture
def db(joined: Path) -> Iterator[ArchiveReader]:
    with open_for_reading(joined) as reading:
        yield reading


def listed(db: ArchiveReader, field: browse_index.Field) -> dict[str, int]:
    frame = browse_index.names(db, Filter(), field=field)
    return dict(zip(frame["name"], frame["stories"], strict=True))


def found(db: ArchiveReader, criteria: Filter) -> set[str]:
    return set(stories.newest(db, criteria)["headline"])


def test_lists_and_options_count_a_joined_name_once_a_story(db: ArchiveReader) -> None:
    assert listed(db, "tags") == {"Harbour": 3, "Ships": 1}
    assert listed(db, "authors") == {"Ada Lind": 2, "Bo Falk": 2}
    assert listed(db, "publishers") == {"new.example": 3}
    assert listed(db, "sections") == {"The city": 2, "Town": 1}
    options = facets.options(db, Filter(), field="tags", keep=("Docks",))
    assert dict(zip(options["name"], options["stories"], strict=True)) == {
        "Docks": 3,
        "Harbour": 3,
        "Ships": 1,
    }
    counted = tags.counts(db, Filter())
    assert dict(zip(counted["tag"], counted["stories"], strict=True)) == {"Harbour": 3, "Ships": 1}


def test_each_name_of_a_story_stands_once_in_its_order(db: ArchiveReader) -> None:
    frame = stories.newest(db, Filter())
    authors = {row["headline"]: list(row["authors"]) for row in frame.to_dict("records")}
    assert (authors["One"], authors["Two"]) == (["Ada Lind"], ["Ada Lind", "Bo Falk"])
    rows = db.execute("select headline, tags from stories order by headline").fetchall()
    assert rows == [("One", ["Harbour"]), ("Three", ["Harbour"]), ("Two", ["Harbour", "Ships"])]


@pytest.mark.parametrize("word", ["Harbour", "Quays", "quays", "Docks"])
def test_a_word_that_a_filter_already_uses_keeps_working(db: ArchiveReader, word: str) -> None:
    assert found(db, Filter(tags=Choice(any=(word,)))) == {"One", "Two", "Three"}
    assert found(db, Filter(tags=Choice(none=(word,)))) == set()
    assert found(db, Filter(text=f"tag:{word}")) == {"One", "Two", "Three"}
    assert compile_filter(Filter(text=f"tag:{word}"), db).sentence == "tagged Harbour"
    assert listed_name(db, "tag", word) == "Harbour"


def test_other_fields_are_filtered_by_former_names_too(db: ArchiveReader) -> None:
    assert (
        found(db, Filter(authors=("A. Lind",)))
        == {"One", "Two"}
        == found(db, Filter(text='author:"a. lind"'))
    )
    assert found(db, Filter(publishers=("old.example",))) == {"One", "Two", "Three"}
    assert (
        found(db, Filter(sections=("City",))) == {"One", "Three"} == found(db, Filter(sections=("The city",)))
    )
    assert [name for _, name in matches(db, "tag", ["do"])[0]] == ["Harbour"]


def test_what_is_undone_leaves_no_trace_and_the_archive_was_never_changed(joined: Path) -> None:
    before = joined.read_bytes()
    for each in joined_names.read(joined):
        assert joined_names.undo(joined, each.id) == each
    with open_for_reading(joined) as db:
        assert not db.joined
        assert listed(db, "tags") == {"Harbour": 2, "Quays": 2, "Docks": 1, "Ships": 1}
        assert len(ids(db, "tag", ["Quays"])) == 1
    assert joined.read_bytes() == before
    with pytest.raises(NamesError, match="`python -m lib names` lists them"):
        joined_names.undo(joined, "nothing")


def test_the_state_changes_with_what_is_joined(path: Path) -> None:
    states = []
    for field, name, to in JOINS[:2]:
        with open_for_reading(path) as db:
            states.append(db.state)
        joined_names.join(path, field, name, to)
    with open_for_reading(path) as db:
        assert len({*states, db.state}) == 3


def test_joined_names_are_followed_however_they_were_joined() -> None:
    def now(*pairs: str) -> dict[str, str]:
        held = [
            joined_names.Joined(id=f"{n}", field="tag", name=pair[0], to=pair[1], made_at=builders.MORNING)
            for n, pair in enumerate(pairs)
        ]
        return groups(held, "tag")

    assert now("ab", "bc") == {"a": "c", "b": "c", "c": "c"}
    assert now("bc", "ab") == {"a": "c", "b": "c", "c": "c"}
    assert now("ab", "ba") == {"a": "b", "b": "b"}
    assert now("ab", "cd", "ac") == {"a": "d", "b": "d", "c": "d", "d": "d"}


def test_a_name_of_its_own_or_none_is_refused(path: Path) -> None:
    for name, to in (("Quays", "quays"), ("Quays", " "), ("", "Quays")):
        with pytest.raises(NamesError, match="one tag already"):
            joined_names.join(path, "tag", name, to)
    assert not files(path).journal.exists()


def test_names_that_cannot_be_understood_keep_nobody_from_reading(joined: Path) -> None:
    Journal(joined).append([record("join", {"id": "x", "field": "colour"})])
    with open_for_reading(joined) as db:
        assert len(listed(db, "tags")) == 4
    with pytest.raises(ArchiveError, match="cannot be read"):
        joined_names.read(joined)


def test_a_name_that_goes_with_a_removed_story_goes_from_the_journal(joined: Path) -> None:
    with open_for_reading(joined) as db:
        story = stories.newest(db, Filter(text="title:three")).iloc[0]["article_id"]
    remove(joined, story)
    assert "Docks" not in noted(joined) and "Quays" in noted(joined)
    assert [each.name for each in joined_names.read(joined)] == ["Quays", "A. Lind", "old.example", "City"]


def test_of_two_windows_that_join_the_same_names_one_does(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, both = joined_names.read, Barrier(2)

    def slow(archive: Path) -> tuple[joined_names.Joined, ...]:
        before = read(archive)
        with suppress(BrokenBarrierError):  # the other one waits for this one to finish
            both.wait(0.3)
        return before

    def joins(_: int) -> bool:
        try:
            joined_names.join(path, "tag", "Quays", "Docks")
        except NamesError:
            return False
        return True

    monkeypatch.setattr(joined_names, "read", slow)
    with ThreadPoolExecutor(2) as windows:
        assert sorted(windows.map(joins, range(2))) == [False, True]
    assert len(read(path)) == 1
