"""Recognises segments beside a picture, its caption and credit, and segments of forms."""

from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from lib.clean.says.captions import CREDIT, is_credit, is_label, split_credit
from lib.clean.segment import Segment
from lib.clean.segments.elements import nearest
from lib.clean.segments.marks import Marks
from lib.clean.segments.page import Page
from lib.model.letters import STOPS, WIDE_STOPS

CAPTION = 300  # characters of the longest caption without a mark
ASKING = 600  # characters of the largest box around a form
ASKED = 6  # and its segments
BARE = 150  # and of one that shares its paragraph with the picture
TOGETHER = 2  # segments of a picture's element: caption and credit
LINKED = 0.5  # of a text: more leads elsewhere
ICON = 40  # pixels of a side of the smallest picture that is none
NAME, NAME_WORDS = 60, 7  # characters and words of the longest line that may name who took a picture

_PICTURES = frozenset({"img", "picture", "amp-img"})
_WHOLE = frozenset(
    {"article", "section", "main", "li", "td", "th", "blockquote", "body", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_UNPRINTED = frozenset({"script", "style"})
_SLANTED = frozenset({"em", "i", "small"})
_SILENT = frozenset({"hidden", "button", "submit", "image", "checkbox"})
_IN_CREDIT = frozenset(":：©＝")  # signs of one that "(Reuters)" behind a text has not
_SENTENCE_ENDS = f"{STOPS}{WIDE_STOPS}:"


def is_pictured(page: Page, number: int, holders: Collection[HtmlElement]) -> bool:
    """Return whether a segment is a picture's text: short, and with a picture in a small box.

    A box of `holders`, which are around the story, does not count.
    """
    segment = page.segments[number]
    if len(segment.text) > CAPTION or segment.linked > LINKED:
        return False
    if _is_set_apart(segment):
        return True
    node: HtmlElement | None = segment.element
    while node is not None and node not in holders and node.tag not in _WHOLE:
        if len(page.within(node)) > TOGETHER:
            return False
        if _opens_with_picture(node):
            bare = len(segment.text) <= BARE and segment.text[-1] not in _SENTENCE_ENDS
            return bare or node is not segment.element
        node = node.getparent()
    return False


def _is_set_apart(segment: Segment) -> bool:
    """Return whether a segment in italics or small type, no sentence, or with a credit is below a picture."""
    line = segment.inner
    while (
        line is not segment.element
        and line.getprevious() is None
        and not (line.getparent().text or "").strip()
    ):
        line = line.getparent()
    above = line.getprevious()
    slanted = segment.inner.tag in _SLANTED and segment.text[-1] not in _SENTENCE_ENDS
    credit = segment.text[start:] if (start := split_credit(segment.text)) else ""
    if not slanted and _IN_CREDIT.isdisjoint(credit):
        return False
    if above is None or not isinstance(above.tag, str) or (above.tail or "").strip():
        return False
    return not "".join(above.itertext()).strip() and _opens_with_picture(above)


def is_in_form(page: Page, number: int, holders: Collection[HtmlElement]) -> bool:
    """Return whether a segment is in a small box with input fields, such as a poll, within `holders`."""
    node = page.segments[number].element.getparent()
    while node is not None and node not in holders:
        if len(page.within(node)) > ASKED or page.boxes[node].letters > ASKING:
            return False
        if any(field.get("type") not in _SILENT for field in node.iter("form", "input", "textarea")):
            return True
        node = node.getparent()
    return False


def _opens_with_picture(node: HtmlElement) -> bool:
    """Return whether an element has a picture, no icon or tracking pixel, before its first words."""
    for inner in node.iter("*"):
        if inner.tag in _PICTURES:
            sizes = (inner.get("width", ""), inner.get("height", ""))
            return not any(size.isdecimal() and len(size) < 3 and int(size) < ICON for size in sizes)
        if inner.tag not in _UNPRINTED and (inner.text or "").strip():
            return False
    return False


def credits_among(page: Page, numbers: Sequence[int]) -> frozenset[int]:
    """Return the numbers of credits among captions: by markup, by wording, or last and short."""
    segments = page.segments
    found = {n for n in numbers if is_credit(segments[n].text) or _is_marked(segments[n], page.marks)}
    found |= {n for n in numbers if n and _is_short_name(segments[n].text) and is_label(segments[n - 1].text)}
    figures = [nearest(segments[number].element, "figure") for number in numbers]
    for place, (number, figure) in enumerate(zip(numbers, figures, strict=True)):
        is_last = place + 1 == len(numbers) or figures[place + 1] is not figure
        follows = place > 0 and numbers[place - 1] not in found and figures[place - 1] is figure
        if is_last and follows and figure is not None and _is_short_name(segments[number].text):
            found.add(number)
    return frozenset(found)


def _is_marked(segment: Segment, marks: Marks) -> bool:
    """Return whether a segment, or an element around it in its caption, is marked as a credit."""
    node: HtmlElement | None = segment.inner
    while node is not None and node.tag not in ("figcaption", "figure", "body"):
        own = marks.own(node)
        if "caption" in own:
            return "credit" in own and len(segment.text) <= CREDIT
        if own & {"credit", "byline"}:
            return len(segment.text) <= CREDIT
        node = node.getparent()
    return False


def _is_short_name(text: str) -> bool:
    return len(text) <= NAME and text[-1] not in _SENTENCE_ENDS and len(text.split()) <= NAME_WORDS
