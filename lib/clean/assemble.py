"""Builds the article, the briefs, the cards and the cuts from the fates of a page's pieces."""

from collections.abc import Iterable, Iterator
from datetime import UTC

from lib.clean.addresses.address import kept_links
from lib.clean.cutting.cards import cards
from lib.clean.cutting.slots import with_slots
from lib.clean.fields.captions import split_credit
from lib.clean.fields.images import images
from lib.clean.fields.provenance import provenance
from lib.clean.fields.reading import Reading
from lib.clean.html.segments import Piece, split_piece
from lib.clean.html.tables import in_rows
from lib.clean.live.ticker import briefs
from lib.clean.live.updates import form_of, printed_clock, unprinted, updates
from lib.model.article import TEXT_ZONES, Article, Block, Cleaned, Cut, Image, Related, Zone, revision_of
from lib.model.rules import reason


def assemble(reading: Reading) -> Cleaned:
    """Return what one page holds, kept and cut."""
    placed = tuple(_placed(reading))
    blocks = (*(block for _, block in placed), *unprinted(reading))
    article = _article(reading, blocks, _pictures(reading, placed))
    kept = [fate.zone is not None for fate in reading.fates]
    taken: set[int] = set()
    items: list[Article] = []
    free = [not each for each in kept]
    for pieces, brief in briefs(reading.page, free, reading.layout.marks, article, printed_clock(reading)):
        taken.update(pieces)
        items.append(brief)
    stamped = {number for number in taken if not _is_in(reading.page.pieces[number], items)}
    related = tuple(_related(reading, taken))
    carded = {number for pieces, _ in related for number in pieces}
    cuts = tuple(_cuts(reading, (taken - stamped) | carded))
    return Cleaned(
        article=article, briefs=tuple(items), related=tuple(card for _, card in related), cuts=cuts
    )


def _is_in(piece: Piece, items: list[Article]) -> bool:
    return any(block.at == piece.at for item in items for block in item.blocks)


def _related(reading: Reading, taken: set[int]) -> Iterator[tuple[range, Related]]:
    rules = [None if number in taken else fate.rule for number, fate in enumerate(reading.fates)]
    address = reading.address or reading.page.capture.url
    found = list(cards(reading.page, rules, reading.layout.marks, address))
    kept = [number for number, fate in enumerate(reading.fates) if fate.zone is not None]
    yield from with_slots(reading.page, found, kept)


def _cuts(reading: Reading, gone: set[int]) -> Iterator[Cut]:
    for number, (piece, fate) in enumerate(zip(reading.page.pieces, reading.fates, strict=True)):
        if fate.rule is not None and number not in gone:
            back = reading.zoning.restored(number)
            yield Cut(text=piece.text, rule=fate.rule, reason=reason(fate.rule), at=piece.at, end=piece.end,
                      zone=back.zone or "body", level=back.level)  # fmt: skip


def _placed(reading: Reading) -> Iterator[tuple[Piece, Block]]:
    """Yield each kept piece with its block; the cells of a table's row are one."""
    yield from in_rows(_pieced(reading), reading.page.source.text)


def _pieced(reading: Reading) -> Iterator[tuple[Piece, Block]]:
    """Yield each kept piece with its block; a caption that ends in a credit makes two."""
    base = reading.address or reading.page.capture.url
    if reading.layout.headline_piece is None and reading.layout.headline:
        yield reading.page.pieces[0], Block(zone="headline", text=reading.layout.headline, at=0, end=0)
    for piece, fate in zip(reading.page.pieces, reading.fates, strict=True):
        if fate.zone is None:
            continue
        cut = split_credit(piece.text) if fate.zone == "caption" else None
        if cut is None:
            yield piece, Block(zone=fate.zone, text=piece.text, at=piece.at, end=piece.end,
                               links=kept_links(piece.links, base), level=fate.level)  # fmt: skip
            continue
        first, second = split_piece(piece, cut, reading.page.source.text)
        yield piece, Block(zone="caption", text=first.text, at=first.at, end=first.end)
        yield piece, Block(zone="credit", text=second.text, at=second.at, end=second.end)


def _article(reading: Reading, blocks: tuple[Block, ...], pictures: tuple[Image, ...]) -> Article:
    headline, dated = reading.layout.headline or "", reading.published
    return Article(
        id="", form=form_of(reading),
        revision=revision_of(headline, _joined(blocks, *TEXT_ZONES, by="\n\n")),
        canonical_url=reading.address, publisher=reading.publisher or reading.house[0], slug=reading.slug,
        section=reading.section[0], language=reading.language[0],
        headline=headline, kicker=reading.kicker, deck=_joined(blocks, "deck", by=" ") or None,
        byline=reading.byline, dateline=reading.dateline, wire=reading.wire,
        authors=reading.signature.authors, tags=reading.tags[0],
        published_at=dated.at, published_as=dated.printed, published_zone=dated.timezone,
        updated_at=reading.updated, blocks=blocks, images=pictures,
        read_minutes=reading.read_minutes, has_audio=reading.has_audio,
        captured_at=reading.page.capture.captured_at.astimezone(UTC),
        provenance=provenance(reading, pictured=bool(pictures)), updates=updates(reading, blocks),
    )  # fmt: skip


def _joined(blocks: Iterable[Block], *zones: Zone, by: str) -> str:
    return by.join(block.text for block in blocks if block.zone in zones)


def _pictures(reading: Reading, placed: Iterable[tuple[Piece, Block]]) -> tuple[Image, ...]:
    captioned = [(piece.element, block) for piece, block in placed if block.zone in ("caption", "credit")]
    return images(reading.page, captioned, reading.address or reading.page.capture.url)
