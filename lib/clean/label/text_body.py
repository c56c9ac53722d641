"""Labels the story's own lines in a copied text with their zones."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from lib.clean.label.labels import Labels
from lib.clean.label.neighbours import Apart
from lib.clean.label.text_lists import INNER_SIGNS, find_announced, find_lists, find_rows
from lib.clean.label.text_pictures import keep_pictures
from lib.clean.label.text_repeats import WHOLE_QUOTE, cut_repeats, headings_in_contents
from lib.clean.segment import Segment
from lib.clean.words import pattern
from lib.model.article import Zone

_BUTTON = 2.0  # words of one more button under others
_ITEM = 16.0  # words of an item of a list
_FURNITURE = 20.0  # words of a line that the page prints again outside the story
_SHORTEST, _UNSTOPPED = 2.0, 14.0  # words of a sentence or item, and of a paragraph that lost its full stop
_SUBHEADING = 16.0  # words of the longest sub-heading
_OVER = 3  # lines from a sub-heading down to the text that it heads
_COLONS = (":", "：")
_ITEMS = ("-", "*", "+")  # Markdown's signs of a list


def keep_body(labels: Labels, first: int, last: int, apart: Apart) -> None:
    """Give the text, captions and credits on the lines first..last their zones; cut repeated lines.

    All others stay without label; `apart` are the numbers of lines known as teasers or broken paragraphs.
    """
    lines = labels.segments[first : last + 1]
    keep_pictures(lines, labels)
    contents = headings_in_contents(lines)
    cut_repeats(lines, contents, labels)
    outside = Counter(line.key for line in (*labels.segments[:first], *labels.segments[last + 1 :]))
    # The labels of times and names over a story have one shape too.
    listed = find_lists([line for line in lines if labels.is_open(line)], INNER_SIGNS)
    listed |= _dashed(lines) | find_rows(lines) | find_announced(lines)
    begun = False
    for index, line in enumerate(lines):
        by_shape = line.mark.caption is not None and not line.mark.caption.sure
        if not labels.is_open(line) or (line.mark.kind not in ("", "time") and not by_shape):
            continue  # its mark says that it is no text
        again = outside[line.key] > 0
        is_furniture = line.number in apart.teasers or (again and line.weight <= _FURNITURE)
        if begun and line.sign.startswith("#"):
            labels.keep(line, "body", level=len(line.sign))
        elif line.number in apart.broken or (_is_text(line) and not is_furniture):
            labels.keep(line, _zone(line))
            begun = True
        elif line.number in listed and not again:
            labels.keep(line, "body" if line.text.endswith(_COLONS) else "list")
        elif begun and not again and _is_subheading(lines, index, contents, labels):
            labels.keep(line, "body", level=2)


def _dashed(lines: Sequence[Segment]) -> frozenset[int]:
    """Return the numbers of short lines that open with a dash, with such a line beside or a colon above."""
    found: set[int] = set()
    dashes = [bool(pattern("lists", "dash").match(line.text)) and line.weight <= _ITEM for line in lines]
    for (above, dashed), (line, is_item) in pairwise(zip(lines, dashes, strict=True)):
        if is_item and (dashed or above.text.endswith(_COLONS)):
            found |= {line.number, above.number} if dashed else {line.number}
    return frozenset(found)


def _is_text(line: Segment) -> bool:
    """Return whether a line is text: prose, a sentence, an item, or a paragraph that only lacks its stop."""
    marked = line.terminal or _is_item(line)
    if line.prose or (marked and line.weight >= _SHORTEST):
        return True
    return line.weight >= _UNSTOPPED and line.gap_before and line.gap_after


def _is_item(line: Segment) -> bool:
    return line.sign in _ITEMS or pattern("lists", "bullet").match(line.text) is not None


def _zone(line: Segment) -> Zone:
    """Return the zone of a line of text by its sign, bullet or quotation marks."""
    if _is_item(line):
        return "list"
    return "quote" if line.sign == ">" or WHOLE_QUOTE.match(line.text) else "body"


def _is_subheading(lines: Sequence[Segment], index: int, contents: Collection[str], labels: Labels) -> bool:
    """Return whether a line is a sub-heading: short, above kept text, and below text or a cut line.

    A line in `contents`, the keys of headings in a table of contents, is one, too; buttons are none.
    """
    line, before = lines[index], lines[index - 1]
    if not 1 <= line.weight <= _SUBHEADING or _is_of_another(line, before):
        return False
    after = next((other for other in lines[index + 1 :] if not other.mark.kind), None)
    if after is None or not labels.is_open(after) or after.number - line.number > _OVER:
        return False  # an appeal that was cut heads nothing
    if not (after.prose or after.terminal):
        return False
    if before.prose or before.terminal or before.mark.kind:
        return True
    if line.key in contents or pattern("lists", "no headline").match(line.text):
        return True
    # Under the headline of another story, parted from it by a gap and right over the text.
    apart = line.gap_before and not line.gap_after and after.number == line.number + 1
    return apart and index > 1 and bool(lines[index - 2].mark.leads_away)


def _is_of_another(line: Segment, before: Segment) -> bool:
    """Return whether a short line is one of other stories or buttons, by its time and the line before it."""
    if before.mark.leads_away or any(time.role in ("published", "updated") for time in line.mark.times):
        return True
    return line.weight <= _BUTTON and before.mark.rule is not None and line.gap_after > line.gap_before
