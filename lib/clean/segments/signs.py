"""Removes characters that are not text: Markdown syntax, invisible characters, e-mail quote marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lib.model.article import Link
from lib.model.controls import UNSEEN

_LOOKED = 200_000  # characters in which Markdown is looked for
_LINK = re.compile(
    r"(?P<picture>!)?\[(?P<text>[^\[\]]{0,300})\]\((?P<url>[^()\s]{1,500})(?:\s\"[^\"]{0,200}\")?\)"
)
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_LEADING = re.compile(r"(?P<sign>#{1,6}|>|[-*+])\s+(?=\S)")
_STRONG = re.compile(r"(?<![\w*])(?P<open>\*{1,3})(?=\S)[^*]{1,400}?(?<=\S)(?P=open)(?![\w*])")
_UNDER = re.compile(r"(?<![\w_])(?P<open>_{1,2})(?=\S)[^_]{1,400}?(?<=\S)(?P=open)(?![\w_])")
# What no reader sees, wherever it stands; and at a line's ends the signs of direction.
_INVISIBLE = re.compile(
    f"[{''.join(sorted(UNSEEN))}]+|^[\u200e\u200f\u202a-\u202e\u2066-\u2069\\s]+"
    # Asked only where a run of them begins: else a line of blanks takes the square of its length.
    "|(?<![\u200e\u200f\u202a-\u202e\u2066-\u2069\\s])[\u200e\u200f\u202a-\u202e\u2066-\u2069\\s]+$"
)
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_MOSTLY = 0.8  # of the lines of an e-mail's quotation open with its sign

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plain:
    """A line without signs that are no text; `gone` are their places in the line as printed."""

    text: str
    gone: tuple[Span, ...]
    sign: str = ""  # what the line opened with: "#", "##", ">", "-"; "!" where a picture is all it holds
    links: tuple[Link, ...] = ()


def is_markdown(content: str) -> bool:
    """Return whether a text is Markdown: has two links in its syntax, or one and a heading."""
    start = content[:_LOOKED]
    links = sum(1 for _ in _LINK.finditer(start))
    return links >= 2 or (links == 1 and bool(_HEADING.search(start)))


def plain(printed: str, *, markdown: bool) -> Plain:
    """Return a line without invisible characters and, if the text is Markdown, without its syntax."""
    gone = [match.span() for match in _INVISIBLE.finditer(printed)]
    leading = _LEADING.match(printed) if markdown else None
    links = list(_LINK.finditer(printed)) if markdown and "](" in printed else []
    gone += [leading.span()] if leading else []
    for match in links:  # what stands around its words
        gone += [(match.start(), match.start("text")), (match.end("text"), match.end())]
    for sign, emphasis in (("*", _STRONG), ("_", _UNDER)) if markdown else ():
        for match in emphasis.finditer(printed) if sign in printed else ():
            gone += [match.span("open"), (match.end() - len(match["open"]), match.end())]
    if not gone:
        return Plain(printed, ())
    spans = tuple(_merged(gone))
    edges = [0, *(edge for span in spans for edge in span), len(printed)]
    text = "".join(printed[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    alone = len(links) == 1 and bool(links[0]["picture"]) and links[0].span() == (0, len(printed))
    sign = "!" if alone else leading["sign"] if leading else ""
    kept = tuple(_link(match, spans) for match in links if not match["picture"] and match["text"].strip())
    return Plain(text, spans, sign, kept)


def is_quoted(rows: list[str]) -> bool:
    """Return whether a text is a quoted e-mail: at least four of five lines begin with ">"."""
    filled = [row for row in rows if row.strip()]
    return bool(filled) and sum(row.lstrip().startswith(">") for row in filled) >= _MOSTLY * len(filled)


def quotation_signs(row: str) -> int:
    """Return how many characters of ">" signs and blanks begin a line, 0 without."""
    match = _QUOTED.match(row)
    return match.end() if match else 0


def _merged(spans: list[Span]) -> Iterator[Span]:
    """Yield the spans in order, overlapping or touching ones joined."""
    start, end = -1, -1
    for first, last in sorted(spans):
        if first > end:
            if end > start:
                yield start, end
            start, end = first, last
        end = max(end, last)
    if end > start:
        yield start, end


def _link(match: re.Match[str], spans: tuple[Span, ...]) -> Link:
    before = [sum(end - start for start, end in spans if end <= place) for place in match.span("text")]
    start, end = match.start("text") - before[0], match.end("text") - before[1]
    return Link(start=start, end=end, url=match["url"])
