"""A piece: the text of one block-level element, with its place in the source text and its links."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from lib.model.article import Link

# Marks that only say where a line may break: no reader sees them, and names with them are not found.
_BREAKS = frozenset("\u00ad\u200b\u2060\ufeff")
_NO_BREAKS = dict.fromkeys(map(ord, _BREAKS))
_HUSHED = "\u2060"  # stands for each letter that is left out, so that the places of the others stay


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The text of one block-level element: the smallest thing that is kept or cut."""

    at: int
    end: int
    text: str  # white space folded, marks for line breaks left out
    element: HtmlElement  # the block-level element it stands in
    links: tuple[Link, ...]
    strong: bool  # all of it is bold
    inner: HtmlElement  # the innermost element that holds all of it
    hints: tuple[tuple[int, int], ...] = ()  # what it holds and does not say

    @property
    def linked(self) -> float:
        """The share of the text that stands in links."""
        return sum(link.end - link.start for link in self.links) / len(self.text) if self.text else 0.0


@dataclass(slots=True)
class Run:
    """Text nodes that belong together, as they are gathered."""

    raw: list[tuple[str, HtmlElement, HtmlElement | None, bool]] = field(default_factory=list)
    at: int = 0
    hints: list[tuple[int, int]] = field(default_factory=list)

    def hush(self, text: str, node: HtmlElement, anchor: HtmlElement | None, *, at: int) -> None:
        """Take in what a sentence holds and does not say, without its words."""
        self.raw.append((_HUSHED * len(text), node, anchor, True))
        self.hints.append((at, at + len(text)))


def piece_of(run: Run, block: HtmlElement) -> Piece:
    """Return the piece that a run of text nodes under one block-level element makes."""
    raw = "".join(text for text, *_ in run.raw)
    text, links = _folded(run)
    if not text:  # nothing but marks for line breaks
        text = raw.strip()
    visible = [(part, node, bold) for part, node, _, bold in run.raw if part and not part.isspace()]
    return Piece(
        at=run.at + len(raw) - len(raw.lstrip()),
        end=run.at + len(raw.rstrip()),
        text=text,
        element=block,
        links=links,
        strong=all(bold for _, _, bold in visible),
        inner=_around([node for _, node, _ in visible], block),
        hints=tuple(run.hints),
    )


def _around(nodes: list[HtmlElement], block: HtmlElement) -> HtmlElement:
    """Return the innermost element that holds all of a piece's text nodes."""
    inner = nodes[0]
    for node in nodes[1:]:
        if node is not inner:
            above = {node, *node.iterancestors()}
            while inner not in above:
                inner = inner.getparent()
    return inner if inner is not block and block in inner.iterancestors() else block


def _folded(run: Run) -> tuple[str, tuple[Link, ...]]:
    """Return the text with white space folded, and the links as spans of it."""
    parts: list[str] = []
    spans: list[tuple[int, int, HtmlElement]] = []
    length = 0
    for text, _, anchor, _ in run.raw:
        folded = _spaced(text) if text.isascii() else _spaced(text).translate(_NO_BREAKS)
        if folded.startswith(" ") and (not parts or parts[-1].endswith(" ")):
            folded = folded[1:]
        if not folded:
            continue
        if anchor is not None:
            spans.append((length, length + len(folded), anchor))
        parts.append(folded)
        length += len(folded)
    return "".join(parts).rstrip(), tuple(_links(spans, "".join(parts)))


def _spaced(text: str) -> str:
    """Return a text with each run of white space as one space; nothing at all parts words too."""
    words = " ".join(text.split())
    if not words:
        return " "
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def _links(spans: list[tuple[int, int, HtmlElement]], text: str) -> Iterator[Link]:
    merged: list[tuple[int, int, HtmlElement]] = []
    for start, end, anchor in spans:
        if merged and merged[-1][2] is anchor:
            merged[-1] = (merged[-1][0], end, anchor)
        else:
            merged.append((start, end, anchor))
    for start, end, anchor in merged:
        while start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        if start < end:
            yield Link(start=start, end=end, url=(anchor.get("href") or "").strip())


def split_piece(piece: Piece, cut: int, source: str) -> tuple[Piece, Piece]:
    """Return a piece as two, parted before the letter at `cut` of its folded text."""
    letters = sum(1 for letter in piece.text[:cut] if not letter.isspace())
    raw = source[piece.at : piece.end]
    for at, end in piece.hints:
        raw = raw[: at - piece.at] + _HUSHED * (end - at) + raw[end - piece.at :]
    middle = 0
    while letters or raw[middle].isspace():
        letters -= not raw[middle].isspace() and raw[middle] not in _BREAKS
        middle += 1
    at = piece.at + middle
    end = piece.at + len(raw[:middle].rstrip())
    return (
        replace(piece, text=piece.text[:cut].strip(), end=end, links=(), hints=()),
        replace(piece, text=piece.text[cut:].strip(), at=at, links=(), hints=()),
    )
