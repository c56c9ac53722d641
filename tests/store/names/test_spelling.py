"""Variants of a name share a key and its best spelling."""

from pathlib import Path

import duckdb
import pytest

from lib.model.filter import Choice, Filter
from lib.query import authors, browse_index, facets, publishers, stories, tags
from lib.store.archive import open_for_reading
from lib.store.names.spelling import best_spelling, key, key_sql
from tests import builders
from tests.cases import every_case

VARIANTS = (
    ("Social Media", "Social media", "social-media"), ("EU", "eu"), ("Los Angeles", "LOS ANGELES"),
    ("Covid-19", "COVID-19", "covid 19"), ("Asia / Pacific", "Asia Pacific"),
    ("United States", "USA", "U.S.", "US"), ("Sports", "Sport"),
    ("National Security", "national security", "National security"), ("ΟΔΟΣ", "οδοσ"), ("İzmir", "izmir"),
)  # fmt: skip


@every_case("spellings", VARIANTS)
def test_variants_share_a_key_in_python_and_in_sql(spellings: tuple[str, ...]) -> None:
    (one,) = {key(each) for each in spellings}
    for each in spellings:
        assert duckdb.execute(f"select {key_sql('$name')}", {"name": each}).fetchall() == [(one,)]
    assert best_spelling(spellings) == spellings[0] == best_spelling(reversed(spellings))


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("together", [False, True])
def test_variants_are_one_whatever_comes_first(tmp_path: Path, *, turned: bool, together: bool) -> None:
    given = [
        builders.parsed(builders.article(
            f"Story {number}", f"What happened on quay {number}.", tags=(tag, "Internal"), authors=(author,),
            section=section, publisher=publisher, kicker="NEWS_NEWS",
        ))
        for number, (tag, author, section, publisher) in enumerate((
            ("russia", "DPA", "politics", "The Harbour Post"),
            ("Russia", "Deutsche Presse-Agentur", "Politics", "harbourpost.com"),
            ("RUSSIA", "dpa", "news_news", "harbourpost.com"),
        ))
    ]  # fmt: skip
    given = given[::-1] if turned else given
    for batch in [given] if together else [[each] for each in given]:
        path = builders.archive(tmp_path, *batch)
    with open_for_reading(path) as db:
        assert tags.counts(db, Filter())[["tag", "stories"]].values.tolist() == [["Russia", 3]]
        assert authors.counts(db, Filter())[["author", "desk", "stories"]].values.tolist() == [
            ["dpa", True, 3]
        ]
        assert browse_index.names(db, Filter(), field="authors")["desk"].tolist() == [True]
        assert browse_index.names(db, Filter(), field="tags")["desk"].tolist() == [False]
        assert publishers.counts(db, Filter())[["publisher", "stories"]].values.tolist() == [
            ["harbourpost.com", 3]
        ]
        assert facets.options(db, Filter(), field="sections")["name"].tolist() == ["Politics"]
        listed = stories.newest(db, Filter())
        assert {*listed["kicker"]} == {None} and list(listed["tags"]) == [["Russia"]] * 3
        for criteria in (
            Filter(tags=Choice(any=("russia",))),
            Filter(authors=("DPA", "Deutsche Presse-Agentur")),
        ):
            assert int(stories.totals(db, criteria)["stories"].iloc[0]) == 3
        printed = Filter(publishers=("The Harbour Post",))
        assert int(stories.totals(db, printed)["stories"].iloc[0]) == 3
