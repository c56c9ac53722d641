"""Text on a chart: measuring its width, shortening, wrapping and escaping it."""

import html
from unicodedata import east_asian_width

# Advance widths of Source Sans 3 in shares of the type size, rounded up; names seldom hold wider letters.
_NARROW = frozenset("iljI.,:;'’|!·()[] ")
_WIDE = frozenset("mwMW@%—")
_CAPITAL_STEP = 0.62
_WIDE_STEP = 0.86
_NARROW_STEP = 0.29
_LETTER_STEP = 0.52
_HARDLY_ANY, _ALMOST_ALL = 1e-6, 0.995  # shares: below the first is 0%, above the second a digit more
LONGEST_NAME = 160  # characters of a name that is written whole
_EVENING = 4.0  # pixels by which lines are made narrower in turn, to be of about one length
LINE = 1.3  # of the type size: from one line of a chart's text to the next, as Plotly sets it
_FULL_STEP = 1.0  # Chinese, Japanese and Korean letters, in whatever family holds them


def width_of(text: str, size: float) -> float:
    """Return about how many pixels wide the text is in the sans family, rather too many than too few."""
    return size * sum(map(_step, text))


def shorten(text: str, limit: int) -> str:
    """Return the text in at most `limit` characters, cut between words where possible."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    if " " in kept[limit // 2 :]:
        kept = kept.rsplit(" ", 1)[0]
    return kept.rstrip(" ,.;:-–") + "…"


def safe(text: object) -> str:
    """Return the text escaped so that Plotly shows <b>, <a href> and entities as they are written."""
    return html.escape(str(text), quote=False)


def label(text: object, limit: int = 28) -> str:
    """Return a name as a chart's label: shortened to `limit` characters and escaped."""
    return safe(shorten(str(text), limit))


def lines(text: str, *, width: float, size: float) -> list[str]:
    """Return the text in lines of up to `width` pixels, but for a wider word, in type of `size` pixels."""
    broken = [""]
    for word in text.split():
        longer = f"{broken[-1]} {word}".strip()
        if broken[-1] and width_of(longer, size) > width:
            broken.append(word)
        else:
            broken[-1] = longer
    return broken


def wrapped(name: str, *, width: float, size: float) -> list[str]:
    """Return a name in as few lines as fit `width` pixels, of about one length, each word whole if it fits.

    Beyond LONGEST_NAME characters a name is shortened: it is a sentence or a file's content.
    """
    words = " ".join(_with_breaks(word, width, size) for word in shorten(name, LONGEST_NAME).split())
    rows = lines(words, width=width, size=size)
    narrower = width
    while len(tried := lines(words, width=narrower, size=size)) == len(rows) and narrower > 0:
        rows, narrower = tried, narrower - _EVENING
    return rows


def _with_breaks(word: str, width: float, size: float) -> str:
    """Return the word with a space wherever it would grow wider than `width` pixels."""
    parts = [""]
    for letter in word:
        if width_of(parts[-1] + letter, size) > width:
            parts.append("")
        parts[-1] += letter
    return " ".join(parts)


def number(value: float) -> str:
    """Return a count with thousands separated, "12,345", of a small part two digits, "0.58"."""
    return f"{value:,.0f}" if value >= 10 or float(value).is_integer() else f"{value:.2g}"


def percent(share: float) -> str:
    """Return a share, 0 to 1, in whole percent; below one percent and from 99.5 up with a digit: "0.3%"."""
    if _ALMOST_ALL <= share < 1:  # rounded, it would be all
        return f"{int(1000 * share) / 10}%"
    return f"{100 * share:.1g}%" if _HARDLY_ANY <= share < 0.01 else f"{share:.0%}"


def _step(letter: str) -> float:
    """Return the width of a character as a share of the type size."""
    if letter in _NARROW:
        return _NARROW_STEP
    if letter in _WIDE:
        return _WIDE_STEP
    if letter.isupper():
        return _CAPITAL_STEP
    return _FULL_STEP if east_asian_width(letter) in "WF" else _LETTER_STEP
