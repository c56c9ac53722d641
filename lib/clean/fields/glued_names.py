"""Parts words that a page's layout held apart and a copy ran together: a name and an office, two names."""

import re

from lib.clean.fields.text_names import OFFICE, is_person

_OFFICE = re.compile(rf"(?<=[^\W\d_]{{2}})(?=(?:{OFFICE})\b)")
_HANDLE = re.compile(r"\s*@\w*?[a-z\d_](?=[A-ZÀ-Þ][a-zß-ÿ])")
_CAPITAL = re.compile(r"(?<=[a-zß-ÿа-яіїєґ])(?=[A-ZÀ-ÞА-ЯІЇЄҐ])")
# A capital inside a name after these is the name's own: McKay, DeSantis, FitzGerald.
_PREFIX = re.compile(
    r"(?:^|[\s'’-])(?:[MD]a?c|De|Del|Di|Da|Du|La|Le|Lo|Van|Von|Fitz|Abu|Ben|El|Al|Jo|Mary|San|Ter|Ten)$"
)


def part_glued(printed: str) -> list[str]:
    """Return the pieces of a printed list of names.

    'Ada Obisenior reporter' and 'Ada ObiJan Kowal' are two each.
    """
    pieces = []
    for piece in _HANDLE.sub(", ", printed).split(", ") if "@" in printed else [printed]:
        office = next((at for at in _places(_OFFICE, piece) if is_person(piece[:at])), None)
        if office:
            pieces += [piece[:office], piece[office:]]
            continue
        capital = next((at for at in _places(_CAPITAL, piece) if _parts(piece, at)), None)
        pieces += [piece[:capital], *part_glued(piece[capital:])] if capital else [piece]
    return pieces


def _places(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in pattern.finditer(text)]


def _parts(piece: str, at: int) -> bool:
    """Return a whole name stands before the place, and the capital after it is not the name's own."""
    return is_person(piece[:at]) and not _PREFIX.search(piece[:at])
