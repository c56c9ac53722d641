"""The pieces a text capture is taken apart into, so that nothing is lost or told twice."""

from dataclasses import dataclass, field, replace

from lib.clean.cutting.sureness import sureness
from lib.clean.text.lines import Line, has_words
from lib.model.article import Block, Cut, Link, Zone

_BY_SHAPE = 0.6  # how sure a cut is that only a line's shape speaks for
REASONS: dict[str, str] = {
    "field: published": "The printed time, kept as a field.",
    "field: updated": "The printed time of a change, kept as a field.",
    "field: read time": "The publisher's reading time, kept as a field.",
    "field: tags": "The publisher's tags, kept as a field.",
    "field: authors": "Repeats the byline; the authors are kept once.",
    "field: audio": "A note on the page's audio version, kept as a field.",
    "field: kicker": "The line over the headline, kept as a field.",
    "repeated headline": "The headline once more.",
    "repeated text": "Stands in the story already.",
    "author note": "Tells about the author, not of the story.",
    "appeal to readers": "Asks the reader to follow, share, write or give; tells nothing of the story.",
    "house note": "A note of the publisher on the page, its views or its code; tells nothing of the story.",
    "date": "A time that is no time of this story.",
    "other story": "The headline or the teaser of another story.",
    "other byline": "A byline that is not this story's.",
    "loose line": "Some words outside the story's text: by their form a headline of another story or a menu.",
    "inner line": "No sentence, and between paragraphs: a label, a caption or a link to another story.",
    "footer": "A line at the foot of the page.",
    "comments": "Stands under the heading of the comments.",
    "legal": "A legal or house notice.",
    "menu": "A short label outside the story's text, such as an entry of a menu.",
    "layout": "A sign or a word between two pieces of a line.",
    "picture text": "The caption or credit of a picture outside the story.",
    "unclassified": "No rule knows this line; it stands outside the story's text.",
}


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

    def cut(self, line: Line, rule: str, reason: str | None = None) -> None:
        """Leave the whole line out under the rule."""
        self.placed.add(line.number)
        self.cuts.append(_cut(line.text, rule, reason or REASONS[rule], line.at, line.end))

    def cut_opening(self, line: Line, end: int, rule: str, reason: str) -> None:
        """Leave out what opens the line; the caller keeps the rest."""
        self.placed.add(line.number)
        text = line.text[:end].rstrip()
        self.cuts.append(_cut(text, rule, reason, line.at, line.source(len(text))))

    def place(self, line: Line, *parts: Part) -> None:
        """Return places the parts of one line; what lies between them is cut as layout."""
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
            self.cuts.append(_cut(text, part.rule, REASONS[part.rule], at, end))

    def _layout(self, line: Line, start: int, end: int) -> None:
        between = line.text[start:end]
        self._put(line, Part(start, end, rule="unclassified" if has_words(between) else "layout"))


def _cut(text: str, rule: str, reason: str, at: int, end: int) -> Cut:
    sure = _BY_SHAPE if rule in ("loose line", "inner line") else sureness(rule)
    return Cut(text=text, rule=rule, reason=reason, at=at, end=end, confidence=sure)


def _links_in(line: Line, start: int, end: int) -> tuple[Link, ...]:
    """Return the line's links between two places of its text, as offsets from the first."""
    return tuple(
        replace(link, start=link.start - start, end=link.end - start)
        for link in line.links
        if start <= link.start and link.end <= end
    )
