"""Tags, sections and kickers name subjects: no codes, no files, not who tells it."""

from lib.store.names.subjects import listed_subject, tags
from tests import builders
from tests.cases import every_case

SUBJECTS = {
    "Politics": "Politics", "  Middle   East ": "Middle East", "AI/ML": "AI/ML", "X": "X", "2016": "2016",
    "node.js": "node.js", "us-election-2020": "us-election-2020", "free_speech": "free speech",
    "Front page": "Front page", "Covid-19": "Covid-19",
    "NEWS_NEWS": None, "news_news": None, "culture_culture-lifestyle": None, "Internal": None,
    "internal": None, "COVID_19": "COVID 19", "US_POLITICS": "US POLITICS", "war_warsaw": "war warsaw",
    "Uncategorized": None, "Non classé": None, "Без рубрики": None, "nil": None, "stream-23453375": None,
    "": None, " , ": None, "Word " * 20: None,
}  # fmt: skip


@every_case("printed", SUBJECTS)
def test_codes_of_content_systems_are_no_subjects(printed: str) -> None:
    assert listed_subject(printed) == SUBJECTS[printed]


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
    assert [listed for _, listed in tags(text)] == list(TAGS)
