"""Ticker items become briefs with their own time."""

from dataclasses import replace
from datetime import UTC, datetime

from lib.clean.clean import clean
from lib.model.capture import Capture
from tests.cases import every_case
from tests.clean.markup import SAVED, cleaned_whole, story, text_capture

TEXT = (
    "The rail bridge over the lower river is closed until Thursday because of cracks in one of its pillars."
)
HEAD = "<meta property='article:published_time' content='2024-03-11T08:00:00+00:00'>"


def ticker(stamp: str, text: str = TEXT) -> str:
    return f"<div class=news-ticker><ul><li>{stamp}<h4>Rail bridge closed</h4><p>{text}</p></li></ul></div>"


def test_an_item_is_a_brief_of_its_own() -> None:
    cleaned = clean(story(ticker("<time datetime='2024-03-11T06:00:00+00:00'>06:00</time>"), head=HEAD))
    (brief,) = cleaned.briefs
    assert (brief.form, brief.headline) == ("brief", "Rail bridge closed")
    assert [block.zone for block in brief.blocks] == ["headline", "ticker"]
    assert brief.published_at == datetime(2024, 3, 11, 6, tzinfo=UTC)
    assert "bridge" not in cleaned.article.text


def guessed(inside: str, *, head: str = HEAD, saved: datetime = SAVED) -> Capture:
    """Return the page in a file whose time may not be that of the capture."""
    return replace(story(inside, head=head), captured_at=saved, captured_assumed="the file's time")


CAPTURE, STORY_BESIDE = "the moment of the capture", "the story beside it"
GUESS = datetime(2024, 3, 11, 19, 45, tzinfo=UTC)
CLOCKS = (  # what is printed, the capture and whether its time is a guess, what is read, whence the day is
    ("08:59", SAVED, False, "12 08:59", CAPTURE),
    ("09:15", SAVED, False, "11 09:15", CAPTURE),
    ("23:15", SAVED, False, "11 23:15", CAPTURE),
    ("07:15", SAVED, True, "11 07:15", STORY_BESIDE),
    ("23:15", SAVED, True, "10 23:15", STORY_BESIDE),
    ("19:50", SAVED, True, "11 19:50", STORY_BESIDE),
    ("19:50", GUESS, True, "10 19:50", STORY_BESIDE),  # no item lies after the file
)


@every_case(("clock", "saved", "is_guess", "moment", "source"), CLOCKS)
def test_a_clock_alone_is_the_last_one_before_the_capture_or_beside_the_story(
    clock: str, saved: datetime, is_guess: bool, moment: str, source: str
) -> None:
    page = guessed(ticker(f"<span>{clock}</span>"), saved=saved)
    (brief,) = clean(page if is_guess else replace(page, captured_assumed=None)).briefs
    assert f"{brief.published_at:%d %H:%M}" == moment
    assert brief.provenance["published_at"] == f"ticker time, date inferred from {source}"
    assert brief.published_zone is not None and f"inferred from {source}" in brief.published_zone.reason


def test_a_ticker_read_the_morning_after_runs_over_the_end_of_the_year() -> None:
    items = "".join(ticker(f"<span>{clock}</span>") for clock in ("00:20", "23:40", "18:05"))
    found = clean(replace(story(items), captured_at=datetime(2025, 1, 1, 7, 30, tzinfo=UTC))).briefs
    assert [f"{brief.published_at:%Y-%m-%d %H:%M}" for brief in found] == [
        "2025-01-01 00:20", "2024-12-31 23:40", "2024-12-31 18:05",
    ]  # fmt: skip


def test_an_item_whose_day_nothing_tells_has_no_time() -> None:
    (brief,) = clean(guessed(ticker("<span>07:15</span>"), head="")).briefs
    assert (brief.published_at, brief.published_as, brief.published_zone) == (None, "07:15", None)


def test_an_item_without_text_is_no_brief() -> None:
    assert clean(story(ticker("<span>07:15</span>", "Soon."), head=HEAD)).briefs == ()


STORY = (
    "Ferry line opens again before winter\nBy Ada Obi\nOctober 3, 2025 9:30 AM\n\n"
    "The ferry sailed again on Thursday. Nobody had believed in it after the storm of last winter.\n\n"
    "The next one sails on Friday. The master of the harbour said that it would sail in all weathers.\n\n"
)
RUNNING = (
    "News feed\n14:05 Parliament adjourns\n13:40 Storm closes three harbours\n12:10 - King opens bridge\n"
)
LISTING = (
    "14:05 Parliament adjourns\n\nThe members went home at two in the afternoon.\n\n"
    "13:40 | Storm closes three harbours\n\nThe northern quays were shut at noon.\n"
)
PROGRAMME = "Fixtures\n14:05 Arsenal at Chelsea\n15:30 Leeds at Hull\n16:00 Oslo at Bergen\n"
ONE_LINE: tuple[tuple[str, list[str]], ...] = (
    (RUNNING, ["Parliament adjourns", "Storm closes three harbours", "King opens bridge"]),
    (LISTING, ["Parliament adjourns", "Storm closes three harbours"]),
    (PROGRAMME, []),
    ("14:05 Parliament adjourns\n", []),
)


@every_case(("ticker", "headlines"), ONE_LINE)
def test_a_time_and_a_headline_on_one_line_are_parted(ticker: str, headlines: list[str]) -> None:
    result = cleaned_whole(text_capture(f"{STORY}{ticker}All rights reserved"))
    assert [brief.headline for brief in result.briefs] == headlines
    assert result.article.text.count("\n\n") == 1


def test_the_time_on_the_line_is_the_briefs() -> None:
    first, second = clean(text_capture(f"{STORY}{LISTING}All rights reserved")).briefs
    assert (first.published_as, second.published_as) == ("14:05", "13:40")
    assert second.published_at == datetime(2025, 10, 3, 13, 40, tzinfo=UTC)
    assert [block.text for block in first.blocks] == [
        "Parliament adjourns",
        "The members went home at two in the afternoon.",
    ]


def test_an_item_in_a_script_without_spaces_is_a_brief_too() -> None:
    text = "铁路桥的一个桥墩出现裂缝,下游的铁路桥将关闭至周四,渡轮照常航行。"
    item = ticker("<time datetime='2024-03-11T06:00:00Z'>06:00</time>", text)
    assert [brief.form for brief in clean(story(item, head=HEAD)).briefs] == ["brief"]
