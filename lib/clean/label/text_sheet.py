"""The parts of a text capture, kept and cut: each line is placed once, and none is lost."""

from dataclasses import dataclass, field, replace

from lib.clean.measure import Line, has_words
from lib.clean.says.line import Mark
from lib.clean.says.times import says_updated
from lib.model.article import Block, Cut, Link, Zone
from lib.model.rules import confidence, reason


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line, by offsets into its text, with the zone or the rule it goes to."""

    start: int
    end: int
    zone: Zone | None = None
    rule: str = ""
    level: int = 0


@dataclass
class Sheet:
    """Collects blocks and cuts and knows which lines are already placed."""

    blocks: list[Block] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    placed: set[int] = field(default_factory=set)

    def keep(self, line: Line, zone: Zone, level: int = 0) -> None:
        """Keep the whole line as one block."""
        self.place(line, Part(0, len(line.text), zone=zone, level=level))

    def cut(self, line: Line, rule: str) -> None:
        """Leave the whole line out under the rule."""
        self.placed.add(line.number)
        self.cuts.append(_cut(line.text, rule, line.at, line.end))

    def cut_opening(self, line: Line, end: int, rule: str) -> None:
        """Leave out what opens the line; the caller keeps the rest."""
        self.placed.add(line.number)
        text = line.text[:end].rstrip()
        self.cuts.append(_cut(text, rule, line.at, line.source(len(text))))

    def place(self, line: Line, *parts: Part) -> None:
        """Place the parts of one line; what lies between them is cut as layout."""
        self.placed.add(line.number)
        position = 0
        for part in sorted(parts, key=lambda part: part.start):
            self._layout(line, position, part.start)
            self._put(line, part)
            position = part.end
        self._layout(line, position, len(line.text))

    def is_open(self, line: Line) -> bool:
        """Return whether the line is not placed yet."""
        return line.number not in self.placed

    def _put(self, line: Line, part: Part) -> None:
        text = line.text[part.start : part.end]
        start = part.start + len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            return
        at, end = line.source(start), line.source(start + len(text))
        if part.zone:
            links = _links_in(line, start, start + len(text))
            self.blocks.append(
                Block(zone=part.zone, text=text, at=at, end=end, links=links, level=part.level)
            )
        else:
            self.cuts.append(_cut(text, part.rule, at, end))

    def _layout(self, line: Line, start: int, end: int) -> None:
        between = line.text[start:end]
        self._put(line, Part(start, end, rule="unclassified" if has_words(between) else "layout"))


def _cut(text: str, rule: str, at: int, end: int) -> Cut:
    return Cut(text=text, rule=rule, reason=reason(rule), at=at, end=end, confidence=confidence(rule))


def _links_in(line: Line, start: int, end: int) -> tuple[Link, ...]:
    """Return the line's links between two places of its text, as offsets from the first."""
    return tuple(
        replace(link, start=link.start - start, end=link.end - start)
        for link in line.links
        if start <= link.start and link.end <= end
    )


def without_overlap(parts: list[Part]) -> list[Part]:
    """Return the parts of a line in order, each without what one before it holds."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.start, part.zone is None)):
        start = max(part.start, kept[-1].end) if kept else part.start
        if start < part.end:
            kept.append(Part(start, part.end, zone=part.zone, rule=part.rule))
    return kept


def parts_of(line: Line, mark: Mark, *, clock: bool) -> list[Part]:
    """Return each time of a line from the end of the piece before it, so that its label goes with it."""
    parts = []
    position = mark.byline.end if mark.byline and not mark.byline.start else 0
    for time in mark.times:
        start = position if mark.kind == "time" or mark.byline else time.start
        parts.append(Part(min(start, time.start), time.end, rule="field: time"))
        position = time.end
    if mark.undated:
        parts.append(Part(position, mark.undated.end, rule="field: time"))
    if mark.relative:
        end = mark.relative.end  # of 'Published 3 hours ago, updated at 9:42' the change goes too
        end = len(line.text) if says_updated(line.text[end:]) else end
        parts.append(Part(min(position, mark.relative.start), end, rule="field: time"))
    if mark.kind == "clock" and clock:
        parts.append(Part(0, len(line.text), rule="field: time"))
    if mark.read_time:
        parts.append(Part(max(position, mark.read_time.start), mark.read_time.end, rule="field: read time"))
    return parts
