"""Whose opinion on the body counts."""

import json

import pytest
import trafilatura

from lib.clean import clean
from lib.clean.fields import reading, signature
from lib.clean.html import body as opinions
from lib.clean.html.body import body
from lib.clean.html.page import Page, page_of
from tests.clean.markup import PROSE, page, story


def script(**fields: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(fields)}</script>"


def test_the_storys_paragraphs_are_chosen() -> None:
    found = page_of(story())
    texts = [found.pieces[number].text for number in sorted(body(found).chosen)]
    assert [text for text in texts if text in PROSE] == list(PROSE)


def test_a_page_that_no_library_reads_is_read_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr(opinions, "precise", broken)
    monkeypatch.setattr(trafilatura, "bare_extraction", broken)
    found = body(page_of(story()))
    assert found.source == "readability"
    assert len(found.chosen) >= 4


def test_the_default_mode_is_asked_only_where_the_main_part_holds_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    short, whole = " ".join(PROSE[:3]), "\n".join(PROSE * 2)
    found = story("".join(f"<p>Once more: {text}</p>" for text in PROSE))
    asked: list[Page] = []
    monkeypatch.setattr(opinions, "_precise", lambda _: short)
    monkeypatch.setattr(opinions, "_default", lambda page: asked.append(page) or whole)
    assert body(page_of(found)).source == "trafilatura"
    monkeypatch.setattr(Page, "main_text", short)
    assert body(page_of(found)).source == "trafilatura precise"
    assert len(asked) == 1


def test_a_page_too_big_for_the_libraries_is_read_by_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Page, "is_big", True)
    assert body(page_of(story())).source.startswith("own rule")


def test_text_that_only_machines_are_told_is_kept_without_a_place() -> None:
    told = script(**{"@type": "NewsArticle"}, articleBody="\n".join(PROSE))
    found = body(page(f"<html><head>{told}</head><body><div id=root></div></body></html>"))
    assert found.unprinted == PROSE


def test_a_big_page_is_shown_to_no_library_for_its_day_or_its_author(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(Page, "is_big", True)
    monkeypatch.setattr(reading, "guessed_day", lambda *given: asked.append(given))
    monkeypatch.setattr(signature, "extract_author", asked.append)
    assert clean(story()).article.authors == ()
    assert asked == []
