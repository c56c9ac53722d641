"""A page falls into segments that cover it, and hints are no text of theirs."""

from lxml.html import fromstring

from bench.cleaning.coverage import source_text
from lib.clean.segment import Segment
from lib.clean.segments.page import Page
from lib.clean.segments.runs import hints_of, is_hint, with_exact_offsets
from tests.cases import every_case
from tests.clean.markup import capture, page

BODIES = [
    ("<p>one</p><p>two</p>", ["one", "two"]),
    ("one<p>two</p>three", ["one", "two", "three"]),
    ("<p>one<br>two</p>", ["one two"]),
    ("<p>one<br><br>two</p>", ["one", "two"]),
    # a line that is all bold stands alone, as in an interview; a label goes with what it is the label of
    ("<p><b>Why now?</b><br>It was time.</p>", ["Why now?", "It was time."]),
    ("<p><b>Why</b> now?<br>It was time.</p>", ["Why now? It was time."]),
    ("<p><b>Mayor:</b><br>It was time.</p>", ["Mayor: It was time."]),
    ("<p><b>READ MORE</b><br><a href=/x>Ice house</a></p>", ["READ MORE Ice house"]),
    ("<p><b><a href=/x>Ice house to get a roof</a></b><br>9 March</p>", ["Ice house to get a roof 9 March"]),
    ("<p><b>one<br>two</b></p>", ["one two"]),
    ("<p>one<!-- not --> two</p>", ["one two"]),
    ("<p>one<script>not</script> two<style>not</style></p><template>not</template>", ["one two"]),
    ("<a href=/a>City</a><a href=/b>Port</a>", ["City Port"]),
    ("<p>the <a href=/a>quay</a>, old</p>", ["the quay, old"]),
    ("<p>one <svg><path/></svg>two</p>", ["one two"]),
    ("<figcaption>Boats <span class=credit>Brandt</span></figcaption>", ["Boats", "Brandt"]),
    ("<ul><li>one<ul><li>two</li></ul>three</li></ul>", ["one", "two", "three"]),
    # what a link says to screen readers alone
    ("<p>the <a href=/a>quay<span class=sr-only>, opens new tab</span></a> again</p>", ["the quay again"]),
    (
        "<p>the <a href=/a>quay<span style='clip:rect(0 0 0 0)'> (a window)</span></a>, old</p>",
        ["the quay, old"],
    ),
    ("<p><span class=sr-only>Opinion:</span> the quay</p>", ["Opinion: the quay"]),
    ("<p><a href=/a><span class=sr-only>To the quay</span></a></p>", ["To the quay"]),
    # the figure of a footnote, which is no part of the word before it, as an exponent is
    ("<p>Maren Holt<sup><a href='#n1'>1</a></sup> spoke</p>", ["Maren Holt spoke"]),
    ("<p>It rose.<a href='/quay#n2'><sup>[2]</sup></a> Then <sup>*</sup> fell</p>", ["It rose. Then * fell"]),
    ("<p>20 m<sup>2</sup>, the 1<sup>st</sup> of 10<sup>6</sup></p>", ["20 m2, the 1st of 106"]),
    ("<p><sup><a href='#r1'>1</a></sup> Then mayor</p>", ["1 Then mayor"]),
    ("<p>See<sup><a href='#more'>the whole list</a></sup></p>", ["Seethe whole list"]),
    # a card that opens at a touch, with links and pictures of its own
    (
        "<p>Mayor <span class=rollover><a href=/m>Maren Holt</a><span class=rollover-block><img src=/m.jpg>"
        "<a href=/m>Maren Holt</a><a href=/n>Ice</a><br><a href=/o>More</a></span></span>, she said.</p>",
        ["Mayor Maren Holt, she said."],
    ),
    ("<p><span class=tooltip-text>Quay</span> opened</p>", ["Quay opened"]),
    ("<p>The <span class=popover-body><div>quay</div></span></p>", ["The", "quay"]),
    ("<table><tr><td>one</td><td>two</td></tr></table>", ["one", "two"]),
    # what Word or a site has made up within a line
    (
        "<p>The <st1:place w:st=on><st1:City>Larkhaven</st1:City></st1:place> mayor<o:p></o:p> spoke</p>",
        ["The Larkhaven mayor spoke"],
    ),
    ("<div>The <st1:personname>Ada Obi</st1:personname> quay</div>", ["The Ada Obi quay"]),
    ("<p>He told <x-person>Ada <b>Obi</b></x-person>, again</p>", ["He told Ada Obi, again"]),
    ("<h2>The <x-mark>quay</x-mark> opens</h2>", ["The quay opens"]),
    ("<div>one <x-box>two</x-box> three</div>", ["one", "two", "three"]),
    # a large first letter as a block of its own
    ("<div><span>T</span><p><a href=/q>he quay</a> opened</p></div>", ["The quay opened"]),
    ("<div><span>T</span> <p>he quay</p></div><i>X</i><p>Quay</p>", ["T", "he quay", "X", "Quay"]),
    # words that are not bold keep a line from standing alone
    (
        "<p>Boats came.<br><b>Ice house</b><br><b>Roof</b><br>It leaks.</p>",
        ["Boats came. Ice house Roof It leaks."],
    ),
    ("<p><b>Ice house</b><br>It leaks.<br>So they say.</p>", ["Ice house", "It leaks. So they say."]),
    # elements that begin with a capital are words of their own
    ("<p><a href=/ada>Ada Obi</a><span class=job>News Reporter</span></p>", ["Ada Obi News Reporter"]),
    ("<p><span>Ада Оби</span><span>Корреспондент</span></p>", ["Ада Оби Корреспондент"]),
    ("<table><tr><td><span>Larkhaven</span><span>Cases</span></td></tr></table>", ["Larkhaven Cases"]),
    ("<ul><li><span>Ost Quay</span><span>537</span></li></ul>", ["Ost Quay 537"]),
    ("<ul><li><span>1,490</span><span>Boats</span></li></ul>", ["1,490 Boats"]),
    ("<p>In <span>12</span><span>50</span> the <span>5</span><span>G</span></p>", ["In 1250 the 5G"]),
    ("<p>by<span><b>Ada Obi</b></span></p>", ["byAda Obi"]),  # nothing ends before it
    ("<p><span>T</span><span>he quay</span></p>", ["The quay"]),
    ("<p>The <span>i</span><span>Quay</span></p>", ["The iQuay"]),
    ("<p><span>Quay</span><span>side</span></p>", ["Quayside"]),
    ("<p><span>Hafen</span><wbr>Fest</p>", ["HafenFest"]),
    # white space is folded, and a segment may be nothing but a mark for line breaks
    ("<p>  one\n\t two <b>three</b>  </p>", ["one two three"]),
    ("<p>\u200b</p>", ["\u200b"]),
]


@every_case(("body", "expected"), BODIES)
def test_a_page_falls_into_its_blocks_which_cover_it(body: str, expected: list[str]) -> None:
    source, position = page(f"<html><body>{body}</body></html>").source, 0
    assert [segment.text for segment in source.segments] == expected
    for segment in source.segments:
        assert not source.text[position : segment.at].strip()
        position = segment.end
    assert not source.text[position:].strip()


def test_the_source_text_is_every_text_node_in_order() -> None:
    head = "<head><title>T</title><script>no</script></head>"
    assert source_text(capture(f"<html>{head}<body><p>a <b>b</b></p><p>c</p></body></html>")) == "Ta bc"


def segments(body: str) -> tuple[Segment, ...]:
    return page(f"<html><body>{body}</body></html>").segments


def test_the_links_behind_a_large_first_letter_stay_in_their_places() -> None:
    (segment,) = page("<html><body>T<p><a href=/q>he quay</a> opened</p></body></html>").segments
    (link,) = segment.links
    assert segment.text[link.start : link.end] == "he quay"


def test_a_link_is_a_span_of_the_text() -> None:
    segment = segments("<p>See the <a href=/x> long <b>report</b> </a>, please</p>")[0]
    link = segment.links[0]
    assert (segment.text[link.start : link.end], link.url) == ("long report", "/x")
    assert 0 < segment.linked < 1


def test_a_segment_knows_whether_it_is_bold_and_what_holds_it() -> None:
    bold, plain = segments("<p><b>Heading</b></p><p><span class=x>all of it</span></p>")
    assert (bold.strong, plain.strong) == (True, False)
    assert (plain.element.tag, plain.inner.tag) == ("p", "span")


def printed_apart(found: Page, cut: int) -> tuple[str, str]:
    """Return the source text of both parts of a page's first segment, parted at a place in its text."""
    whole = found.segments[0]
    segment, before = with_exact_offsets(whole, cut, found.source.text), len(whole.text[:cut].rstrip())
    places = (segment.place(0, before), segment.place(cut, len(whole.text)))
    assert (places[0][0], places[1][1]) == (whole.at, whole.end)
    first, second = (found.source.text[at:end] for at, end in places)
    return first, second


def test_a_parted_segment_covers_what_the_whole_one_did() -> None:
    found = page("<html><body><p> Boats  at the\n quay. (Ivo Brandt/AFP) </p></body></html>")
    whole = found.segments[0]
    caption, credit = printed_apart(found, whole.text.index("("))
    assert (caption.split(), credit) == (["Boats", "at", "the", "quay."], "(Ivo Brandt/AFP)")


def test_a_remark_for_screen_readers_is_told_and_parts_no_words() -> None:
    hint = "<span class=sr-only>, opens new tab</span>"
    found = page(f"<html><body><p>The <a href=/x>quay{hint}</a> opened. (Ivo Brandt/AFP)</p></body></html>")
    whole = found.segments[0]
    assert whole.text == "The quay opened. (Ivo Brandt/AFP)"
    assert [whole.text[link.start : link.end] for link in whole.links] == ["quay"]
    assert [found.source.text[at:end] for at, end in whole.hints] == [", opens new tab"]
    caption, credit = printed_apart(found, whole.text.index("("))
    assert (caption, credit) == ("The quay, opens new tab opened.", "(Ivo Brandt/AFP)")
    found = page(f"<html><body><p>The <a href=/x>quay{hint}</a> (Ivo Brandt/AFP)</p></body></html>")
    caption, credit = printed_apart(found, found.segments[0].text.index("("))
    assert (caption, credit) == ("The quay, opens new tab", "(Ivo Brandt/AFP)")


def test_marks_for_line_breaks_are_no_part_of_the_words() -> None:
    found = page(
        "<html><body><p>Har\u00adbour mas\u200bter. <a href=/x>Ivo Bran\u00addt/AFP</a></p></body></html>"
    )
    whole = found.segments[0]
    assert whole.text == "Harbour master. Ivo Brandt/AFP"
    assert whole.text[whole.links[0].start : whole.links[0].end] == "Ivo Brandt/AFP"
    caption, credit = printed_apart(found, whole.text.index("Ivo"))
    assert (caption, credit) == ("Har\u00adbour mas\u200bter.", "Ivo Bran\u00addt/AFP")


NODES = [
    ("<span class='sr-only'>, opens new tab</span>", True),
    ("<span class='c-link__visually-hidden'>(öffnet im neuen Fenster)</span>", True),
    ("<span style='position: absolute; clip: rect(0 0 0 0)'>, opens new tab</span>", True),
    ("<span style='clip-path:inset(50%)'>, opens new tab</span>", True),
    ("<span class='hidden md:inline'>the quay</span>", False),
    ("<span>, opens new tab</span>", False),
    (f"<span class=sr-only>{'The harbour master rang the bell. ' * 3}</span>", False),
]


@every_case(("markup", "expected"), NODES)
def test_a_remark_is_short_and_out_of_sight(markup: str, expected: bool) -> None:
    assert is_hint(fromstring(markup)) is expected


def test_each_remark_is_told_once() -> None:
    line = "<p>The <a href=/x>quay<span class=sr-only>,\n opens new tab</span></a> again.</p>"
    found = page(f"<html><body>{line * 3}</body></html>")
    assert hints_of(found.segments, found.source.text) == [", opens new tab"]
