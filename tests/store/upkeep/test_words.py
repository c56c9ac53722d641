"""A search finds the same stories with the word index and without it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lib.model.filter import Filter
from lib.query.filter.compile import compile_filter
from lib.query.stories import newest
from lib.store import removal
from lib.store.archive import open_for_reading, open_for_writing
from lib.store.batches.stories import save
from lib.store.upkeep.compact import compact
from tests.builders import archive, article, parsed
from tests.lots import few
from tests.store.asked import rows

TEXTS = {
    "Harbour opens": "The café’s owner said: “re-open the harbour”, and the U.S. agreed on $500.",
    "Harbours of the north": "Two harbours in Łódź and İzmir. C++ was used by state-art people.",
    "Tokyo votes": "彼は東京に住む。選挙は日曜日。",
    "Київ голосує": "Йод і вибори у Києві.",
    "Numbers": "In 1962 the 3rd ship, no. 42, left; military\N{NO-BREAK SPACE}aid came.",
}
SEARCHES = (
    "harbour", '"harbour"', "harb", "cafe", '"café\'s owner"', "re-open", '"open the harbour"', "u.s.",
    '"u.s"', "$500", '"$500"', "lodz", "łodz", "izmir", "c++", "art", "東京", "選挙", "київ", "києв", "йод",
    "1962", "3rd", "4", '"military aid"', "military aid", "harbour -owner", "harbour OR 1962", "-harbour",
    '"state-art"', "ö", "&", "title:harbour", "nowhere", '"the harbour agreed"', "harbour 1962", "it's", "’",
    '"harbour owner"~3', '"harbour said"~3', '"harbour 1962 opened"~2 -owner', '"izmir łodz"~0',
)  # fmt: skip


def found(path: Path) -> dict[str, list[str]]:
    with open_for_reading(path) as db:
        return {
            text: [
                *(str(each) for each in newest(db, Filter(text=text))["headline"]),
                "by relevance",
                *(str(each) for each in newest(db, Filter(text=text), order="relevance")["headline"]),
            ]
            for text in SEARCHES
        }


def unindexed(path: Path) -> None:
    with open_for_writing(path) as connection:
        connection.execute("delete from word_article; delete from indexed")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    stories = [parsed(article(headline, text)) for headline, text in TEXTS.items()]
    return archive(tmp_path, *stories)


def later(path: Path) -> None:
    """Bring a story that the index does not know."""
    save(path, [parsed(article("A late harbour", "It opened in 1962, in 東京 too."))])


def gone(path: Path) -> None:
    """Remove the newest story, whose number the next one is given."""
    story = rows(path, "select article from article order by id desc limit 1")[0][0]
    removal.remove(path, story)
    later(path)


@pytest.mark.parametrize("change", few([gone, lambda path: None, later], 1))
def test_a_search_finds_the_same_with_the_index(path: Path, change: Callable[[Path], None]) -> None:
    compact(path)
    change(path)
    with open_for_reading(path) as db:
        condition = compile_filter(Filter(text="harbour"), db).condition
    assert "word_article" in condition
    by_index = found(path)
    unindexed(path)
    assert found(path) == by_index
    assert {text for text in SEARCHES if len(by_index[text]) > 1} >= {"harb", "東京", "選挙", "re-open"}


def test_an_archive_without_the_tables_gets_them_with_its_next_writing(path: Path) -> None:
    unindexed(path)
    later(path)
    compact(path)
    words = rows(path, "select count(*) from word_article join indexed using (id)")[0][0]
    late = rows(path, "select id from word_article where word = 'late'")
    assert words > 60 and len(late) == 1


def test_a_removed_storys_words_are_gone(path: Path) -> None:
    compact(path)
    gone(path)
    left = rows(path, "select count(*) from word_article anti join article using (id)")
    assert left == [(0,)]
