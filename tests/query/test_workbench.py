"""The numbers of a chart's SQL are those that are drawn, under whichever filter."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lib.figures.asking import asking
from lib.figures.drawing import draw
from lib.model.article import FORMS, ZONES
from lib.model.errors import QueryError
from lib.model.filter import Choice, Filter
from lib.model.mention import KINDS, MANNERS
from lib.model.parsed import Parsed
from lib.query.filter.address import to_address
from lib.query.filter.selection import selection
from lib.query.workbench import story_conditions
from lib.store.archive import ArchiveReader, open_for_reading, open_for_writing
from lib.store.batches.stories import save
from lib.store.journal import joined_names
from lib.store.opening import connect
from lib.store.sql import answer
from tests import builders
from tests.lots import few
from tests.query.town import captures


def some(values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


def choice(values: Any) -> st.SearchStrategy[Choice]:
    return st.builds(Choice, any=some(values), all=some(values), none=some(values))


DAYS = st.none() | st.dates(date(2024, 4, 7), date(2024, 4, 20))
FILTERS = st.builds(
    Filter,
    text=st.sampled_from(("", "", "harbour", "-storm")), since=DAYS, until=DAYS,
    tags=st.just(Choice()) | choice(("Harbour", "treaties", "Nothing's")),
    authors=st.just(()) | some(("Ada Lind", "Bo Falk", "The city desk")),
    actors=st.just(Choice()) | choice(("Norland", "Ida Brandt", "Nobody")),
    publishers=st.just(()) | some(("harbour.example", "other.example")),
    forms=st.just(()) | some(FORMS), languages=st.just(()) | some(("en", "de")),
    sections=st.just(()) | some(("City",)),
    zones=st.just(Filter().zones) | some(ZONES) | st.just(ZONES),
    roles=st.just(Filter().roles) | some(MANNERS) | st.just(MANNERS),
    kinds=st.just(Filter().kinds) | some(KINDS) | st.just(KINDS), cast=st.sampled_from(("all", "recorded")),
)  # fmt: skip
CHARTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("timeline", {"by": "none", "unit": "day"}), ("timeline", {"by": "tag", "unit": "week"}),
    ("timeline", {"by": "author", "unit": "month"}),
    ("timeline", {"by": "none", "unit": "year"}), ("timeline", {"by": "publisher", "unit": "hour"}),
    ("timeline", {"by": "language", "unit": "day"}), ("timeline", {"by": "section", "unit": "day"}),
    ("timeline", {"by": "tag", "layout": "apart"}), ("timeline", {"by": "publisher", "layout": "apart"}),
    ("network", {"min": "1"}), ("network", {"min": "1", "unit": "paragraph"}),
    ("network", {"min": "1", "unit": "article"}), ("matrix", {"min": "1"}),
    ("ego", {"min": "1", "ego": "Ida Brandt"}), ("tags_bar", {}), ("authors_bar", {}),
    ("publishers_bar", {}), ("actors_bar", {}), ("actors_bar", {"unit": "sentence", "limit": "2"}),
    ("over_time", {"by": "day"}),
    ("over_time", {"actor": "Ida Brandt", "by": "week"}), ("over_time", {"by": "day", "among": "all"}),
    ("compare", {"min": "1"}),
    ("compare", {"min": "1", "against": "until=2024-04-08"}),
    ("compare", {"min": "1", "unit": "article", "against": "since=2024-04-10&zones=body&zones=quote"}),
)  # fmt: skip


def rows(frame: pd.DataFrame, columns: list[str]) -> list[tuple[Any, ...]]:
    shown = frame[columns].copy()
    if "day" in columns:
        shown["day"] = pd.to_datetime(shown["day"])
    return sorted(shown.itertuples(index=False, name=None), key=repr)


def same(db: ArchiveReader, name: str, criteria: Filter, options: dict[str, Any]) -> int:
    """Compare a chart with the answer to its SQL, and return the number of rows."""
    drawn = draw(name, criteria, asking(db), **options)
    answered = db.frame(drawn.workbench_question(db))
    columns = [column for column in answered.columns if column in drawn.frame.columns]
    assert {"stories"} < set(columns) or {"count", "of"} < set(columns) or "stories_before" in columns
    assert rows(answered, columns) == rows(drawn.frame, columns)
    return len(answered)


@pytest.mark.parametrize(("name", "options"), CHARTS)
def test_the_sql_of_a_chart_gives_what_is_drawn(town_path: Path, name: str, options: dict[str, Any]) -> None:
    with open_for_reading(town_path) as db:
        number = same(db, name, Filter(), options)
        sql = draw(name, Filter(), asking(db), **options).workbench_question(db)
    with connect(town_path, read_only=True) as alone:  # as the Workbench asks it
        found = answer(alone, sql, lambda ready: ready.fetchall(), most=99, seconds=60, only_views=True)
    assert 0 < number == len(found)


@pytest.mark.parametrize("examples", few((8, 200), 1))
def test_it_does_so_under_any_filter(town_path: Path, examples: int) -> None:
    @settings(max_examples=examples)
    @given(criteria=FILTERS, chart=st.sampled_from(CHARTS))
    @example(criteria=Filter(roles=()), chart=("over_time", {"by": "day"}))  # nobody is followed
    @example(
        criteria=Filter(forms=("brief",)), chart=("timeline", {"by": "tag", "layout": "apart"})
    )  # no tags
    def under(criteria: Filter, chart: tuple[str, dict[str, Any]]) -> None:
        with open_for_reading(town_path) as db:
            same(db, chart[0], criteria, chart[1])
            selected = selection(db, criteria)
            wanted = db.execute(f"select count(*) from {selected.rows}").fetchall()
            tests = " and ".join(story_conditions(db, criteria)) or "true"
            assert db.execute(f"select count(*) from stories where {tests}").fetchall() == wanted

    under()


def test_joined_names_and_lists_of_actors_count_alike(tmp_path: Path) -> None:
    countries = {f"Land {chr(65 + n)}": "country" for n in range(13)}
    story = builders.article(
        "Talks", f"{', '.join(countries)} met.", "Land A met Land B.", tags=("War", "Warfare")
    )
    path = builders.archive(tmp_path, builders.parsed(story, names=countries), *captures())  # type: ignore[arg-type]
    joined_names.join(path, "tag", "Warfare", "War")
    with open_for_reading(path) as db:
        for name, options in CHARTS:
            if "tag" in f"{name} {options}" or name == "compare":
                same(db, name, Filter(tags=Choice(any=("Warfare",))), options)
        assert same(db, "network", Filter(tags=Choice(any=("War",))), {"min": "1"}) == 1


def test_a_name_that_is_called_others_is_told_from_the_rest(tmp_path: Path) -> None:
    named: dict[str, Any] = {
        "tags": ("Others", "Port"),
        "authors": ("Others",),
        "section": "Others",
        "publisher": "Others",
    }
    note = (builders.article(f"Story {n}", f"Text {n}.", **(named if n < 2 else {})) for n in range(3))
    with open_for_reading(builders.archive(tmp_path, *map(builders.parsed, note))) as db:
        for by in ("tag", "author", "section", "publisher"):
            for layout in ("stacked", "apart"):
                assert same(db, "timeline", Filter(), {"by": by, "layout": layout})


def test_what_has_no_sql_says_why(town_path: Path) -> None:
    with open_for_reading(town_path) as db:
        cases: tuple[tuple[str, dict[str, Any], str], ...] = (
            ("network", {"min": "1", "unit": "origin"}, "which stories are copies"),
            ("network", {"min": "1", "lists": "weighted"}, "weighted lists"),
            ("over_time", {"actor": "Norland", "other": "Ida Brandt"}, "follow one of them"),
            ("compare", {"min": "1", "unit": "origin"}, "which stories are copies"),
            ("networks", {}, "more than the tables hold"),
        )
        for name, options, why in cases:
            drawn = draw(name, Filter(), asking(db), **options)
            with pytest.raises(QueryError, match=why):
                drawn.workbench_question(db)


def test_an_earlier_moment_has_sql_while_its_texts_are_those_of_today(tmp_path: Path) -> None:
    def note(words: str) -> Parsed:
        story = builders.article("Talks", words, tags=("War",), published_at=datetime(2024, 4, 8, tzinfo=UTC))
        return builders.parsed(story, names={"Norland": "country", "Sudland": "country"})

    path = builders.archive(tmp_path, note("Norland met Sudland."))
    save(path, [*captures()])
    with open_for_writing(path) as connection:
        connection.execute("update batch set stored_at = timestamp '2024-04-10 12:00:00' where batch = 1")
    with open_for_reading(path) as db:
        then = Filter(as_of=datetime(2024, 5, 1, tzinfo=UTC))
        assert same(db, "network", then, {"min": "1"}) == 1
        assert (
            same(db, "compare", Filter(), {"min": "1", "against": urlencode(to_address(then), doseq=True)})
            > 0
        )
    save(path, [note("Norland met Sudland again.")])
    with open_for_reading(path) as db, pytest.raises(QueryError, match="1 story has another text today"):
        story_conditions(db, then)


@pytest.mark.parametrize(
    ("criteria", "words"), [(Filter(read="unread"), "your marks"), (Filter(text="the"), "a search")]
)
def test_too_many_stories_for_sql_are_said_with_what_lists_them(
    db: ArchiveReader, monkeypatch: pytest.MonkeyPatch, criteria: Filter, words: str
) -> None:
    monkeypatch.setattr("lib.query.workbench.MAX_LISTED_STORIES", 1)
    with pytest.raises(QueryError, match=f"SQL names those of {words} one by one, and 1 at most"):
        story_conditions(db, criteria)


def test_as_many_stories_as_sql_names_are_named(db: ArchiveReader, monkeypatch: pytest.MonkeyPatch) -> None:
    unread = Filter(read="unread")
    stories = len(db.execute(f"select article from {selection(db, unread).articles}").fetchall())
    monkeypatch.setattr("lib.query.workbench.MAX_LISTED_STORIES", stories)
    assert story_conditions(db, unread)
