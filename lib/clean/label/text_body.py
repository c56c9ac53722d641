"""Labels the story's own lines in a copied text with their zones."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from lib.clean import words
from lib.clean.label.labels import Label, Labels
from lib.clean.label.neighbours import Apart
from lib.clean.label.text_lists import INNER_SIGNS, find_announced, find_lists, find_rows
from lib.clean.measure import asks
from lib.clean.says.captions import caption_by_shape, heads_caption
from lib.clean.segment import Segment

_BULLET = words.pattern("lists", "bullet")
_DASH = words.pattern("lists", "dash")
_WHOLE_QUOTE = words.pattern("lists", "whole quote")
_LABELLED = words.pattern("lists", "label")
_NUMBERED = words.pattern("lists", "no headline")
_BUTTON = 2.0  # words of one more button under others
_ITEM = 16.0  # words of an item of a list
_FURNITURE = 20.0  # words of a line that the page prints again outside the story
_SHORTEST, _UNSTOPPED = 2.0, 14.0  # words of a sentence or item, and of a paragraph that lost its full stop
_SUBHEADING = 16.0  # words of the longest sub-heading
_OVER = 3  # lines from a sub-heading down to the text that it heads
_CAPTION, _GAP, _SENTENCES = 60, 30, 3  # of a caption over its credit: words, words over a gap, sentences
_ITEMS = ("-", "*", "+")  # Markdown's signs of a list
_PULLED = 8.0  # words of the shortest quotation set large


def keep_body(labels: Labels, first: int, last: int, apart: Apart) -> None:
    """Give the lines first..last that are text, captions or credits their zones; cut repeated ones.

    All others stay unlabelled; `apart` are lines known as teasers or as broken.
    """
    lines = labels.segments[first : last + 1]
    _keep_pictures(lines, labels)
    contents = _contents(lines)
    _cut_repeats(lines, contents, labels)
    outside = Counter(line.key for line in (*labels.segments[:first], *labels.segments[last + 1 :]))
    # The labels of times and names over a story have one shape too.
    listed = find_lists([line for line in lines if labels.is_open(line)], INNER_SIGNS)
    listed |= _dashed(lines) | find_rows(lines) | find_announced(lines)
    begun = False
    for index, line in enumerate(lines):
        by_shape = line.mark.caption is not None and not line.mark.caption.sure
        if not labels.is_open(line) or not (line.mark.kind in ("", "time") or by_shape):
            continue
        if begun and line.sign.startswith("#"):
            labels.keep(line, "body", level=len(line.sign))
        elif line.number in apart.broken or (
            line.number not in apart.teasers
            and not (outside[line.key] and line.weight <= _FURNITURE)
            and _is_text(line)
        ):
            quoted = line.sign == ">" or _WHOLE_QUOTE.match(line.text)
            listed_by_sign = _BULLET.match(line.text) or line.sign in _ITEMS
            labels.keep(line, "list" if listed_by_sign else "quote" if quoted else "body")
            begun = True
        elif line.number in listed and not outside[line.key]:
            labels.keep(line, "body" if line.text.endswith((":", "：")) else "list")
        elif begun and not outside[line.key] and _is_subheading(lines, index, contents, labels):
            labels.keep(line, "body", level=2)


def _dashed(lines: Sequence[Segment]) -> frozenset[int]:
    """Return the numbers of short lines that open with a dash, beside another or below a colon."""
    found: set[int] = set()
    dashes = [bool(_DASH.match(line.text)) and line.weight <= _ITEM for line in lines]
    for (above, dashed), (line, is_item) in pairwise(zip(lines, dashes, strict=True)):
        if is_item and (dashed or above.text.endswith((":", "："))):
            found |= {line.number, above.number} if dashed else {line.number}
    return frozenset(found)


def _is_text(line: Segment) -> bool:
    marked = line.terminal or _BULLET.match(line.text) or line.sign in _ITEMS
    if line.prose or (marked and line.weight >= _SHORTEST):
        return True
    return line.weight >= _UNSTOPPED and line.gap_before and line.gap_after


def _is_subheading(lines: Sequence[Segment], index: int, contents: Collection[str], labels: Labels) -> bool:
    """Return whether a line is a sub-heading: short, listed or behind text or a cut line, above kept text.

    Buttons and pointers to other stories are none.
    """
    line, before = lines[index], lines[index - 1]
    published = any(time.role in ("published", "updated") for time in line.mark.times)
    if not 1 <= line.weight <= _SUBHEADING or before.mark.leads_away or published:
        return False
    if line.weight <= _BUTTON and before.mark.rule and line.gap_after > line.gap_before:
        return False
    after = next((other for other in lines[index + 1 :] if not other.mark.kind), None)
    if after is None or not labels.is_open(after) or after.number - line.number > _OVER:
        return False  # an appeal that was cut heads nothing
    apart = line.gap_before and not line.gap_after  # from the headline of another story
    announced = apart and index > 1 and lines[index - 2].mark.leads_away and after.number == line.number + 1
    follows = before.prose or before.terminal or bool(before.mark.kind) or line.key in contents or announced
    follows = follows or bool(_NUMBERED.match(line.text))
    return follows and (after.prose or after.terminal)


def _cut_repeats(lines: Sequence[Segment], contents: Collection[str], labels: Labels) -> None:
    """Cut text printed three times, the second of two copies, pull quotes, and labelled links.

    Repeated questions are kept: an interview asks several persons the same. Of headings that a table of
    `contents` lists, the copy in the table is cut.
    """
    times = Counter(line.key for line in lines)
    said = Counter(
        match["label"] for line in lines if not line.prose and (match := _LABELLED.match(line.text))
    )
    prose = " | ".join(line.key for line in lines if line.prose)
    seen: set[str] = set()
    for line in lines:
        if line.key in contents and labels.is_open(line):
            if line.key not in seen:
                labels.cut(line, "repeated")
            seen.add(line.key)
            continue
        if not labels.is_open(line) or asks(line.text):
            continue
        label = _LABELLED.match(line.text)
        if times[line.key] >= 3 or (line.key in seen and line.weight >= 4) or _is_pulled(line, prose):
            labels.cut(line, "repeated")
        elif label and not line.prose and not line.terminal and said[label["label"]] >= 3:
            labels.cut(line, "related")
        seen.add(line.key)


def _contents(lines: Sequence[Segment]) -> frozenset[str]:
    """Return the keys of headings in a table of contents: two in a row that come again, above prose."""
    last = {line.key: index for index, line in enumerate(lines)}
    over_prose = {index for index, (_, below) in enumerate(pairwise(lines)) if below.prose}
    listed = [
        last[line.key] > index and last[line.key] in over_prose and not line.prose
        for index, line in enumerate(lines)
    ]
    pairs = zip(pairwise(lines), pairwise(listed), strict=True)
    return frozenset(line.key for pair, both in pairs if all(both) for line in pair)


def _is_pulled(line: Segment, prose: str) -> bool:
    """Return whether a line is a pull quote: a paragraph contains its words."""
    besides_itself = 1 if line.prose else 0
    may_be = not line.prose or _WHOLE_QUOTE.match(line.text)
    return bool(may_be) and line.weight >= _PULLED and prose.count(line.key) > besides_itself


def _keep_pictures(lines: Sequence[Segment], labels: Labels) -> None:
    """Label captions and credits, and the line above a credit alone on its line as its caption.

    Where a gap parts the credit from a sentence or a cut line, its caption is the short line below.
    """
    text = next((index for index, line in enumerate(lines) if line.prose and not line.mark.kind), len(lines))
    for index, line in enumerate(lines):
        near_head = index <= text and not line.mark.kind
        caption = line.mark.caption or (caption_by_shape(line) if near_head else None)
        if caption is None or not labels.is_open(line) or (not caption.sure and index > text):
            continue
        if caption.end:
            credit = Label("credit", start=caption.credit_start, end=caption.credit_end)
            labels.place(line, Label("caption", end=caption.end), credit)
            continue
        above = lines[index - 1] if index else None
        below = next(iter(lines[index + 1 : index + 2]), line)
        ended = above is not None and (above.terminal or not labels.is_open(above))
        heads_next = ended and line.gap_before and not line.gap_after
        if heads_next and _SHORTEST < below.weight <= _GAP and not (below.terminal or below.mark.kind):
            labels.keep(below, "caption")
            labels.keep(line, "credit")
            continue
        heads = below is not line and heads_caption(below.text)
        if above and not above.mark.kind and not heads and labels.is_open(above):
            least = 1 if index <= text else 3
            near = not above.gap_after or (above.sentences <= 1 and above.weight <= _GAP)
            if least <= above.weight <= _CAPTION and above.sentences <= _SENTENCES and near:
                labels.place(above, Label("caption", end=len(above.text.rstrip(" ([（"))))  # of the credit
        labels.keep(line, "credit")
