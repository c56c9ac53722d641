"""The reading view: built from blocks, everything foreign escaped, the asked-for sentence marked."""

from dataclasses import replace

from lib.model.article import Block
from lib.model.filter import Filter
from lib.ui.read.story import Marking, article
from lib.ui.view import View, sentence_in
from tests.builders import article as built

VIEW = View(page="read", criteria=Filter())
FOREIGN = '"><script>alert(1)</script>'


def block(zone: str, text: str, **more: int) -> Block:
    """Return a block of the text."""
    return Block(zone=zone, text=text, at=0, end=len(text), **more)  # type: ignore[arg-type]


def test_nothing_of_an_article_becomes_markup() -> None:
    zones = ("headline", "body", "quote", "list", "table", "caption", "credit", "ticker")
    story = replace(
        built(headline=FOREIGN), deck=FOREIGN, kicker=FOREIGN, section=FOREIGN, authors=(FOREIGN,),
        tags=(FOREIGN,), publisher=FOREIGN, published_as=FOREIGN, canonical_url=f"javascript:{FOREIGN}",
        blocks=tuple(block(zone, FOREIGN) for zone in zones),
    )  # fmt: skip
    shown = article(story, VIEW, "UTC")
    assert "<script" not in shown and "javascript:" not in shown


def test_each_zone_has_its_own_shape() -> None:
    story = replace(
        built(headline="Harbour opens"),
        blocks=(
            block("body", "First."), block("body", "A part", level=2), block("quote", "So he said."),
            block("list", "one"), block("list", "two"), block("caption", "A crane"),
            block("credit", "City archive"),
        ),
    )  # fmt: skip
    shown = article(story, VIEW, "UTC")
    assert "<h1>Harbour opens</h1>" in shown and '<h2 id="b1">A part</h2>' in shown
    assert '<blockquote id="b2">' in shown and shown.count("<ul>") == 1 and shown.count("<li") == 2
    assert '<span class="caption" id="b5">A crane</span>' in shown and 'class="credit"' in shown


def test_a_section_that_is_the_kicker_too_is_printed_once() -> None:
    assert '<p class="kicker">City</p>' in article(
        replace(built(), kicker="CITY", section="City"), VIEW, "UTC"
    )
    assert '<p class="kicker">City · Report</p>' in article(replace(built(), kicker="Report"), VIEW, "UTC")


def test_that_a_story_is_live_is_printed_once_behind_its_section() -> None:
    for kicker in ("Live The port", "The port | LIVE"):
        story = replace(built(), kicker=kicker, form="live blog")
        assert '<p class="kicker">City · The port · Live</p>' in article(story, VIEW, "UTC")


def test_one_credit_of_several_pictures_is_printed_once() -> None:
    pieces = (
        block("caption", "A crane"),
        *(block("credit", "Ada Holm") for _ in range(3)),
        block("caption", "A quay"),
    )
    shown = article(replace(built(), blocks=(*pieces, block("credit", "Ada Holm"))), VIEW, "UTC")
    assert shown.count("Ada Holm") == 2 and shown.count('class="line"') == 2


def test_the_sentence_asked_for_is_marked_with_its_names() -> None:
    text = "Nothing yet. Rusk met Gromyko in the evening. Then he left."
    story = replace(built(), blocks=(block("body", text),))
    names = {0: [(13, 17), (22, 29)]}
    shown = article(story, VIEW, "UTC", Marking(matches=names, sentence=sentence_in("0-13")))
    assert "<mark>Rusk</mark> met <mark>Gromyko</mark> in the evening.</span>" in shown
    assert "data-arrive" in shown
    for nowhere in ("9-99", "0-²", f"0-{'9' * 5000}", "0"):
        assert "data-arrive" not in article(story, VIEW, "UTC", Marking(sentence=sentence_in(nowhere)))


def test_a_brief_shows_its_text() -> None:
    story = replace(
        built(), form="brief", blocks=(block("headline", "Bridge shut."), block("ticker", "Until May."))
    )
    assert '<p id="b1">Until May.</p>' in article(story, VIEW, "UTC")


def test_a_story_in_arabic_reads_from_the_right_and_a_quote_in_english_from_the_left() -> None:
    story = built(
        "الميناء يفتح أبوابه من جديد", "قال المدير إن السفن وصلت، وإن السوق فتح أبوابه.",
        "“We are open,” said the sign on the quay.", "Reuters: وصلت السفن إلى الميناء مساء الاثنين.",
    )  # fmt: skip
    shown = article(story, VIEW, "UTC")
    assert '<article class="article" dir="rtl"' in shown
    assert '<p id="b2" dir="ltr">' in shown and '<p id="b3">' in shown
    assert 'dir="ltr"' in article(built(), VIEW, "UTC") and 'dir="rtl"' not in article(built(), VIEW, "UTC")


def test_what_stands_beside_the_story_is_folded_below_it() -> None:
    story = replace(
        built(),
        blocks=(
            block("body", "First."), block("biography", f"Ida Brandt is a reporter. {FOREIGN}"),
            block("appeal", "Write to us."), block("body", "Last."),
        ),
    )  # fmt: skip
    shown = article(story, VIEW, "UTC")
    body, beside = shown.split('<details class="folded beside">')
    assert "First." in body and "Last." in body and "Ida Brandt" not in body and "<script" not in beside
    assert "<summary>About the author · To the reader</summary>" in beside
    assert '<p id="b1">Ida Brandt is' in beside and "<details" not in article(built(), VIEW, "UTC")
