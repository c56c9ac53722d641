"""A page is parsed whole or refused with the limit named."""

import pytest
from lxml.html import HtmlElement

from lib.clean.segments.html import segmented
from lib.clean.segments.parse import ATTRIBUTES, markup_of, parsed
from lib.model.errors import NotAnArticle, TooLarge
from tests.cases import every_case
from tests.clean.markup import capture

BEYOND = [
    ("<div>" * 3_000 + "deep", "2,048 levels"),
    ("<div id=a/>" * 2_500 + "<p>deep</p>", "2,048 levels"),
    ("<span><div></span>" * 1_400 + "<p>deep</p>", "2,048 levels"),
    ("<i></i>" * 300_000, "400,000 elements"),
    ("<p>" + "word, then " * 900_000 + "</p>", "9,500,000 characters"),
]
WHOLE = [
    "<p>first</p><template><div></template><p>second</p>",
    "<p>first</p><template><TABLE><tr><td>no<template><td></template></Template><p>second</p>",
    "<p>first</p><script>'<template><div>'</script><p>second</p><!-- </template> --><p>text</p>",
    "<p title='<template>'>first</p><p>second</p><template><p>no</template><p>text</p>",
    "<div>" * 2_000 + "<p>deep down</p>",
    "<svg>" + '<rect aria-label="2020 -> 2021: 5"/>' * 3_000 + "</svg><p>text</p>",
    "<p><a name=first>first</p>" * 3_000 + "<p>text</p>",
    "<p>first<p>second</p></body></html>after the end",
    "<?xml version='1.0' encoding='koi8-r'?><html><body><p>first</p></body></html>",
    "<html><head><meta charset=koi8-r></head><body>Привіт</body></html>",
    "<!-- <div> -->" * 5_000 + "<p>text</p>",
]


def tree_of(content: str) -> HtmlElement:
    page = capture(content)
    return parsed(markup_of(page), page.origin)


@every_case(("content", "limit"), BEYOND)
def test_what_the_parser_would_lose_is_refused(content: str, limit: str) -> None:
    with pytest.raises(TooLarge, match=limit):
        tree_of(content)


@every_case("content", WHOLE)
def test_no_word_is_lost(content: str) -> None:
    source = segmented(tree_of(content))
    for word in ("deep down", "first", "second", "after the end", "Привіт", "text"):
        assert (word in content.split("charset")[-1]) <= (word in source.text)


@every_case("content", ["", "   ", "<!-- nothing -->"])
def test_a_page_without_content_is_no_article(content: str) -> None:
    with pytest.raises(NotAnArticle, match=r"page\.html holds no page content"):
        tree_of(content)


@every_case("written", ["&#1;", "&#x1;", "&#00031;", "&#X1f;", "&#127;", "&#7", "&#x0E"])
def test_a_reference_to_a_control_character_is_no_letter(written: str) -> None:
    tree = tree_of(
        f"<p title='Fer{written}'>The fer{written}ry&#32;sails at&#160;10&#x2c; &#9731; &#1234;</p>"
    )
    (note,) = tree.iter("p")
    assert (note.text, note.get("title")) == ("The ferry sails at\xa010, ☃ Ӓ", "Fer")


READ = "港町の市長は言った。"
RUBY = [
    ("<ruby>港町<rt>みなとまち</rt></ruby>の<ruby>市長<rt>しちょう</rt></ruby>は", READ),
    ("<RUBY>港町<RT class=x>みなとまち</RT></RUBY>の市長は", READ),
    ("<ruby><rb>港</rb><rt>みなと<rb>町</rb><rt>まち</ruby>の市長は", READ),
    ("<ruby>港<rt>みなと町<rp>x</rp></ruby>町の<b>市長</b>は", READ),
    # readings in brackets of the page are text
    (
        "<ruby><rb>港町</rb><rp>（</rp><rt>みなとまち</rt><rp>）</rp></ruby>の市長は",
        "港町（みなとまち）の市長は言った。",
    ),
]


@every_case(("printed", "text"), RUBY)
def test_readings_over_letters_part_no_words(printed: str, text: str) -> None:
    source = segmented(tree_of(f"<p>{printed}言った。</p>"))
    assert [segment.text for segment in source.segments] == [text] == [source.text]


QUOTED = [
    ("He said <q>we sail</q>.", "He said “we sail”."),
    ("He said <Q cite='/a'>we <q>never</q> sail</Q >.", "He said “we “never” sail”."),
    ("He said <q>“we sail”</q>.", "He said “we sail”."),
    ("He said &bdquo;<q>we sail</q>&ldquo;.", "He said „we sail“."),
    ("He said <q>&laquo;we sail&raquo;</q>.", "He said «we sail»."),
    ("He <quote>sails</quote>.", "He sails."),
]


@every_case(("printed", "said"), QUOTED)
def test_a_quotation_has_the_marks_that_browsers_print(printed: str, said: str) -> None:
    assert segmented(tree_of(f"<p>{printed}</p>")).text == said


def test_a_shadow_root_is_text_and_a_template_in_it_is_not() -> None:
    root = "<template shadowrootmode=open><p>first</p><template><p>no</p></template><p>second</p></template>"
    code = "<script>'<template shadowrootmode=open>'</script>"
    tree = parsed(markup_of(capture(f"<html><body>{code}<x-story>{root}</x-story></body></html>")), "x")
    assert [segment.text for segment in segmented(tree).segments] == ["first", "second"]


def test_a_sign_like_a_reading_in_a_script_stays() -> None:
    tree = tree_of("<ruby>港<rt>みなと</rt></ruby><script>if (a<rt && b>c) x = 1</script>")
    assert [node.text for node in tree.iter("script")] == ["if (a<rt && b>c) x = 1"]


CROWD = " ".join(f'a{number}="1"' for number in range(2_000))


def test_attributes_beyond_the_limit_are_dropped_and_text_and_code_stay() -> None:
    tree = tree_of(f"<div><p class=first {CROWD}>The ferry sails.</p><p>It rains.</p></div>")
    first, second = tree.iter("p")
    assert (first.text, second.text, first.get("class")) == ("The ferry sails.", "It rains.", "first")
    (script,) = tree_of(f"<p>x</p><script {CROWD}>if (a<b) x = '>'</script>").iter("script")
    assert script.text == "if (a<b) x = '>'"
    assert len(first.attrib) == len(script.attrib) == ATTRIBUTES


@every_case(
    "apart", ["<script>{}</script>", "<STYLE>{}</STYLE>", "<!-- {} -->", "<script async id=s>{}</script>"]
)
def test_what_code_compares_is_no_tag_and_the_text_behind_it_stays(apart: str) -> None:
    code = "for (n=0;n<last;n++) { " + "".join(f"call{number}() " for number in range(900)) + "} // a page's"
    page = f"<p>It rains.</p>{apart.format(code)}<h1>The ferry sails</h1><p title=Ada's>Ada Obi</p>"
    found = [segment.text for segment in segmented(tree_of(page)).segments]
    assert found == ["It rains.", "The ferry sails", "Ada Obi"]


def test_signs_within_a_quoted_value_are_no_attributes() -> None:
    frame = "&".join(f"key{number}=value" for number in range(900))
    tree = tree_of(f"<p data-frame='{frame}' id=last>The ferry sails.</p>")
    (paragraph,) = tree.iter("p")
    assert (paragraph.text, paragraph.get("id"), len(paragraph.attrib)) == ("The ferry sails.", "last", 2)
