"""The source text of a capture and the pieces it falls into.

For HTML the source text is all text nodes in document order without script, style and template. A piece is
the text of one block-level element, or of a part of it between inner blocks; its offsets cover exactly its
text nodes without the white space around them, so all pieces together cover the source text but white space.
"""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from lib.clean.cutting.rules import said
from lib.clean.html.hints import is_card, is_hint
from lib.clean.html.parse import parsed
from lib.clean.html.pieces import Piece, Run, piece_of
from lib.model.capture import Capture

SILENT = frozenset({"script", "style", "template"})
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "nobr",
        "picture",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
APART = frozenset({"a", "time"})  # inline, but two of them side by side are two words
EMPHASIS = frozenset({"b", "strong"})

LONG_RUN = 1_000  # text nodes of a run in which no line is looked for that stands alone

_MAY_CAPTION = frozenset({"span", "small", "cite", "em", "i", "font"})
_CAPTION = re.compile(
    r"(?:^|[-_ ])(?:image|photo|media|picture|figure)?[-_]*(?:caption|credit|copyright)s?(?:$|[-_ ])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The source text of a page and its pieces in order."""

    text: str
    pieces: tuple[Piece, ...]


def source_text(capture: Capture) -> str:
    """Return what kept and cut pieces of a capture are offsets into."""
    if capture.media_type == "text/plain":
        return capture.content
    return segmented(parsed(capture)).text


def segmented(tree: HtmlElement) -> Source:
    """Return the source text of a parsed page, cut into pieces."""
    cutter = _Cutter()
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            tag = node.tag
            if tag in SILENT or (tag == "svg" and _is_drawing(node)):
                walk.skip_subtree()
            else:
                cutter.open(node, tag)
        elif event == "end":
            tag = node.tag
            if tag not in SILENT and not (tag == "svg" and _is_drawing(node)):
                cutter.close(node, tag)
            cutter.tail(node)
        else:
            cutter.tail(node)
    return cutter.done()


def _is_drawing(node: HtmlElement) -> bool:
    """Return whether a drawing is without words and so parts no paragraph."""
    return not any(text.strip() for text in node.itertext())


class _Cutter:
    """Gathers text nodes into runs and runs into pieces."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._offset = 0
        self._run = Run()
        self._worded = False  # whether the run holds more than white space
        self._plain = False  # whether it holds words that are not bold
        self._blocks: list[HtmlElement] = []
        self._anchors: list[HtmlElement] = []
        self._bold = 0
        self._breaks = 0
        self._hint: HtmlElement | None = None
        self._closed = -1  # where the last link or time ended
        self._pieces: list[Piece] = []

    def open(self, node: HtmlElement, tag: str) -> None:
        if tag == "br":
            self._break()
        elif tag in INLINE and not (tag in _MAY_CAPTION and self._is_apart(node, tag)):
            self._enter(node, tag)
        else:
            self._hint = None  # what holds paragraphs is no remark
            self._flush()
            self._blocks.append(node)
        self._text(node.text, node)

    def _is_apart(self, node: HtmlElement, tag: str) -> bool:
        """Return whether an inline element holds a caption or a credit, which is a piece of its own."""
        if not self._blocks:
            return False
        kind = node.get("class")
        if self._blocks[-1].tag == "figcaption":
            return tag in ("small", "cite") or bool(kind)
        return bool(kind and _CAPTION.search(kind))

    def _enter(self, node: HtmlElement, tag: str) -> None:
        if tag == "time" or (tag == "a" and self._closed == self._offset):
            self._apart(node)
        if tag == "a":
            self._anchors.append(node)
        elif tag in EMPHASIS:
            self._bold += 1
        elif self._hint is None and self._is_unsaid(node):
            self._hint = node

    def _is_unsaid(self, node: HtmlElement) -> bool:
        """Return whether an element behind words of a link, or of a line, only explains them."""
        here = self._anchors[-1] if self._anchors else None
        if is_hint(node):
            return here is not None and any(
                here is link and text.strip() for text, _, link, _ in self._run.raw
            )
        return is_card(node) and any(text.strip() for text, *_ in self._run.raw)

    def close(self, node: HtmlElement, tag: str) -> None:
        if tag == "br":
            return
        if node is self._hint:
            self._hint = None
        if self._blocks and self._blocks[-1] is node:
            self._flush()
            self._blocks.pop()
            return
        if tag in APART:
            self._closed = self._offset
        if tag == "a":
            self._anchors.pop()
        elif tag in EMPHASIS:
            self._bold -= 1

    def tail(self, node: HtmlElement) -> None:
        text = node.tail
        if text and (parent := node.getparent()) is not None:
            self._text(text, parent)

    def _text(self, text: str | None, node: HtmlElement) -> None:
        if not text:
            return
        if not self._run.raw:
            self._run.at = self._offset
        self._texts.append(text)
        self._offset += len(text)
        anchor = self._anchors[-1] if self._anchors else None
        if self._hint is not None:
            self._run.hush(text, node, anchor, at=self._offset - len(text))
            self._worded = True
            return
        self._run.raw.append((text, node, anchor, bool(self._bold)))
        if not text.isspace():
            self._breaks = 0
            self._worded = True
            self._plain = self._plain or not self._bold

    def _apart(self, node: HtmlElement) -> None:
        if self._run.raw and self._hint is None:
            self._run.raw.append(("", node, None, False))

    def _break(self) -> None:
        """Return one line break is a space, two in a row end a paragraph.

        A line that is all bold stands alone.
        """
        if self._hint is not None:
            return
        self._breaks += 1
        if self._breaks > 1 or self._is_title():
            self._flush()
        elif self._run.raw:
            self._run.raw.append(("", self._run.raw[-1][1], None, False))

    def _is_title(self) -> bool:
        """Return whether the line that ends here is bold from its start to its end, and no label of what
        follows.
        """
        if self._bold or self._plain or len(self._run.raw) > LONG_RUN:
            return False
        shown = [(text, anchor, bold) for text, _, anchor, bold in self._run.raw if not text.isspace()]
        shown = [each for each in shown if each[0]]
        if not shown or not all(bold for _, _, bold in shown):
            return False
        line = " ".join("".join(text for text, _, _ in shown).split())
        return any(anchor is None for _, anchor, _ in shown) and line[-1] != ":" and said(line) is None

    def _flush(self) -> None:
        self._breaks = 0
        if not self._run.raw:
            return
        run, self._run = self._run, Run()
        worded, self._worded = self._worded, False
        self._plain = False
        if self._blocks and worded:
            self._pieces.append(piece_of(run, self._blocks[-1]))

    def done(self) -> Source:
        self._flush()
        return Source(text="".join(self._texts), pieces=tuple(self._pieces))
