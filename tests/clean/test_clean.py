"""Walks the fixture pages: each field, block, card, brief and cut is what its expected.json says."""

import gc
import json
from functools import cache
from pathlib import Path
from typing import Any

from bench.cleaning import coverage_violations
from bench.cleaning.coverage import source_text
from lib.capture import read
from lib.clean.clean import clean
from lib.clean.story.story import assemble
from lib.clean.story.text import text_story
from lib.model.capture import Capture
from lib.model.cleaned import Cleaned
from lib.model.errors import CaptureError
from tests.cases import every_case
from tests.clean.markup import HEAD, PROSE, story, text_capture

FIXTURES = sorted(Path(__file__).parents[1].joinpath("data/publishers").glob("*.example/*/source.html"))
WHOLE_PAGES = [path for path in FIXTURES if "walled" not in str(path)]


def captured(path: Path) -> Capture:
    found = next(iter(read(path)))
    assert isinstance(found, Capture)
    return found


@cache
def cleaned_page(path: Path) -> Cleaned:
    """Return what cleaning gives of a fixture, cleaned once for all tests."""
    return clean(captured(path))


def moment(value: Any) -> str | None:
    return value.isoformat() if value else None


def summary(cleaned: Cleaned) -> dict[str, Any]:
    article = cleaned.article
    zone = article.published_zone
    plain = (
        "form canonical_url publisher section language headline kicker deck byline dateline wire "
        "published_as read_minutes"
    )
    return {
        **{name: getattr(article, name) for name in plain.split()},
        "authors": list(article.authors),
        "tags": list(article.tags),
        "published_at": moment(article.published_at),
        "updated_at": moment(article.updated_at),
        "zone": zone and [zone.name, zone.assumed],
        "blocks": [[block.zone, block.text] for block in article.blocks],
        "images": [
            [image.url, image.alt, image.caption, image.credit, image.lead] for image in article.images
        ],
        "briefs": [[brief.headline, moment(brief.published_at)] for brief in cleaned.briefs],
        "related": [[card.headline, card.deck] for card in cleaned.related],
        "cuts": [[cut.rule, cut.text] for cut in cleaned.cuts],
    }


@every_case("path", FIXTURES)
def test_a_fixture_page_is_understood_as_expected(path: Path) -> None:
    expected = json.loads(path.with_name("expected.json").read_text(encoding="utf-8"))
    try:
        found = summary(cleaned_page(path))
    except CaptureError as error:
        message = str(error).replace(str(path), "source.html")
        found = {"error": type(error).__name__, "message": message}
    assert found == expected


@every_case("path", WHOLE_PAGES)
def test_kept_and_cut_make_the_capture_whole_each_at_its_place(path: Path) -> None:
    cleaned, source = cleaned_page(path), source_text(captured(path))
    assert coverage_violations(source, cleaned) == []
    for block in cleaned.article.blocks:
        assert "".join(block.text.split()) == "".join(source[block.at : block.end].split())


def test_a_story_without_any_metadata_is_still_read() -> None:
    article = clean(story()).article
    assert article.headline == "Old quay reopens"
    assert len([block for block in article.blocks if block.zone == "body"]) == 4
    assert article.published_at is None


def test_the_same_text_has_the_same_revision_and_another_text_another() -> None:
    one, same = clean(story()).article, clean(story("<div class=share>Share</div>")).article
    more = "<p>One more paragraph was added in the evening, when the last boat had come in.</p>"
    other = clean(story(more)).article
    assert one.revision == same.revision != other.revision
    assert len(one.revision) == 16


def test_links_keep_their_words_and_lead_to_the_web_alone() -> None:
    paragraph = (
        "<p>The report of the <a href=/council>city council</a> was <a href='javascript:x()'>printed</a>"
        " on Friday and can be read in every library of the town.</p>"
    )
    blocks = clean(story(paragraph)).article.blocks
    links = [(block.text[link.start : link.end], link.url) for block in blocks for link in block.links]
    assert links == [("city council", "https://harbourpost.example/council")]


def test_text_captures_go_their_own_way() -> None:
    plain = text_capture("\n\n".join((HEAD, "By Maren Holt", "March 11, 2024 7:45 AM", *PROSE)))
    assert clean(plain).article == assemble(text_story(plain)).article


def test_the_collector_is_left_as_it_was() -> None:
    clean(story())
    assert gc.isenabled()
    gc.disable()
    try:
        clean(story())
        assert not gc.isenabled()
    finally:
        gc.enable()
