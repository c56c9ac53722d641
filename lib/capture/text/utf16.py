"""Recognition of UTF-16 without a byte order mark, by where its zeros and its other high bytes stand."""

_SAMPLE_BYTES = 20_000  # of a page: its head in ASCII letters and some of its text
_MIN_BYTES = 16  # eight letters; in fewer bytes two zeros would decide

# Markup and Latin text in UTF-16 have a zero in nearly every high byte, Cyrillic text in the tags between.
_MIN_ZEROS = 0.05  # of all bytes, at the places of the high bytes
_MAX_LOW_ZEROS = (
    0.2  # of those zeros, at the places of the low bytes, where only U+0100 and the like have one
)
# Plain Cyrillic text: the high byte is 4 for its letters and 0 for spaces and punctuation.
_MIN_CYRILLIC_HIGH = 0.8  # of the high bytes; the rest are dashes and quotation marks (U+20..)
_MAX_CYRILLIC_LOW_ZEROS = 0.05  # of the low bytes; only U+0400 has a zero there
_MAX_STRANGE = 0.02  # of the letters: control and replacement characters of a broken page


def unmarked_utf16(data: bytes) -> str | None:
    """Return "utf-16-le" or "utf-16-be" for bytes that are UTF-16 without a mark; None for others.

    b"N\\0e\\0w\\0s\\0" has its zeros at the second of each two bytes: it is "utf-16-le".
    """
    sample = data[:_SAMPLE_BYTES]
    if len(sample) < _MIN_BYTES:
        return None
    even, odd = sample[0::2], sample[1::2]
    sides = (("utf-16-le", odd, even), ("utf-16-be", even, odd))
    for encoding, high, low in sides:
        zeros = high.count(0)
        has_latin = zeros > _MIN_ZEROS * len(sample) and low.count(0) < _MAX_LOW_ZEROS * zeros
        if has_latin and _decodes_to_text(sample, encoding):
            return encoding
    for encoding, high, low in sides:
        is_cyrillic = high.count(0) + high.count(4) > _MIN_CYRILLIC_HIGH * len(high)
        if is_cyrillic and low.count(0) < _MAX_CYRILLIC_LOW_ZEROS * len(low):
            return encoding
    return None


def _decodes_to_text(sample: bytes, encoding: str) -> bool:
    """Return whether a sample decodes with few control or replacement characters."""
    text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
    strange = sum(
        1 for letter in text if letter == "\ufffd" or not (letter.isprintable() or letter.isspace())
    )
    return strange < _MAX_STRANGE * len(text)
