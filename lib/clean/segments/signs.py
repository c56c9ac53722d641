"""Removes characters that are not text: Markdown syntax, invisible characters, e-mail quote marks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lib.model.article import Link
from lib.model.controls import UNSEEN

_LOOKED = 200_000  # characters in which Markdown is looked for
_WORDS = r"[^\[\]]{0,300}"
_ADDRESS = r"(?:[^()\s]|\([^()\s]{0,100}\)){1,500}"  # "https://wiki.example/Quay_(port)"
_TITLE = r"(?:\s\"[^\"]{0,200}\")?"
_END = rf"\]\({_ADDRESS}{_TITLE}\)"
_PICTURE = re.compile(rf"!\[(?P<text>{_WORDS}){_END}")
_LINK = re.compile(  # also one around a picture: "[![The ferry](/ferry.jpg)](/story)"
    rf"(?P<picture>!)?\[(?P<text>{_WORDS}(?:!\[{_WORDS}{_END}{_WORDS})?)\]\((?P<url>{_ADDRESS}){_TITLE}\)"
)
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_LEADING = re.compile(r"(?P<sign>#{1,6}|>|[-*+])\s+(?=\S)")
_SPACED = r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"  # a letter of a script with blanks between words
_STRONG = re.compile(
    rf"(?<!\*)(?<!{_SPACED})(?P<open>\*{{1,3}})(?=\S)[^*]{{1,400}}?(?<=\S)(?P=open)(?!\*|{_SPACED})"
)
_UNDER = re.compile(r"(?<![\w/])(?P<open>_{1,2})(?=\S)[^_]{1,400}?(?<=\S)(?P=open)(?!\w)")
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
    gone += _syntax(printed, links) if markdown else []
    if not gone:
        return Plain(printed, ())
    spans = _merged(gone)
    edges = [0, *(edge for span in spans for edge in span), len(printed)]
    text = "".join(printed[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    whole = next((each for each in links if each.span() == (0, len(printed))), None)
    alone = whole is not None and (whole["picture"] or _PICTURE.fullmatch(whole["text"]))
    sign = "!" if alone else leading["sign"] if leading else ""
    return Plain(text, spans, sign, tuple(_kept(links, text, spans)))


def _kept(links: Iterable[re.Match[str]], text: str, gone: Sequence[Span]) -> Iterator[Link]:
    """Yield the links, but no pictures, that still have words in the text without these spans."""
    for match in links:
        start, end = (moved(place, gone) for place in match.span("text"))
        if not match["picture"] and text[start:end].strip():
            yield Link(start=start, end=end, url=match["url"])


def _syntax(printed: str, links: Sequence[re.Match[str]]) -> Iterator[Span]:
    """Yield the places of Markdown's signs around the words of links, pictures and emphasis."""
    pictures = (each for link in links for each in _PICTURE.finditer(printed, *link.span("text")))
    for match in (*links, *pictures):
        yield match.start(), match.start("text")
        yield match.end("text"), match.end()
    for sign, emphasis in (("*", _STRONG), ("_", _UNDER)):
        for match in emphasis.finditer(printed) if sign in printed else ():
            yield match.span("open")
            yield match.end() - len(match["open"]), match.end()


def moved(place: int, gone: Sequence[Span]) -> int:
    """Return where a place of a line is after these spans, apart and in order, are removed from it."""
    return place - sum(min(end, place) - start for start, end in gone if start < place)


def is_quoted(rows: list[str]) -> bool:
    """Return whether a text is a quoted e-mail: at least four of five lines begin with ">"."""
    filled = [row for row in rows if row.strip()]
    return bool(filled) and sum(row.lstrip().startswith(">") for row in filled) >= _MOSTLY * len(filled)


def quotation_signs(row: str) -> int:
    """Return how many characters of ">" signs and blanks begin a line; 0 if it begins with none."""
    match = _QUOTED.match(row)
    return match.end() if match else 0


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, without empty ones; spans that overlap or touch are joined."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
