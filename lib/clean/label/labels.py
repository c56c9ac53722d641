"""Labels for all parts of a capture: the zone of a kept part, or the rule that cut it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lib.clean.measure import has_words
from lib.clean.segment import Segment
from lib.model.article import Block, Cut, Zone
from lib.model.rules import confidence, reason


@dataclass(frozen=True, slots=True)
class Label:
    """The zone or cutting rule of a piece or line, or of its text from `start` to `end`."""

    zone: Zone | None
    rule: str | None = None
    level: int = 0
    confidence: float = 1.0  # in a cut by the model, which knows how sure it is
    start: int = 0
    end: int | None = None  # None: the end of the text


@dataclass
class Sheet:
    """The lines of a copied text with the labels that they have been given so far."""

    lines: Sequence[Segment]
    labels: dict[int, tuple[Label, ...]] = field(default_factory=dict)

    def is_open(self, line: Segment) -> bool:
        """Return whether the line has no label yet."""
        return line.number not in self.labels

    def keep(self, line: Segment, zone: Zone, level: int = 0) -> None:
        """Label the whole line as kept in the zone."""
        self.labels[line.number] = (Label(zone, None, level),)

    def cut(self, line: Segment, rule: str) -> None:
        """Label the whole line as cut by the rule."""
        self.labels[line.number] = (Label(None, rule),)

    def take(self, numbers: Iterable[int]) -> None:
        """Label lines as used up, neither kept nor cut: another object has their text."""
        self.labels.update(dict.fromkeys(numbers, ()))

    def place(self, line: Segment, *labels: Label) -> None:
        """Label parts of a line; of overlapping ones the earlier wins, and what is left is cut."""
        tiles: list[Label] = []
        position, length = 0, len(line.text)
        ordered = sorted(labels, key=lambda label: (label.start, label.zone is None))
        for label in (*ordered, Label(None, None, start=length)):
            if between := line.text[position : label.start]:
                rule = "unclassified" if has_words(between) else "layout"
                tiles.append(Label(None, rule, start=position, end=label.start))
            end = length if label.end is None else label.end
            if end > max(label.start, position):
                tiles.append(replace(label, start=max(label.start, position), end=end))
            position = max(position, end)
        self.labels[line.number] = tuple(tiles)

    def stretches(self, line: Segment) -> Iterator[Block | Cut]:
        """Yield the labelled parts of a line as blocks and cuts, without surrounding space."""
        for label in self.labels.get(line.number, ()):
            text = line.text[label.start : label.end]
            start = label.start + len(text) - len(text.lstrip())
            text = text.strip()
            stop = start + len(text)
            at, end = line.source(start), line.source(stop)
            if text and label.zone:
                inside = (link for link in line.links if start <= link.start and link.end <= stop)
                links = tuple(
                    replace(each, start=each.start - start, end=each.end - start) for each in inside
                )
                yield Block(zone=label.zone, text=text, at=at, end=end, links=links, level=label.level)
            elif text and label.rule:
                yield Cut(text=text, rule=label.rule, reason=reason(label.rule), at=at, end=end,
                          confidence=confidence(label.rule))  # fmt: skip
