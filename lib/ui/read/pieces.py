"""The pieces of a capture, kept and cut, in page order, each with the reader's correction of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lib.model.article import ASIDE_ZONES, Article, Block, Cut, out_of_text
from lib.model.correction import BY_HAND, Correction, Spot, find
from lib.model.length import word_count
from lib.model.wording import count
from lib.ui.read.times import words_in

CERTAIN, LIKELY = 0.95, 0.7  # confidence from which on a cut is shown as certain, or as likely


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPiece:
    """A piece of the capture, kept or cut, as the tab shows it: its number, and the correction of it."""

    number: int  # among the kept blocks, or among what is out of the text
    block: Block | Cut
    by_hand: Correction | None = None

    @property
    def rule(self) -> str:
        """The rule that cut the piece; "" if it was kept."""
        return self.block.rule if isinstance(self.block, Cut) else ""

    @property
    def reason(self) -> str:
        """Why the piece was cut; "" if it was kept."""
        return self.block.reason if isinstance(self.block, Cut) else ""

    @property
    def sureness(self) -> float:
        """The confidence of the cut, from 0 to 1."""
        return self.block.confidence if isinstance(self.block, Cut) else 1.0

    @property
    def sure(self) -> str:
        """The certainty of a cut in words: "certain", "likely", "unsure" or "your correction"."""
        if self.by_hand or self.sureness >= CERTAIN:
            return "your correction" if self.by_hand else "certain"
        return "likely" if self.sureness >= LIKELY else "unsure"

    @property
    def is_aside(self) -> bool:
        """Whether the piece is kept but not part of the text, such as a biography."""
        return isinstance(self.block, Block) and self.block.zone in ASIDE_ZONES

    @property
    def name(self) -> str:
        """An id of the piece's button that stays the same after a correction."""
        return f"piece-{self.block.at}-{self.block.end}-{len(self.block.text)}"

    @property
    def word(self) -> str:
        """The word that the piece's button sends: "keep 3", "cut 3" or "undo ID"."""
        if self.by_hand:
            return f"undo {self.by_hand.id}"
        return f"{'keep' if self.rule or self.is_aside else 'cut'} {self.number}"


def pieces_of(story: Article, cuts: Sequence[Cut], corrections: Iterable[Correction]) -> list[ShownPiece]:
    """Return all pieces of the capture in page order, each with the correction that changed it."""
    ids = story.provenance.get(BY_HAND, "").split()
    made = list({correction.id: correction for correction in corrections if correction.id in ids}.values())
    kept, gone = _moved(story.blocks, made, "keep"), _moved(cuts, made, "cut")
    text = [(n, block) for n, block in enumerate(story.blocks) if block.zone not in ASIDE_ZONES]
    pieces = [ShownPiece(number=n, block=block, by_hand=kept.get(n)) for n, block in text]
    out = enumerate(out_of_text(story, cuts))
    pieces += [ShownPiece(number=n, block=each, by_hand=gone.get(n)) for n, each in out]
    return sorted(pieces, key=lambda piece: piece.block.at)


def _moved(
    blocks: Sequence[Block | Cut], made: Iterable[Correction], verdict: str
) -> Mapping[int, Correction]:
    """Return by number of a block the correction of this verdict, "keep" or "cut", that put it here."""
    of_verdict = [each for each in made if each.verdict == verdict]
    spots = [Spot(text=block.text, at=block.at, rule=None) for block in blocks]
    return {n: each for each, found in zip(of_verdict, find(spots, of_verdict), strict=True) for n in found}


def summary(pieces: Sequence[ShownPiece]) -> str:
    """Return a sentence: how much was kept and cut, and how much of that by hand."""
    kept = words_in(piece.block for piece in pieces if not piece.rule)
    gone = [piece for piece in pieces if piece.rule]
    words = sum(word_count(piece.block.text) for piece in gone)
    hand = len({piece.by_hand.id for piece in pieces if piece.by_hand})
    by_hand = f", {count(hand, 'correction')} by hand" if hand else ""
    parts = f"{count(kept, 'word')} of text kept, {words:,} left out in {count(len(gone), 'piece')}"
    return f"{parts}{by_hand}."


def rules_of(pieces: Sequence[ShownPiece]) -> dict[str, int]:
    """Return by rule how many pieces it cut, the largest number first."""
    numbers = Counter(piece.rule for piece in pieces if piece.rule)
    return dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))
