"""Doubts from opinions that disagree on what the story is."""

from collections.abc import Iterable, Iterator

from lib.clean.fields.reading import Reading
from lib.model.article import TEXT_ZONES, Doubt

LEAST = 0.05  # of the text: a smaller disagreement is a line or two
MUCH = 0.2  # from here on most stories have lost text
MOST = 0.6  # weight of one doubt
NEAR = 5  # pieces below the story where its rest stands when something parted it

# What these rules cut is known by what it is, wherever it stands.
CERTAIN = frozenset(
    {
        "page title", "repeated headline", "menu", "footer", "consent", "comments", "share", "newsletter",
        "donation", "overlay", "note",
    }
)  # fmt: skip


def doubts_of_votes(reading: Reading, recall: frozenset[int] | None) -> Iterator[Doubt]:
    """Yield what was cut in the midst of the story, and what only one opinion took for it.

    Recall is the other.
    """
    kept = frozenset(n for n, fate in enumerate(reading.fates) if fate.zone in TEXT_ZONES)
    yield from _left(reading, kept, recall or frozenset())
    if recall is not None:
        yield from _alone(reading, kept, recall)
    if reading.layout.body.source.startswith("own rule"):
        reason = (
            "The page is too large for the libraries: every long paragraph was kept; compare the original."
        )
        yield Doubt(kind="libraries too slow", reason=reason, weight=0.2)


def _left(reading: Reading, kept: frozenset[int], recall: frozenset[int]) -> Iterator[Doubt]:
    last = max(kept, default=0)
    below = (number for number in range(last + 1, last + 1 + NEAR) if number in recall)
    left = _size(reading, (n for n in {*reading.layout.inside, *below} - kept if _may_be_text(reading, n)))
    share = left / max(1, left + _size(reading, kept))
    if share > LEAST:
        kind = "probably cut" if share > MUCH else "opinions differ"
        reason = (
            f"In the story and right below it {share:.0%} of the text was left out; "
            "read under “What was removed” whether it belongs to it."
        )
        yield Doubt(kind=kind, reason=reason, weight=round(min(MOST, share), 3))


def _may_be_text(reading: Reading, number: int) -> bool:
    """Return whether a cut piece was cut for where it stands or how it reads, not for what it is."""
    rule = reading.fates[number].rule
    if rule is None or rule in CERTAIN or rule.startswith("field"):
        return False
    return reading.page.pieces[number].linked < 0.9


def _alone(reading: Reading, kept: frozenset[int], recall: frozenset[int]) -> Iterator[Doubt]:
    """Text that was kept though an opinion that keeps nearly everything does not hold it."""
    share = _size(reading, kept - recall) / max(1, _size(reading, kept))
    if share > LEAST:
        reason = (
            f"A second opinion does not hold {share:.0%} of the kept text; "
            "read whether all of it belongs to the story."
        )
        yield Doubt(kind="perhaps too much", reason=reason, weight=round(min(0.5, 0.8 * share), 3))


def _size(reading: Reading, numbers: Iterable[int]) -> int:
    return sum(len(reading.page.folds[number]) for number in numbers)
