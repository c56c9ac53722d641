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
from tests.cases import every_case
from tests.clean.markup import PARAGRAPHS, PROSE, news, page, story


def test_the_storys_paragraphs_are_chosen() -> None:
    found = page_of(story())
    texts = [found.segments[number].text for number in sorted(body(found).chosen)]
    assert [text for text in texts if text in PROSE] == list(PROSE)


def test_a_page_that_no_library_reads_is_read_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: [].pop())
    found = body(page_of(story()))
    assert found.source == "readability" and len(found.chosen) >= 4


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


@pytest.mark.parametrize(
    ("default", "chosen"), [(PROSE, "trafilatura"), (PROSE[:1], "trafilatura precise")], ids=["whole", "less"]
)
def test_a_text_from_beside_the_main_part_gives_way_to_one_that_holds_it(
    default: tuple[str, ...], chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = ("Storm closes the airport for a second day, and trains run late.",) * 5
    monkeypatch.setattr(vote, "precise_text", lambda _: "\n".join(beside))
    monkeypatch.setattr(
        trafilatura, "bare_extraction", lambda *_, **__: SimpleNamespace(text="\n".join(default))
    )
    items = "".join(f"<li><a href=/{number}>{text}</a>" for number, text in enumerate(beside))
    assert body(page_of(story(f"</article><ul>{items}</ul>"))).source == chosen


def test_a_page_too_big_for_the_libraries_is_read_by_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(Page, "is_big", True)
    monkeypatch.setattr(dates, "guessed_day", lambda *given: asked.append(given))
    assert body(page_of(story())).source.startswith("own rule")
    assert clean(story()).article.published_at is None and asked == []


def test_text_that_only_machines_are_told_is_kept_without_a_place() -> None:
    note = news(articleBody="\n".join(PROSE))
    found = body(page(f"<html><head>{note}</head><body><div id=root></div></body></html>"))
    assert found.unprinted == PROSE


BODY = (
    f"<aside><p>{PROSE[0]}</p></aside>"
    f"<main><h2>Piers</h2><p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>City</p></main>"
)


def test_folding_keeps_letters_and_digits() -> None:
    assert folded("“Ça va”, 4 – Œuvre!") == "çava4œuvre"


@every_case(
    ("promise", "markup", "returned", "chosen"),
    [
        ("segments are found in any order", BODY, f"Piers\n{PROSE[0]} {PROSE[1]}", {0, 1, 2, 3}),
        ("a short segment must be a whole line", "<p>City</p>", "The city is old", set()),
        ("a mostly returned segment counts", f"<p>{PROSE[0]} And more.</p>", PROSE[0], {0}),
    ],
)
def test_segments_are_voted_for(promise: str, markup: str, returned: str, chosen: set[int]) -> None:
    assert voted(page(markup).folds, returned) == chosen


def test_the_main_element_is_the_lowest_that_holds_most_of_what_is_chosen() -> None:
    main = main_element(page(BODY), {1, 2, 3})
    assert main is not None and main.tag == "main"
    assert main_element(page(BODY), frozenset()) is None


def test_of_copies_the_one_in_the_main_element_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    found = page(f"<aside><p>{PROSE[0]}</p></aside><main>{PARAGRAPHS}</main>")
    monkeypatch.setattr(vote, "first_opinion", lambda _: ("\n".join(PROSE), "test"))
    assert body(found).chosen == {1, 2, 3, 4}
