"""Bylines, standfirsts, tags and captions in markup that names them in passing, or not at all."""

from collections.abc import Sequence

from lib.clean.clean import clean
from lib.model.article import Article
from tests.cases import every_case
from tests.clean.markup import PROSE, capture

TITLE = "A tide table that keeps itself"
DECK = "An office on the pier has taught a small computer to count the water"
SHOWN = "The pilot house at low water"
PICTURE = "<img src=/pier.jpg width=800 height=500>"
TWO, TAGS = ("Ada Obi", "Bo Lund"), ("Tides", "Piers")
LINKS = "<li><a href=/x/1>Tides</a></li><li><a href=/x/2>Piers</a></li>"

HEADS = {
    "words and pictures": ("<p><span>Words by Ada Obi</span> <span>Pictures by Bo Lund</span></p>", TWO[:1]),
    "an office behind a break": ("<p class=byline>By Ada Obi<br>Harbour reporter</p>", TWO[:1]),
    "a joined name behind a break": ("<p class=author>By Ada Obi<br>and Bo Lund<br>The Log</p>", TWO),
    "names a line each": ("<div class=authors>Ada Obi<br>Bo Lund</div>", TWO),
    "co-authored": ("<p>Co-authored by Ada Obi and Bo Lund</p>", TWO),
    "authored": ("<p>Authored by Ada Obi</p>", TWO[:1]),
    "a guest's": ("<p>Guest post by Ada Obi</p>", TWO[:1]),
}
DECKS = {
    "a second heading": f"<h2>{DECK}</h2><p class=byline>By Ada Obi</p>",
    "a second heading alone": f"<h2>{DECK}</h2>",
    "a paragraph over the byline": f"<p>{DECK}.</p><div class=byline>By Ada Obi</div>",
}
BOXES = {
    "a field": f"<div class='field field--name-field-tags'><b>Tags</b><ul>{LINKS}</ul></div>",
    "a list": f"<ul class=tag-list>{LINKS}</ul>",
    "one line": "<div class=article-tags><a href=/x/1>Tides</a> <a href=/x/2>Piers</a></div>",
    "a label": f"<div><span>Explore more on these topics</span><ul>{LINKS}</ul></div>",
    "a heading": f"<section><h4>Topics</h4><ul>{LINKS}</ul></section>",
}
CAPTIONS = {
    "a span": f"<div>{PICTURE}<span>{SHOWN}</span></div>",
    "italics in the next paragraph": f"<p>{PICTURE}</p><p><em>{SHOWN}</em></p>",
    "italics behind a break": f"<p>{PICTURE}<br><em>{SHOWN}</em></p>",
    "small letters": f"<div>{PICTURE}</div><small>{SHOWN}</small>",
}


def _article(*, head: str = "", inside: str = "", under: str = "") -> Article:
    first, *rest = (f"<p>{text}</p>" for text in PROSE)
    body = f"<article><h1>{TITLE}</h1>{head}{first}{inside}{''.join(rest)}{under}</article>"
    menu = "<nav><a href=/boats>Boats</a> <a href=/ports>Ports</a></nav>"
    article = clean(capture(f"<html lang=en><title>{TITLE}</title><body>{menu}{body}</body></html>")).article
    assert [text for text in PROSE if text not in article.text] == []
    return article


@every_case(("name", "head"), HEADS.items())
def test_a_byline_is_read_through_its_breaks_and_labels(name: str, head: tuple[str, Sequence[str]]) -> None:
    assert _article(head=head[0]).authors == head[1]


@every_case(("name", "head"), DECKS.items())
def test_a_line_under_the_headline_is_the_standfirst(name: str, head: str) -> None:
    assert (_article(head=head).deck or "").rstrip(".") == DECK


def test_a_section_s_heading_under_the_headline_is_none() -> None:
    assert _article(head="<h2>How the tide is measured</h2>").deck is None


@every_case("name", BOXES)
def test_a_box_of_links_that_says_so_holds_the_tags(name: str) -> None:
    assert _article(under=BOXES[name]).tags == TAGS


@every_case("name", CAPTIONS)
def test_a_line_set_apart_under_a_picture_is_its_caption(name: str) -> None:
    article = _article(inside=CAPTIONS[name])
    assert [image.caption for image in article.images] == [SHOWN]
    assert SHOWN not in article.text


ENDS = ("-ENDS-", "ENDS", "###", "# # #", "- Ends -")
NOTES = (
    "<p>{}</p><h3>Notes to editors</h3><p>The port office was founded in 1901 and employs forty people.</p>"
)


@every_case("sign", ENDS)
def test_notes_behind_the_end_of_a_press_release_are_none_of_it(sign: str) -> None:
    assert _article(under=NOTES.format(sign)).text == "\n\n".join(PROSE)


def test_a_sign_between_sections_ends_nothing_and_brackets_that_a_citation_left_are_no_text() -> None:
    text = _article(inside="<p>###</p><p>(</p><p>).</p>", under="<p>###</p><p>The gulls sing.</p>").text
    assert text.endswith("###\n\nThe gulls sing.") and "(" not in text
