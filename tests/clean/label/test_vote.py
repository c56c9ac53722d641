"""Whose opinion on the body counts."""

from types import SimpleNamespace

import pytest
import trafilatura

from lib.clean.clean import clean
from lib.clean.fields import dates
from lib.clean.label import vote
from lib.clean.label.vote import body, main_element
from lib.clean.segments.page import Page, page_of, voted
from lib.model.folding import folded
from tests.clean.markup import PARAGRAPHS, PROSE, news, page, story


def test_the_storys_paragraphs_are_chosen() -> None:
    found = page_of(story())
    texts = [found.segments[number].text for number in sorted(body(found).chosen)]
    assert [text for text in texts if text in PROSE] == list(PROSE)


def test_a_page_that_no_library_reads_is_read_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr(trafilatura, "bare_extraction", broken)
    found = body(page_of(story()))
    assert found.source == "readability"
    assert len(found.chosen) >= 4


def test_the_libraries_leave_the_page_as_it_was() -> None:
    found = page_of(story())
    before = "".join(found.tree.itertext())
    body(found)
    assert "".join(found.tree.itertext()) == before


def test_the_default_mode_is_asked_only_where_the_main_part_holds_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    short, whole = " ".join(PROSE[:3]), "\n".join(PROSE * 2)
    found = story("".join(f"<p>Once more: {text}</p>" for text in PROSE))
    asked: list[object] = []
    monkeypatch.setattr(vote, "precise_text", lambda _: short)
    answer = SimpleNamespace(text=whole)
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda page, **_: asked.append(page) or answer)
    assert body(page_of(found)).source == "trafilatura"
    monkeypatch.setattr(Page, "main_box", None)
    assert body(page_of(found)).source == "trafilatura precise"
    assert len(asked) == 1


def test_a_page_too_big_for_the_libraries_is_read_by_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Page, "is_big", True)
    assert body(page_of(story())).source.startswith("own rule")


def test_text_that_only_machines_are_told_is_kept_without_a_place() -> None:
    note = news(articleBody="\n".join(PROSE))
    found = body(page(f"<html><head>{note}</head><body><div id=root></div></body></html>"))
    assert found.unprinted == PROSE


def test_a_big_page_is_shown_to_no_library_for_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(Page, "is_big", True)
    monkeypatch.setattr(dates, "guessed_day", lambda *given: asked.append(given))
    assert clean(story()).article.published_at is None
    assert asked == []


BODY = (
    f"<aside><p>{PROSE[0]}</p></aside>"
    f"<main><h2>Piers</h2><p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>City</p></main>"
)


def test_folding_keeps_letters_and_digits() -> None:
    assert folded("“Ça va”, 4 – Œuvre!") == "çava4œuvre"


def test_segments_are_found_in_an_extractors_text() -> None:
    found = page(BODY)
    chosen = voted(found.folds, f"Piers\n{PROSE[0]} {PROSE[1]}")
    assert [found.segments[number].text for number in sorted(chosen)] == [
        PROSE[0],
        "Piers",
        PROSE[0],
        PROSE[1],
    ]


def test_a_short_segment_must_be_a_whole_line() -> None:
    found = page("<p>City</p>")
    assert voted(found.folds, "The city is old") == frozenset()


def test_a_mostly_returned_segment_is_voted_for() -> None:
    found = page(f"<p>{PROSE[0]} And more.</p>")
    assert voted(found.folds, PROSE[0]) == {0}


def test_the_main_element_is_the_lowest_that_holds_most_of_what_is_chosen() -> None:
    main = main_element(page(BODY), {1, 2, 3})
    assert main is not None and main.tag == "main"


def test_of_copies_the_one_in_the_main_element_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    found = page(f"<aside><p>{PROSE[0]}</p></aside><main>{PARAGRAPHS}</main>")
    monkeypatch.setattr(vote, "first_opinion", lambda _: ("\n".join(PROSE), "test"))
    assert body(found).chosen == {1, 2, 3, 4}


def test_nothing_chosen_has_no_main_element() -> None:
    assert main_element(page(BODY), frozenset()) is None
