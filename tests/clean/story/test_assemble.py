"""Blocks, cards, briefs and cuts share the source text; corrections change a capture and what follows."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bench.cleaning import coverage_violations
from bench.cleaning.coverage import source_text
from lib.clean.clean import clean
from lib.clean.story.corrections import corrected, derived
from lib.model.article import Block, Image, Update, revision_of
from lib.model.capture import Capture
from lib.model.cleaned import Cleaned, Cut
from lib.model.correction import BY_HAND, Correction
from tests.builders import article, blocks, capture, correction
from tests.cases import every_case
from tests.clean import markup

PARAGRAPHS = (
    "The ferry between Larkhaven and the island of Osk sailed again on Wednesday, two days after a storm had "
    "torn part of the pier away.",
    "Transport Minister Pelle Arnhem told reporters in Larkhaven that the repairs had cost less than the "
    "ministry feared, and that Norway had lent a crane.",
    "Islanders who had waited since Monday were taken over first, the company said, and fresh bread went "
    "with them.",
)
HTML = (
    "<html><body><nav><a href='/'>Home</a></nav><main><article><h1>Ferry sails again after the storm</h1>"
    + "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    + "</article></main><div class='newsletter'><p>Get our letter every morning in your inbox.</p></div>"
    "<footer>The Harbour Post</footer></body></html>"
)
TEXT = "\n\n".join(
    ("Skip to content\nMenu", "Ferry service resumes after storm", "by Ida Brandt March 3, 2021 8:05 AM",
     *PARAGRAPHS, "Share this article\nSubscribe to our newsletter")
)  # fmt: skip
CAPTURES = (
    pytest.param(capture(HTML, media_type="text/html", origin="a.html"), id="html"),
    pytest.param(capture(TEXT), id="text"),
)


def of_cut(cut: Cut, **fields: object) -> Correction:
    return correction(cut.text, at=cut.at, rule=cut.rule, verdict="keep", **fields)


def of_block(block: Block, **fields: object) -> Correction:
    return correction(block.text, at=block.at, verdict="cut", **fields)


def covered(capture: Capture, cleaned: Cleaned) -> bool:
    return coverage_violations(source_text(capture), cleaned) == []


@pytest.mark.parametrize("original", CAPTURES)
def test_every_cut_can_be_restored_and_every_block_taken_out(original: Capture) -> None:
    whole = clean(original)
    assert covered(original, whole)
    for cut in whole.cuts:
        made = corrected(whole, [of_cut(cut)])
        block = next(each for each in made.article.blocks if each.at == cut.at and each.end == cut.end)
        assert (block.text, block.zone in ("body", "caption")) == (cut.text, True)
        assert covered(original, made) and len(made.cuts) == len(whole.cuts) - 1
        assert made.article.revision != whole.article.revision
        assert made.article.blocks == tuple(sorted(made.article.blocks, key=lambda each: each.at))
    for block in whole.article.blocks:
        made = corrected(whole, [of_block(block)])
        if block.zone == "headline":
            assert made.article == whole.article and made.doubts[-1].kind == "correction not applied"
            continue
        cut = next(each for each in made.cuts if each.at == block.at)
        assert (cut.text, cut.rule, cut.confidence) == (block.text, BY_HAND, 1.0)
        assert covered(original, made) and block.text not in made.article.text


@pytest.mark.parametrize("original", CAPTURES)
def test_what_is_restored_and_then_taken_out_is_cut(original: Capture) -> None:
    whole = clean(original)
    cut = whole.cuts[0]
    made = corrected(whole, [of_cut(cut), of_cut(cut, id="second")])
    back = correction(cut.text, at=cut.at, verdict="cut")
    assert corrected(whole, [of_cut(cut), back]).article == whole.article
    assert made.article.provenance[BY_HAND] == "second"


def cleaned_with(*line: tuple[str, str, str | None], **fields: Any) -> Cleaned:
    """Return blocks (zone, text, None) and cuts ("", text, rule), one after the other."""
    blocks, cuts, at = [], [], 0
    for zone, text, rule in line:
        if rule is None:
            blocks.append(Block(zone=zone, text=text, at=at, end=at + len(text)))  # type: ignore[arg-type]
        else:
            cuts.append(Cut(text=text, rule=rule, reason="Because.", at=at, end=at + len(text)))
        at += len(text) + 1
    made = article("Fog", blocks=tuple(blocks), **fields)
    return Cleaned(article=made, briefs=(), related=(), cuts=tuple(cuts))


ZONES = (
    ("between items of a list", ("list", "list"), "menu", "list"),
    ("between parts of a quote", ("quote", "quote"), "menu", "quote"),
    ("between cells", ("table", "table"), "box", "table"),
    ("at the end of a list", ("list", "body"), "menu", "body"),
    ("between paragraphs", ("body", "body"), "menu", "body"),
    ("a caption", ("body", "body"), "other caption", "caption"),
    ("a caption between items", ("list", "list"), "other caption", "caption"),
)


@every_case(("name", "around", "rule", "zone"), ZONES)
def test_a_restored_piece_has_the_zone_it_stands_in(
    name: str, around: tuple[str, str], rule: str, zone: str
) -> None:
    whole = cleaned_with((around[0], "one", None), ("", "two", rule), (around[1], "three", None))
    assert corrected(whole, [of_cut(whole.cuts[0])]).article.blocks[1].zone == zone


def test_a_restored_piece_has_the_zone_and_level_that_the_page_gives_it() -> None:
    inside = (
        "<h3>Related</h3><ul><li>Read more of the ferry in our letter of Monday</li></ul>"
        "<blockquote><p>Sign up for the letter of the islands</p></blockquote>"
    )
    page = HTML.replace("</article>", f"{inside}<p>{PARAGRAPHS[0]} It went on.</p></article>")
    whole = clean(capture(page, media_type="text/html", origin="a.html"))
    made = corrected(whole, [of_cut(cut) for cut in whole.cuts])
    zones = {block.text: (block.zone, block.level) for block in made.article.blocks}
    assert zones["Related"] == ("body", 3)
    assert zones["Read more of the ferry in our letter of Monday"] == ("list", 0)
    assert zones["Sign up for the letter of the islands"] == ("quote", 0)


def test_the_deck_and_the_dateline_follow_the_blocks() -> None:
    first = "LARKHAVEN, March 3 (Reuters) - The ferry sails."
    whole = cleaned_with(
        ("headline", "Fog", None), ("deck", "One.", None), ("deck", "Two.", None), ("body", first, None),
        ("body", "It carried bread.", None), deck="One. Two.", dateline="LARKHAVEN", wire="Reuters",
    )  # fmt: skip
    made = corrected(whole, [of_block(whole.article.blocks[1]), of_block(whole.article.blocks[3])])
    assert (made.article.deck, made.article.dateline, made.article.wire) == ("Two.", None, None)
    whole = cleaned_with(("", first, "note"), ("body", "It carried bread.", None))
    back = corrected(whole, [of_cut(whole.cuts[0])]).article
    assert (back.dateline, back.wire) == ("LARKHAVEN, March 3", "Reuters")


def test_pictures_follow_their_captions() -> None:
    image = Image(url=None, alt=None, caption="The pier.", credit="Ann Lee", lead=True)
    pictured = replace(image, url="https://harbour.example/a.jpg")
    line = (
        ("caption", "The pier.", None),
        ("credit", "Photo: Ann Lee", None),
        ("", "A crane.", "other caption"),
    )
    for images, left in (((image,), ()), ((pictured,), (replace(pictured, caption=None, credit=None),))):
        whole = cleaned_with(*line, images=images)
        made = corrected(whole, [of_block(block) for block in whole.article.blocks])
        assert made.article.images == left
    back = corrected(whole, [of_cut(whole.cuts[0])]).article.images
    assert [(each.caption, each.lead) for each in back] == [("The pier.", True), ("A crane.", False)]


def test_a_caption_is_not_taken_from_another_picture_that_begins_alike() -> None:
    image = Image(url="https://harbour.example/a.jpg", alt=None, caption="The pier", credit=None, lead=True)
    other = replace(image, url="https://harbour.example/b.jpg", caption="The pier at dawn", lead=False)
    line = (("caption", "The pier", None), ("caption", "The pier at dawn", None))
    whole = cleaned_with(*line, images=(image, other))
    made = corrected(whole, [of_block(whole.article.blocks[0])]).article.images
    assert made == (replace(image, caption=None), other)


def test_updates_of_a_live_blog_keep_their_first_blocks() -> None:
    line = (
        ("headline", "Live", None), ("", "menu", "menu"), ("body", "a1", None), ("body", "a2", None),
        ("body", "b1", None), ("", "lost", "advertisement"), ("body", "c1", None),
    )  # fmt: skip
    updates = tuple(
        Update(block=number, published_at=None, published_as=name, timezone=None)
        for number, name in ((1, "a"), (3, "b"), (4, "c"))
    )
    whole = cleaned_with(*line, updates=updates)
    blocks, cuts = whole.article.blocks, whole.cuts

    def firsts(*made: Correction) -> dict[str | None, str]:
        story = corrected(whole, made).article
        return {update.published_as: story.blocks[update.block].text for update in story.updates}

    assert firsts() == {"a": "a1", "b": "b1", "c": "c1"}
    assert firsts(of_cut(cuts[0]), of_cut(cuts[1])) == {"a": "a1", "b": "b1", "c": "c1"}
    assert firsts(of_block(blocks[1])) == {"a": "a2", "b": "b1", "c": "c1"}
    assert firsts(of_block(blocks[3])) == {"a": "a1", "c": "c1"}


def test_words_that_are_gone_are_told_and_what_the_rules_keep_needs_no_correction() -> None:
    whole = clean(capture(TEXT))
    made = corrected(whole, [correction("These words stand nowhere on the page. " * 3, at=3)])
    assert (made.article, made.cuts) == (whole.article, whole.cuts)
    assert made.doubts[-1].kind == "correction not applied"
    assert "You kept “These words stand" in made.doubts[-1].reason
    assert made.confidence < whole.confidence
    block = next(each for each in whole.article.blocks if each.zone == "body")
    assert corrected(whole, [correction(block.text, at=block.at, rule="menu")]) == whole
    assert corrected(whole, []) is whole


def test_a_correction_of_another_capture_holds_only_where_it_is_certain() -> None:
    whole = cleaned_with(
        ("body", "Fog lay.", None), ("", "Share", "share"), ("", "Share", "share"), ("", "Note", "note")
    )
    note = correction("Note", at=900, rule="note", id="n")
    assert corrected(whole, [], [note]).article.provenance[BY_HAND] == "n"
    for vague in (
        correction("Share", at=900, rule="share"), correction("Note", rule="menu"), correction("Gone"),
    ):  # fmt: skip
        assert corrected(whole, [], [vague]) == whole


def test_the_captures_own_correction_comes_last() -> None:
    whole = cleaned_with(("body", "Fog lay.", None), ("", "Note", "note"))
    mine = correction("Note", at=whole.cuts[0].at, verdict="cut", rule="note")
    assert corrected(whole, [mine], [correction("Note", rule="note")]).article == whole.article


def test_only_what_follows_from_the_blocks_changes() -> None:
    story = article("Fog", "One.", "Two.", deck="Deck.", tags=("Sea",))
    fewer = tuple(block for block in story.blocks if block.text != "Two.")
    gone = [block for block in story.blocks if block.text == "Two."]
    made = derived(story, fewer, [], gone)
    assert made == replace(story, blocks=fewer, revision=revision_of("Fog", "Deck.\n\nOne."))


def test_a_wire_among_the_authors_stays() -> None:
    story = article(
        "Fog", blocks=blocks(("headline", "Fog"), ("body", "One.")), authors=("Reuters",), wire="Reuters"
    )
    first = Block(zone="body", text="Zero.", at=4, end=4)
    assert derived(story, (story.blocks[0], first, story.blocks[1]), [first], []).wire == "Reuters"


def test_a_headline_that_no_piece_prints_has_no_place() -> None:
    head = "<meta property='og:title' content='Old quay reopens'>"
    page = f"<html><head>{head}</head><body><div>{markup.PARAGRAPHS}</div></body></html>"
    first = clean(markup.capture(page)).article.blocks[0]
    assert (first.zone, first.text, first.at, first.end) == ("headline", "Old quay reopens", 0, 0)


def test_a_page_without_any_text_of_its_own_has_the_story_that_it_declares() -> None:
    declared = {"@type": "NewsArticle", "headline": "Old quay reopens", "articleBody": " ".join(markup.PROSE)}
    script = f"<script type='application/ld+json'>{json.dumps(declared)}</script>"
    made = clean(markup.capture(f"<html><head>{script}</head><body><div id=root></div></body></html>"))
    assert (made.article.headline, made.article.text) == ("Old quay reopens", " ".join(markup.PROSE))


def test_pieces_of_a_card_are_no_cuts() -> None:
    card = "<div class=related><a href=/x>Ice house to get a roof before summer</a></div>"
    cleaned = clean(markup.story(card))
    assert [each.headline for each in cleaned.related] == ["Ice house to get a roof before summer"]
    assert not [cut for cut in cleaned.cuts if "Ice house" in cut.text]


ASIDE = "Ida Brandt is a reporter who covers the ferries and the weather."
NOTED = capture(
    HTML.replace("</article>", f"<p>By Ida Brandt</p><p>{ASIDE}</p></article>"),
    media_type="text/html", origin="a.html",
)  # fmt: skip


def aside(cleaned: Cleaned) -> Block:
    return next(block for block in cleaned.article.blocks if block.text == ASIDE)


@pytest.mark.parametrize("rule", ["author bio", None])
@pytest.mark.parametrize("own", [True, False])
def test_an_aside_comes_into_the_text_by_hand_as_what_was_cut_did(rule: str | None, own: bool) -> None:
    cleaned = clean(NOTED)
    assert aside(cleaned).zone == "biography" and ASIDE not in cleaned.article.text
    kept = correction(ASIDE, at=aside(cleaned).at, rule=rule, verdict="keep")
    made = corrected(cleaned, [kept] if own else [], [] if own else [kept])
    assert made.article.text.endswith(ASIDE) and aside(made).zone == "body" and made.cuts == cleaned.cuts
    assert covered(NOTED, made)


def test_an_aside_that_comes_into_the_text_keeps_its_links() -> None:
    link = ASIDE.replace("Ida Brandt", "<a href='https://a.example/ida'>Ida Brandt</a>")
    cleaned = clean(replace(NOTED, content=NOTED.content.replace(ASIDE, link)))
    made = corrected(cleaned, [correction(ASIDE, at=aside(cleaned).at, rule="author bio", verdict="keep")])
    assert aside(cleaned).links and aside(made) == replace(aside(cleaned), zone="body")


def test_an_aside_is_cut_by_hand() -> None:
    cleaned = clean(NOTED)
    made = corrected(cleaned, [of_block(aside(cleaned))])
    assert ASIDE in [cut.text for cut in made.cuts if cut.rule == BY_HAND] and covered(NOTED, made)
