import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.clean.text_page import clean_text
from lib.model.article import Cleaned
from lib.model.capture import Capture
from lib.model.errors import NotAnArticle, TooLarge
from tests.bench.text_cleaning import coverage_violations

PAGES = Path(__file__).parent.parent / "data" / "text"
NAMES = sorted(page.stem for page in PAGES.glob("*.txt"))
BREAKS = ("\r\n", "\r", "\x0c", "\u2028")
SENTENCE = "The ferry left the northern quay at noon and came back before dark. "
HOSTILE = (
    f"\x1b[31m{SENTENCE * 3}\x07\x08\x0b\x0c\x1c\x85{SENTENCE}",
    f"\ufeff{SENTENCE * 3}",
    f"bad \ud800 {SENTENCE * 3}",
    "\u200b\n" * 500 + SENTENCE * 3,
    f"\u202e{SENTENCE * 3}",
    f"<script>alert(1)</script>\n\n{SENTENCE * 3}",
    ("x" + "\xa0" * 380 + "y\n") * 50 + SENTENCE * 3,
    "April 9, 2024 9:31 AM " * 500 + "\n" + SENTENCE * 3,
)
NO_STORIES = (
    "",
    " \n\t ",
    "harbour",
    "Home\nNews\nSport\nWeather\nContact",
    "\ufeffharbour",
    "12:40 AM\n11:15 PM",
)


def text_capture(content: str, *, captured_assumed: str | None = "the file's time") -> Capture:
    return Capture(
        url=None,
        captured_at=datetime(2025, 10, 4, 9, 0, tzinfo=UTC),
        captured_assumed=captured_assumed,
        media_type="text/plain",
        content=content,
        origin="page.txt",
        sha256="0" * 64,
        original=content.encode("utf-8", "replace"),
    )


def cleaned(name: str) -> Cleaned:
    return clean_text(text_capture((PAGES / f"{name}.txt").read_text(encoding="utf-8")))


def expected(name: str) -> dict[str, object]:
    return json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_the_fields_are_those_a_reader_finds(name: str) -> None:
    article, wanted = cleaned(name).article, expected(name)
    zone = article.published_zone
    found = {
        "headline": article.headline,
        "deck": article.deck,
        "byline": article.byline,
        "authors": list(article.authors),
        "tags": list(article.tags),
        "published_as": article.published_as,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "zone": zone.name if zone else None,
        "publisher": article.publisher,
        "language": article.language,
        "dateline": article.dateline,
        "wire": article.wire,
        "read_minutes": article.read_minutes,
        "has_audio": article.has_audio,
        "captions": [image.caption for image in article.images],
        "credits": [image.credit for image in article.images],
    }
    assert found == {**dict.fromkeys(found), **{key: wanted[key] for key in found if key in wanted}}


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_the_story_and_nothing_else(name: str) -> None:
    paragraphs = cleaned(name).article.text.split("\n\n")
    beginnings = expected(name)["body"]
    assert isinstance(beginnings, list)
    assert [text[: len(start)] for text, start in zip(paragraphs, beginnings, strict=True)] == beginnings


@pytest.mark.parametrize("name", NAMES)
def test_briefs_and_cards_stand_apart(name: str) -> None:
    result, wanted = cleaned(name), expected(name)
    briefs = [
        [brief.headline, brief.published_at and brief.published_at.isoformat()] for brief in result.briefs
    ]
    assert briefs == wanted["briefs"]
    assert all(block.zone == "ticker" for brief in result.briefs for block in brief.blocks)
    assert [[card.headline, card.publisher, list(card.authors)] for card in result.related] == wanted[
        "related"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_cuts_name_their_rules(name: str) -> None:
    rules = expected(name)["rules"]
    assert isinstance(rules, list)
    assert set(rules) <= {cut.rule for cut in cleaned(name).cuts}


@pytest.mark.parametrize("name", NAMES)
def test_kept_and_cut_make_the_page(name: str) -> None:
    content = (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    result = clean_text(text_capture(content))
    assert coverage_violations(content, result) == []
    for piece in (*result.article.blocks, *result.cuts):
        assert content[piece.at : piece.end] == piece.text


@pytest.mark.parametrize("line_break", BREAKS)
def test_every_kind_of_line_break_is_one(line_break: str) -> None:
    content = (PAGES / "harbour_gazette.txt").read_text(encoding="utf-8").replace("\n", line_break)
    result = clean_text(text_capture(content))
    assert result.article.text.count("\n\n") == 4
    assert coverage_violations(content, result) == []


def test_the_zone_is_assumed_from_the_city_in_the_publishers_name() -> None:
    zone = cleaned("harbour_gazette").article.published_zone
    assert zone is not None and zone.assumed
    assert "The London Harbour Gazette" in zone.reason


def test_a_printed_zone_is_not_assumed() -> None:
    zone = cleaned("quiet_forum").article.published_zone
    assert zone is not None and not zone.assumed


def test_a_capture_that_knows_its_day_dates_the_ticker() -> None:
    content = (PAGES / "harbour_gazette.txt").read_text(encoding="utf-8")
    first = clean_text(text_capture(content, captured_assumed=None)).briefs[0]
    assert first.published_at == datetime(2025, 10, 3, 23, 40, tzinfo=UTC)
    assert first.published_zone is not None and "capture" in first.published_zone.reason


def test_equal_texts_have_equal_revisions() -> None:
    one, other = cleaned("quiet_forum").article, cleaned("quiet_forum").article
    assert one.revision == other.revision
    assert one.revision != cleaned("elbtaler_bote").article.revision
    assert len(one.revision) == 16


@pytest.mark.parametrize("content", NO_STORIES)
def test_a_page_without_a_story_is_refused_with_a_sentence(content: str) -> None:
    with pytest.raises(NotAnArticle, match=r"page\.txt holds no news story.*\."):
        clean_text(text_capture(content))


@pytest.mark.parametrize("content", ["word " * 2_000_000, "a\n" * 1_000_000], ids=["one line", "short lines"])
def test_absurd_pages_are_refused_at_once(content: str) -> None:
    with pytest.raises(TooLarge, match="Save the story's own page"):
        clean_text(text_capture(content))


def test_a_story_without_any_line_break_is_kept_whole() -> None:
    content = SENTENCE * 200
    result = clean_text(text_capture(content))
    assert result.article.text == content.strip()
    assert result.article.headline.startswith("The ferry left")
    assert coverage_violations(content, result) == []


def test_a_page_may_lack_everything_but_its_text() -> None:
    article = clean_text(text_capture(f"{SENTENCE}\n\n{SENTENCE * 2}")).article
    assert article.authors == () and article.published_at is None and article.publisher == ""
    assert article.provenance["headline"] == "first words of the text"


@pytest.mark.parametrize("content", HOSTILE)
def test_hostile_text_is_covered_like_any_other(content: str) -> None:
    assert coverage_violations(content, clean_text(text_capture(content))) == []


def test_a_day_without_a_clock_is_said_to_be_one() -> None:
    head = "Ferry line opens again before the winter\nBy Ada Obi\nMay 3, 2024"
    content = f"{head}\n\n{SENTENCE * 2}\n\n{SENTENCE * 3}"
    article = clean_text(text_capture(content)).article
    assert article.published_at == datetime(2024, 5, 3, tzinfo=UTC)
    assert article.provenance["published_at"] == "printed time, day only"
