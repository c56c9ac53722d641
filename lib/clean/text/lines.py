"""A text capture as lines with their offsets and their shape."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from lib.clean.text.markup import Span, is_markdown, is_quoted, plain, quotation_signs
from lib.clean.text.wraps import Row, join, paragraphs
from lib.clean.words import any_of, read
from lib.model.article import Link
from lib.model.capture import Capture
from lib.model.errors import TooLarge
from lib.model.folding import folded_words
from lib.model.length import DENSE, SPACED_WORD, UNSPACED

MAX_CHARACTERS = 5_000_000
MAX_LINES = 60_000

_STOPS = ".!?…।॥؟۔။។።։"
# An agency, who wrote it in Japanese and Chinese, or who and when in Austria, may follow in brackets.
_SIGNED = (
    rf"[(\[]{any_of(read('agencies')['news'])}[)\]]\.?|（[^（）。\W\d_]{{2,10}}）"
    r"|\([^\W\d_][^()]{3,30}, \d\d?\.\d\d?\.\d{4}\)"
)
_TERMINAL = re.compile(rf"[{_STOPS}。！？][\s)\]\"'”’»›“‘«‹」』]*(?:(?:{_SIGNED})\s*)?$")
_INNER_STOP = re.compile(rf"[{_STOPS}][\"'”’»›“‘«‹)]?\s+[^\W\d_]|[。！？]")
_CLOSING = 40  # characters at a line's end in which its last stop is looked for
_LONG, _LONG_UNSPACED = 30.0, 24.0  # words of a line that needs no stop at its end; Thai and Lao print none
_SPACES = {ord(space): " " for space in "\u00a0\u2007\u2009\u202f"}  # as on pages: wordings know one space
_VISIBLE = re.compile(r"\w")


@dataclass(frozen=True)
class Line:
    """One line that holds something, content[at:end] without the white space around and inside it."""

    number: int  # among the lines that hold something
    at: int
    end: int
    text: str
    gap_before: bool  # an empty line, or the page's edge, stands above
    gap_after: bool
    weight: float  # words; characters count in scripts without spaces
    terminal: bool  # ends as a sentence ends
    sentences: int  # stops inside and at the end
    skips: tuple[tuple[int, int], ...] = ()  # after a place of the text the content holds so many more
    sign: str = ""  # the Markdown sign that opened it: "#", ">", "-"; "!" for a picture
    links: tuple[Link, ...] = ()

    def source(self, position: int) -> int:
        """Return the offset in the content of a place in the text."""
        return self.at + position + sum(more for place, more in self.skips if place < position)

    @property
    def prose(self) -> bool:
        """Whether the line reads as running text."""
        if self.weight >= (_LONG_UNSPACED if UNSPACED.search(self.text) else _LONG):
            return bool(self.sentences) or not _is_title_case(self.text[:600])
        return self.sentences >= 3 or (self.terminal and self.weight >= 8)

    @cached_property
    def key(self) -> str:
        """The words alone, to find the same line again."""
        return folded_words(self.text)


def read_lines(capture: Capture) -> list[Line]:
    """Split the capture at every kind of line break; linear in its length."""
    content = capture.content
    _refuse_above(len(content), MAX_CHARACTERS, "characters", capture.origin)
    rows = _rows(content)
    _refuse_above(len(rows), MAX_LINES, "lines", capture.origin)
    groups = paragraphs(rows)
    markdown = is_markdown(content)
    return [
        _line(
            group,
            number=number,
            gap_before=number == 0 or group[0].number - groups[number - 1][-1].number > 1,
            gap_after=group is groups[-1] or groups[number + 1][0].number - group[-1].number > 1,
            markdown=markdown,
        )
        for number, group in enumerate(groups)
    ]


def line_of(text: str) -> Line:
    """Return a line that holds one text alone."""
    return Line(
        number=0, at=0, end=len(text), text=text, gap_before=True, gap_after=True, weight=weight(text),
        terminal=ends_a_sentence(text), sentences=len(_INNER_STOP.findall(text)) + ends_a_sentence(text),
    )  # fmt: skip


@lru_cache(maxsize=4)  # several doubts weigh the same text
def weight(text: str) -> float:
    """Return the number of words, estimated where a script does not space them."""
    dense = len(DENSE.findall(text)) / 2 + len(UNSPACED.findall(text)) / 4
    return len(SPACED_WORD.findall(text)) + dense


def ends_a_sentence(text: str) -> bool:
    """Return whether the text closes with a full stop, a mark or an ellipsis."""
    return bool(_TERMINAL.search(text[-_CLOSING:]))


def has_words(text: str) -> bool:
    """Return whether anything in the text is a letter or a digit."""
    return bool(_VISIBLE.search(text))


def _is_title_case(text: str) -> bool:
    """Return whether most words open with a capital, as in entries of a menu on one line."""
    words = re.findall(r"[^\W\d_]+", text)
    capital = sum(1 for word in words if word[0].isupper())
    return capital > len(words) / 2


def _rows(content: str) -> list[Row]:
    """Return each row that holds more than white space; the signs of an e-mail's quotation are no text."""
    printed = content.splitlines(keepends=True)
    quoted = is_quoted(printed)
    rows: list[Row] = []
    offset = 0
    for number, raw in enumerate(printed):
        signs = quotation_signs(raw) if quoted else 0
        text = raw[signs:].strip()
        if text:
            at = offset + len(raw) - len(raw.lstrip())
            indent = len(raw) - signs - len(raw[signs:].lstrip())
            start = offset + signs + indent
            rows.append(Row(at, start + len(text), number, indent, text, start - at))
        elif signs and rows and raw.strip():
            rows[-1] = replace(rows[-1], end=offset + len(raw.rstrip()))
        elif signs and raw.strip():
            rows.append(Row(offset, offset + len(raw.rstrip()), number, 0, raw.strip()))
        offset += len(raw)
    return rows


def _line(group: Sequence[Row], *, number: int, gap_before: bool, gap_after: bool, markdown: bool) -> Line:
    joined, skips = join(group)
    joined = joined.translate(_SPACES)
    bare = plain(joined, markdown=markdown)
    text = bare.text if has_words(bare.text) else joined
    words = weight(text)
    cut_off = words <= 16 and text.endswith(("...", "…"))  # a teaser that a page cut short
    terminal = ends_a_sentence(text) and not cut_off
    return Line(
        number=number,
        at=group[0].at,
        end=group[-1].end,
        text=text,
        gap_before=gap_before,
        gap_after=gap_after,
        weight=words,
        terminal=terminal,
        sentences=len(_INNER_STOP.findall(text)) + terminal,
        skips=_all_skips(skips, bare.gone) if text != joined else skips,
        sign=bare.sign,
        links=bare.links,
    )


def _all_skips(skips: Sequence[Span], gone: Sequence[Span]) -> tuple[Span, ...]:
    """Return the skips of the joined rows, moved, and those of the signs that were left out."""

    def moved(place: int) -> int:
        return place - sum(min(end, place) - start for start, end in gone if start < place)

    own = [(max(0, moved(start) - 1), end - start) for start, end in gone]
    return tuple(sorted([*((moved(place), more) for place, more in skips), *own]))


def _refuse_above(found: int, limit: int, unit: str, origin: str) -> None:
    if found > limit:
        raise TooLarge(
            origin,
            f"The text capture {origin} holds {found:,} {unit}; up to {limit:,} are read. "
            "Save the story's own page, or split the file into one page a file.",
        )
