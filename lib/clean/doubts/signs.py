"""The signs that a story needs a second look: which doubt each raises, and what of the confidence it takes.

A sign weighs much where the text may be wrong, little where a field is.
"""

from typing import NamedTuple

from lib.model.cleaned import Doubt


class Sign(NamedTuple):
    """The kind of doubt that a sign raises, and its weight: what it takes of the confidence."""

    kind: str
    weight: float  # where it concerns the whole story; a share of the story weighs as much less
    most: float = 1.0  # however large the share is

    def doubt(self, reason: str, share: float = 1.0) -> Doubt:
        """Return the doubt about a share of the story, with a sentence that says why."""
        return Doubt(
            kind=self.kind, reason=reason, weight=round(min(self.most, self.weight * min(1.0, share)), 3)
        )

    def of_a_cut(self, clause: str, share: float = 1.0) -> Doubt:
        """Return the doubt whether a text is whole; the clause says why."""
        return self.doubt(
            f"{clause}, so the rest may be missing; open the whole story and save it once more.", share
        )


# The text may break off, or go on elsewhere.
_CUT = "probably cut"
ELLIPSIS = Sign(_CUT, 0.3)
UNSTOPPED = Sign(_CUT, 0.05)  # a last sentence without a stop, which many a whole story has
INVITED = Sign(_CUT, 0.3)
PAGED = Sign(_CUT, 0.4)
SECOND_PAGE = Sign(_CUT, 0.35)
LONGER_DECLARED = Sign(_CUT, 0.5)
MORE_COUNTED = Sign(_CUT, 0.3)
PAID = Sign(_CUT, 0.3)
MUCH_LEFT_OUT = Sign(_CUT, 1.0, most=0.6)
NOT_LOADED = Sign("updates behind the page", 0.15)
ONLY_A_PART = Sign("only a part", 0.2)

# The text may be another one, or hold what is none of it.
LEFT_OUT = Sign("opinions differ", 0.5)
TOO_MUCH = Sign("perhaps too much", 0.4, most=0.1)
TOO_LARGE = Sign("libraries too slow", 0.2)
RULES_SET_ASIDE = Sign("rules set aside", 0.1)
FEW_WORDS = Sign("very short", 0.3)
SHORT_LINES = Sign("short lines", 0.25)
REPEATED = Sign("repeated text", 1.0, most=0.5)
PICTURES = Sign("much under pictures", 0.3)
LISTS = Sign("mostly lists", 0.15)
UNCLASSIFIED = Sign("much unclassified", 1.0, most=0.3)

# Its letters may be wrong.
LETTERS_LOST = Sign("encoding", 0.15)
LETTERS_GUESSED = Sign("encoding", 0.04)  # all of them are there
LETTERS_DAMAGED = Sign("encoding", 0.2)

# A field may be wrong or missing.
NO_HEADLINE = Sign("no headline", 0.25)  # perhaps the wrong part of the page was taken
OTHER_HEADLINE = Sign("headline", 0.1)
NO_DATE = Sign("no date", 0.05)
FUTURE = Sign("sources disagree", 0.15)
OTHER_DAY = Sign("sources disagree", 0.08)
OTHER_AUTHORS = Sign("sources disagree", 0.03)
DAY_GUESSED = Sign("day only", 0.06)
DAY_ONLY = Sign("day only", 0.02)
ZONE = Sign("zone assumed", 0.01)  # an hour or a few
NO_PUBLISHER = Sign("publisher unknown", 0.03)
LANGUAGE = Sign("language", 0.03)
