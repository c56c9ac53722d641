"""Laying a publisher's rules over a layout: selection, precedence, and when they are set aside."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lib.clean import publishers
from lib.clean.clean import clean
from lib.clean.publishers import Rules
from lib.model.article import Article
from lib.model.capture import Capture
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


def test_a_cut_carries_its_rule_and_its_reason(give: Give) -> None:
    give(rules(cut={".outer": "box"}))
    cleaned = clean(story(BOX + INNER))
    assert zones(cleaned, "What the tide") == zones(cleaned, "The tide was") == ["cut: box"]
    assert cleaned.article.provenance["body"].endswith("rule for harbourpost.example")


def test_the_inner_selector_speaks_before_the_outer_one(give: Give) -> None:
    give(rules(cut={".outer": "box"}, keep={".inner": "quote"}))
    cleaned = clean(story(BOX + INNER))
    assert zones(cleaned, "What the tide") == ["cut: box"]
    assert zones(cleaned, "The tide was") == ["quote"]


def test_a_selector_may_be_an_xpath(give: Give) -> None:
    give(rules(cut={"//p[contains(., 'nine years')]": "note"}))
    assert zones(clean(story(BOX + INNER)), "The tide was") == ["cut: note"]


@pytest.mark.parametrize(
    "selector",
    [
        ".nowhere, .inner",
        "p.inner:not(.nowhere)",
        "[class='inner']",
        "[class^='inn'], #nowhere",
        "#nowhere, div > p + p",
    ],
)
def test_a_selector_finds_by_any_of_its_parts(give: Give, selector: str) -> None:
    give(rules(cut={selector: "note"}))
    assert zones(clean(story(BOX + INNER)), "The tide was") == ["cut: note"]


def test_what_is_kept_as_body_is_never_taken_for_a_credit(give: Give) -> None:
    give(rules(keep={".signed": "body"}))
    cleaned = clean(story("<p class='signed'>Associated Press writer Ivo Brandt contributed.</p>"))
    assert zones(cleaned, "Associated Press") == ["body"]


def test_a_headline_rule_wins_over_the_first_heading(give: Give) -> None:
    give(rules(keep={".title": "headline"}))
    article = clean(story("<p class='title'>A bell rings at last</p>")).article
    assert article.headline == "A bell rings at last"
    assert article.provenance["headline"] == "rule for harbourpost.example"


def test_what_stands_where_a_rule_says_names_it(give: Give) -> None:
    give(rules(keep={".sub": "deck", ".sign": "byline"}, read={"kicker": ".over"}))
    lines = "<p class='sub'>Bells rang.</p><p class='sign'>Maren Holt</p><p class='over'>City</p>"
    article = clean(story(lines)).article
    assert (article.deck, article.byline, article.kicker) == ("Bells rang.", "Maren Holt", "City")
    assert {article.provenance[name] for name in ("deck", "byline", "kicker")} == {
        "rule for harbourpost.example"
    }


def test_fields_are_read_in_page_order_and_named(give: Give) -> None:
    give(rules(read={"authors": ".who a", "section": ".none"}))
    article = clean(story(AUTHORS)).article
    assert article.authors == ("Maren Holt", "Ivo Brandt")
    assert article.provenance["authors"] == "rule for harbourpost.example"
    assert article.provenance["section"] == "none"


def test_a_clock_turns_a_printed_time_into_an_instant(give: Give) -> None:
    give(rules(clock="Asia/Tokyo", read={"published_at": ".when"}))
    article = clean(story("<p class='when'>March 11, 2024 7:45 AM</p>")).article
    assert (
        article.published_at is not None and article.published_at.isoformat() == "2024-03-10T22:45:00+00:00"
    )
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


def dated(capture: Capture, published: str) -> Capture:
    head = f'<meta property="article:published_time" content="{published}">'
    return replace(capture, content=capture.content.replace("</head>", f"{head}</head>"))


def rule_of(article: Cleaned) -> list[str]:
    return zones(article, "What the tide")


def test_the_day_of_the_capture_chooses_the_period(give: Give) -> None:
    give(OLD, NEW)
    page = dated(story(BOX + INNER), "2019-05-01T09:00:00Z")
    assert rule_of(clean(page)) == ["cut: note"]


def test_where_that_day_is_a_guess_no_layout_older_than_the_story_is_tried(give: Give) -> None:
    give(OLD, NEW)
    page = replace(dated(story(BOX + INNER), "2024-03-01T09:00:00Z"), captured_assumed="time of the file")
    assert rule_of(clean(page)) == ["cut: note"]


def test_of_several_possible_layouts_the_one_that_finds_more_is_taken(give: Give) -> None:
    give(OLD, replace(NEW, cut={".outer": "note", "h1": "note"}))
    page = replace(dated(story(BOX + INNER), "2019-05-01T09:00:00Z"), captured_assumed="time of the file")
    assert rule_of(clean(page)) == ["cut: note"]


def test_the_captured_host_is_asked_before_the_canonical_one(give: Give) -> None:
    give(rules(cut={".outer": "box"}))
    link = "<link rel=canonical href='https://another.example/city/old-quay'>"
    found: Article = clean(story(BOX + INNER, head=link)).article
    assert found.provenance["body"].endswith("rule for harbourpost.example")
