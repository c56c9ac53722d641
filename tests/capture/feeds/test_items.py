"""Keys stay the same, times keep their zone, summaries are known."""

from dataclasses import replace
from datetime import UTC, datetime

from lib.capture.feeds.items import THIN, FeedEntry, instant_of, items_of, web_link
from tests.cases import every_case

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
DRAFT = FeedEntry(
    guid="a", link="https://post.example/a", title="Quay", published="", published_at=None, updated="",
    updated_at=None, text="", plain=False, whole=False, authors=(), tags=(), language="",
)  # fmt: skip
TIMES = [  # as printed, as the parser reads it -> in ISO form, the moment
    ("Wed, 01 May 2024 14:00:00 +0200", NOON, "2024-05-01T14:00:00+02:00", NOON),
    ("Wed, 01 May 2024 12:00:00 GMT", NOON, "2024-05-01T12:00:00+00:00", NOON),
    ("2024-05-01T12:00:00Z", None, "2024-05-01T12:00:00+00:00", NOON),
    ("2024-05-01T12:00:00", NOON, "2024-05-01T12:00:00", NOON),
    ("2024-05-01", None, "2024-05-01", NOON.replace(hour=0)),
    ("20240501T120000Z", NOON.replace(hour=0), "2024-05-01T12:00:00+00:00", NOON),
    ("Wed, 01 May 2024 14:00:00 CEST", NOON.replace(hour=14), "2024-05-01T14:00:00+02:00", NOON),
    ("1714564800", NOON.replace(year=2017), "2024-05-01T12:00:00+00:00", NOON),
    ("20240501120000", None, "2024-05-01T12:00:00", NOON),
    ("202405011200", None, "2024-05-01T12:00:00", NOON),
    ("a Wednesday in May", NOON, "2024-05-01T12:00:00+00:00", NOON),
    ("a Wednesday in May", None, "", None),
    ("Mi, 01 Mai 2024 14:00:00 +0200", None, "Mi, 01 Mai 2024 14:00:00 +0200", None),
    ("Wed, 1 May 2024 2:00 PM GMT+2", NOON, "2024-05-01T14:00:00+02:00", NOON),
    ("Wed, 01 May 2024 17:30:00 +5:30", None, "2024-05-01T17:30:00+05:30", NOON),
    ("2024/05/01 21:00:00 +0900", NOON.replace(month=11), "2024-05-01T21:00:00+09:00", NOON),
    ("2024年5月1日 12:00", NOON.replace(month=11, day=12), "2024年5月1日 12:00", None),
    ("05/06/2024 - 10:15", None, "", None),
    ("Mon, 30 Nov -0001 00:00:00 +0000", NOON, "", None),
    ("0001-01-01T00:00:00+14:00", None, "", None),
    ("9999-12-31T23:59:59-12:00", None, "", None),
    ("", None, "", None),
]
LINKS = [
    ("/a", "https://post.example/a"),
    ("https://other.example/b", "https://other.example/b"),
    ("javascript:alert(1)", None),
    ("data:text/html,x", None),
    ("http://[broken", None),
    ("  ", None),
    (None, None),
]


@every_case(("printed", "parsed", "dated", "moment"), TIMES)
def test_a_time_keeps_its_zone(
    printed: str, parsed: datetime | None, dated: str, moment: datetime | None
) -> None:
    (item,) = items_of([replace(DRAFT, published=printed, published_at=parsed)])
    assert (item.dated, item.published_at) == (dated, moment)


FERRY = "The ferry left on Tuesday with more than a hundred guests on board."
TEXT = f"<p>{FERRY}</p>" + "<p>It came back late.</p>" * 9
APPEARED = "<p>The post <a>Quay</a> appeared first on <a>Post</a>.</p>"
DECKS = [
    ("Why the quay <b>matters</b> to all.", "Why the quay matters to all."),
    (FERRY, ""),
    (f"<p>{FERRY} It came […]</p> {APPEARED}", ""),
    ("All of it told anew. The post Quay appeared first on Harbour Post.", "All of it told anew."),
    ("It goes on ...", ""),
    ("Quay", ""),
    ("word " * 200, ""),
    ("", ""),
]


@every_case(("summary", "deck"), DECKS)
def test_a_summary_of_its_own_is_the_line_under_the_headline(summary: str, deck: str) -> None:
    (item,) = items_of([replace(DRAFT, text=TEXT, summary=summary)])
    assert item.deck == deck


@every_case(("link", "whole"), LINKS)
def test_a_link_is_an_address_of_the_web_or_none(link: object, whole: str | None) -> None:
    assert web_link(link, "https://post.example/feed") == whole


def test_a_key_is_that_of_the_guid_and_items_of_one_are_told_apart_by_all_that_they_show() -> None:
    (first,), (second,) = items_of([DRAFT]), items_of([replace(DRAFT, title="New title", text="more")])
    assert first.key == second.key
    twins = items_of([DRAFT, replace(DRAFT, title="Bridge"), replace(DRAFT, link=None)])
    assert len({item.key for item in twins}) == 3


def test_an_item_is_thin_by_its_words_not_by_its_markup() -> None:
    markup = "<p class='" + "x" * THIN + "'>Few words.</p>"
    thin, thick, dense = items_of(
        replace(DRAFT, guid=str(n), text=text)
        for n, text in enumerate((markup, "word " * (THIN // 5 + 1), "港" * (THIN // 3 + 1)))
    )
    assert (thin.thin, thick.thin, dense.thin) == (True, False, False)


def test_words_are_told_once() -> None:
    (item,) = items_of([replace(DRAFT, authors=("Ann", "", "Ann"), tags=("a &lt; b", "<i>c</i>"))])
    assert (item.authors, item.tags) == (("Ann",), ("a < b", "c"))


def test_a_change_is_kept_whose_time_only_the_cleaning_reads() -> None:
    printed = replace(DRAFT, published="2024年5月1日 12:00")
    changed, same = items_of([
        replace(printed, updated="2024年5月2日 09:00"), replace(printed, updated="2024年5月1日 12:00")
    ])  # fmt: skip
    assert (changed.updated, same.updated) == ("2024年5月2日 09:00", "")


NO_TIMES = [None, *((year, 12, 31, 0, 0, 0, 0, 0, 0) for year in (1, 9999, 99999999))]


@every_case("parsed", NO_TIMES)
def test_a_time_that_no_calendar_knows_is_none(parsed: object) -> None:
    assert instant_of(parsed) is None
