"""Laying a publisher's rules over a layout: selection, precedence, and when they are set aside."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lib.clean import publishers
from lib.clean.clean import clean
from lib.clean.publishers import Rules
from lib.model.cleaned import Cleaned
from tests.clean.markup import PROSE, story

Give = Callable[..., None]

BOX = "<div class='outer'><p>What the tide table says about this week at the quay is printed here.</p>"
INNER = "<p class='inner'>The tide was higher than on any day of the last nine years.</p></div>"
AUTHORS = "<p class='who'><a href='/a'>Maren Holt</a> <a href='/b'>Ivo Brandt</a></p>"


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch) -> Give:
    """Gives the fixture's paper the rules of a test."""

    def rows(*given: Rules) -> None:
        monkeypatch.setattr(publishers, "by_domain", lambda: {"harbourpost.example": given})

    return rows


def rules(**more: object) -> Rules:
    return Rules(domains=("harbourpost.example",), **more)  # type: ignore[arg-type]


def zones(cleaned: Cleaned, start: str) -> list[str]:
    blocks = [block.zone for block in cleaned.article.blocks if block.text.startswith(start)]
    return blocks + [f"cut: {cut.rule}" for cut in cleaned.cuts if cut.text.startswith(start)]


ABOVE, WITHIN = "What the tide", "The tide was"
LAID = (
    ("a cut takes all that its selector holds", {"cut": {".outer": "box"}}, ["cut: box"], ["cut: box"]),
    ("the inner selector speaks before the outer one",
     {"cut": {".outer": "box"}, "keep": {".inner": "quote"}}, ["cut: box"], ["quote"]),
    ("a selector may be an XPath", {"cut": {"//p[contains(., 'nine years')]": "note"}},
     ["body"], ["cut: note"]),
    *((f"a selector finds by any of its parts: {selector}", {"cut": {selector: "note"}},
       ["body"], ["cut: note"])
      for selector in (".nowhere, .inner", "p.inner:not(.nowhere)", "[class='inner']",
                       "[class^='inn'], #nowhere", "#nowhere, div > p + p")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "above", "within"), [pytest.param(*row, id=promise) for promise, *row in LAID]
)
def test_rules_are_laid_over_a_layout(
    give: Give, given: dict[str, object], above: list[str], within: list[str]
) -> None:
    give(rules(**given))
    cleaned = clean(story(BOX + INNER))
    assert (zones(cleaned, ABOVE), zones(cleaned, WITHIN)) == (above, within)
    assert cleaned.article.provenance["body"].endswith("rule for harbourpost.example")


def test_what_is_kept_as_body_is_never_taken_for_a_credit(give: Give) -> None:
    give(rules(keep={".signed": "body"}))
    cleaned = clean(story("<p class='signed'>Associated Press writer Ivo Brandt contributed.</p>"))
    assert zones(cleaned, "Associated Press") == ["body"]


@pytest.mark.parametrize(
    ("given", "inside", "fields"),
    [
        (
            {"keep": {".title": "headline"}},
            "<p class=title>A bell rings at last</p>",
            {"headline": "A bell rings at last"},
        ),
        (
            {"keep": {".sub": "deck", ".sign": "byline"}, "read": {"kicker": ".over"}},
            "<p class=sub>Bells rang.</p><p class=sign>Maren Holt</p><p class=over>City</p>",
            {"deck": "Bells rang.", "byline": "Maren Holt", "kicker": "City"},
        ),
        (
            {"read": {"authors": ".who a", "section": ".none"}},
            AUTHORS,
            {"authors": ("Maren Holt", "Ivo Brandt")},
        ),
    ],
    ids=["a headline wins over the first heading", "what stands where a rule says", "in page order"],
)
def test_a_field_is_read_where_a_rule_says(
    give: Give, given: dict[str, object], inside: str, fields: dict[str, object]
) -> None:
    give(rules(**given))
    article = clean(story(inside)).article
    assert {name: getattr(article, name) for name in fields} == fields
    assert {article.provenance[name] for name in fields} == {"rule for harbourpost.example"}
    assert "kicker" in fields or article.provenance["section"] == "none"


def test_a_clock_turns_a_printed_time_into_an_instant(give: Give) -> None:
    give(rules(clock="Asia/Tokyo", read={"published_at": ".when"}))
    article = clean(story("<p class='when'>March 11, 2024 7:45 AM</p>")).article
    assert article.published_at == datetime(2024, 3, 10, 22, 45, tzinfo=UTC)
    assert article.published_zone is not None and article.published_zone.assumed


def test_a_field_is_read_as_it_is_shown(give: Give) -> None:
    give(rules(clock="Asia/Tokyo", read={"published_at": ".when", "authors": ".who"}))
    when = "<p class='when'>March 11, 2024, <!-- -->7<!-- -->:<!-- -->45 AM</p>"
    article = clean(story(f"{when}<p class='who'>Maren O<!-- -->’Brien<script>track()</script></p>")).article
    assert article.published_at == datetime(2024, 3, 10, 22, 45, tzinfo=UTC)
    assert article.authors == ("Maren O’Brien",)


def test_a_selector_that_finds_nothing_changes_nothing(give: Give) -> None:
    give()
    plain = clean(story(BOX + INNER))
    give(rules(cut={".nowhere": "box"}, keep={".nobody": "body"}, read={"tags": ".none"}))
    assert clean(story(BOX + INNER)) == plain


@pytest.mark.parametrize("selector", ["article", "article > p", "//p"])
def test_rules_that_would_cut_most_of_the_story_are_set_aside(give: Give, selector: str) -> None:
    give(rules(cut={selector: "box"}, read={"authors": ".who a"}))
    article = clean(story(AUTHORS)).article
    assert sum(block.text in PROSE for block in article.blocks) == len(PROSE)
    assert "rule for harbourpost.example" not in article.provenance["authors"]
    assert "more than half of the story" in article.provenance["rules"]


OLD = Rules(domains=("harbourpost.example",), until=date(2023, 12, 31), cut={".outer": "box"})
NEW = Rules(domains=("harbourpost.example",), since=date(2024, 1, 1), cut={".outer": "note"})


@pytest.mark.parametrize(
    ("published", "is_guess", "further"),
    [
        pytest.param("2019-05-01", False, {}, id="the day of the capture"),
        pytest.param("2024-03-01", True, {}, id="no layout older than the story, where that is a guess"),
        pytest.param("2019-05-01", True, {"h1": "note"}, id="of several the one that finds more"),
    ],
)
def test_of_the_layouts_of_a_paper_one_is_chosen_by(
    give: Give, published: str, is_guess: bool, further: dict[str, str]
) -> None:
    give(OLD, replace(NEW, cut={".outer": "note", **further}))
    head = f'<meta property="article:published_time" content="{published}T09:00:00Z">'
    page = story(BOX + INNER, head=head)
    cleaned = clean(replace(page, captured_assumed="time of the file" if is_guess else None))
    assert zones(cleaned, ABOVE) == ["cut: note"]


def test_the_captured_host_is_asked_before_the_canonical_one(give: Give) -> None:
    give(rules(cut={".outer": "box"}))
    link = "<link rel=canonical href='https://another.example/city/old-quay'>"
    found = clean(story(BOX + INNER, head=link)).article
    assert found.provenance["body"].endswith("rule for harbourpost.example")
