"""Makes the doubt that a sign raises, as words/doubts.yaml has it: its kind, its weight and its sentence."""

from lib.clean.words import read
from lib.model.cleaned import Doubt


def doubt(sign: str, share: float = 1.0, **parts: object) -> Doubt:
    """Return the doubt for a sign such as "short", which is about a share of the story, 0 to 1.

    `parts` are the values that fill the places in its sentence beside the share.
    """
    row = read("doubts")[sign]
    weight = min(row.get("most", 1.0), row["weight"] * min(1.0, share))
    return Doubt(kind=row["kind"], reason=row["reason"].format(share=share, **parts), weight=round(weight, 3))
