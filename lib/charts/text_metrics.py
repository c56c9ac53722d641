"""Words on a chart: how wide they are, how they are cut, wrapped and made harmless."""

import html
from unicodedata import east_asian_width

# Advance widths of Source Sans 3 in shares of the type size, rounded up; names seldom hold wider letters.
_NARROW = frozenset("iljI.,:;'’|!·()[] ")
_WIDE = frozenset("mwMW@%—")
_CAPITAL_STEP = 0.62
_WIDE_STEP = 0.86
_NARROW_STEP = 0.29
_LETTER_STEP = 0.52
_FULL_STEP = 1.0  # Chinese, Japanese and Korean letters, in whatever family holds them


def width_of(text: str, size: float) -> float:
    """About how many pixels the text takes in the sans family; never much less than it does."""
    return size * sum(map(_step, text))


def shorten(text: str, limit: int) -> str:
    """Return the text, cut at a word where possible, in at most `limit` characters."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    if " " in kept[limit // 2 :]:
        kept = kept.rsplit(" ", 1)[0]
    return kept.rstrip(" ,.;:-–") + "…"


def squeeze(text: str, limit: int) -> str:
    """Return the text with its middle left out: names that begin alike differ by their ends."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = limit // 3
    return f"{text[:head].rstrip()}…{text[len(text) - (limit - head - 1) :].lstrip()}"


def safe(text: object) -> str:
    """Text that Plotly shows letter by letter: it reads <b>, <a href> and entities otherwise."""
    return html.escape(str(text), quote=False)


def label(text: object, limit: int = 28) -> str:
    """Return a name as a label of a chart: shortened to `limit` characters, its markup escaped."""
    return safe(shorten(str(text), limit))


def lines(text: str, *, width: float, size: float) -> list[str]:
    """Return the text broken into lines that fit the width."""
    broken = [""]
    for word in text.split():
        longer = f"{broken[-1]} {word}".strip()
        if broken[-1] and width_of(longer, size) > width:
            broken.append(word)
        else:
            broken[-1] = longer
    return broken


def number(value: float) -> str:
    """Return a count with thousands marked: 12,345."""
    return f"{value:,.0f}"


def percent(share: float) -> str:
    """Return a share in whole percent, one below that with its first digit: 0.3%."""
    return f"{100 * share:.1g}%" if 1e-6 <= share < 0.01 else f"{share:.0%}"


def _step(letter: str) -> float:
    if letter in _NARROW:
        return _NARROW_STEP
    if letter in _WIDE:
        return _WIDE_STEP
    if letter.isupper():
        return _CAPITAL_STEP
    return _FULL_STEP if east_asian_width(letter) in "WF" else _LETTER_STEP
