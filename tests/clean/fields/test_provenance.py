"""Every field that a story has names where it was read."""

from lib.clean import clean
from tests.clean.markup import PROSE, capture, story

FIGURE = "<figure><img src='/i/quay.jpg'><figcaption>Boats at the quay.</figcaption></figure>"
OG = "<meta property='og:image' content='https://harbourpost.example/i/quay.jpg'>"


def told(markup: str) -> dict[str, str]:
    return dict(clean(capture(markup)).article.provenance)


def test_a_field_that_is_printed_says_so() -> None:
    deck = "<p class=standfirst>Two winters after the storm the first boats are back at the pier.</p>"
    lines = f"</h1>{deck}<p class=kicker>The port</p><p class=byline>By Maren Holt</p>"
    markup = story(head=OG).content.replace("</h1>", lines)
    found = told(markup.replace(PROSE[0], f"KESTREL, March 3 (Reuters) - {PROSE[0]}"))
    assert found["byline"] == "printed line"
    assert found["kicker"] == "line at the headline"
    assert found["deck"] == "line under the headline"
    assert found["image"] == "meta og:image"
    assert found["dateline"] == found["wire"] == "first words of the text"


def test_a_kicker_inside_the_headline_says_so() -> None:
    heading = "<h1><span class=kicker>The port</span> <span>Old quay reopens today</span></h1>"
    markup = story(headline="Old quay reopens today").content
    found = told(markup.replace("<h1>Old quay reopens today</h1>", heading))
    assert found["kicker"] == "inside the headline"


def test_a_field_that_is_not_there_has_no_source() -> None:
    assert (
        not {"byline", "kicker", "deck", "image", "dateline", "wire", "hints"} & told(story().content).keys()
    )


def test_a_picture_that_only_a_caption_shows_has_its_source_too() -> None:
    assert told(story(FIGURE).content)["image"] == "first picture in the story"


def test_what_a_sentence_holds_and_does_not_say_is_told() -> None:
    link = "<p>The <a href=/x>quay<span class=sr-only>, opens new tab</span></a> is open again, she said.</p>"
    found = told(story(link).content)
    assert found["hints"] == "left out, as they are not shown in the text: , opens new tab"
