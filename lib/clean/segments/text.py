"""Splits a text capture into lines with their offsets."""

from collections.abc import Sequence
from dataclasses import replace

from lib.clean.measure import has_words
from lib.clean.segment import Segment
from lib.clean.segments.signs import Span, is_markdown, is_quoted, moved, plain, quotation_signs
from lib.clean.segments.wraps import Row, join, paragraphs
from lib.model.capture import Capture
from lib.model.errors import TooLarge

MAX_CHARACTERS = 5_000_000
MAX_LINES = 60_000

_SPACES = {ord(space): " " for space in "\u00a0\u2007\u2009\u202f"}  # as on pages: wordings know one space


def read_lines(capture: Capture) -> list[Segment]:
    """Return the non-empty lines of the capture, wrapped paragraphs joined; raises TooLarge."""
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


def _rows(content: str) -> list[Row]:
    """Return the non-empty rows of the content, without the ">" marks of a quoted e-mail.

    A line of only such marks belongs to the row before it, or is a row of its own if it is first.
    """
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


def _line(group: Sequence[Row], *, number: int, gap_before: bool, gap_after: bool, markdown: bool) -> Segment:
    joined, skips = join(group)
    joined = joined.translate(_SPACES)
    bare = plain(joined, markdown=markdown)
    text = bare.text if has_words(bare.text) else joined
    return Segment(
        number=number,
        at=group[0].at,
        end=group[-1].end,
        text=text,
        gap_before=gap_before,
        gap_after=gap_after,
        skips=_all_skips(skips, bare.gone) if text != joined else skips,
        sign=bare.sign,
        links=bare.links,
    )


def _all_skips(skips: Sequence[Span], gone: Sequence[Span]) -> tuple[Span, ...]:
    """Return the places where a text lacks characters of the content, and how many are lacking there."""
    own = [(max(0, moved(start, gone) - 1), end - start) for start, end in gone]
    return tuple(sorted([*((moved(place, gone), more) for place, more in skips), *own]))


def _refuse_above(found: int, limit: int, unit: str, origin: str) -> None:
    if found > limit:
        raise TooLarge(
            origin,
            f"The text capture {origin} holds {found:,} {unit}; up to {limit:,} are read. "
            "Save the story's own page, or split the file into one page a file.",
        )
