"""A selector is what the template calls a place; it finds the segment and nothing that must stay as it is."""

from lib.clean.clean import clean
from lib.clean.selectors import stable, with_selectors
from lib.model.article import Block
from lib.model.cleaned import Cut
from lib.model.correction import Correction
from tests.builders import capture, correction
from tests.cases import every_case

PARAGRAPHS = "".join(
    f"<p>The ferry between Larkhaven and the island sailed again on day {day}, the company said, and those "
    "who had waited at the quay since Monday were taken over before all others.</p>"
    for day in ("one", "two", "three", "four")
)
PAGE = f"""<html><body><nav class="top-menu"><a href="/">Home</a></nav><main><article class="story">
<h1>Ferry sails again after the storm</h1>{PARAGRAPHS}
<div class="css-1x9fz2 app-teaser"><p class="k8231">Take our app along when you travel on the ferry next
time: it tells each delay of the boats.</p></div>
<p class="a1">The last boat leaves the island at nine in the evening, and there is no other until
morning.</p>
</article></main><aside class="promo-box"><p>Members read the whole archive of the paper.</p></aside>
<footer>The Harbour Post</footer></body></html>"""
ORIGINAL = capture(PAGE, media_type="text/html", origin="a.html")


def of(words: str, verdict: str) -> Correction:
    cleaned = clean(ORIGINAL)
    segments: tuple[Block | Cut, ...] = (*cleaned.article.blocks, *cleaned.cuts)
    segment = next(each for each in segments if words in each.text)
    return correction(segment.text, at=segment.at, verdict=verdict, rule=getattr(segment, "rule", None))


CASES = (
    ("its own name", "Members read", "keep", "aside.promo-box > p"),
    ("an element of its own kind", "The Harbour Post", "keep", "footer"),
    ("no name that a build made up", "Take our app", "cut", "div.app-teaser > p"),
    ("no name but that of the story around it", "The last boat", "cut", None),
)


@every_case(("name", "words", "verdict", "selector"), CASES)
def test_a_segment_is_found_by(name: str, words: str, verdict: str, selector: str | None) -> None:
    (note,) = with_selectors(ORIGINAL, [of(words, verdict)])
    assert note.selector == selector


def test_a_text_capture_has_no_selectors() -> None:
    (note,) = with_selectors(capture("Fog lay."), [correction("Fog lay.")])
    assert note.selector is None


NAMES = (
    ("article-body", True), ("articleBody", True), ("story__byline", True), ("BreakpointDetector", True),
    ("ad-slot", True), ("css-1x9fz2", False), ("sc-bdVaJa", False), ("k8231", False), ("jsx-99", False),
    ("x", False), ("_1hfd", False), ("bqzxrt", False), ("StoryBody-module__a8Xz1", False),
)  # fmt: skip


@every_case(("name", "good"), NAMES)
def test_a_stable_name_is_made_of_words(name: str, good: bool) -> None:
    assert stable(name) is good
