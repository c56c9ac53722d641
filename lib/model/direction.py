"""The writing direction of a text: left to right or right to left."""

import unicodedata
from typing import Literal

Direction = Literal["ltr", "rtl"]

READ = 4_000  # characters that are looked at
FIRST_RTL = "\u0590"  # all letters before this one read from left to right


def direction(text: str, otherwise: Direction = "ltr") -> Direction:
    """Return the direction of most letters in the text's first 4,000 characters; `otherwise` on a tie.

    The first strong letter, which a browser goes by, misleads where a story in Arabic opens with a name in
    Latin letters; so does a page's own dir attribute, which is often left out. Classes of letters: Unicode
    Standard Annex 9.
    """
    strengths = map(unicodedata.bidirectional, text[:READ])
    if max(text[:READ], default="") < FIRST_RTL:
        return "ltr" if "L" in strengths else otherwise
    left = right = 0
    for strength in strengths:
        left += strength == "L"
        right += strength in ("R", "AL")
    if left == right:
        return otherwise
    return "rtl" if right > left else "ltr"
