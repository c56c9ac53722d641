"""What cleaning makes of the sample, whose truth is known: floors that only rise."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bench.cleaning.coverage import source_text
from lib.capture import read
from lib.clean.clean import clean
from lib.model.article import Article
from lib.model.capture import Capture
from lib.model.cleaned import Cleaned
from lib.sample import write
from lib.sample.pages import SavedPage, pages
from lib.sample.stories import as_of

LAYOUTS = ("text", "jsonld", "plain", "live")
# The share of pages of a layout on which a field is exactly what the story's file says; elsewhere all are.
FLOORS = {("plain", "body"): 0.95}
FIELDS: dict[str, Callable[[SavedPage, Article], bool]] = {
    "headline": lambda page, article: article.headline == page.story.headline,
    "authors": lambda page, article: article.authors == page.story.authors,
    "tags": lambda page, article: article.tags == page.story.tags,
    "published": lambda page, article: article.published_at == page.story.published,
    "body": lambda page, article: body(article) == note(page),
    "caption": lambda page, article: zone(article, "caption") == page.story.caption,
    "credit": lambda page, article: zone(article, "credit").strip("()") == page.story.credit,
}
TEXT = ("body", "quote", "list")


@dataclass(frozen=True, slots=True)
class Result:
    """One page of the sample and what became of it."""

    page: SavedPage
    capture: Capture
    cleaned: Cleaned


@cache
def results() -> tuple[Result, ...]:
    with TemporaryDirectory() as folder:
        captures = [next(iter(read(path))) for path in write(Path(folder))]
    found = []
    for page, capture in zip(pages(), captures, strict=True):
        assert isinstance(capture, Capture), page.name
        found.append(Result(page, capture, clean(capture)))
    return tuple(found)


def note(page: SavedPage) -> list[str]:
    blocks = [line for part in page.story.parts for line in part.lines]
    for update in page.story.updates:
        blocks += [update.headline, *(line for part in update.parts for line in part.lines)]
    return blocks


def body(article: Article) -> list[str]:
    lines = [line for block in article.blocks if block.zone in TEXT for line in block.text.split("\n")]
    return [" ".join(line.split()).removeprefix("- ") for line in lines]


def zone(article: Article, wanted: str) -> str:
    return next((block.text for block in article.blocks if block.zone == wanted), "")


def share(field: str, layout: str) -> float:
    of_layout = [result for result in results() if result.page.story.layout == layout]
    if field in ("caption", "credit"):
        of_layout = [result for result in of_layout if result.page.story.caption]
    right = [result for result in of_layout if FIELDS[field](result.page, result.cleaned.article)]
    return len(right) / len(of_layout)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_right_at_least_as_often_as_before(field: str, layout: str) -> None:
    assert share(field, layout) >= FLOORS.get((layout, field), 1)


def test_every_page_is_dated_as_it_was_saved() -> None:
    assert [result.capture.captured_at for result in results()] == [result.page.saved for result in results()]


def test_live_pages_are_told_from_stories() -> None:
    for result in results():
        expected = "live blog" if result.page.story.layout == "live" else "story"
        assert result.cleaned.article.form == expected, result.page.name


def test_every_update_of_a_live_page_begins_with_its_headline_at_its_time() -> None:
    for result in results():
        article = result.cleaned.article
        found = [(article.blocks[each.block].text, each.published_at) for each in article.updates]
        note = [(each.headline, each.at) for each in result.page.story.updates]
        assert found == note, result.page.name


def test_the_most_read_stories_keep_their_places() -> None:
    boxes = 0
    for result in results():
        story = result.page.story
        box = [card for card in result.cleaned.related if card.slot in ("Most read", "Most popular")]
        note = [as_of(slug, story.saved).headline for slug in story.most_read]
        if story.layout == "text" and len(note) < 2:
            continue  # one line under a heading is not told from a menu
        assert [card.headline for card in box] == note, result.page.name
        assert [card.rank for card in box] == [*range(1, len(note) + 1)], result.page.name
        boxes += bool(box)
    assert boxes >= 12


def test_every_ticker_item_becomes_a_brief_that_is_no_later_than_its_capture() -> None:
    for result in results():
        headlines = [brief.headline for brief in result.page.story.briefs]
        assert [brief.headline for brief in result.cleaned.briefs] == headlines, result.page.name
        for brief in result.cleaned.briefs:
            assert brief.published_at is not None
            assert brief.published_at <= result.capture.captured_at, result.page.name


def test_the_undated_story_stays_undated() -> None:
    (undated,) = [result for result in results() if result.page.story.published is None]
    assert undated.cleaned.article.published_at is None


def test_a_name_of_a_caption_stays_out_of_the_text() -> None:
    for result in results():
        if name := result.page.story.only_in_caption:
            assert name not in result.cleaned.article.text, result.page.name


def spans(cleaned: Cleaned) -> list[tuple[int, int]]:
    blocks = [block for story in (cleaned.article, *cleaned.briefs) for block in story.blocks]
    kept = [(block.at, block.end) for block in blocks]
    cards = [(card.at, card.end) for card in cleaned.related]
    return [*kept, *cards, *((cut.at, cut.end) for cut in cleaned.cuts)]


def test_kept_and_cut_make_the_page_again() -> None:
    for result in results():
        left = list(source_text(result.capture))
        for at, end in spans(result.cleaned):
            left[at:end] = " " * (end - at)
        assert not "".join(left).strip(), result.page.name


FURNITURE = (
    "Printer-friendly", "Filed under", "ADVERTISEMENT", "home delivery", "Written for Wireroom",
    "Support a paper",
)  # fmt: skip


def test_no_page_furniture_stands_in_a_story() -> None:
    for result in results():
        story = result.cleaned.article
        kept = " ".join([story.text, *(block.text for block in story.blocks)])
        assert [words for words in FURNITURE if words in kept] == [], result.page.name
