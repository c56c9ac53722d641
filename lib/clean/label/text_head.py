"""Finds the headline, kicker and deck of a copied text."""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.clean import words
from lib.clean.label.text_run import Span
from lib.clean.measure import weight
from lib.clean.says.bylines import bare_byline, is_label
from lib.clean.says.captions import caption_by_shape
from lib.clean.says.furniture import said
from lib.clean.says.names import is_person
from lib.clean.segment import Segment
from lib.model.folding import folded_words

_REACH = 150  # lines between a headline and its text: share buttons and tag lists stand there
_DEEP = 3  # lines of prose that may precede the headline by mistake, such as a notice
_STEM = 5
_QUOTES = '"“”„«»‚‘’'
_ELLIPSES = ("…", "...")
_TRAIL = words.pattern("headlines", "trail")  # of sections, from the front page to the story
_KICKER = 4.0  # words over a headline
_TEASER = 6.0  # words of a line that an ellipsis breaks off
_CLOSE = 2  # lines from a headline in the text to its signature, with a deck between them
_DASHES = ("—", "–", "-- ", "- ")
_LEAST_SCORE = 0.9  # of a headline
_LEAST_TITLE = 4.0  # words of a headline that a longer line holds
_LOOKED = 3000  # lines in which a headline is looked for once more
_LONGEST_TITLE = 60.0  # words of a trail of sections with a headline at its end
_STROKE = words.pattern("headlines", "stroke of copied text")
_DASH = words.pattern("headlines", "dash")
_GLUE = words.pattern("headlines", "glue")
_HOME = words.pattern("headlines", "home")
_DEGREES = words.pattern("headlines", "degrees")
_STEMS = words.pattern("headlines", "stem")
_DENSE = words.pattern("letters", "dense")
_PATH = 5  # sections from the front page to the story
_PATH_SIGNS = " |/»›>→"
_LONGEST_KICKER = 40  # characters of a section that is glued to a headline


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
    """Return the head of the story; the headline, if any, is the line near its start that fits it best."""
    text = " ".join(line.text for line in lines[span.first : span.last + 1][:40] if line.prose)
    headline = _Titles(lines, span, _stems(text)).best()
    if headline is None:
        return Head(None, 0, 0, None, (), span.first)
    decks = _decks(lines, headline, span)
    first = decks[-1].number + 1 if decks else headline.number + 1
    start, end = _bounds(headline, lines)
    return Head(headline, start, end, _kicker(lines, headline), decks, first)


def _bounds(headline: Segment, lines: Sequence[Segment]) -> tuple[int, int]:
    """Return where the headline begins and ends in its line.

    A stroke ("|") separates a section or the site's name; so does a word run together with it that the page
    also prints alone. A dash separates the kicker if another line has a colon in that place.
    """
    text = headline.text

    def may_part(title: str, label: str) -> bool:
        return len(label.split()) <= _KICKER and weight(title) >= _LEAST_TITLE

    for stroke in list(_STROKE.finditer(text))[-1:]:
        before, after = text[: stroke.start()], text[stroke.end() :]
        if may_part(after, before):
            return stroke.end(), len(text)
        if may_part(before, after):
            return 0, stroke.start()
    twins = {line.text for line in lines[:_LOOKED] if line.key == headline.key}
    for dash in _DASH.finditer(text):
        before, after = text[: dash.start()], text[dash.end() :]
        if f"{before}: {after}" in twins and may_part(after, before):
            return dash.end(), len(text)
    for found in _GLUE.finditer(text[:_LONGEST_KICKER]):
        label = folded_words(text[: found.start()])
        if may_part(text[found.start() :], label) and any(line.key == label for line in lines[:_LOOKED]):
            return found.start(), len(text)
    return 0, len(text)


def _stems(text: str) -> set[str]:
    """Return the first five letters of longer words, or pairs of letters in scripts without spaces."""
    if len(_DENSE.findall(text)) > len(text) / 3:
        packed = "".join(_DENSE.findall(text))
        return {packed[i : i + 2] for i in range(len(packed) - 1)}
    return {word[:_STEM] for word in _STEMS.findall(text.casefold())}


@dataclass(frozen=True, slots=True)
class _Titles:
    """The lines of a copied text, scored as the headline of the story in a span of them."""

    lines: Sequence[Segment]
    span: Span
    stems: set[str]  # of the story's text

    def best(self) -> Segment | None:
        """Return the line most likely to be the headline; None if none is likely."""
        lines, first = self.lines, self.span.first
        printed = [line.key for line in lines[:_LOOKED] if 3 <= line.weight <= _LONGEST_TITLE]
        inside = lines[first + _DEEP : self.span.last]
        deep = (line for line in inside if line.weight >= _LEAST_TITLE and self._is_headed(line))
        best, most = None, _LEAST_SCORE
        for line in (*lines[max(0, first - _REACH) : first + _DEEP], *deep):
            if line.mark.kind or not 2 <= line.weight <= 40 or not _may_be_title(line):
                continue
            score = self._score(line)
            # Pages repeat a headline, but print a caption once.
            if line.weight >= 3 and self._shared(line) >= 0.25:
                score += 0.35 if sum(line.key in key for key in printed) > 1 else 0.0
            if score >= most:
                best, most = line, score
        return best and (self._bare(best) or self._under(best) or self._behind_path(best) or self._over(best))

    def _score(self, line: Segment) -> float:
        """Return how much speaks for a line: shared words, length, signature below; less for distance."""
        text, prose = line.text, line.prose
        stopped = text.rstrip(_QUOTES).endswith((".", "。")) and not text.endswith("...")
        signed = self._is_signed(line) and not (line.sentences > 1 and stopped)
        above = [each.mark for each in self.lines[max(0, line.number - 4) : line.number]]
        if not any(mark.times for mark in above):  # a question under byline and time opens an interview
            above = []
        # Teasers of other stories take a line up or are broken off.
        broken = text.startswith(_ELLIPSES) or (text.endswith(_ELLIPSES) and line.weight >= _TEASER)
        deep = line.number > self.span.first and not self._is_headed(line)
        return (
            1.6 * self._shared(line)
            + min(line.weight, 8.0) / 8.0
            + 0.9 * (line.sign == "#")
            + (0.4 if stopped else 0.9) * signed
            - 0.02 * abs(self.span.first - line.number)
            - 0.03 * max(0.0, line.weight - 16)
            - 1.0 * stopped
            - 0.4 * prose
            - 0.8 * (prose and stopped and not signed)
            - 0.4 * (line.weight < 4 and text[0] not in _QUOTES)
            - 1.0 * (prose and text.endswith(("?", "？")) and any(mark.byline for mark in above))
            - 1.0 * broken
            - 0.7 * bool(_TRAIL.search(text))
            - (deep and (0.4 if self._is_signed(line, _CLOSE) else 1.2))
            - 0.8 * (line.weight <= 3 and is_person(text))
            - 1.0 * _is_list_of_names(line)
        )

    def _shared(self, line: Segment) -> float:
        """Return the share of the line's words that occur in the story, less if it has under three."""
        own = _stems(line.text)
        return len(own & self.stems) / len(own) * min(1.0, len(own) / 3) if own else 0.0

    def _is_headed(self, line: Segment) -> bool:
        """Return whether a byline and a time are among the three lines below."""
        below = [each.mark for each in self.lines[line.number + 1 : line.number + 4]]
        return any(mark.kind == "byline" for mark in below) and any(mark.times for mark in below)

    def _is_signed(self, line: Segment, reach: int = 4) -> bool:
        """Return whether a byline or time is within `reach` lines below."""
        below = self.lines[line.number + 1 : line.number + 1 + reach]
        return any(each.mark.kind in ("byline", "time", "clock", "read time") for each in below)

    def _bare(self, best: Segment) -> Segment | None:
        """Return a line below that is the headline without the site's name or sections, or None."""
        for line in self.lines[best.number + 1 : self.span.first + 1]:
            part = best.key.startswith(f"{line.key} ") or best.key.endswith(line.key)
            if part and line.weight >= _LEAST_TITLE and line.key != best.key and not line.mark.kind:
                return line
        return None

    def _under(self, best: Segment) -> Segment | None:
        """Return the line just below if it is the headline and `best` only its kicker, or None."""
        for line in self.lines[best.number + 1 : best.number + 2]:
            fits = 2 * best.weight <= line.weight <= 3 * _KICKER and _may_be_title(line)
            if fits and not best.gap_after and not line.mark.kind and self._shared(line) >= 0.5:
                return line
        return None

    def _over(self, best: Segment) -> Segment:
        """Return the line above if both fit as headline, the lower being its deck; else `best`."""
        above = self.lines[best.number - 1] if best.number else None
        if above is None:
            return best
        stopped, long = best.text.endswith("."), best.weight >= 2 * _KICKER
        if best.weight >= 4 * _KICKER and above.text[0] in _QUOTES and above.text[-1] in _QUOTES:
            return above  # what somebody said heads an interview
        if above.mark.kind or above.text.endswith(".") or self._ends_list(above) or self._ends_path(above):
            return best
        signed = any(each.mark.byline for each in self.lines[best.number + 1 : best.number + 2])
        least = 2 if stopped and long else 3 if stopped or (signed and long) else 5
        if not least <= above.weight <= 20 or not _may_be_title(above):
            return best
        breadcrumb = above.key.endswith(best.key) or not (long or stopped)
        return above if not breadcrumb and self._shared(above) >= 0.25 else best

    def _behind_path(self, best: Segment) -> Segment | None:
        """Return the headline just below a path of sections that ends with another wording of it, or None."""
        own = _stems(best.text)
        below = self.lines[best.number + 1 : best.number + 1 + _CLOSE]
        for line in below if self._ends_path(best) else ():
            shared = len(own & _stems(line.text)) > len(own) / 2 and best.key not in line.key
            if shared and line.weight >= _LEAST_TITLE and not (line.mark.kind or caption_by_shape(line)):
                return line
        return None

    def _ends_path(self, line: Segment) -> bool:
        """Return whether a path of sections, one a line from the front page, is just above the line."""
        for above in self.lines[max(0, line.number - _PATH) : line.number][::-1]:
            if _HOME.fullmatch(above.text.strip(_PATH_SIGNS)):
                return True
            if above.gap_after or above.weight > _KICKER or above.mark.kind:
                return False
        return False

    def _ends_list(self, line: Segment) -> bool:
        """Return whether the line ends a list of three or more headlines without gaps."""
        above = self.lines[max(0, line.number - 2) : line.number]
        tight = line.gap_after and not line.gap_before and len(above) == 2 and not above[1].gap_before
        return tight and all(each.weight > _KICKER and not each.mark.kind for each in above)


def _may_be_title(line: Segment) -> bool:
    attributed = line.text.startswith(_DASHES)  # "— Ada Obi, in a letter": who said what stands above
    weather = len(_DEGREES.findall(line.text)) > 1  # a row of towns with their temperatures
    return not attributed and not weather


def _is_list_of_names(line: Segment) -> bool:
    """Return whether a line is three or more short names with commas, like tags."""
    items = [item.split() for item in line.text.split(",")]
    return (
        ":" not in line.text
        and len(items) >= 3
        and all(1 <= len(words) <= 4 and words[0][0].isupper() and words[-1][0].isupper() for words in items)
    )


def _decks(lines: Sequence[Segment], headline: Segment, span: Span) -> tuple[Segment, ...]:
    """Return the one or two decks below the headline, if a byline, time or picture follows; else none."""
    decks: list[Segment] = []
    for line in lines[headline.number + 1 : span.last + 1]:
        if line.mark.kind or is_label(line) or bare_byline(line, []) or len(decks) == 2:
            break
        if not (line.weight >= 6 and line.sentences <= 3 and line.weight <= 70) or caption_by_shape(line):
            break
        if decks and _over_credit(line, lines):
            break
        decks.append(line)
    return tuple(decks) if decks and _parts_follow(decks[-1], lines) else ()


def _over_credit(line: Segment, lines: Sequence[Segment]) -> bool:
    """Return whether a credit is just below the line, which makes it a caption."""
    for below in lines[line.number + 1 : line.number + 2]:
        shape = None if below.mark.kind else caption_by_shape(below)
        return below.mark.kind == "credit" or (shape is not None and not shape.end)
    return False


def _parts_follow(deck: Segment, lines: Sequence[Segment]) -> bool:
    """Return whether a byline, time, label or picture is near below the deck, after short lines at most."""
    for line in lines[deck.number + 1 : deck.number + 4]:
        if line.mark.kind or is_label(line) or _over_credit(line, lines):
            return True
        if line.weight > 6:
            return False
    return False


def _kicker(lines: Sequence[Segment], headline: Segment) -> Segment | None:
    """Return the short line just above the headline, under a gap or a marked line; None without one."""
    if headline.gap_before or headline.number < 2:
        return None
    over, above = lines[headline.number - 2 : headline.number]
    if above.mark.kind or above.weight > 6 or above.terminal:
        return None
    if all(said(word) == "share" for word in above.text.split()):
        return None
    return above if above.gap_before or over.mark.kind else None
