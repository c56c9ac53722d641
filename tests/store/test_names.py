"""One name for what publishers print in variants."""

import itertools
from pathlib import Path

import duckdb
import pytest

from lib.model.filter import Choice, Filter
from lib.query import authors, browse_index, facets, stories, tags
from lib.store import names
from lib.store.archive import open_for_reading
from tests import builders
from tests.cases import every_case

pytestmark = pytest.mark.slow  # makes an archive a test, most of them several

SUBJECTS = {
    "Politics": "Politics", "  Middle   East ": "Middle East", "AI/ML": "AI/ML", "X": "X", "2016": "2016",
    "node.js": "node.js", "us-election-2020": "us-election-2020", "free_speech": "free speech",
    "Front page": "Front page", "Covid-19": "Covid-19",
    "NEWS_NEWS": None, "news_news": None, "culture_culture-lifestyle": None, "Internal": None,
    "internal": None, "COVID_19": "COVID 19", "US_POLITICS": "US POLITICS", "war_warsaw": "war warsaw",
    "Uncategorized": None, "Non classé": None, "Без рубрики": None, "nil": None, "stream-23453375": None,
    "": None, " , ": None, "Word " * 20: None,
}  # fmt: skip
VARIANTS = (
    ("Social Media", "Social media", "social-media"), ("EU", "eu"), ("Los Angeles", "LOS ANGELES"),
    ("Covid-19", "COVID-19", "covid 19"), ("Asia / Pacific", "Asia Pacific"),
    ("United States", "USA", "U.S.", "US"), ("Sports", "Sport"),
    ("National Security", "national security", "National security"), ("ΟΔΟΣ", "οδοσ"), ("İzmir", "izmir"),
)  # fmt: skip
AGENCIES = {
    "DPA": "dpa",
    "Deutsche Presse-Agentur": "dpa",
    "The Associated Press": "AP",
    "Ida Brandt": "Ida Brandt",
}


@every_case("printed", SUBJECTS)
def test_codes_of_content_systems_are_no_subjects(printed: str) -> None:
    assert names.subject(printed) == SUBJECTS[printed]


@every_case("spellings", VARIANTS)
def test_variants_share_a_key_in_python_and_in_sql(spellings: tuple[str, ...]) -> None:
    (one,) = {names.key(each) for each in spellings}
    for each in spellings:
        assert duckdb.execute(f"select {names.key_sql('$name')}", {"name": each}).fetchall() == [(one,)]
    assert names.best(spellings) == spellings[0] == names.best(reversed(spellings))


NO_TAGS = (
    "News", "Top news", "NACHRICHTEN", "Front Page", "A Wire", "MC Complete - State", "Choice Plus",
    "Strange - Stories", "Coral State News", "Ada Quay NEWSMAKER", "onecolumnwide", "splitscreenimageleft", 
    "Internal", "Associated Press", "Harbour reopens after storm",
)  # fmt: skip
TAGS = (
    "Harbour",
    "Reuters",
    "Wire fraud",
    "fullscreen",
    "Person of interest",
    "World Cup",
    "Storm",
    "Coral Bay",
)


def test_tags_are_subjects_neither_files_nor_codes_nor_who_tells_it() -> None:
    text = builders.article(
        "Harbour reopens after storm", tags=(*NO_TAGS, *TAGS), authors=("Ida Brandt", "AP"), wire="AP"
    )
    assert [listed for _, listed in names.tags(text)] == list(TAGS)


SITES = {
    ("de.harbourpost.com", "Harbour Post"): "harbourpost.com",
    ("fr.m.harbourpost.co.uk", "harbourpost"): "harbourpost.co.uk",
    ("money.harbourpost.com", "Harbour Money"): "money.harbourpost.com",
    ("tide.blogs.com", "Tide"): "tide.blogs.com",
    ("harbourpost.com", "Harbour Post"): "harbourpost.com",
    ("de.harbourpost.com", None): "de.harbourpost.com",
    ("Harbour Post", "Harbour Post"): "Harbour Post",
    ("", None): "",
}


@every_case(("printed", "called"), SITES)
def test_an_edition_that_calls_itself_as_the_site_is_the_site(printed: str, called: str | None) -> None:
    text = builders.article("Harbour reopens", publisher=printed, site_name=called)
    assert names.publisher(text) == SITES[printed, called]


def test_editions_are_one_publisher_and_owners_no_authors(tmp_path: Path) -> None:
    given = (
        builders.article(
            f"Story {place}", publisher=f"{place}harbourpost.com", site_name="Harbour Post", authors=signed
        )
        for place, signed in (("de.", ("Condé Nast",)), ("", ("Ida Brandt", "Condé Nast")))
    )
    with open_for_reading(builders.archive(tmp_path, *map(builders.parsed, given))) as db:
        assert facets.publishers(db, Filter())[["publisher", "stories"]].values.tolist() == [
            ["harbourpost.com", 2]
        ]
        assert authors.counts(db, Filter())["author"].tolist() == ["Ida Brandt"]


@every_case("printed", AGENCIES)
def test_an_agency_has_one_name(printed: str) -> None:
    assert names.author(printed) == AGENCIES[printed]


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
        assert facets.publishers(db, Filter())[["publisher", "stories"]].values.tolist() == [
            ["harbourpost.com", 3]
        ]
        assert facets.sections(db, Filter())["section"].tolist() == ["Politics"]
        listed = stories.newest(db, Filter())
        assert {*listed["kicker"]} == {None} and list(listed["tags"]) == [["Russia"]] * 3
        for criteria in (
            Filter(tags=Choice(any=("russia",))),
            Filter(authors=("DPA", "Deutsche Presse-Agentur")),
        ):
            assert int(stories.totals(db, criteria)["stories"].iloc[0]) == 3
        printed = Filter(publishers=("The Harbour Post",))
        assert int(stories.totals(db, printed)["stories"].iloc[0]) == 3


ORDERS = list(itertools.permutations(("Harbour Post", "The Harbour Post", "harbourpost.com")))
SITE = list(itertools.permutations(("TheTide", "The Tide", "thetide.com")))


@pytest.mark.parametrize("order", SITE)
def test_a_site_that_begins_with_the_is_the_paper_however_it_is_printed(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    for name in order:
        path = builders.archive(tmp_path, builders.parsed(builders.article(f"Story {name}", publisher=name)))
    with open_for_reading(path) as db:
        assert {*facets.publishers(db, Filter())["publisher"]} == {"thetide.com"}
        for name in order:
            assert int(stories.totals(db, Filter(publishers=(name,)))["stories"].iloc[0]) == 3


@pytest.mark.parametrize("order", ORDERS)
def test_all_printed_names_of_a_domain_are_one_publisher(tmp_path: Path, order: tuple[str, ...]) -> None:
    for name in order:
        path = builders.archive(tmp_path, builders.parsed(builders.article(f"Story {name}", publisher=name)))
    with open_for_reading(path) as db:
        found = facets.publishers(db, Filter())[["publisher", "stories"]].values.tolist()
        assert found == [["harbourpost.com", 3]]
        assert db.execute("select count(*) from publisher").fetchall() == [(1,)]


@pytest.mark.parametrize("order", [("Post.co.uk", "post.co.uk"), ("post.co.uk", "Post.co.uk")])
def test_a_domain_is_one_publisher_however_it_is_written(tmp_path: Path, order: tuple[str, ...]) -> None:
    for number, name in enumerate(order):
        text = builders.article(f"Story {number}", publisher=name)
        path = builders.archive(tmp_path, builders.parsed(text))
    with open_for_reading(path) as db:
        assert facets.publishers(db, Filter())[["publisher", "stories"]].values.tolist() == [
            ["post.co.uk", 2]
        ]
        for name in order:
            assert int(stories.totals(db, Filter(publishers=(name,)))["stories"].iloc[0]) == 2


def test_two_papers_of_one_name_in_two_countries_stay_two(tmp_path: Path) -> None:
    given = (
        builders.article(f"Story {name}", publisher=name) for name in ("post.co.uk", "post.ie", "The Post")
    )
    with open_for_reading(builders.archive(tmp_path, *map(builders.parsed, given))) as db:
        assert {*facets.publishers(db, Filter())["publisher"]} == {"post.co.uk", "post.ie", "The Post"}
