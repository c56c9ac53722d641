"""Names for exported files that every operating system accepts."""

import re
import unicodedata

MOST_BYTES = 120  # of a name: file systems allow 255, and a suffix or a number is added

# Windows keeps these for its devices, with any suffix.
_KEPT = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_NOT_A_WORD = re.compile(r"[\W_]+")


def file_name(identity: str, words: str, suffix: str) -> str:
    """Return a file name of at most 120 bytes made of an id and a title, without any path in it."""
    ending = f".{_lower_case_with_hyphens(suffix)}"
    head = _lower_case_with_hyphens(identity) or "wireroom"
    tail = _lower_case_with_hyphens(words)
    whole = (f"{head}-{tail}" if tail else head).encode()
    stem = whole[: MOST_BYTES - len(ending.encode()) - 1].decode(errors="ignore").strip("-")
    return f"{'_' if _KEPT.match(stem) else ''}{stem}{ending}"


def _lower_case_with_hyphens(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace("’", "").replace("'", "")
    return _NOT_A_WORD.sub("-", plain).strip("-").lower()
