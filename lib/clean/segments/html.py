"""Extracts the source text of a page, and the segments into which it is divided.

The source text is all text nodes in document order without script, style and template. A segment is the text
of one block-level element, or of a part of it between inner blocks; its offsets cover its text nodes without
surrounding whitespace, so that all segments together cover the source text except whitespace.
"""

from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from lib.clean.says.furniture import furniture_rule
from lib.clean.segment import Segment
from lib.clean.segments.runs import OMITTED, Run, are_glued, is_card, is_hint, is_note_mark, segment_of
from lib.clean.words import pattern, read

SILENT = frozenset({"script", "style", "template"})
INLINE = frozenset(read("markup")["inline"].split())
APART = frozenset({"a", "time"})  # inline, but two of them side by side are two words
EMPHASIS = frozenset({"b", "strong"})
_SET_BESIDE = frozenset({"a", "span"})  # which a page's style may hold apart from what ends before them

LONG_RUN = 1_000  # text nodes of a run in which no line is looked for that stands alone

_OF_LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})  # in which no block stands
_MAY_CAPTION = frozenset({"span", "small", "cite", "em", "i", "font"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The source text of a page, its segments in order, and what else the walk over its elements met."""

    text: str
    segments: tuple[Segment, ...]
    elements: int  # that were walked
    timed: tuple[HtmlElement, ...]  # elements of a time, by their tag or an attribute, in page order


def segmented(tree: HtmlElement) -> Source:
    """Return the source text of a parsed page, divided into segments."""
    cutter = _Cutter()
    skipped: HtmlElement | None = None
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            tag = node.tag
            # A drawing without words parts no paragraph.
            if tag in SILENT or (tag == "svg" and not any(text.strip() for text in node.itertext())):
                skipped = node
                walk.skip_subtree()
            else:
                cutter.open(node, tag)
            continue
        if event == "end" and node is not skipped:
            cutter.close(node, node.tag)
        if (tail := node.tail) and (parent := node.getparent()) is not None:
            cutter.take(tail, parent)
    return Source(
        text="".join(cutter.texts),
        segments=tuple(cutter.segments),
        elements=cutter.elements,
        timed=tuple(cutter.timed),
    )


class _Cutter:
    """Collects text nodes into runs, and runs into segments, as the tree of a page is walked."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.segments: list[Segment] = []
        self.timed: list[HtmlElement] = []
        self.elements = 0
        self._offset = 0
        self._run = Run()
        self._blocks: list[HtmlElement] = []
        self._listings = 0  # blocks around that are one
        self._anchors: list[HtmlElement] = []
        self._bold = self._breaks = 0
        self._hint: HtmlElement | None = None
        self._closed = self._ended = -1  # where the last link or time, and any inline element, ended
        self._beside = -1  # where one began that stands right behind another

    def open(self, node: HtmlElement, tag: str) -> None:
        self.elements += 1
        if tag == "time" or node.get("datetime") or "datePublished" in (node.get("itemprop") or ""):
            self.timed.append(node)
        if tag == "br":
            self._break()
        elif self._is_inline(node, tag):
            self._enter(node, tag)
        else:
            self._hint = None  # what holds paragraphs is no remark
            self.flush()
            self._blocks.append(node)
            self._listings += tag == "pre"
        if text := node.text:
            self.take(text, node)

    def _is_inline(self, node: HtmlElement, tag: str) -> bool:
        """Return whether an element is part of a line; an element with a caption or credit is a segment."""
        if tag in INLINE:
            if tag not in _MAY_CAPTION:
                return True
            kind = node.get("class")
            if self._blocks[-1].tag == "figcaption":
                return not (kind or tag in ("small", "cite"))
            return not (kind and pattern("markup", "class of a caption").search(kind))
        return ":" in tag or ("-" in tag and self._blocks[-1].tag in _OF_LINES)

    def _enter(self, node: HtmlElement, tag: str) -> None:
        raw = self._run.raw
        self._beside = self._ended if tag in _SET_BESIDE else -1
        if raw and self._hint is None and (tag == "time" or (tag == "a" and self._closed == self._offset)):
            raw.append(("", node, None))  # stands apart
        if tag == "a":
            self._anchors.append(node)
        elif tag in EMPHASIS:
            self._bold += 1
        elif self._hint is None and self._is_unsaid(node):
            self._hint = node

    def _is_unsaid(self, node: HtmlElement) -> bool:
        """Return whether an element is a hint in a link, a pop-up card or a footnote's mark behind words."""
        here = self._anchors[-1] if self._anchors else None
        if is_hint(node):
            return here is not None and any(here is link and text.strip() for text, _, link in self._run.raw)
        return bool(self._run.raw) and (is_card(node) or is_note_mark(node))

    def close(self, node: HtmlElement, tag: str) -> None:
        if node is self._hint:
            self._hint = None
        if self._blocks[-1] is node:
            self.flush()
            self._blocks.pop()
            self._listings -= tag == "pre"
            return
        self._ended, self._beside = self._offset, -1
        if tag in APART:
            self._closed = self._offset
        if tag == "a":
            self._anchors.pop()
        elif tag in EMPHASIS:
            self._bold -= 1

    def take(self, text: str, node: HtmlElement) -> None:
        """Add a text node to the line being collected, and to the source text of the page.

        In an element that is left out, such as a hint for screen readers, fillers of the same length take its
        place, so that all offsets stay valid.
        """
        run, at = self._run, self._offset
        self.texts.append(text)
        self._offset = at + len(text)
        if not run.raw:
            if text.isspace():  # most of them stand between two blocks
                return
            run.at = at
        anchor = self._anchors[-1] if self._anchors else None
        if self._hint is not None:
            run.raw.append((OMITTED * len(text), node, anchor))
            run.hints.append((at, self._offset))
            return
        if self._beside == at and are_glued(run, text):
            run.raw.append(("", node, None))
        run.raw.append((text, node, anchor))
        if not text.isspace():
            self._breaks = 0
            run.plain = run.plain or not self._bold

    def _break(self) -> None:
        """Handle a <br>: one is a space, two end the paragraph; a line all in bold becomes a segment."""
        if self._hint is not None:
            return
        self._breaks += 1
        if self._breaks > 1 or self._is_title():
            self.flush()
        elif self._run.raw:
            self._run.raw.append(("", self._run.raw[-1][1], None))

    def _is_title(self) -> bool:
        """Return whether the line that ends here is all in bold, and no label such as "Note:"."""
        if self._bold or self._run.plain or len(self._run.raw) > LONG_RUN:
            return False
        shown = [(text, anchor) for text, _, anchor in self._run.raw if text.strip()]
        line = " ".join("".join(text for text, _ in shown).split())
        return any(anchor is None for _, anchor in shown) and line[-1] != ":" and furniture_rule(line) is None

    def flush(self) -> None:
        """End the line and add its segment; a single capital before it (a drop cap) is joined to it."""
        self._breaks = 0
        if not self._run.raw:
            return
        run, self._run = self._run, Run()
        segment = segment_of(run, self._blocks[-1], len(self.segments), listed=self._listings > 0)
        before = self.segments[-1] if self.segments else None
        capital = before is not None and len(before.text) == 1 and before.text.isupper()
        if before and capital and before.end == segment.at and segment.text[0].islower():
            self.segments.pop()
            links = tuple(replace(link, start=link.start + 1, end=link.end + 1) for link in segment.links)
            text = before.text + segment.text
            segment = replace(segment, number=before.number, at=before.at, text=text, links=links)
        self.segments.append(segment)
