"""Makes a segment of a run of text nodes: its words, links and place, and what only explains its words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from lib.clean.links import unarchived
from lib.clean.segment import Segment
from lib.clean.words import pattern
from lib.model.article import Link
from lib.model.controls import UNSEEN, without_unseen

_BLANK_LINES = re.compile(r"\n(?:[ \t\r]*\n)+")
OMITTED = "\u2060"  # stands for each letter that is left out, so that the places of the others stay
HINT = 60  # characters of a remark that is heard and not seen

_NOTE_MARK = pattern("markup", "mark of a footnote")
_STYLES = re.compile(r"clip:rect\([01](?:px)?[ ,]|clip-path:inset\((?:50|100)%", re.IGNORECASE)


@dataclass(slots=True)
class Run:
    """Consecutive text nodes of a segment to be, while they are collected."""

    raw: list[tuple[str, HtmlElement, HtmlElement | None]] = field(default_factory=list)  # a link's too
    at: int = 0
    hints: list[tuple[int, int]] = field(default_factory=list)
    plain: bool = False  # whether it holds words that are not bold


def segment_of(run: Run, block: HtmlElement, number: int, *, listed: bool) -> Segment:
    """Return the segment from a run of text nodes in one block-level element.

    `number` is the segment's place on the page; `listed` says that the element is a listing (<pre>).
    """
    raw = "".join([text for text, *_ in run.raw])
    text, links = _folded(run, listed=listed and "\n" in raw.strip())
    return Segment(
        number=number,
        at=run.at + len(raw) - len(raw.lstrip()),
        end=run.at + len(raw.rstrip()),
        text=text or raw.strip(),  # nothing but marks for line breaks
        element=block,
        links=links,
        strong=not run.plain,
        inner=_around([node for part, node, _ in run.raw if part.strip()]),
        hints=tuple(run.hints),
    )


def _around(nodes: list[HtmlElement]) -> HtmlElement:
    """Return the innermost element around all of these; of a single one the element itself."""
    inner = nodes[0]
    for node in nodes[1:]:
        if node is not inner:
            above = {node, *node.iterancestors()}
            while inner not in above:
                inner = inner.getparent()
    return inner


def _folded(run: Run, *, listed: bool) -> tuple[str, tuple[Link, ...]]:
    """Return the text with whitespace collapsed (not in a listing), and its links as spans."""
    parts: list[str] = []
    spans: list[tuple[int, int, HtmlElement]] = []
    length = 0
    for text, _, anchor in run.raw:
        if listed:
            folded = _BLANK_LINES.sub("\n", text if parts else text.lstrip())
            folded = folded.lstrip("\n") if parts and parts[-1].endswith("\n") else folded
        else:  # nothing at all, as between two links, parts words too
            words = " ".join(text.split())
            folded = f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}" if words else " "
        folded = without_unseen(folded)
        if not listed and folded.startswith(" ") and (not parts or parts[-1].endswith(" ")):
            folded = folded[1:]
        if not folded:
            continue
        if anchor is not None:
            start = spans.pop()[0] if spans and spans[-1][2] is anchor else length
            spans.append((start, length + len(folded), anchor))
        parts.append(folded)
        length += len(folded)
    whole = "".join(parts)
    links: list[Link] = []
    for start, end, anchor in spans:
        words = whole[start:end]
        bare = words.strip(" ")
        start += len(words) - len(words.lstrip(" "))
        if bare:
            url = unarchived(anchor.get("href", "").strip())
            links.append(Link(start=start, end=start + len(bare), url=url))
    return whole.rstrip(), tuple(links)


def with_exact_offsets(segment: Segment, cut: int, source: str) -> Segment:
    """Return the segment with exact offsets before and behind text[cut]; `source` is the text of the page."""
    raw = source[segment.at : segment.end]
    for at, end in segment.hints:
        raw = raw[: at - segment.at] + OMITTED * (end - at) + raw[end - segment.at :]
    shown = [place for place, sign in enumerate(raw) if not sign.isspace() and sign not in UNSEEN]
    first, second = segment.text[:cut].rstrip(), segment.text[cut:].lstrip()
    begins = shown[sum(not letter.isspace() for letter in first)]
    ends = len(raw[:begins].rstrip())
    blanks = len(segment.text) - len(first) - len(second)
    skips = (
        (0, ends - len(first)),
        (len(first) + blanks - 1, begins - ends - blanks),
        (len(segment.text) - 1, len(raw) - begins - len(second)),
    )
    return replace(segment, skips=skips)


def hints_of(segments: Iterable[Segment], source: str) -> list[str]:
    """Return the texts for screen readers that the segments omit, each once and shortened."""
    found = (" ".join(source[at:end].split()) for segment in segments for at, end in segment.hints)
    remarks = (text if len(text) <= HINT else f"{text[:HINT].rstrip()}…" for text in found)
    return list(dict.fromkeys(filter(None, remarks)))


def are_glued(run: Run, text: str) -> bool:
    """Return whether a run and the text behind it are two words without a blank: "Ada Obi" and "Editor"."""
    before, begun = run.raw[-1][0][-2:] if run.raw else "", text[:2]
    if len(before) == 2 and before.isalpha() and before.islower():
        return begun[:1].isupper() or begun[:1].isdigit()
    return before[-1:].isdigit() and len(begun) == 2 and begun.isalpha() and begun.istitle()


def is_hint(node: HtmlElement) -> bool:
    """Return whether an inline element is short text only for screen readers."""
    style = re.sub(r"\s*([:;(])\s*", r"\1", node.get("style", ""))
    if not pattern("markup", "class of a remark").search(node.get("class", "")) and not _STYLES.search(style):
        return False
    return len(" ".join("".join(node.itertext()).split())) <= HINT


def is_note_mark(node: HtmlElement) -> bool:
    """Return whether an element is a footnote's mark, linked to the footnote, and no exponent."""
    if node.tag != "sup" or not _NOTE_MARK.fullmatch("".join(node.itertext()).strip()):
        return False
    return any("#" in each.get("href", "") for each in (node.getparent(), *node.iterdescendants("a")))


def is_card(node: HtmlElement) -> bool:
    """Return whether an inline element is a pop-up card for the words before it."""
    return bool(pattern("markup", "class of a pop-up").search(node.get("class", "")))
