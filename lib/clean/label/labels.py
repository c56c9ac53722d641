"""Labels for all parts of a capture: the zone of a kept part, or the rule that cut it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lib.clean.links import kept_links
from lib.clean.measure import has_words
from lib.clean.segment import Segment
from lib.model.article import Block, Zone
from lib.model.cleaned import Cut
from lib.model.rules import RULES, confidence


class Label(NamedTuple):
    """The zone or cutting rule of a segment, or of its text from `start` to `end`."""

    zone: Zone | None
    rule: str | None = None
    level: int = 0
    confidence: float | None = None  # in a cut by the model, which knows how sure it is; None: the rule's own
    start: int = 0
    end: int | None = None  # None: the end of the text


_NONE = (Label(None),)
_BODY = Label("body")


@dataclass
class Labels:
    """The segments of a capture with the labels that they have been given so far."""

    segments: list[Segment]
    base: str | None = None  # the address to which its links are relative
    parts: list[tuple[Label, ...] | None] = field(default_factory=list)  # None: not labelled yet

    def __post_init__(self) -> None:
        self.parts = self.parts or [None] * len(self.segments)

    def __getitem__(self, number: int) -> Label:
        """Return the first label of a segment; one without zone and rule where it has none."""
        return (self.parts[number] or _NONE)[0]

    def __iter__(self) -> Iterator[Label]:
        return iter([(labels or _NONE)[0] for labels in self.parts])

    def is_open(self, segment: Segment) -> bool:
        """Return whether a segment has no label yet."""
        return self.parts[segment.number] is None

    def keep(self, segment: Segment, zone: Zone, level: int = 0) -> None:
        """Label the whole segment as kept in the zone."""
        self.parts[segment.number] = (Label(zone, None, level),)

    def cut(self, segment: Segment, rule: str) -> None:
        """Label the whole segment as cut by the rule."""
        self.parts[segment.number] = (Label(None, rule),)

    def take(self, numbers: Iterable[int]) -> None:
        """Label segments as neither kept nor cut, because a card or a ticker item holds their text."""
        for number in numbers:
            self.parts[number] = ()

    def place(self, segment: Segment, *labels: Label) -> None:
        """Label parts of a segment.

        Where two overlap the earlier part wins, and text without label is cut.
        """
        tiles: list[Label] = []
        position, length = 0, len(segment.text)
        ordered = sorted(labels, key=lambda label: (label.start, label.zone is None))
        for label in (*ordered, Label(None, None, start=length)):
            if between := segment.text[position : label.start]:
                rule = "unclassified" if has_words(between) else "layout"
                tiles.append(Label(None, rule, start=position, end=label.start))
            end = length if label.end is None else label.end
            if end > max(label.start, position):
                tiles.append(label._replace(start=max(label.start, position), end=end))
            position = max(position, end)
        self.parts[segment.number] = tuple(tiles)

    def blocks(self, segment: Segment) -> Iterator[Block]:
        """Yield the kept parts of a segment with the links in them, without surrounding space."""
        for label, start, stop in self._parts(segment):
            if label.zone:
                inside = (link for link in segment.links if start <= link.start and link.end <= stop)
                moved = (replace(each, start=each.start - start, end=each.end - start) for each in inside)
                at, end = segment.place(start, stop)
                yield Block(zone=label.zone, text=segment.text[start:stop], at=at, end=end,
                            links=kept_links(moved, self.base), level=label.level)  # fmt: skip

    def cuts(self, segment: Segment, back: Label = _BODY, votes: int = 0) -> Iterator[Cut]:
        """Yield the cut parts of a segment; `back` is the label that it gets when a reader restores it.

        `votes` is the number of extractors that take it for the story's text: they lower the confidence.
        """
        for label, start, stop in self._parts(segment):
            if label.rule:
                sure = confidence(label.rule, votes) if label.confidence is None else label.confidence
                at, end = segment.place(start, stop)
                yield Cut(text=segment.text[start:stop], rule=label.rule, reason=RULES[label.rule].reason,
                          at=at, end=end, confidence=sure, zone=back.zone or "body",
                          level=back.level)  # fmt: skip

    def _parts(self, segment: Segment) -> Iterator[tuple[Label, int, int]]:
        """Yield each label of a segment with start and end of its text, without surrounding space."""
        for label in self.parts[segment.number] or ():
            text = segment.text[label.start : label.end]
            start = label.start + len(text) - len(text.lstrip())
            if text := text.strip():
                yield label, start, start + len(text)
