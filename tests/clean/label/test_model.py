"""The model vetoes what resembles furniture, and nothing of a story in whatever language."""

import math

import pytest

from bench.cleaning.held_out import using
from lib.clean.clean import clean
from lib.clean.label import model
from lib.clean.label.features import NAMES, Features
from lib.clean.label.model import Model
from lib.clean.segments.page import Page
from lib.clean.story.corrections import corrected
from lib.model.article import Zone
from lib.model.cleaned import Cleaned
from lib.model.correction import Correction
from tests.cases import every_case
from tests.clean.label.test_heads import STORIES
from tests.clean.markup import PROSE, SAVED, capture, page, story

# A tree that cuts by one number: segments that open with no capital are hardly of a story.
BY_CAPITAL = Model(
    start=0.0, trees=[[NAMES.index("opens with a capital"), 0.5, -4.0, 4.0]], right=[(0.05, 0.9)]
)
HOSTILE = (
    "<html></html>",
    "<html><body></body></html>",
    "<p>",
    "<table>" * 300 + "x",
    "<div>" * 900 + "The end." + "</div>" * 900,
    "<p>" + "\u0301" * 5_000,
    "<title>\u202e</title><h1>" + "🙂" * 2_000,
    "<ul>" + "<li><a href=/a>A story</a>" * 3_000,
    "<p>" + "," * 50_000,
)


def features(of: Page, headline: int | None = None) -> Features:
    return Features(of, headline)


@every_case("content", HOSTILE)
def test_features_are_finite_whatever_the_page(content: str) -> None:
    found = features(page(content))
    for number in range(min(len(found.page.segments), 50)):
        row = found.row(number)
        assert len(row) == len(NAMES) and all(map(math.isfinite, row))


def test_every_feature_has_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_features_say_where_a_segment_stands() -> None:
    content = "<nav><a href=/a>City</a></nav><article><h1>Old quay</h1>"
    found = features(page(f"{content}{''.join(f'<p>{text}</p>' for text in PROSE)}</article>"), headline=1)
    menu, first, last = (dict(zip(NAMES, found.row(number), strict=True)) for number in (0, 2, 5))
    assert menu["linked share"] == 1 and menu["mark menu"] == 1 and not menu["inside the main box"]
    assert first["from the headline"] == 1 and first["prose"] and first["inside the main box"]
    assert first["place in the main box"] == 0 and last["place in the main box"] == 1
    assert last["prose before"] == 3 and last["log letters at +1"] == 0
    assert first["prose of its dress"] == 4 and first["prose share of box 1 up"] == 1


def test_the_weights_fit_the_features() -> None:
    trained = model.trained()
    assert len(trained.trees) == 40

    def numbers(node: object) -> list[int]:
        return [node[0], *numbers(node[2]), *numbers(node[3])] if isinstance(node, list) else []

    used = [number for tree in trained.trees for number in numbers(tree)]
    assert used and max(used) < len(NAMES)
    assert all(0 < share <= 1 for _, share in trained.right)
    assert trained.right[-1][0] == model.CUTOFF


def test_a_tree_is_walked_to_a_leaf() -> None:
    grown = Model(
        start=1.0, trees=[[0, 0.5, -1.0, [1, 2.0, 3.0, -3.0]], 0.5], right=[(0.03, 0.9), (0.05, 0.8)]
    )
    assert grown.likelihood([0.5, 9]) == pytest.approx(1 / (1 + math.exp(-0.5)))
    assert grown.likelihood([0.6, 2.0]) == pytest.approx(1 / (1 + math.exp(-4.5)))
    assert grown.likelihood([0.6, 2.1]) == pytest.approx(1 / (1 + math.exp(1.5)))
    assert [grown.confidence(likely) for likely in (0.01, 0.04, 0.2)] == [0.9, 0.8, 0.8]


def cuts(of: Cleaned) -> list[str]:
    return [cut.text for cut in of.cuts if cut.rule == model.RULE]


def test_a_veto_is_a_cut_with_a_rule_a_reason_and_a_confidence_of_its_own() -> None:
    page_of_one = story("<p>what others had to say about the old quay came in by the afternoon post.</p>")
    with using(BY_CAPITAL):
        found = clean(page_of_one)
    (cut,) = (cut for cut in found.cuts if cut.rule == model.RULE)
    assert cut.confidence == 0.9 and "looks like what stands around stories" in cut.reason
    assert cut.text not in found.article.text and PROSE[0] in found.article.text
    with using(None):
        assert cut.text in clean(page_of_one).article.text


def test_one_click_restores_what_was_vetoed() -> None:
    with using(BY_CAPITAL):
        found = clean(
            story("<p>what others had to say about the old quay came in by the afternoon post.</p>")
        )
    (cut,) = (cut for cut in found.cuts if cut.rule == model.RULE)
    click = Correction(
        id="c1", sha256="0" * 64, verdict="keep", text=cut.text, at=cut.at, rule=cut.rule,
        publisher="harbourpost.example", url=None, made_at=SAVED,
    )  # fmt: skip
    restored = corrected(found, [click])
    assert cut.text in restored.article.text and not cuts(restored)


@every_case(
    ("inside", "stays"),
    [
        (
            "<h2>the piles</h2><p>Engineers drove the last of them on a Friday in the rain, as planned.</p>",
            True,
        ),
        ("<h2>the piles</h2><p>engineers drove the last of them on a Friday.</p>", False),
        ("<ul><li>the first pile was driven on Monday.</li><li>The second on Friday.</li></ul>", True),
        ("<ul><li>the first pile was driven on Monday.</li><li>the second on Friday.</li></ul>", False),
        ("<table><tr><td>piles</td><td>400</td></tr><tr><td>boats</td><td>3</td></tr></table>", True),
    ],
)
def test_what_belongs_together_stays_together(inside: str, stays: bool) -> None:
    with using(BY_CAPITAL):
        assert (not cuts(clean(story(inside)))) == stays


def test_where_the_model_would_leave_next_to_nothing_the_labels_stand() -> None:
    never = Model(start=-6.0, trees=[], right=[(0.05, 0.9)])
    with using(never):
        found = clean(story())
    assert not cuts(found) and all(text in found.article.text for text in PROSE)


# What stands around a story in each language: menu, teasers.
AROUND = {
    "en": (
        ("City", "Sport", "Weather"),
        ("Storm closes the upper road", "New bell for the old tower", "Herring prices fall again"),
    ),
    "de": (
        ("Stadt", "Sport", "Wetter"),
        ("Sturm sperrt die obere Straße", "Neue Glocke für den Turm", "Heringspreise fallen wieder"),
    ),
    "ru": (
        ("Город", "Спорт", "Погода"),
        ("Шторм закрыл верхнюю дорогу", "Новый колокол для башни", "Цены на сельдь снова падают"),
    ),
    "ja": (
        ("市内", "スポーツ", "天気"),
        ("嵐で上の道路が通行止め", "塔に新しい鐘がつく", "にしんの値がまた下がる"),
    ),
}


def whole(language: str) -> tuple[str, str, list[str]]:
    """Return a page in a language, with its headline and paragraphs."""
    headline, prose = STORIES[language]["title"], STORIES[language]["text"].strip().split("\n\n")
    menu, teasers = AROUND[language]
    links = "".join(f"<li><a href=/{number}>{text}</a></li>" for number, text in enumerate(menu))
    cards = "".join(
        f"<li><a href=/s/{number}><h3>{text}</h3></a></li>" for number, text in enumerate(teasers)
    )
    content = (
        f"<html><head><title>{headline}</title></head><body><header><nav><ul>{links}</ul></nav></header>"
        f"<main><article><h1>{headline}</h1>{''.join(f'<p>{text}</p>' for text in prose)}</article>"
        f"<aside class=related><ul>{cards}</ul></aside></main>"
        f"<footer><p>© Harbour Post</p><ul>{links}</ul></footer></body></html>"
    )
    return content, headline, prose


@every_case("language", AROUND)
def test_where_all_else_keeps_everything_furniture_is_vetoed_and_no_paragraph(language: str) -> None:
    (content, headline, prose), (menu, teasers) = whole(language), AROUND[language]
    of = page(content)
    texts = [segment.text for segment in of.segments]
    title = max(number for number, text in enumerate(texts) if text == headline)
    zones: list[Zone | None] = ["body" for _ in texts]
    zones[title] = "headline"
    found = model.verdict(features(of, title), zones, headings=(), fixed=(), unknown=())
    cut = {texts[number] for number in found.cut}
    assert cut >= {*menu, *teasers}
    assert not cut & set(prose)
    assert all(0.5 < confidence <= 1 for confidence in found.cut.values())


@every_case("language", AROUND)
def test_nothing_of_a_plain_story_is_vetoed(language: str) -> None:
    content, _, prose = whole(language)
    found = clean(capture(content))
    assert not cuts(found)
    assert all(text in found.article.text for text in prose)


def test_what_a_publishers_rule_keeps_is_not_asked_about() -> None:
    of = page(whole("en")[0])
    zones: list[Zone | None] = ["body" for _ in of.segments]
    everything = range(len(of.segments))
    with using(BY_CAPITAL):
        assert not model.verdict(features(of), zones, headings=(), fixed=everything, unknown=()).cut


def test_what_no_rule_knows_is_kept_only_inside_the_story_and_where_it_reads_like_it() -> None:
    of = page(
        "".join(f"<p>{text}</p>" for text in ("The end.", *PROSE, "The crowd left.", "the crowd left."))
    )
    zones: list[Zone | None] = [None, "body", "body", None, None, "body", None]
    unknown = [0, 3, 4, 6]
    found = features(of)
    with using(BY_CAPITAL):
        assert model.verdict(found, zones, headings=(), fixed=(), unknown=unknown).keep == {3, 4}
    doubting = Model(start=2.0, trees=[], right=[(0.05, 0.9)])
    with using(doubting):
        assert not model.verdict(found, zones, headings=(), fixed=(), unknown=unknown).keep
