"""The parts of a page by which its encoding is judged: its head, and the beginning of its text."""

import re

HEAD_BYTES = (
    16_384  # in which a declaration is looked for; browsers look at 1,024, saved pages begin with more
)
SAMPLE_BYTES = 200_000  # more letters change no guess, and a detector's time grows with them

_MARKUP = re.compile(
    rb"<(?:script|style)\b.*?</(?:script|style)\s*>|<[^<>]{0,2000}>", re.DOTALL | re.IGNORECASE
)
_CODE_END = re.compile(rb"</(?:script|style)\s*>", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]{0,2000}>")


def text_sample(data: bytes) -> bytes:
    """Return the beginning of a page without tags, scripts and styles, which are ASCII in any encoding."""
    sample = data[:SAMPLE_BYTES]
    # Behind the last end of a script, an opened one would be searched to the end of the page in vain.
    end = max((code_end.end() for code_end in _CODE_END.finditer(sample)), default=0)
    return _MARKUP.sub(b" ", sample[:end]) + _TAG.sub(b" ", sample[end:])
