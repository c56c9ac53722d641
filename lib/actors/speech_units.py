"""The units in which a speaker is sought: sentences, joined where one quotation runs through several."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from lib.actors.sentences import sentences
from lib.actors.speech_patterns import QUOTED
from lib.model.mention import Kind

Span = tuple[int, int]  # start and end in a text
_LEAST = 8  # letters: fewer are a single word held at arm's length
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Where an actor's name stands in a text, with the actor's key and kind."""

    start: int
    end: int
    key: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence, or several with one quotation across them, with its quotations and the names outside."""

    text: str  # of the whole paragraph
    start: int
    end: int
    quotes: tuple[Span, ...]
    names: tuple[Named, ...]

    def parts(self) -> Iterator[Span]:
        """Yield start and end of the unit's text before, between and after the quotations."""
        edges = [self.start, *(edge for quote in self.quotes for edge in quote), self.end]
        yield from zip(edges[::2], edges[1::2], strict=True)

    def words(self, quotes: Sequence[Span]) -> str:
        """Return the words inside these quotations, joined by " … "."""
        return " … ".join(self.text[first + 1 : last - 1].strip(" ,") for first, last in quotes)

    @property
    def is_bare(self) -> bool:
        """Whether the unit is only a quotation."""
        return not any(re.search(r"\w", self.text[low:high]) for low, high in self.parts())


def units(text: str, names: Sequence[Named]) -> Iterator[Unit]:
    """Yield a paragraph's units, without titles in quotation marks, short quotations and quoted names."""
    quoted = [match.span() for match in QUOTED.finditer(text)]
    for start, end in _joined(sentences(text), quoted):
        first, last = (bisect_left(quoted, edge, key=itemgetter(0)) for edge in (start, end))
        own = quoted[first:last]
        first, last = (bisect_left(names, edge, key=attrgetter("start")) for edge in (start, end))  # sorted
        named = [name for name in names[first:last] if not any(low <= name.start < high for low, high in own)]
        quotes = [quote for quote in own if _is_speech(text[slice(*quote)])]
        yield Unit(text=text, start=start, end=end, quotes=tuple(quotes), names=tuple(named))


def _joined(spans: Iterable[Span], quoted: Sequence[Span]) -> list[Span]:
    """Return the spans of sentences; those that one quotation runs through are one span."""
    joined: list[Span] = []
    for start, end in spans:
        opened = bisect_left(quoted, start, key=itemgetter(0))  # how many quotations open before it
        if opened and quoted[opened - 1][1] > start:
            start, _ = joined.pop()
        joined.append((start, end))
    return joined


def _is_speech(quoted: str) -> bool:
    """Return whether words in quotation marks are no title (of a book, play or song) and not too short."""
    long = _LONG_WORD.findall(quoted)
    is_title = len(long) > 1 and all(word[0].isupper() for word in long)
    return not is_title and len(quoted) >= _LEAST + len("“”")
