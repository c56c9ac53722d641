"""Applies a reader's corrections to a cleaned capture.

A restored cut becomes a block in the zone of its surroundings; a removed block becomes a cut "by hand".
Everything derived from the blocks is computed again: deck, dateline, pictures, updates, revision.

Corrections of other captures of the same URL apply too, so that a new revision of a page keeps the reader's
work, but only if unambiguous: the same words occur once here, kept or cut by the same rule. The capture's own
corrections come after them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from lib.clean.fields.opening import opening
from lib.clean.says.captions import bare_credit
from lib.model.article import ASIDE_ZONES, Article, Block, Image, Update, Zone, revision_of
from lib.model.cleaned import Cleaned, Cut, Doubt
from lib.model.correction import BY_HAND, Correction, Spot, Verdict, find

LOST = 0.1  # of the confidence: the reader's work is not in the article
REASON = "You took it out by hand."
QUOTED = 60  # characters of a lost piece that its doubt quotes

Piece = Block | Cut

_TEXT: tuple[Zone, ...] = ("body", "quote", "list", "table")
_TOGETHER: tuple[Zone, ...] = ("quote", "list", "table")
_AT = attrgetter("at")


def corrected(cleaned: Cleaned, own: Sequence[Correction], beside: Sequence[Correction] = ()) -> Cleaned:
    """Return the capture with corrections applied: its `own`, and those of other captures of its URL.

    A correction whose words no longer occur is not applied, with the doubt "correction not applied".
    """
    if not own and not beside:
        return cleaned
    movable = (block for block in cleaned.article.blocks if block.zone != "headline")
    pieces: list[Piece] = sorted([*movable, *cleaned.cuts], key=_AT)
    spots = [Spot(text=piece.text, at=piece.at, rule=_rule(piece)) for piece in pieces]
    places = find(spots, own)
    chosen = dict(_certain(spots, beside))
    chosen |= {n: correction for correction, found in zip(own, places, strict=True) for n in found}
    changed = {n: correction for n, correction in chosen.items() if _changes(pieces[n], correction.verdict)}
    made = _applied(cleaned, pieces, changed) if changed else cleaned
    lost = [_doubt(correction) for correction, found in zip(own, places, strict=True) if not found]
    return replace(made, doubts=(*made.doubts, *lost))


def _rule(piece: Piece) -> str | None:
    """Return what keeps a piece out of the text, a cut's rule or a note's zone; None for a piece of text."""
    if isinstance(piece, Cut):
        return piece.rule
    return piece.zone if piece.zone in ASIDE_ZONES else None


def _certain(spots: Sequence[Spot], beside: Sequence[Correction]) -> Iterator[tuple[int, Correction]]:
    """Yield (index of a piece, correction) for each correction of another capture that is unambiguous."""
    for each in beside:
        rules = (each.rule, *ASIDE_ZONES)  # earlier versions cut what is kept as an aside
        alike = [n for n, spot in enumerate(spots) if spot.text == each.text and spot.rule in rules]
        if len(alike) == 1:
            yield alike[0], each


def _changes(piece: Piece, verdict: Verdict) -> bool:
    """Return whether the verdict changes a piece: "keep" one outside the text, "cut" a block."""
    return _rule(piece) is not None if verdict == "keep" else isinstance(piece, Block)


def _applied(cleaned: Cleaned, pieces: Sequence[Piece], changed: Mapping[int, Correction]) -> Cleaned:
    """Return the capture with the pieces of these indexes moved into the text or out of it."""
    article = cleaned.article
    unchanged = [piece for n, piece in enumerate(pieces) if n not in changed]
    headline = [block for block in article.blocks if block.zone == "headline"]
    blocks = [*headline, *(piece for piece in unchanged if isinstance(piece, Block))]
    restored, gone = list[Block](), list[Block]()
    for n, correction in changed.items():
        piece = pieces[n]
        if correction.verdict == "keep":
            restored.append(_restored(piece, blocks))
        elif isinstance(piece, Block):
            gone.append(piece)
    out = (Cut(text=block.text, rule=BY_HAND, reason=REASON, at=block.at, end=block.end) for block in gone)
    ids = " ".join(dict.fromkeys(correction.id for correction in changed.values()))
    source = replace(article, provenance={**article.provenance, BY_HAND: ids})
    return replace(
        cleaned,
        article=derived(source, tuple(sorted([*blocks, *restored], key=_AT)), restored, gone),
        cuts=tuple(sorted([*(piece for piece in unchanged if isinstance(piece, Cut)), *out], key=_AT)),
    )


def _restored(piece: Piece, kept: Sequence[Block]) -> Block:
    """Return a piece as a block of the text; a biography or appeal keeps its links."""
    zone = _zone(piece, kept)
    if isinstance(piece, Block):
        return replace(piece, zone=zone)
    return Block(zone=zone, text=piece.text, at=piece.at, end=piece.end, level=piece.level)


def _zone(back: Piece, kept: Sequence[Block]) -> Zone:
    """Return the zone of a restored piece: the cut's, or that of a list, quote or table around it."""
    if isinstance(back, Cut) and back.rule == "other caption":
        return "caption"
    if isinstance(back, Cut) and (back.zone != "body" or back.level):
        return back.zone
    text = [block for block in kept if block.zone in _TEXT and not block.level]
    before = next((block.zone for block in reversed(text) if block.at < back.at), None)
    after = next((block.zone for block in text if block.at >= back.end), None)
    return before if before == after and before in _TOGETHER else "body"


def _doubt(lost: Correction) -> Doubt:
    words = lost.text if len(lost.text) <= QUOTED else f"{lost.text[:QUOTED].rstrip()}…"
    done = "kept" if lost.verdict == "keep" else "took out"
    return Doubt(
        kind="correction not applied",
        reason=f"You {done} “{words}” by hand, but these words do not stand so on the page as it is read "
        "now. Look through what was removed and correct it again, or undo the correction.",
        weight=LOST,
    )


def derived(
    article: Article, blocks: tuple[Block, ...], restored: Sequence[Block], gone: Sequence[Block]
) -> Article:
    """Return the article with these blocks, and all that follows from them: pictures, updates, deck ...

    `restored` are the blocks that are new in it, `gone` the blocks that it has lost.
    """
    made = replace(
        article,
        blocks=blocks,
        images=(*_images(article.images, gone), *_pictures(restored, bool(article.images))),
        updates=tuple(_updates(article, blocks)),
    )
    if any(block.zone == "deck" for block in gone):
        decks = (block.text for block in blocks if block.zone == "deck")
        made = replace(made, deck=" ".join(decks) or None)
    before, body = (next((b.text for b in each.blocks if b.zone == "body"), "") for each in (article, made))
    if before != body:  # place and agency are those that the first paragraph prints now
        place, wire = opening(made.blocks, made.authors)
        made = replace(made, dateline=place.value, wire=wire.value)
    return replace(made, revision=revision_of(made.headline, made.text))


def _images(images: Sequence[Image], gone: Sequence[Block]) -> Iterator[Image]:
    """Yield the pictures without the captions and credits in `gone`; pictures of which nothing is left go.

    A removed text that is all of one picture's caption is no part of another's.
    """
    captions = [block.text for block in gone if block.zone == "caption"]
    whole = {image.caption for image in images}
    credits = [block.text for block in gone if block.zone == "credit"]
    bare = {form for credit in credits for form in (credit, bare_credit(credit))}
    for image in images:
        caption = image.caption or ""
        for text in captions:
            if text == image.caption or text not in whole:
                caption = caption.replace(text, "", 1)
        left = replace(
            image,
            caption=" ".join(caption.split()) or None,
            credit=None if image.credit in bare else image.credit,
        )
        if left == image or left.url or left.caption or left.credit:
            yield left


def _pictures(restored: Sequence[Block], has_lead: bool) -> Iterator[Image]:
    """Yield a picture without URL for each restored caption; the first leads if there is no other."""
    for number, block in enumerate(block for block in restored if block.zone == "caption"):
        lead = number == 0 and not has_lead
        yield Image(url=None, alt=None, caption=block.text, credit=None, lead=lead)


def _updates(article: Article, blocks: tuple[Block, ...]) -> Iterator[Update]:
    """Yield a live blog's updates with new block numbers; an update without a block is left out."""
    starts = [article.blocks[update.block].at for update in article.updates]
    firsts = [next((n for n, b in enumerate(blocks) if b.at >= at), len(blocks)) for at in starts]
    for update, (first, end) in zip(article.updates, pairwise([*firsts, len(blocks)]), strict=True):
        if first < end:
            yield replace(update, block=first)
