"""Instants in machine notation and in print, of any year."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from lxml.html import fromstring

from lib.clean.clean import clean
from lib.clean.fields.dates import in_printed_zone, printed_update
from lib.clean.fields.dating import NOT_DATED, dating
from lib.clean.fields.guessed_day import guessed_day
from lib.clean.says.assumed_timezones import NOT_KNOWN, assumed_timezone
from lib.clean.says.instants import read_instant
from lib.clean.says.times import find_times
from lib.clean.segment import PrintedLine
from lib.clean.segments.declared_times import (
    in_address,
    in_attributes,
    is_dated,
    is_update,
    machine_times,
    updated,
)
from lib.model.article import Article, Timezone
from lib.model.capture import Capture
from tests.cases import every_case
from tests.clean.markup import HEAD, SENTENCE, capture, news, page, story, text_capture


def near(*lines: str) -> list[PrintedLine]:
    return [(line, find_times(line)) for line in lines]


@every_case(
    ("text", "host", "at", "assumed"),
    [
        ("2024-03-11T07:45:00+01:00", "", datetime(2024, 3, 11, 6, 45, tzinfo=UTC), False),
        ("April 9, 2024 9:31 AM", "kyivindependent.com", datetime(2024, 4, 9, 6, 31, tzinfo=UTC), True),
    ],
)
def test_a_time_is_of_its_own_zone_or_the_publishers(
    text: str, host: str, at: datetime, assumed: bool
) -> None:
    found = dating(read_instant(text, "x"), lambda: assumed_timezone(host) if host else NOT_KNOWN)
    assert (found.at, found.printed) == (at, text)
    assert found.timezone is not None and found.timezone.assumed is assumed


def test_a_day_alone_says_so_and_what_is_not_dated_stays_so() -> None:
    assert dating(read_instant("2024-03-11", "meta date"), lambda: NOT_KNOWN).source == "meta date, day only"
    assert dating(None, lambda: NOT_KNOWN) == NOT_DATED


META = "<meta property='article:published_time' content='{}'>"
SOURCES = (  # the page, when it was published, where that stands
    ("a source with the time beats an earlier one with the day",
     story(head=f"{META.format('2024-03-11')}<meta name=parsely-pub-date content=2024-03-11T07:45:00Z>"),
     datetime(2024, 3, 11, 7, 45), "meta parsely-pub-date"),
    ("a printed time counts before the day in the address",
     replace(story(over="<p>Updated March 12, 2024</p><p>March 11, 2024 4:05 PM ET</p>"),
             url="https://x.example/2024/03/11/a"),
     datetime(2024, 3, 11, 20, 5), "printed time"),
    ("the address gives a day when nothing else does",
     replace(story(), url="https://x.example/1962/10/24/talks"), datetime(1962, 10, 24), "address, day only"),
    ("a time labelled as published comes before others of its line",
     story(over="<p>Open on March 9, 2024 | Published: March 11, 2024</p><p>7:45 AM</p>"),
     datetime(2024, 3, 11, 7, 45), "printed time"),
    ("no page is published years after it was read",
     story(head=f"{META.format('2042-03-11')}<meta name=date content=2024-03-11>"),
     datetime(2024, 3, 11), "meta date, day only"),
    ("of declared days one before the capture is believed",
     story(head=news(datePublished="2024-11-03T08:00:00Z") + META.format("2024-03-11T08:00:00Z")),
     datetime(2024, 3, 11, 8), "meta article:published_time"),
    ("the address tells the day better than the frame",
     replace(capture(story().content.replace("<article>", "<article><p>Tuesday, March 12, 2024</p>")),
             url="https://harbourpost.example/2024/03/05/quay"),
     datetime(2024, 3, 5), "address, day only"),
    ("a time element that lies ahead is of an event",
     story(over="<p><time datetime='2024-06-12T18:00'>12 June, 18:00</time></p>"), None, "none"),
    ("nothing decides which is the day and which the month", story(over="<p>03/02/2024 8:00am</p>"),
     None, "printed time, not placed: nothing on the page decides which is the day and which the month"),
)  # fmt: skip


@every_case(("promise", "page", "at", "source"), SOURCES)
def test_a_story_is_dated_by_its_best_source(
    promise: str, page: Capture, at: datetime | None, source: str
) -> None:
    found = clean(page).article
    assert found.published_at == (at and at.replace(tzinfo=UTC))
    assert found.provenance.get("published_at", "").partition(";")[0] == source


@every_case(
    ("over", "printed"),
    [
        ("<p>03/02/2024 8:00am</p>", "03/02/2024 8:00am"),
        ("<p>Open on March 9, 2024 | Published: March 11, 2024</p><p>7:45 AM</p>", "March 11, 2024"),
        ("<div class='post-date'>El 3 de marzo de 2021</div>", "3 de marzo de 2021"),
    ],
)
def test_a_day_is_kept_as_it_is_printed(over: str, printed: str) -> None:
    assert clean(story(over=over)).article.published_as == printed


def test_the_last_change_is_read_apart() -> None:
    head = "<head><meta property='article:modified_time' content='2024-03-12T08:00:00Z'></head>x"
    found = updated(page(head).data)
    assert found is not None and found.moment == datetime(2024, 3, 12, 8, tzinfo=UTC)


def test_the_last_change_is_read_in_print_where_machines_are_told_none() -> None:
    times = page("<body><time datetime='2024-03-12T08:00:00Z'>12 March</time></body>").tree.iter("time")
    marked = printed_update(near("Updated March 13, 2024"), times)
    assert marked is not None and marked.moment == datetime(2024, 3, 12, 8, tzinfo=UTC)
    line = printed_update(near("March 11, 2024", "Updated March 13, 2024 at 4:05 PM"), [])
    assert line is not None and line.moment == datetime(2024, 3, 13, 16, 5)
    assert line.source == "printed time"
    assert printed_update(near("March 11, 2024"), []) is None


@every_case(
    ("body", "day"),
    [
        ("<p class=date>1 March 2024</p>", datetime(2024, 3, 1)),
        ("<p class=date>March 2024</p>", None),
        ("<p class=date>2024</p>", None),
        ("<p>x</p>", None),
    ],
)
def test_the_first_of_a_month_is_believed_only_in_print(body: str, day: datetime | None) -> None:
    found = guessed_day(page(f"<html><body>{body}<p>{'The quay. ' * 40}</p></body></html>").tree, None)
    assert (found.moment if found else None) == day


INSTANTS = [
    ("2024-03-11 10:00 PM", "2024-03-11T22:00:00", False),
    ("2024-03-11 12:05 a.m.", "2024-03-11T00:05:00", False),
    ("2024-01-11T10:00 EST", "2024-01-11T10:00:00-05:00", False),
    ("2024-03-11T09:31:00 Europe/Kyiv", "2024-03-11T09:31:00+02:00", False),
    ("2024-03-11T09:31:00 Nowhere/Town", "2024-03-11T09:31:00", False),
    ("2024-03-11T09:31:00+05:30", "2024-03-11T09:31:00+05:30", False),
    ("2024-03-11T09:31:00+0530", "2024-03-11T09:31:00+05:30", False),
    ("2024-03-11T09:31:00Z[Europe/Paris]", "2024-03-11T09:31:00+00:00", False),
    ("2024-03-11T24:00:00Z", "2024-03-12T00:00:00+00:00", False),
    # a clock that no clock shows leaves the day
    ("2024-03-11T25:00:00Z", "2024-03-11T00:00:00", True),
    ("2024-03-11T10:61:00Z", "2024-03-11T00:00:00", True),
    ("Tue Feb  3 10:11:12 2026", "2026-02-03T10:11:00", False),
    ("Tue Feb 03 10:11:12 CET 2026", "2026-02-03T10:11:00+01:00", False),
    ("3 Feb 26", "2026-02-03T00:00:00", True),
    ("3-Feb-26", "2026-02-03T00:00:00", True),
    ("February 3, 26", "2026-02-03T00:00:00", True),
    ("2026-034", "2026-02-03T00:00:00", True),
    ("2026-W06-2", "2026-02-03T00:00:00", True),
    ("2026W062", "2026-02-03T00:00:00", True),
    ("1770113472000", "2026-02-03T10:11:12+00:00", False),
    ("令和8年2月3日", "2026-02-03T00:00:00", True),
    ("令和元年5月1日", "2019-05-01T00:00:00", True),
    ("平成30年4月1日", "2018-04-01T00:00:00", True),
    ("昭和64年1月7日", "1989-01-07T00:00:00", True),
    ("1969-12-31T05:00:00Z", "1969-12-31T05:00:00+00:00", False),  # midnight in New York, of an archive
]
# What programs write where they know no time, days and weeks that no year has, and days with two readings.
NO_INSTANTS = (
    "1969-12-31", "1970-01-01", "1969-12-31T16:00:00-08:00", "Wed, 31 Dec 1969 23:59:59 GMT",
    "1969-12-31T18:00:00", "December 31, 1969", "2026-366", "2026-W54-1", "2026-000", "12-11-10",
    "10/11/12", "12-11-10 10:00", "1900-01-01T00:00:00", "1899-12-30", "1753-01-01T00:00:00Z", "1601-01-01",
)  # fmt: skip
TIMES = [
    ("<p><time class='entry-date published updated'>11 March 2024</time></p>", False),
    ("<p><time class=updated>12 March 2024</time></p>", True),
    ("<p>Published 11 March 2024, updated <time>12 March 2024</time></p>", True),
    ("<p>Published 11 March 2024, updated <time>10:30</time></p>", True),
    ("<p>Updated 12 March 2024 | Published <time>11 March 2024</time></p>", False),
    ("<p><time itemprop=dateModified>12 March 2024</time></p>", True),
    ("<p>Updated <time>12 March 2024</time></p>", True),
    ("<p>Aktualisiert am <time>12. März 2024</time></p>", True),
    ("<p>Published <time>11 March 2024</time></p>", False),
    ("<p><time>11 March 2024</time></p>", False),
]


@every_case(("text", "expected", "day_only"), INSTANTS)
def test_an_instant_is_read_with_its_clock_and_zone(text: str, expected: str, day_only: bool) -> None:
    found = read_instant(text, "x")
    assert found is not None
    assert (found.moment.isoformat(), found.day_only) == (expected, day_only)


@every_case("text", NO_INSTANTS)
def test_what_tells_no_day_is_no_instant(text: str) -> None:
    assert read_instant(text, "x") is None


@every_case("printed", ["1969-12-31", "31.12.1969", "December 31, 1969 4:00 PM"])
def test_the_day_of_a_clock_at_nought_is_believed_nowhere(printed: str) -> None:
    head = f'<meta property="article:published_time" content="{printed}">'
    found = clean(story(f"<p class=date>{printed}</p><time>{printed}</time>", head=head)).article
    assert found.published_at is None


@pytest.mark.parametrize("name", ['property="article:published_time"', "name=date", "itemprop=datePublished"])
@pytest.mark.parametrize("declared", ["12-11-10", "10/11/12", "03/04/2012"])
def test_a_declared_day_of_two_readings_is_open_until_the_page_tells(name: str, declared: str) -> None:
    head = f'<meta {name} content="{declared}">'
    assert clean(story(head=head)).article.published_at is None
    in_britain = replace(story(head=head), url="https://harbourpost.co.uk/city/quay")
    note = clean(in_britain).article.published_at
    there = note and note.astimezone(ZoneInfo("Europe/London"))
    assert there and there.date().isoformat() in ("2010-11-12", "2012-11-10", "2012-04-03")


@every_case(("markup", "expected"), TIMES)
def test_the_time_of_a_change_is_not_that_of_publication(markup: str, expected: bool) -> None:
    node = next(page(f"<html><body>{markup}</body></html>").tree.iter("time"))
    assert is_update(node) is expected


@every_case("end", ["", "?from=feed", "#top", "/quay", ".html"])
def test_an_address_gives_its_day_whatever_follows(end: str) -> None:
    assert [each.moment.day for each in in_address(f"https://port.example/2024/03/11{end}")] == [11]


@every_case(
    ("name", "is_read"),
    [
        ("data-published", True), ("data-publicationdate", True), ("created", True), ("postedon", True),
        ("data-creative-id", False), ("data-creator", False), ("createdby", False),
        ("data-created-by", False), ("data-publisher", False), ("data-public-key", False),
    ],
)  # fmt: skip
def test_the_number_of_an_advertisement_or_a_person_is_no_time(name: str, is_read: bool) -> None:
    assert bool([*in_attributes(fromstring(f"<p {name}=1458392011>Quay</p>"))]) is is_read


@every_case("name", ["published", "Published", "datePublished"])
def test_an_abbreviation_is_dated_by_its_class_in_any_capitals(name: str) -> None:
    assert is_dated(fromstring(f"<abbr class={name} title=2024-03-11>Monday</abbr>"))


def test_every_source_for_machines_is_read() -> None:
    named = (("date", "2024-03-11"), ("pubdate", "2024-03-12"), ("dc.date", "x"))
    head = "".join(f"<meta name={name} content={day}>" for name, day in named)
    data = page(f"<head>{head}</head><body><p itemprop=datePublished content=2024-03-13>x</p></body>").data
    assert [each.source for each in machine_times(data)] == ["meta pubdate", "meta date", "microdata"]


def day(body: str, *, url: str | None = None) -> str | None:
    instant = guessed_day(page(f"<html><body>{body}</body></html>").tree, url)
    return instant.printed if instant else None


def test_a_day_in_words_is_the_story_s_day() -> None:
    dated = "<div class='post-date'>El 3 de marzo de 2021</div>"
    found = clean(story(headline="El muelle reabre", over=dated)).article
    assert f"{found.published_at:%Y-%m-%d}" == "2021-03-03"


def test_the_address_tells_a_day() -> None:
    assert day("<p>x</p>", url="https://harbourpost.example/2021/03/04/quay") == "2021-03-04"


def test_no_library_of_languages_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dateparser", None)
    assert day("<div class='date'>Release Date June 25, 2014</div>") == "2014-06-25"


CLOCK_AGO = (
    ("By Ada Obi\nPublished 2 hours ago", "2 hours ago", "2025-10-04T07:00:00+00:00"),
    ("By Ada Obi\nYesterday at 5:12 p.m.", "Yesterday at 5:12 p.m.", "2025-10-03T17:12:00+00:00"),
    ("By Ada Obi\n8:31", "8:31", "2025-10-04T08:31:00+00:00"),
    ("By Ada Obi\n3 weeks ago", "3 weeks ago", None),
    ("By Ada Obi\nUpdated 2 hours ago", None, None),
)


def article(signature: str, *, captured_assumed: str | None, tail: str = "") -> Article:
    page = f"{HEAD}\n\n{signature}\n\n{SENTENCE * 2}\n\n{SENTENCE * 3}{tail}"
    return clean(text_capture(page, captured_assumed=captured_assumed)).article


@every_case(("signature", "printed", "published"), CLOCK_AGO)
def test_a_time_without_a_date_counts_from_a_known_capture_alone(
    signature: str, printed: str | None, published: str | None
) -> None:
    found = article(signature, captured_assumed=None)
    assert found.published_as == printed
    assert (found.published_at.isoformat() if found.published_at else None) == published
    assert (found.published_zone is not None and found.published_zone.assumed) is (published is not None)
    found = article(signature, captured_assumed="the file's time")
    assert (found.published_at, found.published_zone, found.published_as) == (None, None, printed)
    assert ("published_at" in found.provenance) == (printed is not None)


@every_case(
    ("tail", "at", "why"),
    [
        ("", None, "nothing on the page decides which is the day and which the month"),
        ("Bridge closed for a week\n28/02/2024", "2024-04-03T17:00:00+00:00", "by another date of the page"),
    ],
)
def test_a_date_of_two_readings_waits_for_another_date_of_the_page(
    tail: str, at: str | None, why: str
) -> None:
    tail = tail and f"\n\nMore news\n\n{tail}"
    found = article("By Ada Obi\n03/04/2024 17:00", captured_assumed="the file's time", tail=tail)
    assert found.published_as == "03/04/2024 17:00" and why in found.provenance["published_at"]
    assert (found.published_at.isoformat() if found.published_at else None) == at


PRINTED_ON_PAGES = [
    ("<p>2 hours ago</p>", "en", "2024-03-12 07:00"),
    ("<p>03/04/2024</p>", "en", "2024-03-04 00:00"),
    ("<p>03/02/2024</p>", "fr", None),  # the text is English, whatever the page declares
    ("<p>03/12/2024</p>", "en", "2024-03-12 00:00"),
]


@every_case(("line", "language", "expected"), PRINTED_ON_PAGES)
def test_pages_read_printed_times_as_copied_text_does(line: str, language: str, expected: str | None) -> None:
    saved = story(over=line).content.replace("lang=en", f"lang={language}")
    found = clean(capture(saved, url="https://harbourpost.example/quay")).article
    assert (f"{found.published_at:%Y-%m-%d %H:%M}" if found.published_at else None) == expected


EVENING = "2024-03-12T02:30:40+00:00"
ZONED = (
    ("March 11, 2024 9:30 PM", "UTC", "2024-03-11T21:30:40-05:00"),
    ("March 11, 2024", "America/New_York", "2024-03-11T22:30:40"),
    ("March 12, 2024", "America/New_York", EVENING),
    ("Updated March 11, 2024 9:30 PM", "UTC", EVENING),
    ("March 11, 2024 9:37 PM", "UTC", EVENING),
    ("March 9, 2024", "America/New_York", EVENING),
)


@every_case(("line", "zone", "shown"), ZONED)
def test_a_time_declared_in_utc_is_of_the_day_that_the_page_prints(line: str, zone: str, shown: str) -> None:
    declared = read_instant(EVENING, "json-ld")
    assert declared is not None
    found = in_printed_zone(declared, near(line), Timezone(name=zone, assumed=True, reason=""))
    assert found.moment.isoformat() == shown


MIDNIGHTS = (
    ("2024-03-11T23:00:00+00:00", "12. März 2024", True),
    ("2024-03-12T00:00:00+01:00", "12. März 2024", True),
    ("2024-03-12T00:00:00+01:00", "12. März 2024, 00:00 Uhr", False),
    ("2024-03-12T00:00:40+01:00", "12. März 2024", False),
    ("2024-03-12T06:00:00+01:00", "12. März 2024", False),
)


@every_case(("moment", "line", "is_day"), MIDNIGHTS)
def test_midnight_beside_no_printed_clock_is_a_day(moment: str, line: str, is_day: bool) -> None:
    declared = read_instant(moment, "json-ld")
    assert declared is not None
    found = in_printed_zone(declared, near(line), Timezone(name="Europe/Berlin", assumed=True, reason=""))
    assert found.day_only is is_day
    assert found.moment.day == 12


NOONS = (
    ("2024-03-12T12:00:00Z", "12 March 2024", True),
    ("2024-03-12T12:00:00Z", "12 March 2024, 13:00", False),
    ("2024-03-12T12:00:00Z", "Tuesday", False),
    ("2024-03-12T12:00:00+01:00", "12 March 2024", False),
)


@every_case(("moment", "line", "is_day"), NOONS)
def test_noon_in_a_time_element_beside_a_printed_day_is_a_day(moment: str, line: str, is_day: bool) -> None:
    source = clean(story(over=f"<time datetime={moment}>{line}</time>")).article.provenance["published_at"]
    assert source.startswith("time element")
    assert ("day only" in source) is is_day


OTHERS = (
    "Born 12 March 1949", "12 March 1949 – 3 February 2024", "Geboren am 12. März 1949", "Né le 12 mars 1949",
    "Nacido el 12 de marzo de 1949", "When: 12 June 2023, 18:00", "Deadline: 30 April 2023",
    "Tickets until 30 April 2023", "Gültig bis 12. Mai 2023", "Valable jusqu'au 12 mai 2023",
    "Photo taken 12 March 2019", "© 12 March 2019",
    "On sale 12 March 2023", "Season 3, Episode 5, aired 3 March 2023", "Order by 10 March 2023",
    "Data as of 3 March 2023", "Joined 3 March 2014",
    "Retrieved 3 March 2020", "12 June 2031", "1 June 2031 – 30 June 2031",
)  # fmt: skip


@every_case("line", OTHERS)
def test_the_day_of_something_else_is_not_the_story_s(line: str) -> None:
    assert clean(story(over=f"<p>{line}</p>")).article.published_at is None
    text = f"{HEAD}\n\nBy Ada Obi\n{line}\n\n{SENTENCE * 2}\n\n{SENTENCE * 3}"
    assert clean(text_capture(text)).article.published_at is None


LEADS = (
    "The harbour master said on Tuesday that work began on 5 March 2023 and will take “two years.”",
    "Saturday is the day on which the council of the harbour first signed the act, August 14, 1935.",
    "Am Samstag jährt sich der Tag, an dem der Rat des Hafens das Gesetz unterschrieb, der 14. August 1935.",
    "港务局长周二宣布，旧码头工程已于2023年3月5日在港口北侧正式开工，预计两年完成。",
    "बंदरगाह के प्रमुख ने मंगलवार को कहा कि पुराने घाट का काम 5 मार्च 2023 को शुरू हुआ और इसमें दो साल लगेंगे।",
    "بندرگاہ کے سربراہ نے کہا کہ پرانے گھاٹ کا کام 5 مارچ 2023 کو شروع ہوا اور اس میں دو سال لگیں گے۔",
)


@every_case("lead", LEADS)
def test_a_day_in_a_sentence_of_any_script_is_not_the_story_s(lead: str) -> None:
    assert clean(story(over=f"<p>{lead}</p>")).article.published_at is None


@every_case("title", ["On this day: July 20, 1999", "Tide tables of 1 June 2023", "Der 3. März 2021 am Kai"])
def test_a_day_that_the_headline_names_is_what_the_story_is_about(title: str) -> None:
    assert clean(story(headline=title)).article.published_at is None


CARDS = "".join(
    "<div class=q2><a href=/x/{0}>Herring prices fall again in week {0}</a>{1}</div>".format(
        week, f"<time datetime=2021-05-0{week}T08:00>May {week}</time>"
    )
    for week in (1, 2, 3)
)
ELSEWHERE = (
    f"<div class=q1>{CARDS}</div>",
    "<i data-published=2021-05-01>Herring</i><i data-published=2021-05-02>Ice</i>",
    "<section><b>Ida</b><time datetime=2021-05-01>May 1</time><p>So it was.</p><b>Jo</b>"
    "<time datetime=2021-05-02>May 2</time><p>It was not.</p></section>",
)


@every_case("markup", ELSEWHERE)
def test_times_of_cards_and_comments_that_nothing_marks_date_no_story(markup: str) -> None:
    for tag, parted in (("</article>", f"</article>{markup}"), ("<article>", f"{markup}<article>")):
        assert clean(capture(story().content.replace(tag, parted))).article.published_at is None
    own = clean(story(markup, over="<time datetime=2024-03-05>5 March</time>")).article.published_at
    assert own is not None and own.date().isoformat() == "2024-03-05"


TODAY = "<p>Tuesday, March 12, 2024</p>"
PLACED = (  # over the headline, under it
    (TODAY, "<p>March 5, 2024</p>"),
    ("<div><time datetime=2024-03-11>11 March</time></div>", "<p>5 March 2024</p>"),
    ("<p>Posted <time datetime=2024-03-05>5 March</time></p>", "<p>By Maren Holt</p>"),
    ("", "<p>Updated <time datetime=2024-03-07>7 March</time></p>"
     "<p>Published <time datetime=2024-03-05>5 March</time></p>"),
    ("", "<p>Fair: 6 June 2024</p><p>Posted on 5 March 2024</p>"),
    ("", "<p>The boats had been stopped on 2 February 2023, and nobody on the islands knew why.</p>"
     "<p>5 March 2024</p>"),
)  # fmt: skip


@every_case(("over", "under"), PLACED)
def test_the_day_is_that_of_the_story_not_that_of_the_frame(over: str, under: str) -> None:
    head = "<h1>Old quay reopens</h1>"
    content = story().content.replace(f"<article>{head}", f"<article>{over}{head}{under}")
    found = clean(capture(content)).article.published_at
    assert found is not None and found.date().isoformat() in ("2024-03-05", "2024-03-04")


def test_a_copied_change_has_its_own_zone_and_follows_the_story() -> None:
    line = "Published March 12, 2024 9:00 AM EST | Updated March 12, 2024 {} PM GMT"
    changed = [
        clean(text_capture(f"{HEAD}\nBy Ada Obi\n{line.format(clock)}\n\n{SENTENCE * 4}")).article.updated_at
        for clock in ("6:30", "12:30")
    ]
    assert changed == [datetime(2024, 3, 12, 18, 30, tzinfo=UTC), None]


def test_what_is_printed_below_a_copied_story_does_not_publish_it() -> None:
    for below, changed in (
        ("Last updated 3 March 2024", True),
        ("Related\nBridge closed for a week\nBea Lind\n1 March 2024", False),
    ):
        found = clean(text_capture(f"{HEAD}\n\n{SENTENCE * 4}\n\n{SENTENCE * 2}\n\n{below}")).article
        assert (found.published_at, found.updated_at is not None) == (None, changed)


def test_a_time_counted_back_on_a_page_is_an_inferred_one() -> None:
    zone = clean(story(over="<p>2 hours ago</p>")).article.published_zone
    assert zone is not None and zone.assumed
    assert zone.reason.startswith("The page counts the time back from the moment of reading;")


@every_case(
    ("declared", "expected"),
    [("2024-03-12T21:30:00+08:00", "14:04"), ("2024-03-12T13:30:00Z", "22:04"), ("2024-03-12", "22:04")],
)
def test_a_printed_change_is_read_in_the_zone_that_the_publication_names(
    declared: str, expected: str
) -> None:
    over = "<p>12 March 2024 9:30PM (Edited: 12 March 2024 10:04PM)</p>"
    page = story(over=over, head=news(datePublished=declared)).content
    found = clean(capture(page, url="https://quay.example/a")).article
    assert found.updated_at is not None and f"{found.updated_at:%H:%M}" == expected


NAIVE = "2024-03-11T17:47:01"
ZONED_ELSEWHERE = [
    # What gives the zone: another declaration, a printed clock at the head or below the text.
    ("<meta property='article:published_time' content='2024-03-11T17:47:01-08:00'>", "", "", 1, "-08:00"),
    ("", "<p>March 11, 2024, 5:47 PM ET</p>", "", 21, "ET"),
    ("", "", "<p>First published March 11, 2024: 5:47 PM ET</p>", 21, "ET"),
    ("", "<p>Veröffentlicht am 11. März 2024, 17:47 Uhr MEZ</p>", "", 16, "MEZ"),
    # What does not: a later day, another minute, an update, a clock without zone that is the same.
    ("<meta property='article:published_time' content='2024-03-12T17:47:01-08:00'>", "", "", 17, None),
    ("", "<p>Publié le 11 mars 2024 à 13:38</p>", "", 17, None),
    ("", "<p>Updated March 11, 2024 8:47 PM EST</p>", "", 17, None),
    ("", "<p>11 de marzo de 2024, 17:47</p>", "", 17, None),
]


@every_case(("head", "over", "under", "hour", "zone"), ZONED_ELSEWHERE)
def test_a_declared_time_without_a_zone_takes_the_one_the_page_has_for_it(
    head: str, over: str, under: str, hour: int, zone: str | None
) -> None:
    found = clean(story(under, head=news(datePublished=NAIVE) + head, over=over)).article
    assert found.published_at is not None and found.published_at.hour == hour
    assert found.published_zone is not None and found.published_zone.assumed is (zone is None)
