"""The day that a time in any notation and language tells, and the years that no page can be of."""

from dataclasses import replace
from datetime import UTC, datetime

from lib.clean.clean import clean
from lib.clean.says.instants import read_instant
from tests.cases import every_case
from tests.clean.markup import HEAD, SENTENCE, story, text_capture

DAYS: dict[str | None, str] = {
    "2024-03-11": """
        2024-03-11 | 2024-03-11T07:45:00+01:00 | 20240311T0745Z | Mon, 11 Mar 2024 07:45:00 +0100 |
        1710139500 | 1710139500000 | Mon Mar 11 10:30:00 CET 2024 | 20240311074500 | 11-Mar-2024 |
        2024. március 11. | 2024. 03. 11. 10:30 | 2024 m. kovo 11 d. | 2024. gada 11. marts |
        11. marec 2024 | 11 de març de 2024 | 11 آذار 2024 | 11 มีนาคม 2567 | 11th of March 2024 |
        입력 24.03.11 10:20 | 2024年3月11日
    """,
    "2024-06-11": """
        11 Ιούνιος 2024 | 11. júní 2024 | 11 qershor 2024 | 11. јун 2024. | 11 чэрвеня 2024 |
        11 iyun 2024 | Hunyo 11, 2024 | 11 جوان 2024 | 2024. gada 11. jūnijā |
        ngày 11 tháng 6 năm 2024 | 11 tháng 6, 2024 | 11 HAZİRAN 2024
    """,
    "2024-03-01": "1º de março de 2024 | 1.º de março de 2024 | 1° marzo 2024",
    "2024-03-05": "公開：24/03/05",
    "2024-04-11": "11 NİSAN 2024 | 11 d’abril de 2024",
    "2024-05-11": "11 Μαΐου 2024",
    "2023-11-11": "11 KASIM 2023",
    "2023-12-11": "11 Disember 2023 | 11 Aralik 2023",
    "2023-09-05": "5 вересня 2023",
    "1962-10-24": "October 24, 1962, 6:15 p.m. | 24. Oktober 1962",
    "2024-11-13": "١١\u200f/١٣\u200f/٢٠٢٤ | 13\u200f/11\u200f/2024",
    "2024-02-13": "13/02/2024",
    "1970-01-01": "1970-01-01T05:00:00Z | January 1, 1970",
    None: """
        03/02/2024 | 31 February 2024 | 20241311074500 | 1970-01-01T00:00:00Z | 1970-01-01 00:00:00 |
        1970-01-01T01:00:00+01:00 | Thu, 01 Jan 1970 00:00:00 GMT | 1970-01-01 | 0000-00-00 | yesterday | 2024
    """,
}
READ = [(text, day) for day, texts in DAYS.items() for text in " ".join(texts.split()).split(" | ")]


@every_case(("text", "day"), [*READ, ("", None), ("9" * 20, None), ("1" * 100_000, None)])
def test_a_day_is_read_or_refused(text: str, day: str | None) -> None:
    found = read_instant(text, "x")
    assert (found and found.moment.date().isoformat()) == day


@every_case("changed", ["2099-01-01T00:00:00Z", "2080-11-22", "31 December 2199", "4102444800"])
def test_no_page_is_changed_years_after_it_was_read(changed: str) -> None:
    head = (
        "<meta property=article:published_time content=2024-03-11T07:45:00Z>"
        f"<meta property=article:modified_time content='{changed}'>"
    )
    assert clean(story(head=head)).article.updated_at is None


@every_case("year", [1970, 1980])
def test_a_file_that_has_lost_its_own_date_costs_no_page_its_day(year: int) -> None:
    lost = datetime(year, 1, 1, tzinfo=UTC)
    head = "<meta property=article:published_time content=2024-03-11T07:45:00Z>"
    text = text_capture(f"{HEAD}\n\nBy Ada Obi\n11 March 2024 07:45 GMT\n\n{SENTENCE * 3}")
    for page in (story(head=head), text):
        found = clean(replace(page, captured_at=lost, captured_assumed="the file's date")).article
        assert found.published_at == datetime(2024, 3, 11, 7, 45, tzinfo=UTC)
