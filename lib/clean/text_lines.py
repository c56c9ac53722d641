"""A text capture as lines with their offsets and their shape."""

import re
from dataclasses import dataclass

from lib.model.capture import Capture
from lib.model.errors import TooLarge

MAX_CHARACTERS = 5_000_000
MAX_LINES = 60_000

# Han and kana carry about half a word a character, the scripts of South-East Asia about a quarter.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_TERMINAL = re.compile(r"[.!?…。！？।؟۔][\s)\]\"'”’»›“‘」』]*$")
_INNER_STOP = re.compile(r"[.!?…][\"'”’»)]?\s+[^\W\d_]|[。！？]")
_VISIBLE = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds something: content[at:end] == text, without the white space around it."""

    number: int  # among the lines that hold something
    at: int
    end: int
    text: str
    gap_before: bool  # an empty line, or the page's edge, stands above
    gap_after: bool
    weight: float  # words; characters count in scripts without spaces
    terminal: bool  # ends as a sentence ends
    sentences: int  # stops inside and at the end

    @property
    def prose(self) -> bool:
        """Reads as running text."""
        if self.weight >= 30:
            return bool(self.sentences) or not _is_title_case(self.text[:600])
        return self.sentences >= 3 or (self.terminal and self.weight >= 8)

    @property
    def key(self) -> str:
        """The words alone, to find the same line again."""
        return fold(self.text)


def read_lines(capture: Capture) -> list[Line]:
    """Splits the capture at every kind of line break; linear in its length."""
    content = capture.content
    _refuse_above(len(content), MAX_CHARACTERS, "characters", capture.origin)
    spans = _spans(content)
    _refuse_above(len(spans), MAX_LINES, "lines", capture.origin)
    last = len(spans) - 1
    return [
        _line(
            content[at:end],
            number=number,
            at=at,
            gap_before=number == 0 or row - spans[number - 1][2] > 1,
            gap_after=number == last or spans[number + 1][2] - row > 1,
        )
        for number, (at, end, row) in enumerate(spans)
    ]


def weight(text: str) -> float:
    """The number of words, estimated where a script does not space them."""
    dense = len(_DENSE.findall(text)) / 2 + len(_UNSPACED.findall(text)) / 4
    return len(_WORD.findall(text)) + dense


def fold(text: str) -> str:
    """The words in lower case, one space apart."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def ends_a_sentence(text: str) -> bool:
    """Tells whether the text closes with a full stop, a mark or an ellipsis."""
    return bool(_TERMINAL.search(text[-8:]))


def has_words(text: str) -> bool:
    """Tells whether anything in the text is a letter or a digit."""
    return bool(_VISIBLE.search(text))


def _is_title_case(text: str) -> bool:
    """Most words open with a capital: entries of a menu on one line."""
    words = re.findall(r"[^\W\d_]+", text)
    capital = sum(1 for word in words if word[0].isupper())
    return capital > len(words) / 2


def _spans(content: str) -> list[tuple[int, int, int]]:
    """Start, end and row of each line that holds more than white space."""
    spans = []
    offset = 0
    for row, raw in enumerate(content.splitlines(keepends=True)):
        stripped = raw.strip()
        if stripped:
            at = offset + len(raw) - len(raw.lstrip())
            spans.append((at, at + len(stripped), row))
        offset += len(raw)
    return spans


def _line(text: str, *, number: int, at: int, gap_before: bool, gap_after: bool) -> Line:
    words = weight(text)
    cut_off = words <= 16 and text.endswith(("...", "…"))  # a teaser that a page cut short
    terminal = ends_a_sentence(text) and not cut_off
    return Line(
        number=number,
        at=at,
        end=at + len(text),
        text=text,
        gap_before=gap_before,
        gap_after=gap_after,
        weight=words,
        terminal=terminal,
        sentences=len(_INNER_STOP.findall(text)) + terminal,
    )


def _refuse_above(found: int, limit: int, unit: str, origin: str) -> None:
    if found > limit:
        raise TooLarge(
            origin,
            f"The text capture {origin} holds {found:,} {unit}; up to {limit:,} are read. "
            "Save the story's own page, or split the file into one page a file.",
        )
