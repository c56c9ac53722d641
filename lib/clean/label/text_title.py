"""Finds the headline of a copied text: the line for which its words and its place speak most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lib.clean.label.text_run import Span
from lib.clean.measure import asks
from lib.clean.says.captions import caption_by_shape
from lib.clean.says.names import is_person
from lib.clean.segment import Segment
from lib.clean.words import pattern
from lib.model.letters import FULL_STOPS

# What each sign adds to a line's score, times how far it holds, set by hand on copied pages. A line of eight
# words that the story repeats comes to 3.5 with a byline below it, one with nothing but its length to 1.
_WEIGHTS: Mapping[str, float] = {
    "shares words": 1.6,  # with the story: the surest sign, worth more than length, place and signature alone
    "length": 1.0,  # up to `_FULL` words: sections and buttons are shorter
    "heading": 0.9,  # by Markdown's sign: so are the sections of a page
    "signed": 0.9,  # a byline or a time follows within a deck's length
    "comes again": 0.35,  # pages repeat a headline, but print a caption once
    "lines to the text": -0.02,  # fifty lines of share buttons and tags outweigh a byline
    "words too many": -0.03,  # over `_LONG`: the deck is longer than the headline
    "sentence": -1.0,  # few headlines end with a stop, captions and decks do
    "prose": -0.4,
    "unsigned sentences": -0.8,  # a paragraph that no byline follows
    "too short": -0.4,  # a section's name, unless it is what somebody said
    "question of an interview": -1.0,  # below byline and time
    "in the text": -1.2,  # a sub-heading
    "in the text, signed": -0.4,  # of several stories on a page this one may be the reader's
    "list of names": -1.0,  # the tags
    "holds the rights": -1.0,  # the site's name
    "person": -0.8,  # an author, or whom a picture shows
}
_FULL, _LONG = 8.0, 16.0  # words of a headline: from the first on it is not short, from the second on long
_LEAST_SCORE = 0.9

_REACH = 150  # lines between a headline and its text: share buttons and tag lists stand there
_DEEP = 3  # lines of prose that may precede the headline by mistake, such as a notice
_SIGNED = 4  # lines below a headline in which a byline or time stands, behind a deck of up to three
_HEADED = 3  # and in which both do
_CLOSE = 2  # lines from a headline in the text to its signature, with a deck between them
_LOOKED = 3000  # lines in which a headline is looked for once more
_SHORT, _LONGEST = 2.0, 40.0  # words of the shortest and the longest line that may be one
_LEAST_TITLE = 4.0  # words of a headline that a longer line holds
_LONGEST_TITLE = 60.0  # words of a trail of sections with a headline at its end
_AGAIN = 0.25  # of a line's words that the story shares: with fewer its second print says nothing
_KICKER, _UNDER_KICKER = 4.0, 12.0  # words over a headline, and of one known by its kicker
_CAPITALS = 6.0  # and of one in capitals
_PATH = 5  # sections from the front page to the story
_DECK = 20.0  # words of the longest headline over its deck
_TWO_LINES = 0.5  # of its words that a headline shares with the story, if a kicker over it was taken for it

_STEM = 5  # letters by which words are compared: most languages bend their ends
_QUOTES = '"“”„«»‚‘’'
_DASHES = ("—", "–", "-- ", "- ")
_STOPS = (*FULL_STOPS, "。")  # of a sentence that is no headline, as a question may be
_PATH_SIGNS = " |/»›>→"
_RIGHTS = pattern("publishers", "rights")
_DEGREES = pattern("headlines", "degrees")
_DENSE = pattern("letters", "dense")


def find_title(lines: Sequence[Segment], span: Span) -> Segment | None:
    """Return the line most likely to be the headline of the story in a span; None if none is likely."""
    text = " ".join(line.text for line in lines[span.first : span.last + 1][:40] if line.prose)
    return _Titles(lines, span, _stems(text)).best()


def _stems(text: str) -> set[str]:
    """Return the first five letters of longer words, or pairs of letters in scripts without spaces."""
    if len(_DENSE.findall(text)) > len(text) / 3:
        packed = "".join(_DENSE.findall(text))
        return {packed[i : i + 2] for i in range(len(packed) - 1)}
    return {word[:_STEM] for word in pattern("headlines", "stem").findall(text.casefold())}


@dataclass(frozen=True, slots=True)
class _Titles:
    """The lines of a copied text, scored as the headline of the story in a span of them."""

    lines: Sequence[Segment]
    span: Span
    stems: set[str]  # of the story's text

    def best(self) -> Segment | None:
        """Return the line with the highest score, or the headline near it; None if none has _LEAST_SCORE.

        It is replaced by a line beside it if it is a title with the site's name, a kicker, the end of a path
        of sections, or a deck.
        """
        printed = [line.key for line in self.lines[:_LOOKED] if 3 <= line.weight <= _LONGEST_TITLE]
        rights = [line.key for line in self.lines if _RIGHTS.search(line.text) and not line.prose]
        best, most = None, _LEAST_SCORE
        for line in self._candidates():
            signs = self._signs(line, printed, rights)
            score = sum(weight * signs[name] for name, weight in _WEIGHTS.items())
            if score >= most:
                best, most = line, score
        return best and (self._bare(best) or self._under(best) or self._behind_path(best) or self._over(best))

    def _candidates(self) -> Iterator[Segment]:
        """Yield the lines that may be the headline: above the text, or within it above byline and time."""
        first = self.span.first
        inside = self.lines[first + _DEEP : self.span.last]
        deep = (line for line in inside if line.weight >= _LEAST_TITLE and self._is_headed(line))
        for line in (*self.lines[max(0, first - _REACH) : first + _DEEP], *deep):
            if not line.mark.kind and _SHORT <= line.weight <= _LONGEST and _may_be_title(line):
                yield line

    def _signs(self, line: Segment, printed: Sequence[str], rights: Sequence[str]) -> Mapping[str, float]:
        """Return how far each sign of `_WEIGHTS` holds for a line, 0 to 1.

        `printed` are the keys of all lines, `rights` the keys of the notices of copyright.
        """
        text, shared = line.text, self._shared(line)
        stopped = text.rstrip(_QUOTES).endswith(_STOPS) and not text.endswith("...")
        signed = self._is_signed(line) and not (line.sentences > 1 and stopped)
        above = [each.mark for each in self.lines[max(0, line.number - 4) : line.number]]
        interviewed = any(mark.times for mark in above) and any(mark.byline for mark in above)
        deep = line.number > self.span.first and not self._is_headed(line)
        deep_signed = deep and self._is_signed(line, _CLOSE)
        again = line.weight >= 3 and shared >= _AGAIN and sum(line.key in key for key in printed) > 1
        return {
            "shares words": shared,
            "length": min(line.weight, _FULL) / _FULL,
            "heading": line.sign == "#",
            "signed": signed and not stopped,
            "comes again": again,
            "lines to the text": abs(self.span.first - line.number),
            "words too many": max(0.0, line.weight - _LONG),
            "sentence": stopped,
            "prose": line.prose,
            "unsigned sentences": line.prose and stopped and not signed,
            "too short": line.weight < _LEAST_TITLE and text[0] not in _QUOTES,
            "question of an interview": line.prose and asks(text) and interviewed,
            "in the text": deep and not deep_signed,
            "in the text, signed": deep_signed,
            "list of names": _is_list_of_names(line),
            "holds the rights": any(line.key in key for key in rights),
            "person": line.weight <= 3 and is_person(text),
        }

    def _shared(self, line: Segment) -> float:
        """Return the share (0 to 1) of the line's words that the story has; less for one or two words."""
        own = _stems(line.text)
        return len(own & self.stems) / len(own) * min(1.0, len(own) / 3) if own else 0.0

    def _is_headed(self, line: Segment) -> bool:
        """Return whether a byline and a time are among the three lines below."""
        below = [each.mark for each in self.lines[line.number + 1 : line.number + 1 + _HEADED]]
        return any(mark.kind == "byline" for mark in below) and any(mark.times for mark in below)

    def _is_signed(self, line: Segment, reach: int = _SIGNED) -> bool:
        """Return whether a byline or time is within `reach` lines below."""
        below = self.lines[line.number + 1 : line.number + 1 + reach]
        return any(each.mark.kind in ("byline", "time", "clock", "read time") for each in below)

    def _bare(self, best: Segment) -> Segment | None:
        """Return a line below, or one close above, that is the headline without the site's name, or None."""
        for line in reversed(self.lines[max(0, best.number - _CLOSE) : best.number]):
            named = pattern("headlines", "stroke").match(best.text.removeprefix(line.text))
            if named and best.text.startswith(line.text) and line.weight >= _LEAST_TITLE:
                return line
        for line in self.lines[best.number + 1 : self.span.first + 1]:
            part = best.key.startswith(f"{line.key} ") or best.key.endswith(line.key)
            if part and line.weight >= _LEAST_TITLE and line.key != best.key and not line.mark.kind:
                return line
        return None

    def _under(self, best: Segment) -> Segment | None:
        """Return the line just below if it is the headline and `best` only its kicker, or None."""
        for line in self.lines[best.number + 1 : best.number + 2]:
            fits = 2 * best.weight <= line.weight <= _UNDER_KICKER and _may_be_title(line)
            fits = fits and not line.text.endswith(_STOPS)  # it is a deck
            if fits and not best.gap_after and not line.mark.kind and self._shared(line) >= _TWO_LINES:
                return line
        return None

    def _over(self, best: Segment) -> Segment:
        """Return the line above if both fit as headline, the lower being its deck; else `best`."""
        above = self.lines[best.number - 1] if best.number else None
        if above is None:
            return best
        stopped, long = best.text.endswith(_STOPS), best.weight >= _FULL
        if best.weight >= _LONG and above.text[0] in _QUOTES and above.text[-1] in _QUOTES:
            return above  # what somebody said heads an interview
        if above.mark.kind or above.text.endswith(_STOPS) or self._ends_list(above) or self._ends_path(above):
            return best
        signed = any(each.mark.byline for each in self.lines[best.number + 1 : best.number + 2])
        if not stopped and _is_kicker(above, best):
            return best
        # The more the lower line reads like a deck, the shorter the headline over it may be. A copy begins
        # with a kicker more often than with a headline of three words.
        least = 2 if stopped and long else 3 if stopped or (signed and long and above.number) else 5
        if not least <= above.weight <= _DECK or not _may_be_title(above):
            return best
        breadcrumb = above.key.endswith(best.key) or not (long or stopped)
        return above if not breadcrumb and self._shared(above) >= _AGAIN else best

    def _behind_path(self, best: Segment) -> Segment | None:
        """Return the headline just below a path of sections ("Home", "World", the title); None if no path."""
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
            if pattern("headlines", "home").fullmatch(above.text.strip(_PATH_SIGNS)):
                return True
            if above.gap_after or above.weight > _KICKER or above.mark.kind:
                return False
        return False

    def _ends_list(self, line: Segment) -> bool:
        """Return whether the line ends a list of three or more headlines without gaps."""
        above = self.lines[max(0, line.number - 2) : line.number]
        tight = line.gap_after and not line.gap_before and len(above) == 2 and not above[1].gap_before
        return tight and all(each.weight > _KICKER and not each.mark.kind for each in above)


def _is_kicker(line: Segment, title: Segment) -> bool:
    """Return whether a line only opens the headline below: by a colon, capitals, or words in it."""
    own = _stems(line.text)
    capitals = line.text.isupper() and not title.text.isupper() and line.weight <= _CAPITALS
    return line.text.endswith((":", "：")) or capitals or (bool(own) and own <= _stems(title.text))


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
        and all(1 <= len(name) <= 4 and name[0][0].isupper() and name[-1][0].isupper() for name in items)
    )
