"""Joins lines that an e-mail program or editor wrapped at a fixed width into paragraphs."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lib.clean import words
from lib.model.letters import STOPS, is_small

_WIDTHS = range(40, 131)  # characters at which programs break lines
_LEAST = 2  # lines that break off in mid-sentence before a width is believed
_LEAST_UNCASED = 3  # in scripts without capitals, in which every line seems to go on
_FULL = 0.8  # of the broken lines that had no room for the next word; the others are headlines and lists
_FAR = 2  # widths of a line that was not wrapped at it
_MANY = 6  # broken lines from which on a width is sure
_SMALL = 4  # letters of words such as 'on', 'the', 'und', 'with'
_STOPPED = re.compile(rf"[{STOPS}:;][\s)\]\"'”’»›“‘«‹]*$")
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ITEM = re.compile(r"(?:[-–—*•·>]|\d+[.)])\s")  # of a list
_ANEW = re.compile(r"[*•·>]\s|(?:By|Von|Par|Por)\s[^\W\d_]")  # in mid-sentence
_PARTED = re.compile(r"[a-zß-ÿ]-$")
_AFTER_A_HANGING_HYPHEN = words.pattern("lines", "after a hanging hyphen")


@dataclass(frozen=True, slots=True)
class Row:
    """A non-empty row of the content, its number, indent and text; its offsets exclude white space around."""

    at: int
    end: int
    number: int  # among all rows, empty ones too
    indent: int
    text: str
    signs: int = 0  # characters of quotation signs, from `at` on, before the text

    @property
    def first_word(self) -> int:
        """The length of the row's first word."""
        return len(self.text.split(maxsplit=1)[0])


def paragraphs(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows grouped by paragraph; each row alone if no width shows that lines were wrapped."""
    width = _width(rows)
    groups: list[list[Row]] = []
    for row in rows:
        if width and groups and _goes_on(groups[-1], row, width):
            groups[-1].append(row)
        else:
            groups.append([row])
    if width and not width.sure:  # two rows stay apart where no sentence joins them
        return [
            part
            for group in groups
            for part in ([group] if len(group) > 2 or _reads_on(group) else [[row] for row in group])
        ]
    return groups


def join(group: Sequence[Row]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text of a paragraph's rows, and where the content has more characters, and how many."""
    text = group[0].text
    skips = [(0, group[0].signs)] if group[0].signs else []
    for above, row in itertools.pairwise(group):
        hyphened = _PARTED.search(above.text[-2:]) and not _AFTER_A_HANGING_HYPHEN.match(row.text)
        space = "" if (hyphened or above.text.endswith("\u00ad")) and row.text[0].islower() else " "
        more = row.at + row.signs - above.at - above.signs - len(above.text) - len(space)
        skips.append((len(text) - (not space), more))
        text += space + row.text
    last = group[-1]
    skips.append((len(text) - 1, last.end - last.at - last.signs - len(last.text)))
    return text, tuple(skip for skip in skips if skip[1])


@dataclass(frozen=True, slots=True)
class _Width:
    characters: int  # of the longest line that breaks off
    most: int  # that a line can have: with one more the next word of a line that breaks off had found room
    sure: bool = False  # many lines keep it

    def fills(self, length: int, next_word: int) -> bool:
        """Return whether a line of this length had no room for a next word of that length."""
        return self.characters - 1 - next_word < length <= self.most


def _width(rows: Sequence[Row]) -> _Width | None:
    """Return the width at which lines that stop in mid-sentence were wrapped; None if there is none."""
    near = (pair for pair in itertools.pairwise(rows) if len(pair[0].text) in _WIDTHS)
    pairs = [(above, row) for above, row in near if _breaks_off(above, row)]
    broken = Counter((len(above.text), row.first_word) for above, row in pairs)
    cased = any(is_small(row.text[0]) for _, row in pairs)
    enough = max(_LEAST if cased else _LEAST_UNCASED, _FULL * broken.total())
    for characters in sorted({length for length, _ in broken}, reverse=True):
        width = _Width(characters, characters)
        filled = {pair: count for pair, count in broken.items() if width.fills(*pair)}
        beyond = sum(len(row.text) > _FAR * characters and " " in row.text for row in rows)
        if (lines := sum(filled.values())) >= max(enough, beyond):  # else two items of a list are alike
            return _Width(characters, min(map(sum, filled)), sure=lines >= _MANY)
    return None


def _breaks_off(above: Row, row: Row) -> bool:
    """Return whether a line stops in mid-sentence and the next one continues in lower case."""
    first = row.text[0]
    small = first.isalpha() and not first.isupper() and not _DENSE.match(first)
    return row.number == above.number + 1 and small and not _STOPPED.search(above.text[-6:])


def _goes_on(paragraph: Sequence[Row], row: Row, width: _Width) -> bool:
    above = paragraph[-1]
    return (
        row.number == above.number + 1
        and row.indent <= above.indent
        and len(above.text) in _WIDTHS
        and width.fills(len(above.text), row.first_word)
        and (len(above.text) <= width.characters or not row.text[0].isupper())  # perhaps the next headline
        and not _opens_anew(paragraph, row)
    )


def _opens_anew(paragraph: Sequence[Row], row: Row) -> bool:
    """Return whether a row begins a list's item; in mid-sentence, a byline or an item with a sign like *."""
    ends = _STOPPED.search(paragraph[-1].text[-6:]) or _ITEM.match(paragraph[0].text)
    return bool((_ITEM if ends else _ANEW).match(row.text))


def _reads_on(group: Sequence[Row]) -> bool:
    """Return whether a row of the group stops in mid-sentence, or at a short word with a full stop below."""
    for above, row in itertools.pairwise(group):
        last = above.text.rsplit(None, 1)[-1]
        hangs = last.isalpha() and last.islower() and len(last) <= _SMALL
        if _breaks_off(above, row) or (hangs and _STOPPED.search(row.text[-6:])):
            return True
    return False
