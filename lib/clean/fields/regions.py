"""Parts the lines of a copied text by where they stand around its story."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress

from lib.clean import words
from lib.clean.label.labels import Labels
from lib.clean.says.names import SmallWords
from lib.clean.segment import Segment
from lib.model.folding import folded_words

_LINES_ABOVE = 8  # over a headline: one may hold the story's time
_LINES_BELOW = 14  # under a story: they may repeat its byline and time
_CAPTION_LINES = 20  # from a caption, which reads like the first text, to the second
_SUBJECT_LINES = 4  # of the text: they name who the story is about
_COLOPHON = words.pattern("authors", "in a colophon")
_LISTS = frozenset({"related", "comments"})  # what other stories and their readers stand under


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """The lines around a story by their place, any of which may be missing, and the labels of all lines."""

    labels: Labels
    needs_label: Callable[[str], bool]  # whether a name alone is no author: a word, the story's subject
    menu: frozenset[str] = frozenset()  # the key of each line over the headline
    above: Sequence[Segment] = ()  # lines over the headline
    head: Sequence[Segment] = ()  # from the headline to the first line of the text
    text: Sequence[Segment] = ()  # the other lines of the text
    below: Sequence[Segment] = ()  # lines under it, and the colophon among lists of other stories
    listed: Sequence[Segment] = ()  # all of those lists

    def opening(self, least: int) -> Sequence[Segment]:
        """Return the first `least` lines of the text, or all lines above its first prose if these are more.

        A caption may be taken for the first line of the text: the byline and the time then stand below it.
        """
        over = next((at for at, line in enumerate(self.text[:_CAPTION_LINES]) if line.prose), 0)
        return self.text[: max(least, over)]


def regions_of(labels: Labels, headline: int, first: int, last: int) -> Regions:
    """Return the regions of a copied text by the numbers of its headline and of its text's edges."""
    lines = labels.segments
    small = SmallWords(line.text for line in lines)
    subjects = " ".join(line.key for line in lines[first : first + _SUBJECT_LINES] if line.prose)
    below = lines[last + 1 : last + 1 + _LINES_BELOW]
    start = next((at for at, line in enumerate(below) if line.mark.rule_name in _LISTS), len(below))
    listed = below[start:]
    beside = (listed[max(0, at - 1) : at + 2] for at in range(len(listed)))
    in_colophon = (any(_COLOPHON.match(line.text) for line in near) for near in beside)
    return Regions(
        labels=labels,
        needs_label=lambda name: small.hold(name) or folded_words(name) in subjects,
        menu=frozenset(line.key for line in lines[:headline]),
        above=lines[max(0, headline - _LINES_ABOVE) : headline],
        head=lines[headline : first + 1],
        text=lines[first + 1 : last + 1],
        below=[*below[:start], *compress(listed, in_colophon)],
        listed=listed,
    )
