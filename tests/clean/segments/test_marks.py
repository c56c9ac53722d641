"""Marks and levels of headings."""

from lxml import html

from lib.clean.segments.elements import heading_level
from lib.clean.segments.marks import Marks
from tests.cases import every_case

ELEMENTS = [
    ("<nav></nav>", {"menu"}),
    ("<div class='relatedStories'></div>", {"related"}),
    ("<div id=newsletter_box></div>", {"newsletter", "factbox"}),
    ("<div role=contentinfo></div>", {"footer"}),
    ("<p class='article-lead'></p>", {"deck"}),
    ("<div hidden></div>", {"unseen"}),
    ("<div style='display: none'></div>", {"unseen"}),
    ("<div style='DISPLAY:\tNone'></div>", {"unseen"}),  # as Internet Explorer saves it
    ("<h2 class='visually-hidden'></h2>", {"hidden", "unseen"}),
    ("<div class='overflow-hidden'></div>", {"hidden"}),
    ("<div class='field-label-hidden'></div>", set()),
    ("<header class='hasCaption with-share'></header>", {"header"}),
    ("<div class='email-popup'></div>", {"layer"}),
    ("<p id=views-disclaimer></p>", {"disclaimer"}),
    ("<div class='shared-layout'></div>", set()),
    ("<p id='block-id-n1AuAdJlVL'></p>", set()),  # a key that a machine drew
    ("<div class='homePageTopAds'></div>", {"ad"}),
    ("<div class='article--pullquote'></div>", {"quote"}),
    ("<div class='x-article-quote'></div>", {"quote"}),
    ("<span class='u-hide-visually'></span>", {"unseen"}),
    ("<div class='CarouselSlide-infoText'></div>", {"gallery", "caption"}),
    ("<p></p>", set()),
    ("<span itemprop=author></span>", {"byline"}),
    ("<figcaption></figcaption>", {"caption"}),
]


@every_case(("markup", "expected"), ELEMENTS)
def test_an_element_says_what_it_is(markup: str, expected: set[str]) -> None:
    assert Marks().own(html.fragment_fromstring(markup)) == expected


def test_marks_are_inherited_up_to_what_holds_too_much() -> None:
    tree = html.fragment_fromstring("<div class=newsletter><aside><p>x</p></aside></div>")
    paragraph = tree.find(".//p")
    marks = Marks()
    assert marks.above(paragraph, below=frozenset()) == {"newsletter", "factbox"}
    assert marks.above(paragraph, below=frozenset({tree})) == {"factbox"}


HEADS = [
    ("<h3>Piers</h3>", 3),
    ("<div role=heading aria-level=4>Piers</div>", 4),
    ("<div role=heading>Piers</div>", 3),
    ("<div class='wide heading-h6'>Piers</div>", 6),
    ("<div class=pf_subheadline>Piers</div>", 3),
    ("<p class=zwischentitel>Piers</p>", 3),
    ("<p class=header>Piers</p>", 0),
    ("<li class=heading>Piers</li>", 0),
    ("<p>Piers</p>", 0),
]


@every_case(("markup", "expected"), HEADS)
def test_a_heading_has_its_level(markup: str, expected: int) -> None:
    assert heading_level(html.fragment_fromstring(markup)) == expected
