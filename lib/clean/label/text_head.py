"""Finds the headline, kicker and deck of a copied text."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.clean.label.text_run import Span
from lib.clean.label.text_title import find_title
from lib.clean.measure import weight
from lib.clean.says.bylines import bare_byline, is_label
from lib.clean.says.captions import caption_by_shape
from lib.clean.says.furniture import furniture_rule
from lib.clean.segment import Segment
from lib.clean.words import pattern
from lib.model.length import word_count

_LOOKED = 3000  # lines in which a headline is looked for once more
_LEAST_TITLE = 4.0  # words of a headline beside a label in one line
_LABEL = 4  # words of such a label: a section, the site's name
_KICKER = 6.0  # words of a kicker on a line of its own
_DECK = (6.0, 70.0)  # words of a deck: below it is a caption or a button, above the text's first paragraph
_DECK_SENTENCES = 3
_DECKS = 2  # lines of prose under a headline; a third one is the text
_PARTS = 3  # lines below a deck in which a byline, a time or a picture shows that the text begins later


@dataclass(frozen=True, slots=True)
class Head:
    """A story's headline with its place in its line, its kicker, its decks and where the text may begin."""

    headline: Segment | None
    start: int  # of the headline in its line: a section or the site's name may stand on either side
    end: int
    kicker: Segment | None
    decks: tuple[Segment, ...]
    first: int  # number of the first line that may be body


def find_head(lines: Sequence[Segment], span: Span) -> Head:
    """Return the best headline, if any line can be one, its kicker and decks, and where text may begin."""
    headline = find_title(lines, span)
    if headline is None:
        return Head(None, 0, 0, None, (), span.first)
    decks = _decks(lines, headline, span)
    first = decks[-1].number + 1 if decks else headline.number + 1
    start, end = _bounds(headline, lines)
    return Head(headline, start, end, _kicker(lines, headline), decks, first)


def _bounds(headline: Segment, lines: Sequence[Segment]) -> tuple[int, int]:
    """Return where the headline begins and ends in its line.

    A stroke ("|") separates a section or the site's name. A dash separates the kicker if another line has a
    colon in that place.
    """
    text = headline.text

    def may_part(title: str, label: str) -> bool:
        return word_count(label) <= _LABEL and weight(title) >= _LEAST_TITLE

    for stroke in list(pattern("headlines", "stroke of copied text").finditer(text))[-1:]:
        before, after = text[: stroke.start()], text[stroke.end() :]
        if may_part(after, before):
            return stroke.end(), len(text)
        if may_part(before, after):
            return 0, stroke.start()
    twins = {line.text for line in lines[:_LOOKED] if line.key == headline.key}
    for dash in pattern("headlines", "dash").finditer(text):
        before, after = text[: dash.start()], text[dash.end() :]
        if f"{before}: {after}" in twins and may_part(after, before):
            return dash.end(), len(text)
    return 0, len(text)


def _decks(lines: Sequence[Segment], headline: Segment, span: Span) -> tuple[Segment, ...]:
    """Return the one or two decks below the headline if a byline, time or picture follows, else none.

    A byline may come between them and the headline if the time stands right below them.
    """
    decks: list[Segment] = []
    below = lines[headline.number + 1 : span.last + 1]
    signed = len(below) > 2 and below[0].mark.kind == "byline" and below[2].mark.times
    for line in below[1:] if signed and not below[0].mark.times else below:
        if line.mark.kind or is_label(line) or bare_byline(line, []) or len(decks) == _DECKS:
            break
        short = _DECK[0] <= line.weight <= _DECK[1] and line.sentences <= _DECK_SENTENCES
        if not short or caption_by_shape(line) or (decks and _over_credit(line, lines)):
            break
        decks.append(line)
    return tuple(decks) if decks and _parts_follow(decks[-1], lines) else ()


def _over_credit(line: Segment, lines: Sequence[Segment]) -> bool:
    """Return whether a credit is just below the line, which makes it a caption."""
    return any(below.mark.kind == "credit" for below in lines[line.number + 1 : line.number + 2])


def _parts_follow(deck: Segment, lines: Sequence[Segment]) -> bool:
    """Return whether a byline, time, label or picture is near below the deck, after short lines at most."""
    for line in lines[deck.number + 1 : deck.number + 1 + _PARTS]:
        named = bare_byline(line, [])
        dated = any(after.mark.kind == "time" for after in lines[line.number + 1 : line.number + 2])
        took_picture = named and line.text.isupper() and not dated
        if line.mark.kind or (named and not took_picture) or is_label(line) or _over_credit(line, lines):
            return True
        if line.weight > _DECK[0] or took_picture:
            return False
    return False


def _kicker(lines: Sequence[Segment], headline: Segment) -> Segment | None:
    """Return the short line just above the headline, if a gap or a marked line is above it; or None."""
    if headline.gap_before or not headline.number:
        return None
    *over, above = lines[max(0, headline.number - 2) : headline.number]
    if above.mark.kind or above.weight > _KICKER or above.terminal:
        return None
    if all(furniture_rule(word) == "share" for word in above.text.split()):
        return None
    return above if above.gap_before or any(line.mark.kind for line in over) else None
