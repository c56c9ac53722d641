"""Labels the captions and credits of pictures in a copied text."""

from collections.abc import Sequence

from lib.clean.label.labels import Label, Labels
from lib.clean.says.captions import caption_by_shape, heads_caption
from lib.clean.segment import Segment

_LONGEST, _SENTENCES = 60.0, 3  # words and sentences of a caption over its credit
_SHORT = 30.0  # words of a caption that a gap parts from its credit
_SHORTEST = 2.0  # words that a caption below its credit exceeds
_LEAST_IN_TEXT = 3.0  # words of a caption below the first text, where a shorter line is a sub-heading


def keep_pictures(lines: Sequence[Segment], labels: Labels) -> None:
    """Label captions and credits, and the line above a lone credit as its caption.

    If the line above is labelled already or ends a sentence, the caption is the short line below the credit.
    What only looks like a caption counts only above the text.
    """
    text = next((index for index, line in enumerate(lines) if line.prose and not line.mark.kind), len(lines))
    for index, line in enumerate(lines):
        by_shape = index <= text and not line.mark.kind
        caption = line.mark.caption or (caption_by_shape(line) if by_shape else None)
        if caption is None or not labels.is_open(line) or not (caption.sure or index <= text):
            continue
        if caption.end:
            credit = Label("credit", start=caption.credit_start, end=caption.credit_end)
            labels.place(line, Label("caption", end=caption.end), credit)
            continue
        above = lines[index - 1] if index else None
        below = lines[index + 1] if index + 1 < len(lines) else None
        ended = above is not None and (above.terminal or not labels.is_open(above))
        least = 1 if index <= text else _LEAST_IN_TEXT
        if below and ended and _is_over_caption(line, below):
            labels.keep(below, "caption")
        elif above and labels.is_open(above) and _is_caption(above, below, least):
            labels.place(above, Label("caption", end=len(above.text.rstrip(" ([（"))))  # of the credit
        labels.keep(line, "credit")


def _is_over_caption(credit: Segment, below: Segment) -> bool:
    """Return whether the line below a credit is its caption: short, no sentence, and behind no gap."""
    close = credit.gap_before and not credit.gap_after
    return close and _SHORTEST < below.weight <= _SHORT and not (below.terminal or below.mark.kind)


def _is_caption(above: Segment, below: Segment | None, least: float) -> bool:
    """Return whether the line above a credit, not the one below, is its caption, of `least` words or more.

    It stands close to the credit, or is short and one sentence.
    """
    if above.mark.kind or (below is not None and heads_caption(below.text)):
        return False
    near = not above.gap_after or (above.sentences <= 1 and above.weight <= _SHORT)
    return near and least <= above.weight <= _LONGEST and above.sentences <= _SENTENCES
