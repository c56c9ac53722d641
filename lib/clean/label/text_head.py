"""The lines around a story's headline: headline, kicker and deck."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.clean import words
from lib.clean.label.text_run import Span
from lib.clean.measure import weight
from lib.clean.says.bylines import bare_byline, is_label
from lib.clean.says.captions import caption_by_shape
from lib.clean.says.furniture import said
from lib.clean.says.line import TextLine
from lib.clean.says.names import is_person
from lib.model.folding import folded_words

_REACH = 150  # lines between a headline and its text: share buttons and tag lists stand there
_DEEP = 3  # lines of prose that may precede the headline by mistake, such as a notice
_STEM = 5
_QUOTES = '"“”„«»‚‘’'
_ELLIPSES = ("…", "...")
_TRAIL = words.pattern("headlines", "trail")  # of sections, from the front page to the story
_KICKER = 4.0  # words over a headline
_DECK = 6.0  # words of a sentence under a headline, over its signature
_TEASER = 6.0  # words of a line that an ellipsis breaks off
_CLOSE = 2  # lines from a headline in the text to its signature, with a deck between them
_DASHES = ("—", "–", "-- ", "- ")
_LEAST_TITLE = 4.0  # words of a headline that a longer line holds
_LOOKED = 3000  # lines in which a headline is looked for once more
_LONGEST_TITLE = 60.0  # words of a trail of sections with a headline at its end
_STROKE = words.pattern("headlines", "stroke of copied text")
_GLUE = words.pattern("headlines", "glue")
_DEGREES = words.pattern("headlines", "degrees")
_STEMS = words.pattern("headlines", "stem")
_DENSE = words.pattern("letters", "dense")
_LONGEST_KICKER = 40  # characters of a section that is glued to a headline


@dataclass(frozen=True, slots=True)
class Head:
    """A story's headline and what stands close to it."""

    headline: TextLine | None
    start: int  # of the headline in its line: a section or the site's name may stand on either side
    end: int
    kicker: TextLine | None
    decks: tuple[TextLine, ...]
    first: int  # number of the first line that may be body


def find_head(lines: Sequence[TextLine], span: Span) -> Head:
    """Pick as headline the line near the story's start that shares its words."""
    headline = _headline(lines, span)
    if headline is None:
        return Head(None, 0, 0, None, (), span.first)
    decks = _decks(lines, headline, span)
    first = decks[-1].number + 1 if decks else headline.number + 1
    start, end = _bounds(headline, lines)
    return Head(headline, start, end, _kicker(lines, headline), decks, first)


def _bounds(headline: TextLine, lines: Sequence[TextLine]) -> tuple[int, int]:
    """Return where a headline begins and ends in its line.

    Over a stroke stands a section or the site's name, and a word that is glued to it is one where the page
    prints it as a line too.
    """
    text = headline.text
    strokes = list(_STROKE.finditer(text))
    if strokes and _is_title(text[strokes[-1].end() :], text[: strokes[-1].start()]):
        return strokes[-1].end(), len(text)
    if strokes and _is_title(text[: strokes[-1].start()], text[strokes[-1].end() :]):
        return 0, strokes[-1].start()
    for found in _GLUE.finditer(text[:_LONGEST_KICKER]):
        label = folded_words(text[: found.start()])
        if _is_title(text[found.start() :], label) and any(line.key == label for line in lines[:_LOOKED]):
            return found.start(), len(text)
    return 0, len(text)


def _is_title(text: str, label: str) -> bool:
    return len(label.split()) <= _KICKER and weight(text) >= _LEAST_TITLE


def stems(text: str) -> set[str]:
    """Return beginnings of the longer words, or pairs of characters where a script does not space words."""
    if len(_DENSE.findall(text)) > len(text) / 3:
        packed = "".join(_DENSE.findall(text))
        return {packed[i : i + 2] for i in range(len(packed) - 1)}
    return {word[:_STEM] for word in _STEMS.findall(text.casefold())}


def _headline(lines: Sequence[TextLine], span: Span) -> TextLine | None:
    body = " ".join(line.text for line in lines[span.first : span.last + 1][:40] if line.prose)
    body_stems = stems(body)
    printed = [line.key for line in lines[:_LOOKED] if 3 <= line.weight <= _LONGEST_TITLE]
    best, best_score = None, 0.9
    deep = (
        line
        for line in lines[span.first + _DEEP : span.last]
        if line.weight >= _LEAST_TITLE and _is_headed(line, lines)
    )
    for line in (*lines[max(0, span.first - _REACH) : span.first + _DEEP], *deep):
        if line.mark.kind or not 2 <= line.weight <= 40 or not _could_be_headline(line):
            continue
        score = _headline_score(line, lines, body_stems, span) + _repeated(line, body_stems, printed)
        score -= 1.2 if _is_quoted(line, lines) else 0.0
        if score >= best_score:
            best, best_score = line, score
    if best is None:
        return None
    bare = _bare(best, lines[best.number + 1 : span.first + 1])
    return bare or _lower(best, lines, body_stems) or _upper(best, lines, body_stems)


def _bare(
    best: TextLine,
    below: Sequence[TextLine],
) -> TextLine | None:
    """Return the headline alone, under a line that holds it with the page's name or a trail of sections."""
    for line in below:
        part = best.key.startswith(f"{line.key} ") or best.key.endswith(line.key)
        if part and line.weight >= _LEAST_TITLE and line.key != best.key and not line.mark.kind:
            return line
    return None


def _repeated(line: TextLine, body_stems: set[str], printed: Sequence[str]) -> float:
    """Return what a second print speaks for a line: pages repeat a headline, but print a caption once."""
    if line.weight < 3 or _shared(line, body_stems) < 0.25:
        return 0.0
    return 0.35 if sum(line.key in key for key in printed) > 1 else 0.0


def _is_quoted(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Return whether a line is in quotation marks and the next one names who said it."""
    below = lines[line.number + 1].text if line.number + 1 < len(lines) else ""
    return line.text[0] in _QUOTES and below.startswith(_DASHES)


def _could_be_headline(line: TextLine) -> bool:
    attributed = line.text.startswith(_DASHES)  # "— Ada Obi, in a letter": who said what stands above
    weather = len(_DEGREES.findall(line.text)) > 1  # a row of towns with their temperatures
    fits = line.sentences <= 3 and line.text.count(",") < 5 and len(line.text) >= 6
    return fits and not attributed and not weather


def _headline_score(line: TextLine, lines: Sequence[TextLine], body_stems: set[str], span: Span) -> float:
    """Return the score of a line as headline: shared words, length and a signature below, less distance."""
    full_stop = line.text.rstrip(_QUOTES).endswith((".", "。")) and not line.text.endswith("...")
    signed = _signed_below(line, lines) and not (line.sentences > 1 and full_stop)
    return (
        1.6 * _shared(line, body_stems)
        + min(line.weight, 8.0) / 8.0
        + (0.9 if line.sign == "#" else 0.0)
        + (0.4 if full_stop else 0.9) * signed
        - 0.02 * abs(span.first - line.number)
        - 0.03 * max(0.0, line.weight - 16)
        - (1.0 if full_stop else 0.0)
        - (0.4 if line.prose else 0.0)
        - (0.8 if line.prose and full_stop and not signed else 0.0)
        - (0.4 if line.weight < 4 and line.text[0] not in _QUOTES else 0.0)
        - (1.0 if line.prose and line.text.endswith(("?", "？")) and _is_under(line, lines) else 0.0)
        - (1.0 if _is_cut_short(line) else 0.0)
        - (0.7 if _TRAIL.search(line.text) else 0.0)
        - (
            0.0
            if line.number <= span.first or _is_headed(line, lines)
            else 0.4
            if _signed_below(line, lines, _CLOSE)
            else 1.2
        )
        - (0.8 if line.weight <= 3 and is_person(line.text) else 0.0)
        - (1.0 if _is_list_of_names(line) else 0.0)
        - (0.7 if _under_credit(line, lines) else 0.0)
        - (0.5 if _ends_list(line, lines) else 0.0)
    )


def _is_cut_short(line: TextLine) -> bool:
    """Return whether a line takes another up or is broken off, as the teasers of other stories are."""
    return line.text.startswith(_ELLIPSES) or (line.text.endswith(_ELLIPSES) and line.weight >= _TEASER)


def _ends_list(
    line: TextLine,
    lines: Sequence[TextLine],
) -> bool:
    """Return whether two more headlines stand tight above the last of a list, which a gap ends."""
    above = lines[max(0, line.number - 2) : line.number]
    tight = line.gap_after and not line.gap_before and len(above) == 2 and not above[1].gap_before
    return tight and all(each.weight > _KICKER and not each.mark.kind for each in above)


def _under_credit(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Return whether a credit stands right over the line, which then is a caption."""
    return line.number > 0 and lines[line.number - 1].mark.kind == "credit"


def _is_list_of_names(line: TextLine) -> bool:
    """Return whether a line is three short names or more with commas between them, as tags are printed."""
    items = [item.split() for item in line.text.split(",")]
    return (
        ":" not in line.text
        and len(items) >= 3
        and all(1 <= len(words) <= 4 and words[0][0].isupper() and words[-1][0].isupper() for words in items)
    )


def _shared(line: TextLine, body_stems: set[str]) -> float:
    """Return the share of the line's words that the text repeats."""
    own = stems(line.text)
    return len(own & body_stems) / len(own) * min(1.0, len(own) / 3) if own else 0.0


def _is_headed(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Return whether a byline and a time stand right below a line, wherever the text seems to begin."""
    below = [each.mark for each in lines[line.number + 1 : line.number + 4]]
    return any(mark.kind == "byline" for mark in below) and any(mark.times for mark in below)


def _is_under(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Return whether byline and time stand right above a line, which then is the first of an interview."""
    above = [each.mark for each in lines[max(0, line.number - 4) : line.number]]
    return any(mark.byline for mark in above) and any(mark.times for mark in above)


def _signed_below(line: TextLine, lines: Sequence[TextLine], reach: int = 4) -> bool:
    """Return whether a byline or a time stands at most so many lines below."""
    below = lines[line.number + 1 : line.number + 1 + reach]
    return any(each.mark.kind in ("byline", "time", "clock", "read time") for each in below)


def _lower(best: TextLine, lines: Sequence[TextLine], body_stems: set[str]) -> TextLine | None:
    """Return the headline right under a few words that fit as well: they are its kicker."""
    below = lines[best.number + 1] if best.number + 1 < len(lines) else None
    if below is None or below.mark.kind or best.weight > _KICKER or below.text.endswith("."):
        return None
    fits = 2 * best.weight <= below.weight <= 3 * _KICKER and _could_be_headline(below)
    return below if fits and not best.gap_after and _shared(below, body_stems) >= 0.5 else None


def _upper(best: TextLine, lines: Sequence[TextLine], body_stems: set[str]) -> TextLine:
    """Return the line above where both fit as headline, one right under the other: the lower is the deck."""
    above, below = (lines[n] if 0 <= n < len(lines) else None for n in (best.number - 1, best.number + 1))
    if below and below.terminal and below.weight >= _DECK and _signed_below(below, lines, _CLOSE):
        return best
    stopped = best.text.endswith(".")
    if above and best.weight >= 4 * _KICKER and above.text[0] in _QUOTES and above.text[-1] in _QUOTES:
        return above  # what somebody said heads an interview
    if above is None or above.mark.kind or above.text.endswith(".") or _ends_list(above, lines):
        return best
    least = 5 if not stopped else 2 if best.weight >= 2 * _KICKER else 3
    if not least <= above.weight <= 20 or not _could_be_headline(above):
        return best
    breadcrumb = above.key.endswith(best.key) or (best.weight < 8 and not stopped)
    needed = 0.25 if stopped else 0.45 if best.gap_before else 0.3
    return above if not breadcrumb and _shared(above, body_stems) >= needed else best


def _decks(lines: Sequence[TextLine], headline: TextLine, span: Span) -> tuple[TextLine, ...]:
    """Return the sentences under the headline that a byline, a time or a picture parts from the text."""
    decks: list[TextLine] = []
    for line in lines[headline.number + 1 : span.last + 1]:
        if line.mark.rule and line.number == headline.number + 1:  # "This article is 2 years old"
            continue
        if line.mark.kind or is_label(line) or bare_byline(line, []) or len(decks) == 2:
            break
        if not (line.weight >= 6 and line.sentences <= 3 and line.weight <= 70) or caption_by_shape(line):
            break
        if decks and _over_credit(line, lines):
            break
        decks.append(line)
    parted = bool(decks) and _parts_follow(decks[-1], lines)
    if parted:
        return tuple(decks)
    tight = bool(decks) and not headline.gap_after and decks[0].gap_after
    return (decks[0],) if tight else ()


def _over_credit(
    line: TextLine,
    lines: Sequence[TextLine],
) -> bool:
    """Return whether a credit stands right under the line, which then is a caption."""
    below = lines[line.number + 1] if line.number + 1 < len(lines) else None
    if below is None or below.mark.kind == "credit":
        return below is not None
    shape = None if below.mark.kind else caption_by_shape(below)
    return shape is not None and not shape.end


def _parts_follow(
    deck: TextLine,
    lines: Sequence[TextLine],
) -> bool:
    """Return whether a byline, a time or a picture stands under the deck, perhaps below a name."""
    for line in lines[deck.number + 1 : deck.number + 4]:
        if line.mark.kind or is_label(line) or _over_credit(line, lines):
            return True
        if line.weight > 6:
            return False
    return False


def _kicker(lines: Sequence[TextLine], headline: TextLine) -> TextLine | None:
    """Return a short line tight above the headline that is no entry of a menu."""
    if headline.gap_before or headline.number < 1:
        return None
    above = lines[headline.number - 1]
    if above.mark.kind or above.weight > 6 or above.terminal or "," in above.text:
        return None
    if all(said(word) == "share" for word in above.text.split()):
        return None
    alone = above.gap_before or bool(lines[above.number - 1].mark.kind)
    return above if alone and above.number else None
