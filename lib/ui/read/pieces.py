"""The pieces of a capture, kept and cut, in page order, each with the reader's correction of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lib.model.article import ASIDE_ZONES, Article, Block
from lib.model.cleaned import Cut, out_of_text
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
    def confidence(self) -> float:
        """The confidence of the cut, from 0 to 1; 1 if the piece was kept."""
        return self.block.confidence if isinstance(self.block, Cut) else 1.0

    @property
    def certainty(self) -> str:
        """The certainty of a cut in words: "certain", "likely", "unsure" or "your correction"."""
        if self.by_hand:
            return "your correction"
        if self.confidence >= CERTAIN:
            return "certain"
        return "likely" if self.confidence >= LIKELY else "unsure"

    @property
    def is_aside(self) -> bool:
        """Whether the piece is kept but not part of the text, such as a biography."""
        return isinstance(self.block, Block) and self.block.zone in ASIDE_ZONES

    @property
    def element_id(self) -> str:
        """The id of the piece's button, which stays the same after a correction."""
        return f"piece-{self.block.at}-{self.block.end}-{len(self.block.text)}"

    @property
    def command(self) -> str:
        """What the piece's button sends: "keep 3", "cut 3" or "undo ID"."""
        if self.by_hand:
            return f"undo {self.by_hand.id}"
        return f"{'keep' if self.rule or self.is_aside else 'cut'} {self.number}"


def pieces_of(story: Article, cuts: Sequence[Cut], corrections: Iterable[Correction]) -> list[ShownPiece]:
    """Return all pieces of the capture in page order, each with the correction that changed it."""
    ids = story.provenance.get(BY_HAND, "").split()
    applied = {each.id: each for each in corrections if each.id in ids}.values()
    text = {n: block for n, block in enumerate(story.blocks) if block.zone not in ASIDE_ZONES}
    out = dict(enumerate(out_of_text(story, cuts)))
    movable = {n: block for n, block in text.items() if block.zone != "headline"}
    by_hand = {n: piece for n, piece in out.items() if isinstance(piece, Cut) and piece.rule == BY_HAND}
    restored = _correction_of(movable, [each for each in applied if each.verdict == "keep"])
    removed = _correction_of(by_hand, [each for each in applied if each.verdict == "cut"])
    pieces = [ShownPiece(number=n, block=block, by_hand=restored.get(n)) for n, block in text.items()]
    pieces += [ShownPiece(number=n, block=piece, by_hand=removed.get(n)) for n, piece in out.items()]
    return sorted(pieces, key=lambda piece: piece.block.at)


def _correction_of(
    pieces: Mapping[int, Block | Cut], corrections: Sequence[Correction]
) -> dict[int, Correction]:
    """Return {number of a piece: the correction of it}; pieces without correction are left out."""
    numbers = list(pieces)
    found = find([Spot(text=each.text, at=each.at, rule=None) for each in pieces.values()], corrections)
    return {numbers[n]: each for each, places in zip(corrections, found, strict=True) for n in places}


def summary(pieces: Sequence[ShownPiece]) -> str:
    """Return a sentence: how much was kept and cut, and how much of that by hand."""
    kept = words_in(piece.block for piece in pieces if not piece.rule)
    out = [piece for piece in pieces if piece.rule]
    words = sum(word_count(piece.block.text) for piece in out)
    hand = len({piece.by_hand.id for piece in pieces if piece.by_hand})
    by_hand = f", {count(hand, 'correction')} by hand" if hand else ""
    parts = f"{count(kept, 'word')} of text kept, {words:,} left out in {count(len(out), 'piece')}"
    return f"{parts}{by_hand}."


def rules_of(pieces: Sequence[ShownPiece]) -> dict[str, int]:
    """Return by rule how many pieces it cut, the largest number first."""
    numbers = Counter(piece.rule for piece in pieces if piece.rule)
    return dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))
